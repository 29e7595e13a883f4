//! What our engine says.

use anyhow::{Result, ensure};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use ta_ical::CalTime;
use ta_ical::recur::{Occurrence, RecurrenceSet, Rule};

use crate::case::Case;

/// The recurrences of the rule without its end on a clock that is never set, as far as they are compared.
pub(crate) fn on_the_wall(case: &Case) -> Result<Vec<DateTime>> {
    let set = set(case, &case.core, None)?;
    let found: Vec<DateTime> = set
        .occurrences()
        .map(|one| one.local)
        .take_while(|local| *local <= case.until)
        .take(case.count)
        .collect();
    check_other_ways(&set, &found)?;
    Ok(found)
}

/// The recurrences of the whole rule in its zone.
pub(crate) fn in_zone(case: &Case, rule: &str) -> Result<Vec<Occurrence>> {
    let zone = TimeZone::get(case.zone)?;
    let set = set(case, rule, Some(zone))?;
    Ok(set.occurrences().take_while(|one| one.local <= case.until).take(case.count).collect())
}

fn set(case: &Case, rule: &str, zone: Option<TimeZone>) -> Result<RecurrenceSet> {
    let start = match zone {
        Some(zone) => CalTime::Zoned { local: case.start, tzid: case.zone.into(), zone },
        None if case.all_day => CalTime::Date(case.start.date()),
        None => CalTime::Floating(case.start),
    };
    Ok(RecurrenceSet::new(&start).with_rule(&Rule::parse(rule)?))
}

/// From the middle, and backwards, the same is found.
fn check_other_ways(set: &RecurrenceSet, found: &[DateTime]) -> Result<()> {
    let Some((last, middle)) = found.last().zip(found.get(found.len() / 2)) else { return Ok(()) };
    let later = found.get(found.len() / 2..).unwrap_or_default();
    let from_middle: Vec<DateTime> =
        set.occurrences_from(*middle).map(|one| one.local).take(later.len()).collect();
    ensure!(from_middle == later, "from {middle}: {from_middle:?} and not {later:?}");
    let after_last = last.saturating_add(jiff::Span::new().seconds(1));
    let mut backward: Vec<DateTime> = set.occurrences_before(after_last).map(|one| one.local).collect();
    backward.reverse();
    ensure!(backward == found, "backwards: {backward:?} and not {found:?}");
    Ok(())
}
