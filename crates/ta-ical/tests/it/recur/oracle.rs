//! The engine against RFC 8984 taken literally.

use jiff::ToSpan;
use jiff::civil::DateTime;
use proptest::{prop_assert_eq, proptest};

use super::literal::Oracle;
use super::{basic, random, set};

fn start(day: i64, second: i64) -> DateTime {
    jiff::civil::date(2019, 1, 1).at(0, 0, 0, 0) + day.days() + second.seconds()
}

fn assert_as_the_text_says(
    rule: &str,
    start: DateTime,
    periods: i64,
) -> Result<(), proptest::test_runner::TestCaseError> {
    let (expected, end) = Oracle::new(rule, start).occurrences(periods);
    let set = set(&format!(":{}", basic(start)), rule);
    let found: Vec<DateTime> =
        set.occurrences().map(|occurrence| occurrence.local).take_while(|local| *local < end).collect();
    let before: Vec<DateTime> = set.occurrences_before(end).map(|occurrence| occurrence.local).collect();
    prop_assert_eq!(&found, &expected, "{} from {}", rule, start);
    prop_assert_eq!(
        before,
        found.into_iter().rev().collect::<Vec<_>>(),
        "{} from {}, backwards",
        rule,
        start
    );
    Ok(())
}

proptest! {
    #[test]
    fn years_are_expanded_as_the_text_says(
        rule in random::rule(&["YEARLY"]), day in 0..3000_i64, second in 0..86_400_i64,
    ) {
        assert_as_the_text_says(&rule, start(day, second), 9)?;
    }

    #[test]
    fn months_and_weeks_are_expanded_as_the_text_says(
        rule in random::rule(&["MONTHLY", "WEEKLY"]), day in 0..3000_i64, second in 0..86_400_i64,
    ) {
        assert_as_the_text_says(&rule, start(day, second), 80)?;
    }

    #[test]
    fn days_are_limited_as_the_text_says(
        rule in random::rule(&["DAILY"]), day in 0..3000_i64, second in 0..86_400_i64,
    ) {
        assert_as_the_text_says(&rule, start(day, second), 500)?;
    }

    #[test]
    fn hours_minutes_and_seconds_are_limited_as_the_text_says(
        rule in random::rule(&["HOURLY", "MINUTELY", "SECONDLY"]), day in 0..3000_i64, second in 0..86_400_i64,
    ) {
        assert_as_the_text_says(&rule, start(day, second), 500)?;
    }
}
