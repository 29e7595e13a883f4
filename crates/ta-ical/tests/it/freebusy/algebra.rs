//! What is done with periods, against a timeline of minutes.

use jiff::{SignedDuration, Timestamp};
use proptest::collection::vec;
use proptest::prelude::Strategy;
use proptest::sample::select;
use proptest::{prop_assert, prop_assert_eq, proptest};
use ta_ical::UtcRange;
use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType};

use super::period;

const MINUTES: i64 = 60;

/// How one is busy in each minute of an hour.
type Timeline = Vec<Option<BusyType>>;

fn minute(number: i64) -> Timestamp {
    Timestamp::from_second(number * 60).unwrap()
}

fn timeline(periods: &[BusyPeriod]) -> Timeline {
    let of_minute = |number| {
        let covers =
            |period: &&BusyPeriod| period.start_utc() <= minute(number) && minute(number) < period.end_utc();
        periods.iter().filter(covers).map(BusyPeriod::busy_type).max()
    };
    (0..MINUTES).map(of_minute).collect()
}

fn some_periods() -> impl Strategy<Value = Vec<BusyPeriod>> {
    let one = (0..MINUTES, 1..=20_i64, select(&BusyType::ALL[..]));
    vec(one, 0..12).prop_map(|all| {
        all.into_iter()
            .filter_map(|(start, length, kind)| period(start, (start + length).min(MINUTES), kind))
            .collect()
    })
}

fn a_span() -> impl Strategy<Value = (i64, i64)> {
    (0..MINUTES - 1, 1..=MINUTES).prop_map(|(start, length)| (start, (start + length).min(MINUTES)))
}

fn range((start, end): (i64, i64)) -> UtcRange {
    UtcRange::new(Some(minute(start)), Some(minute(end))).unwrap()
}

fn is_in_form(busy: &BusyPeriods) -> bool {
    busy.as_slice().windows(2).all(|pair| {
        pair[0].end_utc() < pair[1].start_utc()
            || pair[0].end_utc() == pair[1].start_utc() && pair[0].busy_type() != pair[1].busy_type()
    })
}

proptest! {
    #[test]
    fn the_heaviest_type_counts_in_each_minute(periods in some_periods()) {
        let busy: BusyPeriods = periods.iter().copied().collect();
        prop_assert!(is_in_form(&busy), "{busy:?}");
        prop_assert_eq!(timeline(busy.as_slice()), timeline(&periods));
    }

    #[test]
    fn a_merge_is_what_all_say(all in vec(some_periods(), 0..5)) {
        let each: Vec<BusyPeriods> = all.iter().map(|one| one.iter().copied().collect()).collect();
        let merged = BusyPeriods::merge(&each);
        prop_assert!(is_in_form(&merged));
        let flat: Vec<BusyPeriod> = all.concat();
        prop_assert_eq!(timeline(merged.as_slice()), timeline(&flat));
    }

    #[test]
    fn a_cut_is_empty_outside_and_the_same_inside(periods in some_periods(), asked in a_span()) {
        let busy: BusyPeriods = periods.iter().copied().collect();
        let cut = busy.within(range(asked));
        prop_assert!(is_in_form(&cut));
        let mut expected = timeline(&periods);
        for (number, slot) in expected.iter_mut().enumerate() {
            *slot = slot.filter(|_| (asked.0..asked.1).contains(&(number as i64)));
        }
        prop_assert_eq!(timeline(cut.as_slice()), expected);
    }

    #[test]
    fn what_others_cover_is_taken_away(periods in some_periods(), others in some_periods()) {
        let busy: BusyPeriods = periods.iter().copied().collect();
        let others: BusyPeriods = others.into_iter().collect();
        let left = busy.without(&others);
        prop_assert!(is_in_form(&left));
        let covered = timeline(others.as_slice());
        let expected: Timeline =
            timeline(&periods).into_iter().zip(covered).map(|(own, other)| own.filter(|_| other.is_none())).collect();
        prop_assert_eq!(timeline(left.as_slice()), expected);
    }

    #[test]
    fn gaps_are_the_free_stretches_that_are_long_enough(
        periods in some_periods(), asked in a_span(), shortest in 1..10_i64,
    ) {
        let busy: BusyPeriods = periods.iter().copied().collect();
        let found: Vec<UtcRange> = busy.gaps(range(asked), SignedDuration::from_mins(shortest)).collect();
        let minutes = timeline(&periods);
        let mut expected = Vec::new();
        let mut start = asked.0;
        for number in asked.0..=asked.1 {
            if number == asked.1 || minutes[number as usize].is_some() {
                if number - start >= shortest {
                    expected.push(range((start, number)));
                }
                start = number + 1;
            }
        }
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn what_overlaps_is_found(periods in some_periods(), asked in a_span()) {
        let busy: BusyPeriods = periods.iter().copied().collect();
        let expected: Vec<BusyPeriod> = busy
            .iter()
            .copied()
            .filter(|one| one.start_utc() < minute(asked.1) && minute(asked.0) < one.end_utc())
            .collect();
        prop_assert_eq!(busy.overlapping(range(asked)), expected.as_slice());
        prop_assert_eq!(busy.is_free(range(asked)), expected.is_empty());
    }
}

#[test]
fn gaps_of_all_time_have_open_ends() {
    let busy: BusyPeriods = period(10, 20, BusyType::Busy).into_iter().collect();
    let gaps: Vec<UtcRange> = busy.gaps(UtcRange::ALWAYS, SignedDuration::ZERO).collect();
    let expected = [UtcRange::new(None, Some(minute(10))), UtcRange::new(Some(minute(20)), None)];
    assert_eq!(gaps, expected.map(Option::unwrap));
}
