//! What is decided where the RFCs are silent, vague or at odds; one test for each line of the module's list.

use ta_ical::recur::{RecurrenceSet, Rule};

use super::{locals, set, start};

const NEW_YORK: &str = "TZID=America/New_York:";

fn rule(text: &str) -> Rule {
    Rule::parse(text).unwrap()
}

fn instants(set: &RecurrenceSet) -> Vec<String> {
    set.occurrences().map(|occurrence| occurrence.instant.unwrap().to_string()).collect()
}

#[test]
fn dtstart_counts_even_if_the_rule_does_not_match_it() {
    let set = set("VALUE=DATE:20260101", "FREQ=WEEKLY;BYDAY=MO;COUNT=3");
    assert_eq!(locals(&set, 9), ["20260101T000000", "20260105T000000", "20260112T000000"]);
}

#[test]
fn dtstart_alone_is_a_count_of_one() {
    assert_eq!(locals(&set("VALUE=DATE:20260101", "FREQ=WEEKLY;BYDAY=MO;COUNT=1"), 9), ["20260101T000000"]);
}

#[test]
fn an_exdate_takes_away_what_has_been_counted() {
    let set = set("VALUE=DATE:20260101", "FREQ=DAILY;COUNT=3").without_dates(&[start("VALUE=DATE:20260101")]);
    assert_eq!(locals(&set, 9), ["20260102T000000", "20260103T000000"]);
}

#[test]
fn bysetpos_passes_over_times_that_do_not_exist() {
    // On 2026-03-08 there is no 02:30, so that 03:30 is the first.
    let set = set(&format!("{NEW_YORK}20260307T023000"), "FREQ=DAILY;BYHOUR=2,3;BYSETPOS=1;COUNT=3");
    assert_eq!(locals(&set, 9), ["20260307T023000", "20260308T033000", "20260309T023000"]);
}

#[test]
fn the_first_of_two_equal_local_times_is_meant() {
    let set = set(&format!("{NEW_YORK}20261031T013000"), "FREQ=DAILY;COUNT=3");
    assert_eq!(instants(&set), ["2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"]);
}

#[test]
fn an_hourly_rule_knows_no_repeated_hour() {
    let set = set(&format!("{NEW_YORK}20261101T003000"), "FREQ=HOURLY;COUNT=3");
    assert_eq!(instants(&set), ["2026-11-01T04:30:00Z", "2026-11-01T05:30:00Z", "2026-11-01T07:30:00Z"]);
}

#[test]
fn an_rdate_in_the_repeated_hour_is_found_from_there() {
    let second_time = "2026-11-01T06:30:00Z".parse().unwrap();
    let set = set(&format!("{NEW_YORK}20261031T014500"), "FREQ=DAILY;COUNT=3")
        .with_dates(&[start(":20261101T063000Z")]);
    let zone = jiff::tz::TimeZone::UTC;
    let found: Vec<_> =
        set.occurrences_from_instant(second_time, &zone).filter_map(|found| found.instant).collect();
    assert_eq!(found, ["2026-11-01T06:30:00Z".parse().unwrap(), "2026-11-02T06:45:00Z".parse().unwrap()]);
    assert_eq!(set.occurrences_before_instant(second_time, &zone).count(), 2);
}

#[test]
fn an_exdate_in_a_gap_is_as_much_later() {
    let set = set(&format!("{NEW_YORK}20260307T033000"), "FREQ=DAILY;COUNT=3")
        .without_dates(&[start(&format!("{NEW_YORK}20260308T023000"))]);
    assert_eq!(locals(&set, 9), ["20260307T033000", "20260309T033000"]);
}

#[test]
fn a_search_from_a_gap_is_on_the_wall() {
    let set = set(&format!("{NEW_YORK}20260307T030000"), "FREQ=DAILY;COUNT=3");
    let gap = super::local("20260308T023000");
    let after = set.occurrences_from(gap).next().map(|found| super::basic(found.local));
    let before = set.occurrences_before(gap).next().map(|found| super::basic(found.local));
    assert_eq!([after.as_deref(), before.as_deref()], [Some("20260308T030000"), Some("20260307T030000")]);
}

#[test]
fn an_exrule_leaves_an_rdate_in_the_repeated_hour() {
    // The rule has 01:30 for the first time, the RDATE is 01:30 for the second time.
    let set = set(&format!("{NEW_YORK}20261031T013000"), "FREQ=DAILY;COUNT=3")
        .with_dates(&[start(":20261101T063000Z")])
        .without_rule(&rule("FREQ=DAILY"));
    assert_eq!(instants(&set), ["2026-11-01T06:30:00Z"]);
}

#[test]
fn a_yearly_day_of_the_month_is_in_the_month_of_dtstart() {
    let set = set("VALUE=DATE:20260413", "FREQ=YEARLY;BYMONTHDAY=13,14;COUNT=4");
    assert_eq!(locals(&set, 9), ["20260413T000000", "20260414T000000", "20270413T000000", "20270414T000000"]);
}

#[test]
fn a_week_without_days_is_on_the_weekday_of_dtstart() {
    let set = set("VALUE=DATE:20260512", "FREQ=YEARLY;BYWEEKNO=20;COUNT=3");
    assert_eq!(locals(&set, 9), ["20260512T000000", "20270518T000000", "20280516T000000"]);
}

#[test]
fn every_other_year_takes_the_days_of_a_calendar_year() {
    // 2025-12-29 is in week 1 of 2026, but a day of 2025, which is one of the years.
    let set = set("VALUE=DATE:20250101", "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO;COUNT=4");
    assert_eq!(locals(&set, 9), ["20250101T000000", "20251229T000000", "20270104T000000", "20290101T000000"]);
}

