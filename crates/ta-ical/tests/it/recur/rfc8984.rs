//! What RFC 8984 §4.3.3.1 says of rules that RFC 5545 leaves unsaid or vague. It prints no dates; these were found with
//! a calendar by hand. The whole of its algorithm, second by second, is the `oracle`.

use ta_ical::recur::{RecurrenceSet, Rule};

use super::{locals, set, start};

#[track_caller]
fn check(dtstart: &str, rule: &str, expected: &[&str]) {
    let days: Vec<String> =
        locals(&set(dtstart, rule), expected.len() + 1).iter().map(|local| day(local)).collect();
    assert_eq!(days, expected, "{rule}");
}

/// The day of a midnight; other times as they are.
fn day(local: &str) -> String {
    local.trim_end_matches("T000000").to_owned()
}

#[test]
fn the_first_set_of_candidates_may_begin_before_the_start() {
    // Step 2 of the extra rules: the positions are those of the whole of January. Its third Tuesday or Wednesday is
    // 2026-01-13; the start, a Thursday, is first all the same.
    check(
        "VALUE=DATE:20260115",
        "FREQ=MONTHLY;BYDAY=TU,WE;BYSETPOS=3;COUNT=3",
        &["20260115", "20260210", "20260310"],
    );
}

#[test]
fn missing_seconds_minutes_and_hours_are_those_of_the_start() {
    check(
        ":20260101T101112",
        "FREQ=HOURLY;INTERVAL=7;COUNT=3",
        &["20260101T101112", "20260101T171112", "20260102T001112"],
    );
    check(
        ":20260101T101112",
        "FREQ=MINUTELY;INTERVAL=50;COUNT=3",
        &["20260101T101112", "20260101T110112", "20260101T115112"],
    );
}

#[test]
fn weekly_without_days_is_on_the_weekday_of_the_start() {
    check("VALUE=DATE:20260101", "FREQ=WEEKLY;BYMONTH=1;COUNT=3", &["20260101", "20260108", "20260115"]);
}

#[test]
fn monthly_without_days_is_on_the_day_of_the_month_of_the_start() {
    check("VALUE=DATE:20260131", "FREQ=MONTHLY;COUNT=3", &["20260131", "20260331", "20260531"]);
}

#[test]
fn yearly_without_anything_is_on_the_day_and_month_of_the_start() {
    check("VALUE=DATE:20240229", "FREQ=YEARLY;COUNT=2", &["20240229", "20280229"]);
}

#[test]
fn yearly_with_days_of_the_month_alone_is_in_the_month_of_the_start() {
    check(
        "VALUE=DATE:20260313",
        "FREQ=YEARLY;BYMONTHDAY=13,14;COUNT=3",
        &["20260313", "20260314", "20270313"],
    );
}

#[test]
fn yearly_with_months_alone_is_on_the_day_of_the_month_of_the_start() {
    check("VALUE=DATE:20260313", "FREQ=YEARLY;BYMONTH=3,7;COUNT=3", &["20260313", "20260713", "20270313"]);
}

#[test]
fn yearly_with_weekdays_alone_is_in_every_month() {
    // Nothing is added beside byDay: it is every Thursday of the year.
    check("VALUE=DATE:20260326", "FREQ=YEARLY;BYDAY=TH;COUNT=3", &["20260326", "20260402", "20260409"]);
}

#[test]
fn yearly_with_days_of_the_year_adds_nothing() {
    check(
        "VALUE=DATE:20260101",
        "FREQ=YEARLY;BYYEARDAY=1,200;COUNT=3",
        &["20260101", "20260719", "20270101"],
    );
}

#[test]
fn yearly_with_a_week_and_days_of_the_month_is_where_both_are() {
    // No weekday is added when byMonthDay is there: Week 20 of 2026 has the days from 11 to 17 May, that of 2027 those
    // from 17 to 23 May.
    check(
        "VALUE=DATE:20260512",
        "FREQ=YEARLY;BYWEEKNO=20;BYMONTHDAY=12,17;COUNT=4",
        &["20260512", "20260517", "20270517", "20280517"],
    );
}

#[test]
fn the_nth_last_week_is_counted_from_the_last() {
    // 2026 has 53 weeks, so that the last but one is the one of 21 December; 2027 has 52, the last but one of which
    // begins on 20 December.
    check("VALUE=DATE:20261221", "FREQ=YEARLY;BYWEEKNO=-2;BYDAY=MO;COUNT=2", &["20261221", "20271220"]);
}

#[test]
fn months_are_long_enough_for_a_day_that_is_skipped_forward() {
    check(
        "VALUE=DATE:20260130",
        "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=30;SKIP=FORWARD;COUNT=3",
        &["20260130", "20260301", "20260330"],
    );
}

#[test]
fn days_that_become_one_by_skipping_are_one() {
    // February 29, 30 and 31 all become the 28th, which is a candidate beside them.
    check(
        "VALUE=DATE:20260131",
        "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;SKIP=BACKWARD;COUNT=3",
        &["20260131", "20260228", "20260328"],
    );
}

#[test]
fn what_a_former_iteration_has_skipped_to_comes_once() {
    // Step 5: February 29 becomes 1 March, which March produces once more.
    check(
        "VALUE=DATE:20260129",
        "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=1,29;SKIP=FORWARD;COUNT=4",
        &["20260129", "20260201", "20260301", "20260329"],
    );
}

#[test]
fn several_rules_are_a_union_that_ignores_duplicates() {
    let both = set("VALUE=DATE:20260101", "FREQ=WEEKLY;COUNT=3")
        .with_rule(&Rule::parse("FREQ=DAILY;INTERVAL=7;COUNT=4").unwrap());
    assert_eq!(
        locals(&both, 9).iter().map(|local| day(local)).collect::<Vec<_>>(),
        ["20260101", "20260108", "20260115", "20260122"]
    );
}

#[test]
fn the_start_is_excluded_by_a_rule_that_matches_it_only() {
    // §4.3.4. 1 January 2026 is a Thursday.
    let left = |exrule: &str| {
        let daily = Rule::parse("FREQ=DAILY;COUNT=3").unwrap();
        let set = RecurrenceSet::new(&start("VALUE=DATE:20260101")).with_rule(&daily);
        locals(&set.without_rule(&Rule::parse(exrule).unwrap()), 9)
    };
    assert_eq!(left("FREQ=WEEKLY;BYDAY=FR"), ["20260101T000000", "20260103T000000"]);
    assert_eq!(left("FREQ=WEEKLY;BYDAY=TH,FR"), ["20260103T000000"]);
}
