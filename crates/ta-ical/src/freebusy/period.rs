//! One period of time in which somebody is busy.

use jiff::Timestamp;

use super::BusyType;

/// A period of time in which somebody is busy. It has a length: its end, which is not part of it, is after its start.
///
/// ```
/// use ta_ical::freebusy::{BusyPeriod, BusyType};
///
/// let (nine, ten) = ("2026-11-27T09:00:00Z".parse()?, "2026-11-27T10:00:00Z".parse()?);
/// let hour = BusyPeriod::new(nine, ten, BusyType::Tentative).expect("a length");
/// assert_eq!((hour.start_utc(), hour.end_utc(), hour.busy_type()), (nine, ten, BusyType::Tentative));
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BusyPeriod {
    start_utc: Timestamp,
    end_utc: Timestamp,
    busy_type: BusyType,
}

impl BusyPeriod {
    /// The period from one instant to another; `None` when it would have no length.
    ///
    /// ```
    /// use ta_ical::freebusy::{BusyPeriod, BusyType};
    ///
    /// let (nine, ten) = ("2026-11-27T09:00:00Z".parse()?, "2026-11-27T10:00:00Z".parse()?);
    /// assert!(BusyPeriod::new(nine, ten, BusyType::Busy).is_some());
    /// assert!(BusyPeriod::new(ten, ten, BusyType::Busy).is_none());
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub fn new(start_utc: Timestamp, end_utc: Timestamp, busy_type: BusyType) -> Option<Self> {
        (start_utc < end_utc).then_some(Self { start_utc, end_utc, busy_type })
    }

    /// Its first instant.
    ///
    /// ```
    /// # use ta_ical::freebusy::{BusyPeriod, BusyType};
    /// let (nine, ten) = ("2026-11-27T09:00:00Z".parse()?, "2026-11-27T10:00:00Z".parse()?);
    /// let hour = BusyPeriod::new(nine, ten, BusyType::Busy).expect("a length");
    /// assert_eq!(hour.start_utc(), "2026-11-27T09:00:00Z".parse()?);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub const fn start_utc(&self) -> Timestamp {
        self.start_utc
    }

    /// The first instant after it.
    ///
    /// ```
    /// # use ta_ical::freebusy::{BusyPeriod, BusyType};
    /// let (nine, ten) = ("2026-11-27T09:00:00Z".parse()?, "2026-11-27T10:00:00Z".parse()?);
    /// let hour = BusyPeriod::new(nine, ten, BusyType::Busy).expect("a length");
    /// assert_eq!(hour.end_utc(), "2026-11-27T10:00:00Z".parse()?);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub const fn end_utc(&self) -> Timestamp {
        self.end_utc
    }

    /// How one is busy.
    ///
    /// ```
    /// # use ta_ical::freebusy::{BusyPeriod, BusyType};
    /// let (nine, ten) = ("2026-11-27T09:00:00Z".parse()?, "2026-11-27T10:00:00Z".parse()?);
    /// let hour = BusyPeriod::new(nine, ten, BusyType::Busy).expect("a length");
    /// assert_eq!(hour.busy_type(), BusyType::Busy);
    /// # Ok::<(), jiff::Error>(())
    /// ```
    pub const fn busy_type(&self) -> BusyType {
        self.busy_type
    }

    /// What of it lies between two instants.
    pub(super) fn within(&self, start_utc: Timestamp, end_utc: Timestamp) -> Option<Self> {
        Self::new(self.start_utc.max(start_utc), self.end_utc.min(end_utc), self.busy_type)
    }
}
