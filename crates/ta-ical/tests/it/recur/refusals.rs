//! Texts that are no rules, and what is said about them.

use ta_ical::recur::{Frequency, Rule, RuleEnd, RuleError, RulePart};

fn refusal(text: &str) -> RuleError {
    Rule::parse(text).unwrap_err()
}

#[test]
fn names_and_values_may_be_in_any_case_and_order() {
    let rule = Rule::parse("count=3;byday=+1mo,-1Fr;Freq=monthly;wkst=su").unwrap();
    assert_eq!((rule.frequency(), rule.end()), (Frequency::Monthly, RuleEnd::Count(3)));
    assert_eq!(rule.to_string(), "FREQ=MONTHLY;COUNT=3;BYDAY=1MO,-1FR;WKST=SU");
}

#[test]
fn what_is_displayed_reads_as_the_same_rule() {
    for text in [
        "FREQ=YEARLY;UNTIL=20301231;BYMONTH=1,2;BYWEEKNO=-1,20;BYDAY=MO",
        "FREQ=HOURLY;UNTIL=20301231T235959Z;INTERVAL=5;BYYEARDAY=-366,1;BYHOUR=0;BYMINUTE=1;BYSECOND=59;BYSETPOS=-1",
        "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD;UNTIL=20301231T000000;BYMONTHDAY=-1,31",
    ] {
        assert_eq!(Rule::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn experimental_parts_are_passed_over() {
    assert_eq!(Rule::parse("FREQ=DAILY;X-MOOD=good").unwrap(), Rule::parse("FREQ=DAILY").unwrap());
}

#[test]
fn other_unknown_parts_are_named() {
    assert_eq!(refusal("FREQ=DAILY;BYEASTER=1"), RuleError::UnknownPart { name: "BYEASTER".to_owned() });
}

#[test]
fn a_rule_needs_a_frequency() {
    assert_eq!(refusal("COUNT=3"), RuleError::MissingFrequency);
    assert_eq!(refusal("FREQ=FORTNIGHTLY").to_string().split(':').next(), Some("FREQ=FORTNIGHTLY"));
}

#[test]
fn parts_are_names_and_values() {
    for text in ["", "FREQ", "FREQ=DAILY;;", ";", "FREQ=DAILY;COUNT=", "FREQ=DAILY;;COUNT=1", "=DAILY"] {
        assert!(matches!(refusal(text), RuleError::Malformed { .. }), "{text}");
    }
}

#[test]
fn no_part_is_written_twice() {
    assert_eq!(refusal("FREQ=DAILY;FREQ=DAILY"), RuleError::Repeated { part: RulePart::Freq });
    assert_eq!(refusal("FREQ=DAILY;BYDAY=MO;byday=TU"), RuleError::Repeated { part: RulePart::ByDay });
}

#[test]
fn values_out_of_range_are_quoted() {
    for (text, part, value) in [
        ("FREQ=DAILY;INTERVAL=0", RulePart::Interval, "0"),
        ("FREQ=DAILY;INTERVAL=-1", RulePart::Interval, "-1"),
        ("FREQ=DAILY;COUNT=ten", RulePart::Count, "ten"),
        ("FREQ=DAILY;BYMONTH=1,13", RulePart::ByMonth, "13"),
        ("FREQ=DAILY;BYMONTH=5L", RulePart::ByMonth, "5L"),
        ("FREQ=DAILY;BYMONTHDAY=0", RulePart::ByMonthDay, "0"),
        ("FREQ=DAILY;BYMONTHDAY=-32", RulePart::ByMonthDay, "-32"),
        ("FREQ=DAILY;BYHOUR=24", RulePart::ByHour, "24"),
        ("FREQ=DAILY;BYHOUR=+1", RulePart::ByHour, "+1"),
        ("FREQ=DAILY;BYHOUR=1,", RulePart::ByHour, ""),
        ("FREQ=DAILY;BYSECOND=61", RulePart::BySecond, "61"),
        ("FREQ=YEARLY;BYYEARDAY=367", RulePart::ByYearDay, "367"),
        ("FREQ=YEARLY;BYWEEKNO=54", RulePart::ByWeekNo, "54"),
        ("FREQ=MONTHLY;BYDAY=0MO", RulePart::ByDay, "0MO"),
        ("FREQ=MONTHLY;BYDAY=54MO", RulePart::ByDay, "54MO"),
        ("FREQ=MONTHLY;BYDAY=MÖ", RulePart::ByDay, "MÖ"),
        ("FREQ=DAILY;UNTIL=20260230", RulePart::Until, "20260230"),
        ("FREQ=DAILY;UNTIL=2026-01-01", RulePart::Until, "2026-01-01"),
        ("FREQ=DAILY;UNTIL=20260101T000000+0100", RulePart::Until, "20260101T000000+0100"),
        ("FREQ=DAILY;WKST=MON", RulePart::Wkst, "MON"),
    ] {
        match refusal(text) {
            RuleError::InvalidValue { part: found_part, found, .. } => {
                assert_eq!((found_part, found.as_str()), (part, value), "{text}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn count_and_until_exclude_each_other() {
    assert_eq!(refusal("FREQ=DAILY;COUNT=1;UNTIL=20260101"), RuleError::CountAndUntil);
}

#[test]
fn the_table_of_rfc_5545_has_cells_without_a_meaning() {
    use Frequency::{Daily, Monthly, Weekly};
    for (text, part, frequency) in [
        ("FREQ=MONTHLY;BYWEEKNO=1", RulePart::ByWeekNo, Monthly),
        ("FREQ=DAILY;BYYEARDAY=1", RulePart::ByYearDay, Daily),
        ("FREQ=WEEKLY;BYMONTHDAY=1", RulePart::ByMonthDay, Weekly),
    ] {
        assert_eq!(refusal(text), RuleError::NotWithFrequency { part, frequency });
    }
}

#[test]
fn numbered_weekdays_are_for_months_and_years() {
    let found = "1MO".to_owned();
    let frequency = Frequency::Weekly;
    assert_eq!(
        refusal("FREQ=WEEKLY;BYDAY=1MO"),
        RuleError::NumberedWeekday { found: found.clone(), frequency }
    );
    assert_eq!(refusal("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO"), RuleError::NumberedWeekdayInWeek { found });
}

#[test]
fn a_position_needs_something_to_choose_from() {
    assert_eq!(refusal("FREQ=MONTHLY;BYSETPOS=1"), RuleError::SetPosAlone);
}

#[test]
fn skip_needs_a_scale_and_other_scales_are_told_apart() {
    assert_eq!(refusal("FREQ=YEARLY;SKIP=FORWARD"), RuleError::SkipWithoutScale);
    assert_eq!(
        refusal("rscale=klingon;FREQ=YEARLY"),
        RuleError::UnsupportedScale { scale: "KLINGON".to_owned() }
    );
}
