//! Rules with huge lists and long texts.

use jiff::tz::TimeZone;
use ta_ical::recur::{Rule, RuleError};
use ta_ical::{CalendarObject, UtcRange};

const SIZE: usize = 100_000;

/// A rule with a list of so many values, all of them allowed.
fn with_list(part: &str, value: impl Fn(usize) -> String) -> String {
    let values: Vec<_> = (0..SIZE).map(value).collect();
    format!("FREQ=YEARLY;{part}={}", values.join(","))
}

#[test]
fn lists_hold_each_value_once() {
    for (part, count) in [
        ("BYMONTH", 12),
        ("BYMONTHDAY", 31),
        ("BYYEARDAY", 366),
        ("BYWEEKNO", 53),
        ("BYSECOND", 59),
        ("BYHOUR", 23),
    ] {
        let rule = Rule::parse(&with_list(part, |n| (1 + n % count).to_string())).unwrap();
        let values: Vec<_> = (1..=count).map(|n| n.to_string()).collect();
        assert_eq!(rule.to_string(), format!("FREQ=YEARLY;{part}={}", values.join(",")));
    }
}

#[test]
fn a_megabyte_of_what_is_passed_over() {
    let text = format!("FREQ=DAILY;X-MOOD={}", "x".repeat(1 << 20));
    assert_eq!(Rule::parse(&text), Rule::parse("FREQ=DAILY"));
    let text = format!("FREQ=DAILY{}", ";X-MOOD=good".repeat(SIZE));
    assert_eq!(Rule::parse(&text), Rule::parse("FREQ=DAILY"));
}

#[test]
fn a_megabyte_of_digits() {
    let rule = Rule::parse(&format!("FREQ=YEARLY;INTERVAL={}", "9".repeat(1 << 20))).unwrap();
    assert_eq!(rule.interval(), u64::MAX);
    let refusal = Rule::parse(&format!("FREQ=YEARLY;BYMONTH={}", "1".repeat(1 << 20))).unwrap_err();
    assert!(matches!(refusal, RuleError::InvalidValue { .. }), "{refusal}");
}

#[test]
fn messages_do_not_grow_with_the_rule() {
    let long = "X".repeat(1 << 20);
    for text in [
        long.clone(),
        format!("{long}=1"),
        format!("FREQ={long}"),
        format!("RSCALE={long};FREQ=DAILY"),
        format!("FREQ=DAILY;BYHOUR={long}"),
        format!("FREQ=DAILY;UNTIL=ß{long}"),
        format!("FREQ=DAILY;BYDAY={}MO", "1".repeat(1 << 20)),
    ] {
        let message = Rule::parse(&text).unwrap_err().to_string();
        assert!(message.len() < 300, "{}", message.len());
    }
}

/// Thirty-two rules, as many as an object may have, for a day that no year of their calendar has.
#[test]
fn rules_that_never_match_end_in_every_calendar() {
    for scale in ["CHINESE", "HEBREW", "ETHIOPIC", "PERSIAN", "ISLAMIC-UMALQURA"] {
        for frequency in ["YEARLY", "MONTHLY;INTERVAL=97", "DAILY", "SECONDLY"] {
            let rule = format!("RRULE:RSCALE={scale};FREQ={frequency};BYMONTH=12;BYMONTHDAY=31\r\n");
            let text = format!(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101T000000Z\r\n{}\
                 END:VEVENT\r\nEND:VCALENDAR\r\n",
                rule.repeat(32)
            );
            let object = CalendarObject::from_bytes(text.into_bytes()).unwrap();
            assert_eq!(object.instances(UtcRange::ALWAYS, &TimeZone::UTC).count(), 1, "{rule}");
        }
    }
}
