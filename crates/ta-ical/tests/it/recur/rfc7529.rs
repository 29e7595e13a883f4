//! The examples of RFC 7529 §4.3, and rules in calendars other than the Gregorian one.
//!
//! Where no table of a standard has the dates, they come from libical 3.0.16 with ICU, which computes these calendars by
//! code of its own.

use ta_ical::recur::{CalendarScale, RecurrenceSet, Rule, RuleError};

use super::set;

/// The first dates of an all-day series, in both directions.
#[track_caller]
fn check(dtstart: &str, rule: &str, expected: &str) {
    let expected: Vec<&str> = expected.split(' ').collect();
    let set = set(&format!("VALUE=DATE:{dtstart}"), rule);
    let found: Vec<String> = dates(&set).take(expected.len()).collect();
    assert_eq!(found, expected, "{rule}");
    let last = set.occurrences().nth(expected.len() - 1).unwrap().local;
    let backward = set.occurrences_before(last + jiff::Span::new().days(1));
    let mut backward: Vec<String> = backward.map(|one| one.local.strftime("%Y%m%d").to_string()).collect();
    backward.reverse();
    assert_eq!(backward, expected, "{rule}, backwards");
}

fn dates(set: &RecurrenceSet) -> impl Iterator<Item = String> {
    set.occurrences().map(|occurrence| occurrence.local.strftime("%Y%m%d").to_string())
}

#[test]
fn chinese_new_year() {
    // RFC 7529 §4.3.1
    check("20130210", "RSCALE=CHINESE;FREQ=YEARLY", "20130210 20140131 20150219 20160208 20170128");
}

#[test]
fn thirteenth_month_of_the_ethiopic_calendar() {
    // RFC 7529 §4.3.2
    let rule = "RSCALE=ETHIOPIC;FREQ=MONTHLY;BYMONTH=13";
    check("20130906", rule, "20130906 20140906 20150906 20160906 20170906");
}

#[test]
fn hebrew_anniversary_that_starts_in_a_leap_month() {
    // RFC 7529 §4.3.3
    let rule = "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD";
    check("20140208", rule, "20140208 20150227 20160217 20170306 20180223");
}

#[test]
fn gregorian_leap_day_without_and_with_skip() {
    // RFC 7529 §4.3.4
    check("20120229", "FREQ=YEARLY", "20120229 20160229");
    let rule = "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD";
    check("20120229", rule, "20120229 20130301 20140301 20150301 20160229 20170301");
}

#[test]
fn leap_month_that_a_year_lacks_becomes_the_month_before_or_none() {
    let rule = |skip| format!("RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP={skip}");
    check("20140208", &rule("BACKWARD"), "20140208 20150128 20160217 20170204 20180124");
    check("20140208", &rule("OMIT"), "20140208 20160217 20190213 20220209");
}

#[test]
fn leap_month_after_the_last_month_becomes_the_first_of_the_next_year() {
    // There is no leap month after the twelfth in these years, so that it is the new year's first: 15 days after the
    // new years of 2018-02-16 and 2019-02-05, as Hong Kong's observatory has them.
    let rule = "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=12L;BYMONTHDAY=16;SKIP=FORWARD";
    check("20180303", rule, "20180303 20190220");
}

#[test]
fn day_that_no_month_of_the_calendar_has_is_never_moved() {
    // RFC 8984 §4.3.3.1 presumes each month to have as many days as the longest: thirty, for Hebrew ones.
    check("20260101", "RSCALE=HEBREW;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD", "20260101");
}

#[test]
fn day_that_does_not_exist_has_no_number_in_its_year() {
    // RFC 8984 §4.3.3.1: "always eliminated" by byYearDay. March 1 is the 60th day of 2026, and February 30 is none.
    let rule = "RSCALE=GREGORIAN;FREQ=YEARLY;BYMONTH=2;BYYEARDAY=60;BYMONTHDAY=30;SKIP=FORWARD";
    check("20260101", rule, "20260101");
}

#[test]
fn months_that_are_short_take_the_day_before_or_after() {
    let rule = |skip| format!("RSCALE=ISLAMIC-CIVIL;FREQ=MONTHLY;BYMONTHDAY=30;SKIP={skip}");
    check("20260119", &rule("OMIT"), "20260119 20260319 20260517 20260616");
    check("20260119", &rule("BACKWARD"), "20260119 20260217 20260319 20260417 20260517 20260616 20260716");
    check("20260119", &rule("FORWARD"), "20260119 20260218 20260319 20260418 20260517 20260616 20260716");
}

