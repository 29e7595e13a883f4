//! Any text as a rule: what is read is walked in order, and a window shows what a walk comes past.
//!
//! The input is lines: DTSTART with a zone's name behind a blank if it has one, RRULE, and EXRULE if there is one.

#![no_main]

use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use ta_ical::recur::{Occurrence, RecurrenceSet, Rule, RuleEnd};
use ta_ical::{CalTime, UtcRange};

fuzz_target!(|text: &str| {
    let mut lines = text.lines();
    let start = lines.next().unwrap_or_default();
    let (value, zone) = start.split_once(' ').unwrap_or((start, "UTC"));
    let Ok(start) = CalTime::parse(value, Some(zone)) else { return };
    let Some(rule) = lines.next().and_then(rule_of) else { return };
    let mut set = RecurrenceSet::new(&start).with_rule(&rule);
    if let Some(exrule) = lines.next().and_then(rule_of) {
        set = set.without_rule(&exrule);
    }
    let walked: Vec<_> = set.occurrences().take(40).collect();
    assert!(walked.is_sorted());
    for occurrence in walked.iter().step_by(7) {
        check_window(&set, &walked, occurrence);
    }
    check_far_window(&set);
});

/// A rule as an object may have it: a larger COUNT is refused there, since counting takes time.
fn rule_of(value: &str) -> Option<Rule> {
    const COUNT_MAX: u64 = 100_000;
    let rule = Rule::parse(value).ok()?;
    match rule.end() {
        RuleEnd::Count(count) if count > COUNT_MAX => None,
        _ => Some(rule),
    }
}

/// The two days from an occurrence on hold what the walk has there.
fn check_window(set: &RecurrenceSet, walked: &[Occurrence], first: &Occurrence) {
    let instant = |occurrence: &Occurrence| {
        let floating = CalTime::Floating(occurrence.local).to_utc(&TimeZone::UTC);
        occurrence.instant.unwrap_or(floating)
    };
    let start = instant(first);
    let Ok(end) = start.checked_add(jiff::SignedDuration::from_hours(48)) else { return };
    let window = UtcRange::new(Some(start), Some(end)).expect("the end is later");
    let seen: Vec<_> = set.occurrences_in(window, &TimeZone::UTC).take(40).collect();
    let expected: Vec<_> = walked.iter().filter(|one| window.contains(instant(one))).copied().collect();
    let both = seen.len().min(expected.len());
    assert_eq!(seen[..both], expected[..both]);
    assert!(seen.len() >= expected.len(), "the walk may stop early, the window may not");
}

fn check_far_window(set: &RecurrenceSet) {
    let at = |time: &str| Some(time.parse().expect("a time"));
    let far = UtcRange::new(at("2400-01-01T00:00:00Z"), at("2400-03-01T00:00:00Z")).expect("a span");
    set.occurrences_in(far, &TimeZone::UTC).take(5).for_each(drop);
}
