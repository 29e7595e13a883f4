//! Which time zone data a program works with.

use jiff::Timestamp;
use jiff::tz::{self, TimeZone};

/// Zones are compared from 1970 to the end of 2099, when the last of the single changes that the database lists are over.
const FROM_SECOND: i64 = 0;
const UNTIL_SECOND: i64 = 4_102_444_800;

/// A number that tells whether the time zone data are those with which something was derived: two programs that have the
/// same zones with the same changes of the clock get the same number, today and after an update of either.
///
/// It looks through every zone there is, which takes some tens of milliseconds, so it is to be asked once.
///
/// ```
/// assert_eq!(ta_ical::index::zone_data_fingerprint(), ta_ical::index::zone_data_fingerprint());
/// ```
pub fn zone_data_fingerprint() -> u64 {
    let mut fingerprint = Fingerprint::new();
    for name in tz::db().available() {
        if let Ok(zone) = TimeZone::get(name.as_str()) {
            fingerprint.add_bytes(name.as_str().as_bytes());
            fingerprint.add_zone(&zone);
        }
    }
    fingerprint.0
}

/// FNV-1a: the standard library's hashes may change from one of its versions to the next.
struct Fingerprint(u64);

impl Fingerprint {
    const fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    fn add_zone(&mut self, zone: &TimeZone) {
        let start = Timestamp::from_second(FROM_SECOND).unwrap_or_default();
        self.add_number(zone.to_offset(start).seconds().into());
        let changes =
            zone.following(start).take_while(|change| change.timestamp().as_second() < UNTIL_SECOND);
        for change in changes {
            self.add_number(change.timestamp().as_second());
            self.add_number(change.offset().seconds().into());
        }
    }

    fn add_number(&mut self, number: i64) {
        self.add_bytes(&number.to_le_bytes());
    }

    fn add_bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::Fingerprint;

    fn of(zone: &TimeZone) -> u64 {
        let mut fingerprint = Fingerprint::new();
        fingerprint.add_zone(zone);
        fingerprint.0
    }

    #[test]
    fn zones_that_change_alike_are_alike_and_others_are_not() {
        let zone = |name| TimeZone::get(name).unwrap();
        assert_eq!(of(&zone("America/Los_Angeles")), of(&zone("US/Pacific")));
        assert_ne!(of(&zone("Europe/Berlin")), of(&zone("Europe/London")));
        // The same offset today, another history since 1970.
        assert_ne!(of(&zone("Asia/Tokyo")), of(&zone("Asia/Seoul")));
    }
}
