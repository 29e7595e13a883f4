//! Transports: of a socket, and of an assignment in the registry.

use std::fmt;

/// The transport of a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// TCP, over IPv4 or IPv6.
    Tcp,
    /// UDP, over IPv4 or IPv6.
    Udp,
}

impl Protocol {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Tcp, Self::Udp];

    /// The transport's name in the IANA registry.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
        }
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The transports of an assignment: a set of TCP, UDP, SCTP and DCCP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Transports(u8);

/// Their names in the IANA registry, by bit.
const TRANSPORTS: [&str; 4] = ["tcp", "udp", "sctp", "dccp"];

impl Transports {
    /// TCP and UDP, which is what a row of the registry means that names no transport.
    pub const TCP_AND_UDP: Self = Self(0b11);

    /// The set with these bits: TCP, UDP, SCTP, DCCP from the lowest on; others are ignored.
    pub(crate) const fn from_bits(bits: u8) -> Self {
        Self(bits & 0b1111)
    }

    /// The transport of this name in the IANA registry, in any case; `None` for one that the registry does not know.
    pub fn named(name: &str) -> Option<Self> {
        let place = TRANSPORTS.iter().position(|known| known.eq_ignore_ascii_case(name))?;
        Some(Self(1 << place))
    }

    /// Whether a socket's transport is among them.
    pub const fn contains(self, protocol: Protocol) -> bool {
        let bit = match protocol {
            Protocol::Tcp => 0b01,
            Protocol::Udp => 0b10,
        };
        self.0 & bit != 0
    }

    /// These and those.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Their names in the order TCP, UDP, SCTP, DCCP.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        TRANSPORTS
            .into_iter()
            .enumerate()
            .filter(move |(bit, _)| self.0 & (1 << bit) != 0)
            .map(|(_, name)| name)
    }
}

impl From<Protocol> for Transports {
    fn from(protocol: Protocol) -> Self {
        match protocol {
            Protocol::Tcp => Self(0b01),
            Protocol::Udp => Self(0b10),
        }
    }
}

impl fmt::Display for Transports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, name) in self.names().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{name}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Protocol, Transports};

    #[test]
    fn a_set_names_its_transports_in_the_order_of_the_registry() {
        let set = Transports::named("UDP").unwrap().union(Transports::named("tcp").unwrap());
        assert_eq!(set.to_string(), "tcp, udp");
        assert!(set.contains(Protocol::Udp));
        assert!(!Transports::named("sctp").unwrap().contains(Protocol::Udp));
    }

    #[test]
    fn a_transport_that_the_registry_does_not_know_is_none() {
        assert_eq!(Transports::named("quic"), None);
    }
}
