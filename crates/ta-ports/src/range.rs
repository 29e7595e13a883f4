//! Ranges of ports, as people write them, and the three ranges of RFC 6335 §6.

use std::fmt;
use std::str::FromStr;

/// Ports from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortRange {
    first: u16,
    last: u16,
}

impl PortRange {
    /// Every port there is, 0 included.
    pub const ALL: Self = Self { first: 0, last: u16::MAX };

    /// The ports from `first` to `last`, both included; `None` where `last` comes before `first`.
    pub const fn new(first: u16, last: u16) -> Option<Self> {
        if first <= last { Some(Self { first, last }) } else { None }
    }

    /// One port.
    pub const fn single(port: u16) -> Self {
        Self { first: port, last: port }
    }

    /// The lowest port of the range.
    pub const fn first(self) -> u16 {
        self.first
    }

    /// The highest port of the range, which belongs to it.
    pub const fn last(self) -> u16 {
        self.last
    }

    /// Whether a port is in it.
    pub const fn contains(self, port: u16) -> bool {
        self.first <= port && port <= self.last
    }

    /// How many ports it has, at least one.
    pub fn ports(self) -> u32 {
        u32::from(self.last) - u32::from(self.first) + 1
    }
}

/// `3552`, `8000-8100`
impl fmt::Display for PortRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (first, last) if first == last => write!(f, "{first}"),
            (first, last) => write!(f, "{first}-{last}"),
        }
    }
}

/// Why a text is no range of ports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    /// It is not a number, or two with a hyphen between them.
    #[error("{text:?} is no port and no range of ports")]
    NotANumber {
        /// What was written.
        text: String,
    },
    /// A number is above 65535.
    #[error("{number} is no port: the highest is 65535")]
    TooHigh {
        /// The number as written.
        number: String,
    },
    /// The first port comes after the last.
    #[error("the range {first}-{last} is reversed")]
    Reversed {
        /// What was written first.
        first: u16,
        /// What was written last.
        last: u16,
    },
}

/// Reads `3552` and `8000-8100`, both ends included.
///
/// # Errors
/// [`RangeError`] says which of the three mistakes it is.
impl FromStr for PortRange {
    type Err = RangeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let (first, last) = (port(first, text)?, port(last, text)?);
        Self::new(first, last).ok_or(RangeError::Reversed { first, last })
    }
}

fn port(number: &str, whole: &str) -> Result<u16, RangeError> {
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(RangeError::NotANumber { text: whole.to_owned() });
    }
    // Digits only, so that nothing but its size can be wrong with it.
    number.parse().map_err(|_| RangeError::TooHigh { number: number.to_owned() })
}

/// The three ranges of RFC 6335 §6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PortClass {
    /// 0 to 1023.
    WellKnown,
    /// 1024 to 49151.
    Registered,
    /// 49152 to 65535.
    Dynamic,
}

impl PortClass {
    /// Every class, from the lowest ports on.
    pub const ALL: [Self; 3] = [Self::WellKnown, Self::Registered, Self::Dynamic];

    /// The class of a port.
    pub const fn of(port: u16) -> Self {
        match port {
            0..=1023 => Self::WellKnown,
            1024..=49151 => Self::Registered,
            49152.. => Self::Dynamic,
        }
    }

    /// Its ports.
    pub const fn range(self) -> PortRange {
        match self {
            Self::WellKnown => PortRange { first: 0, last: 1023 },
            Self::Registered => PortRange { first: 1024, last: 49151 },
            Self::Dynamic => PortRange { first: 49152, last: u16::MAX },
        }
    }

    /// Its name as people say it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WellKnown => "well-known",
            Self::Registered => "registered",
            Self::Dynamic => "dynamic",
        }
    }

    /// What it means for whoever runs a server, in a sentence without its stop.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::WellKnown => {
                "IANA assigns it after review by the IETF; on Unix only the administrator or a program with the right \
                 to (Linux: CAP_NET_BIND_SERVICE) may listen on it"
            }
            Self::Registered => "IANA assigns it on request; any user's program may listen on it",
            Self::Dynamic => {
                "IANA assigns nothing here; systems take ports for outgoing connections from it, and any user's program may \
                 listen"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PortClass, PortRange, RangeError};

    #[test]
    fn a_port_and_a_range_are_read() {
        assert_eq!("3552".parse(), Ok(PortRange::single(3552)));
        assert_eq!("8000-8100".parse(), Ok(PortRange::new(8000, 8100).unwrap()));
        assert_eq!("0-65535".parse(), Ok(PortRange::ALL));
    }

    #[test]
    fn a_port_above_65535_is_refused_as_that() {
        for number in ["65536", "99999999999999999999"] {
            let error = number.parse::<PortRange>().unwrap_err();
            assert_eq!(error, RangeError::TooHigh { number: number.into() });
        }
        assert!(matches!("80-70000".parse::<PortRange>(), Err(RangeError::TooHigh { .. })));
    }

    #[test]
    fn a_reversed_range_is_refused_as_that() {
        assert_eq!("8100-8000".parse::<PortRange>(), Err(RangeError::Reversed { first: 8100, last: 8000 }));
    }

    #[test]
    fn what_is_no_number_is_refused_as_that() {
        for text in ["", "-", "80-", "-80", "+80", "8O", "80 ", "1-2-3"] {
            assert_eq!(text.parse::<PortRange>(), Err(RangeError::NotANumber { text: text.into() }));
        }
    }

    #[test]
    fn the_three_ranges_meet_without_a_gap() {
        assert_eq!([1023, 1024].map(PortClass::of), [PortClass::WellKnown, PortClass::Registered]);
        assert_eq!([49151, 49152].map(PortClass::of), [PortClass::Registered, PortClass::Dynamic]);
        assert_eq!(PortClass::ALL.map(|class| class.range().ports()).iter().sum::<u32>(), 65536);
    }
}
