//! The STANDARD and DAYLIGHT parts of a VTIMEZONE.

use jiff::Timestamp;
use jiff::civil::{DateTime, date};
use jiff::tz::{Offset, TimeZone};

use super::super::value::{DateOrTime, parse_date_or_time, parse_utc_offset};
use super::ONSETS_MAX;
use crate::recur::{CalendarScale, RecurrenceSet, Rule, RuleEnd};
use crate::{CalTime, Component};

/// A STANDARD or DAYLIGHT: when clocks are set to an offset.
#[derive(Debug)]
pub(super) struct Observance {
    pub(super) daylight: bool,
    /// Its first onset, by the clock before it.
    pub(super) start: DateTime,
    pub(super) from: Offset,
    pub(super) to: Offset,
    /// The text of its only rule, if that has no end.
    pub(super) endless_rule: Option<String>,
    set: RecurrenceSet,
}

/// One change of the offset.
#[derive(Clone, Copy, Debug)]
pub(super) struct Onset {
    pub(super) at: Timestamp,
    pub(super) from: Offset,
    pub(super) to: Offset,
    pub(super) daylight: bool,
}

impl Observance {
    /// Reads an observance; `None` when it lacks what it needs. What it has of rules is taken out of `rules_left`.
    pub(super) fn read(component: Component<'_>, rules_left: &mut usize) -> Option<Self> {
        let offset = |name| parse_utc_offset(component.property(name)?.value());
        let (from, to) = (offset("TZOFFSETFROM")?, offset("TZOFFSETTO")?);
        let start = match parse_date_or_time(component.property("DTSTART")?.value())? {
            DateOrTime::Local(start) | DateOrTime::Utc(start) => start,
            DateOrTime::Date(day) => day.into(),
        };
        let set = recurrences(component, start, from, rules_left);
        let mut rules = component.properties_named("RRULE").map(|rule| rule.value().to_owned());
        let endless_rule = rules.next().filter(|_| set.is_endless() && rules.next().is_none());
        Some(Self { daylight: component.is("DAYLIGHT"), start, from, to, endless_rule, set })
    }

    /// When it sets in, in order. An endless rule goes on to the end of a year.
    pub(super) fn onsets(&self, last_year: i16) -> impl Iterator<Item = Onset> {
        let is_endless = self.set.is_endless();
        let end = date(last_year, 12, 31).at(23, 59, 59, 0);
        let occurrences = self.set.occurrences().take_while(move |onset| !is_endless || onset.local <= end);
        occurrences.filter_map(|onset| {
            Some(Onset { at: onset.instant?, from: self.from, to: self.to, daylight: self.daylight })
        })
    }
}

/// The onsets by the clock before them; an UNTIL is an instant (RFC 5545 §3.6.5).
fn recurrences(
    component: Component<'_>,
    start: DateTime,
    from: Offset,
    rules_left: &mut usize,
) -> RecurrenceSet {
    let local = |local| CalTime::Zoned { local, tzid: "".into(), zone: TimeZone::fixed(from) };
    let rules = component.properties_named("RRULE").filter_map(|rule| Rule::parse(rule.value()).ok());
    let rules: Vec<_> = rules.take(*rules_left).filter(is_for_clocks).collect();
    *rules_left = rules_left.saturating_sub(rules.len());
    let set = rules.iter().fold(RecurrenceSet::new(&local(start)), RecurrenceSet::with_rule);
    let dates: Vec<_> = component
        .properties_named("RDATE")
        .flat_map(|rdate| rdate.value().split(','))
        .filter_map(|value| CalTime::parse(value, None).ok())
        .collect();
    set.with_dates(&dates)
}

/// Whether a rule can be one by which clocks are changed: in our calendar, and with no more onsets than a zone is read
/// with. To find where others end would take time for nothing.
fn is_for_clocks(rule: &Rule) -> bool {
    let counts_too_far = matches!(rule.end(), RuleEnd::Count(count) if count > ONSETS_MAX as u64);
    rule.scale() == CalendarScale::Gregorian && !counts_too_far
}