#[test]
fn until_as_a_date_includes_the_day() {
    let set = set(&format!("{NEW_YORK}20260101T210000"), "FREQ=DAILY;UNTIL=20260102");
    assert_eq!(locals(&set, 9), ["20260101T210000", "20260102T210000"]);
}

#[test]
fn until_in_local_time_is_of_dtstarts_zone() {
    let set = set(&format!("{NEW_YORK}20260101T210000"), "FREQ=DAILY;UNTIL=20260102T210000");
    assert_eq!(locals(&set, 9), ["20260101T210000", "20260102T210000"]);
}

#[test]
fn until_in_utc_is_an_instant() {
    let until = |until: &str| {
        locals(&set(&format!("{NEW_YORK}20260101T210000"), &format!("FREQ=DAILY;UNTIL={until}")), 9).len()
    };
    assert_eq!([until("20260103T015959Z"), until("20260103T020000Z")], [1, 2]);
}

#[test]
fn until_in_the_repeated_hour_lets_the_first_one_pass() {
    // 06:00Z is 01:00 for the second time; 01:45 for the first time was before it.
    let set = set(&format!("{NEW_YORK}20261101T003000"), "FREQ=MINUTELY;INTERVAL=75;UNTIL=20261101T060000Z");
    assert_eq!(locals(&set, 9), ["20261101T003000", "20261101T014500"]);
    assert_eq!(set.last().unwrap().local, super::local("20261101T014500"));
}

#[test]
fn until_in_utc_for_a_day_is_read_as_written() {
    let set = set("VALUE=DATE:20260101", "FREQ=DAILY;UNTIL=20260102T230000Z");
    assert_eq!(locals(&set, 9), ["20260101T000000", "20260102T000000"]);
}

#[test]
fn until_before_dtstart_leaves_dtstart() {
    assert_eq!(locals(&set("VALUE=DATE:20260101", "FREQ=DAILY;UNTIL=20251231"), 9), ["20260101T000000"]);
}

#[test]
fn until_at_the_end_of_time_is_no_end() {
    let set = set(":20260101T000000Z", "FREQ=YEARLY;UNTIL=99991231T235959Z");
    assert_eq!(set.occurrences().count(), 9999 - 2026 + 1);
}

#[test]
fn times_of_day_are_ignored_for_days() {
    let set = set("VALUE=DATE:20260101", "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=30;COUNT=2");
    assert_eq!(locals(&set, 9), ["20260101T000000", "20260102T000000"]);
}

#[test]
fn a_rule_finer_than_daily_gives_a_day_its_midnights() {
    let set = set("VALUE=DATE:20260101", "FREQ=HOURLY;INTERVAL=18;COUNT=3");
    assert_eq!(locals(&set, 9), ["20260101T000000", "20260104T000000", "20260107T000000"]);
}

#[test]
fn several_rules_are_a_union_without_repeats() {
    let set = set("VALUE=DATE:20260101", "FREQ=DAILY;INTERVAL=2;COUNT=3")
        .with_rule(&rule("FREQ=DAILY;INTERVAL=4;COUNT=3"));
    assert_eq!(locals(&set, 9), ["20260101T000000", "20260103T000000", "20260105T000000", "20260109T000000"]);
}

#[test]
fn an_exrule_takes_away_what_it_matches() {
    let set = set("VALUE=DATE:20260101", "FREQ=DAILY;COUNT=5")
        .without_rule(&rule("FREQ=WEEKLY;BYDAY=FR,SU;COUNT=2"));
    assert_eq!(locals(&set, 9), ["20260101T000000", "20260103T000000", "20260105T000000"]);
}

#[test]
fn rdates_are_merged_in_order_and_other_forms_by_when_they_are() {
    let set = set(&format!("{NEW_YORK}20260101T090000"), "FREQ=DAILY;COUNT=2").with_dates(&[
        start(":20260101T200000Z"),
        start("TZID=Europe/Paris:20260101T180000"),
        start(&format!("{NEW_YORK}20260102T090000")),
    ]);
    assert_eq!(locals(&set, 9), ["20260101T090000", "20260101T120000", "20260101T150000", "20260102T090000"]);
}

#[test]
fn a_leap_day_is_moved_as_skip_says() {
    // RFC 7529 §4.3.4.
    let forward = set("VALUE=DATE:20120229", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD;COUNT=6");
    assert_eq!(
        locals(&forward, 9),
        [
            "20120229T000000",
            "20130301T000000",
            "20140301T000000",
            "20150301T000000",
            "20160229T000000",
            "20170301T000000"
        ]
    );
    let backward = set("VALUE=DATE:20120229", "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD;COUNT=2");
    assert_eq!(locals(&backward, 9), ["20120229T000000", "20130228T000000"]);
}

#[test]
fn a_day_moved_to_one_that_is_there_comes_once() {
    let set =
        set("VALUE=DATE:20260131", "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD;COUNT=5");
    assert_eq!(
        locals(&set, 9),
        ["20260131T000000", "20260201T000000", "20260301T000000", "20260331T000000", "20260401T000000"]
    );
    let from_march = set.occurrences_from(super::local("20260301T000000")).next();
    assert_eq!(from_march.map(|found| super::basic(found.local)).as_deref(), Some("20260301T000000"));
}

#[test]
fn a_moved_day_is_found_from_the_middle_of_the_month_after() {
    let set =
        set("VALUE=DATE:20260131", "RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31;SKIP=FORWARD");
    let before: Vec<String> = set
        .occurrences_before(super::local("20261015T000000"))
        .take(2)
        .map(|found| super::basic(found.local))
        .collect();
    assert_eq!(before, ["20261001T000000", "20260731T000000"]);
}