#[test]
fn months_are_counted_in_the_calendar_of_the_rule() {
    // Every fifth month: leap months are months. 1 Tishri 5774 is 2013-09-05, and 5774 had an Adar I.
    check("20130905", "RSCALE=HEBREW;FREQ=MONTHLY;INTERVAL=5", "20130905 20140201 20140629");
}

#[test]
fn finer_frequencies_are_limited_by_the_months_of_the_calendar() {
    // The ninth months of 1447 and 1448 begin on 2026-02-18 and 2027-02-08; the latter is day 355, so day 360 is next.
    let rule = "RSCALE=ISLAMIC-CIVIL;FREQ=DAILY;INTERVAL=10;BYMONTH=9";
    check("20260218", rule, "20260218 20260228 20260310 20270213");
}

#[test]
fn each_scale_reads_in_any_case_and_is_written_as_cldr_has_it() {
    for scale in CalendarScale::ALL {
        let rule = Rule::parse(&format!("rscale={};freq=yearly", scale.as_str().to_lowercase())).unwrap();
        assert_eq!(rule.scale(), scale);
        assert_eq!(rule.to_string(), format!("RSCALE={scale};FREQ=YEARLY"));
    }
}

#[test]
fn scales_that_differ_in_how_they_count_years_only_agree() {
    for scale in ["BUDDHIST", "JAPANESE", "ROC"] {
        let rule = format!("RSCALE={scale};FREQ=YEARLY;SKIP=BACKWARD");
        check("20240229", &rule, "20240229 20250228 20260228 20270228 20280229");
    }
}

#[test]
fn numbers_are_bounded_by_the_calendar() {
    for text in [
        "RSCALE=ETHIOPIC;FREQ=YEARLY;BYMONTH=13",
        "RSCALE=HEBREW;FREQ=YEARLY;BYYEARDAY=-385",
        "RSCALE=CHINESE;FREQ=YEARLY;BYWEEKNO=55",
        "RSCALE=CHINESE;FREQ=YEARLY;BYDAY=-55MO",
        "RSCALE=DANGI;FREQ=YEARLY;BYMONTH=1L,12l",
    ] {
        assert!(Rule::parse(text).is_ok(), "{text}");
    }
    for text in [
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=5L",
        "RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=13",
        "RSCALE=ETHIOPIC;FREQ=YEARLY;BYMONTH=5L",
        "RSCALE=GREGORIAN;FREQ=YEARLY;BYYEARDAY=367",
        "FREQ=YEARLY;BYWEEKNO=54",
        "FREQ=YEARLY;BYDAY=54MO",
    ] {
        assert!(matches!(Rule::parse(text), Err(RuleError::InvalidValue { .. })), "{text}");
    }
}

#[test]
fn leap_months_are_written_as_they_are_read() {
    let text = "RSCALE=CHINESE;FREQ=YEARLY;SKIP=BACKWARD;BYMONTH=2,4L";
    assert_eq!(Rule::parse(text).unwrap().to_string(), text);
}

#[test]
fn far_dates_are_as_near_as_the_next() {
    // 1 Tishri 6774 is 2013-09-05 and 1000 Hebrew years later: by pyluach, 3013-09-27.
    let set = set("VALUE=DATE:20130905", "RSCALE=HEBREW;FREQ=YEARLY");
    let mut far = set.occurrences_from(jiff::civil::date(3013, 9, 1).at(0, 0, 0, 0));
    assert_eq!(far.next().unwrap().local.date(), jiff::civil::date(3013, 9, 27));
}

#[test]
fn rules_that_never_match_end() {
    for rule in [
        "RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=1L;SKIP=OMIT",
        "RSCALE=CHINESE;FREQ=MONTHLY;BYMONTHDAY=31",
        "RSCALE=ETHIOPIC;FREQ=DAILY;BYMONTH=13;BYMONTHDAY=7",
        "RSCALE=ISLAMIC-UMALQURA;FREQ=SECONDLY;BYMONTH=1;BYMONTHDAY=31",
    ] {
        check("20260101", rule, "20260101");
    }
}
