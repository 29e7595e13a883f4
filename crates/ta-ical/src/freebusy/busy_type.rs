//! How somebody is busy.

use std::fmt;

/// How somebody is busy: a value of FBTYPE (RFC 5545 §3.2.9) other than FREE, which is the time that no period covers.
///
/// In order of weight: where periods overlap, the heavier type counts (RFC 7953 §4).
///
/// ```
/// use ta_ical::freebusy::BusyType;
///
/// assert!(BusyType::Busy > BusyType::Unavailable && BusyType::Unavailable > BusyType::Tentative);
/// assert_eq!(BusyType::from_fbtype("busy-tentative"), Some(BusyType::Tentative));
/// assert_eq!(BusyType::from_fbtype("FREE"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BusyType {
    /// One or more events are tentatively scheduled.
    Tentative,
    /// No event can be scheduled.
    Unavailable,
    /// One or more events are scheduled.
    Busy,
}

impl BusyType {
    /// Every type, the lightest first.
    ///
    /// ```
    /// use ta_ical::freebusy::BusyType;
    ///
    /// assert!(BusyType::ALL.is_sorted());
    /// ```
    pub const ALL: [Self; 3] = [Self::Tentative, Self::Unavailable, Self::Busy];

    /// What a value of FBTYPE or BUSYTYPE in any case means; `None` for FREE. Values that nobody knows are BUSY (RFC 5545
    /// §3.2.9).
    ///
    /// ```
    /// use ta_ical::freebusy::BusyType;
    ///
    /// assert_eq!(BusyType::from_fbtype("busy-unavailable"), Some(BusyType::Unavailable));
    /// assert_eq!(BusyType::from_fbtype("X-OUT-OF-OFFICE"), Some(BusyType::Busy));
    /// assert_eq!(BusyType::from_fbtype("FREE"), None);
    /// ```
    pub fn from_fbtype(value: &str) -> Option<Self> {
        let is = |name: &str| value.trim_ascii().eq_ignore_ascii_case(name);
        if is("FREE") {
            return None;
        }
        Some(Self::ALL.into_iter().find(|one| is(one.as_str())).unwrap_or(Self::Busy))
    }

    /// The value of FBTYPE.
    ///
    /// ```
    /// use ta_ical::freebusy::BusyType;
    ///
    /// assert_eq!(BusyType::Tentative.as_str(), "BUSY-TENTATIVE");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tentative => "BUSY-TENTATIVE",
            Self::Unavailable => "BUSY-UNAVAILABLE",
            Self::Busy => "BUSY",
        }
    }
}

impl fmt::Display for BusyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
