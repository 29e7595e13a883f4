//! `CALDAV:limit-freebusy-set` (RFC 4791 §9.6.7).

use crate::edit::ContentLine;
use crate::value::Period;
use crate::{Property, UtcRange};

/// What is left of a FREEBUSY property.
pub(super) enum Kept {
    /// Every value, so that the line stays as it is.
    All,
    /// Some values, on a new line.
    Some(ContentLine),
    /// Nothing.
    None,
}

/// The values of a FREEBUSY property that overlap a span. What is no period overlaps none.
pub(super) fn values_in(property: &Property<'_>, range: UtcRange) -> Kept {
    let values = || property.value().split(',');
    let kept: Vec<_> = values().filter(|value| overlaps(value, range)).collect();
    match kept.len() {
        0 => Kept::None,
        all if all == values().count() => Kept::All,
        _ => Kept::Some(ContentLine::of(property).with_value(&kept.join(","))),
    }
}

fn overlaps(value: &str, range: UtcRange) -> bool {
    Period::span_utc(value).is_some_and(|(start, end)| range.starts_before(end) && range.ends_after(start))
}
