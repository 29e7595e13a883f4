//! Wherever one starts to look, in whichever direction, one finds what a walk from DTSTART finds.

use jiff::ToSpan;
use jiff::civil::{DateTime, date};
use jiff::tz::TimeZone;
use proptest::{prop_assert_eq, proptest, sample::select};
use ta_ical::UtcRange;
use ta_ical::recur::{Occurrence, RecurrenceSet};

use super::{basic, random, set};

const FREQUENCIES: &[&str] = &["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"];

/// Where clocks are changed at night, at midnight, by half an hour, and twice more for Ramadan.
const ZONES: [&str; 4] =
    ["TZID=America/New_York", "TZID=Asia/Beirut", "TZID=Australia/Lord_Howe", "TZID=Africa/Casablanca"];

/// A time near a clock change of New York, Beirut or Lord Howe.
fn start(change: usize, minute: i64) -> DateTime {
    let days = [date(2026, 3, 8), date(2026, 11, 1), date(2026, 3, 29), date(2026, 10, 25), date(2026, 4, 5)];
    days[change].at(0, 0, 0, 0) + (minute - 1440).minutes()
}

/// The first forty; up to the 37th, a cut two seconds later is still among them.
fn walk(set: &RecurrenceSet) -> Vec<Occurrence> {
    set.occurrences().take(40).collect()
}

proptest! {
    #[test]
    fn from_a_local_time(
        rule in random::rule(FREQUENCIES), zone in select(&ZONES[..]), change in 0..5_usize, minute in 0..2000_i64,
        cut in 0..37_usize, slack in -2..=2_i64,
    ) {
        let set = set(&format!("{zone}:{}", basic(start(change, minute))), &rule);
        let walk = walk(&set);
        let from = walk[cut.min(walk.len() - 1)].instant.unwrap() + slack.seconds();
        let (before, after): (Vec<_>, Vec<_>) = walk.iter().copied().partition(|found| found.instant.unwrap() < from);
        let zone = TimeZone::UTC;
        let found: Vec<_> = set.occurrences_from_instant(from, &zone).take(after.len()).collect();
        prop_assert_eq!(found, after, "{} from {}", &rule, from);
        let mut found: Vec<_> = set.occurrences_before_instant(from, &zone).collect();
        found.reverse();
        prop_assert_eq!(found, before, "{} before {}", &rule, from);
    }

    #[test]
    fn in_a_span(
        rule in random::rule(FREQUENCIES), change in 0..5_usize, minute in 0..2000_i64, from in 0..40_usize,
        count in 1..9_usize,
    ) {
        let set = set(&format!("{}:{}", ZONES[0], basic(start(change, minute))), &rule);
        let walk = walk(&set);
        let inside: Vec<_> = walk.iter().copied().skip(from.min(walk.len() - 1)).take(count).collect();
        let first = inside[0].instant.unwrap();
        let end = inside[inside.len() - 1].instant.unwrap() + 1.second();
        let span = UtcRange::new(Some(first), Some(end)).unwrap();
        prop_assert_eq!(set.occurrences_in(span, &TimeZone::UTC).collect::<Vec<_>>(), inside, "{}", &rule);
    }

    #[test]
    fn a_count_ends_where_a_walk_would(
        rule in random::rule(FREQUENCIES), zone in select(&ZONES[..]), change in 0..5_usize, minute in 0..2000_i64,
        count in 1..40_usize,
    ) {
        let dtstart = format!("{zone}:{}", basic(start(change, minute)));
        let endless = walk(&set(&dtstart, &rule));
        let counted = set(&dtstart, &format!("{rule};COUNT={count}"));
        let expected = &endless[..count.min(endless.len())];
        prop_assert_eq!(counted.occurrences().collect::<Vec<_>>(), expected, "{}", &rule);
        prop_assert_eq!(counted.last(), expected.last().copied(), "{}", &rule);
    }
}
