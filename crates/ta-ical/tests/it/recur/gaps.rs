//! Rules whose local times a zone leaves out or has twice.

use jiff::tz::TimeZone;
use ta_ical::CalTime;
use ta_ical::recur::Occurrence;

use super::{set, start};

const CASES: &str = include_str!("../../data/recurrence/cases.txt");
const EXPECTED: &str = include_str!("../../data/recurrence/expected-at-gaps.txt");

#[test]
fn times_that_do_not_exist_are_left_out_and_not_counted() {
    for line in EXPECTED.lines() {
        let (id, times) = line.split_once('|').unwrap();
        let case = CASES.lines().find(|case| case.split('|').next() == Some(id)).unwrap();
        let [_, dtstart, rule, _] = case.split('|').collect::<Vec<_>>().try_into().unwrap();
        let CalTime::Zoned { zone, .. } = start(dtstart) else { panic!("{case}") };
        let found: Vec<String> =
            set(dtstart, rule).occurrences().map(|occurrence| with_offset(occurrence, &zone)).collect();
        assert_eq!(found, times.split(',').collect::<Vec<_>>(), "{case}");
    }
}

fn with_offset(occurrence: Occurrence, zone: &TimeZone) -> String {
    let zoned = occurrence.instant.unwrap().to_zoned(zone.clone());
    assert_eq!(zoned.datetime(), occurrence.local);
    zoned.strftime("%Y%m%dT%H%M%S%z").to_string()
}
