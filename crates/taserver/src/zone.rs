//! Time zone names as people write them.

use jiff::tz::TimeZone;

use crate::suggest::did_you_mean;

/// The IANA name of a zone in its own spelling, however its letters were cased.
///
/// # Errors
/// A sentence for people, with the nearest name there is.
pub(crate) fn known_zone(written: &str) -> Result<String, String> {
    let zone = TimeZone::get(written).ok();
    zone.and_then(|zone| zone.iana_name().map(str::to_owned)).ok_or_else(|| {
        let names: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        let hint = did_you_mean(written, names.iter().map(String::as_str));
        format!("there is no time zone {written:?}{hint}")
    })
}
