//! What the store's index can answer of a filter.

use super::{CompFilter, CompTest};
use crate::{ComponentKind, UtcRange};

/// Outside of what an object cannot match a filter: the store need not look at it.
///
/// ```
/// use ta_ical::filter::IndexRange;
/// use ta_ical::{ComponentKind, UtcRange};
///
/// let events = IndexRange { kind: Some(ComponentKind::Event), range: UtcRange::ALWAYS };
/// assert!(events.range.contains(jiff::Timestamp::UNIX_EPOCH));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexRange {
    /// The only kind of object that can match; `None` when others can.
    pub kind: Option<ComponentKind>,
    /// An object matches only if its [bounds](crate::CalendarObject::bounds) touch this span.
    pub range: UtcRange,
}

/// What of a filter may be held against kinds and bounds of objects, so that only the rest need be read and matched.
/// Time ranges on alarms and properties are no part of it: an alarm may go off years before its event.
///
/// ```
/// use ta_ical::filter::{CompFilter, CompTest, index_range};
/// use ta_ical::{ComponentKind, UtcRange};
///
/// let year = UtcRange::new(Some("2026-01-01T00:00:00Z".parse()?), Some("2027-01-01T00:00:00Z".parse()?));
/// let comp = |name: &str, time_range, comps| CompFilter {
///     name: name.to_owned(),
///     test: CompTest::All { time_range, props: Vec::new(), comps },
/// };
/// let filter = comp("VCALENDAR", None, vec![comp("VEVENT", year, Vec::new())]);
/// let index = index_range(&filter);
/// assert_eq!((index.kind, Some(index.range)), (Some(ComponentKind::Event), year));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn index_range(filter: &CompFilter) -> IndexRange {
    let all = IndexRange { kind: None, range: UtcRange::ALWAYS };
    let CompTest::All { comps, .. } = &filter.test else { return all };
    let ranges = comps.iter().filter_map(|comp| match &comp.test {
        CompTest::All { time_range, .. } => {
            let kind = ComponentKind::from_name(&comp.name)?;
            Some(IndexRange { kind: Some(kind), range: time_range.unwrap_or(UtcRange::ALWAYS) })
        }
        CompTest::IsNotDefined => None,
    });
    // All conditions must hold, so that any one of them may be used: best one with a time range.
    ranges.reduce(|best, other| if best.range == UtcRange::ALWAYS { other } else { best }).unwrap_or(all)
}
