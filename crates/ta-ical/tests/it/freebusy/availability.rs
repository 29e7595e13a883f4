//! VAVAILABILITY: the examples of RFC 7953 §3.1 and the rules of §4.

use jiff::tz::TimeZone;
use ta_ical::ICalendar;
use ta_ical::freebusy::{BusyPeriods, availability};
use ta_ical::project::{Budget, TooMuch};

use super::{enough, object, span, text};

/// One VAVAILABILITY with these lines and, in the zone of Montreal, one AVAILABLE part with those.
fn component(lines: &str, available: &str) -> String {
    format!(
        "BEGIN:VAVAILABILITY\nUID:a\n{lines}BEGIN:AVAILABLE\nUID:b\n{available}END:AVAILABLE\nEND:VAVAILABILITY\n"
    )
}

const WEEKDAYS: &str = "DTSTART;TZID=America/Montreal:20111002T090000\nDTEND;TZID=America/Montreal:20111002T170000\n\
    RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\n";

fn stream(components: &[String]) -> ICalendar {
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\n{}END:VCALENDAR\n", components.concat());
    ICalendar::parse(text.into_bytes()).unwrap()
}

fn busy(components: &[String], asked: &str) -> String {
    text(&availability(&stream(components), span(asked), &TimeZone::UTC, &mut enough()).unwrap())
}

#[test]
fn weekdays_from_nine_to_five() {
    // RFC 7953 §3.1, first example: 9 to 17 in Montreal is 13 to 21 UTC in October. October 7, 2011 was a Friday. The
    // DTSTART is a Sunday, and it counts as an instance (RFC 5545 §3.8.5.3); the span here is later.
    assert_eq!(
        busy(&[component("", WEEKDAYS)], "20111007T000000Z/20111011T000000Z"),
        "BUSY-UNAVAILABLE 20111007T000000Z/20111007T130000Z\n\
         BUSY-UNAVAILABLE 20111007T210000Z/20111010T130000Z\n\
         BUSY-UNAVAILABLE 20111010T210000Z/20111011T000000Z\n"
    );
}

#[test]
fn nothing_is_said_outside_of_its_bounds() {
    // RFC 7953 §3.1, second example: from October 2 to December 2, which begins at 5 UTC.
    let lines =
        "DTSTART;TZID=America/Montreal:20111002T000000\nDTEND;TZID=America/Montreal:20111202T000000\n";
    assert_eq!(
        busy(&[component(lines, WEEKDAYS)], "20111201T230000Z/20111205T000000Z"),
        "BUSY-UNAVAILABLE 20111201T230000Z/20111202T050000Z\n"
    );
}

#[test]
fn traveller_who_is_in_denver_for_a_week() {
    // RFC 7953 §3.1, third example: 9 to 17 in Denver is 15 to 23 UTC. October 21 is the last Friday in Montreal, 24 the
    // Monday in Denver, 31 the Monday back in Montreal.
    let montreal =
        "DTSTART;TZID=America/Montreal:20111002T000000\nDTEND;TZID=America/Montreal:20111023T030000\n";
    let denver = "DTSTART;TZID=America/Denver:20111023T000000\nDTEND;TZID=America/Denver:20111030T000000\n";
    let back = "DTSTART;TZID=America/Montreal:20111030T030000\n";
    let days = |zone: &str, start: &str| {
        format!(
            "DTSTART;TZID={zone}:{start}T090000\nDTEND;TZID={zone}:{start}T170000\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\n"
        )
    };
    let components = [
        component(montreal, &days("America/Montreal", "20111002")),
        component(denver, &days("America/Denver", "20111023")),
        component(back, &days("America/Montreal", "20111030")),
    ];
    let free_on = |day: &str, hours: &str| {
        let (from, to) = hours.split_once('-').unwrap();
        format!(
            "BUSY-UNAVAILABLE {day}T000000Z/{day}T{from}0000Z\nBUSY-UNAVAILABLE {day}T{to}0000Z/{day}T235900Z\n"
        )
    };
    for (day, hours) in [("20111021", "13-21"), ("20111024", "15-23"), ("20111031", "13-21")] {
        assert_eq!(busy(&components, &format!("{day}T000000Z/{day}T235900Z")), free_on(day, hours));
    }
}

#[test]
fn higher_priority_replaces_what_lower_ones_say() {
    // Holidays on October 10, of priority 1, over weekdays without one.
    let holidays = "BEGIN:VAVAILABILITY\nUID:h\nPRIORITY:1\nBUSYTYPE:BUSY\nDTSTART:20111010T040000Z\nDURATION:P1D\n\
        END:VAVAILABILITY\n";
    let components = [holidays.to_owned(), component("PRIORITY:0\n", WEEKDAYS)];
    assert_eq!(
        busy(&components, "20111010T000000Z/20111012T000000Z"),
        "BUSY-UNAVAILABLE 20111010T000000Z/20111010T040000Z\n\
         BUSY 20111010T040000Z/20111011T040000Z\n\
         BUSY-UNAVAILABLE 20111011T040000Z/20111011T130000Z\n\
         BUSY-UNAVAILABLE 20111011T210000Z/20111012T000000Z\n"
    );
}

#[test]
fn priorities_go_from_zero_over_nine_to_one() {
    let whole = |priority: u8, busy_type: &str| {
        format!("BEGIN:VAVAILABILITY\nPRIORITY:{priority}\nBUSYTYPE:{busy_type}\nEND:VAVAILABILITY\n")
    };
    let day = "20260101T000000Z/20260102T000000Z";
    let line = |busy_type: &str| format!("{busy_type} {day}\n");
    assert_eq!(busy(&[whole(0, "BUSY"), whole(9, "BUSY-TENTATIVE")], day), line("BUSY-TENTATIVE"));
    assert_eq!(busy(&[whole(2, "BUSY-TENTATIVE"), whole(9, "BUSY")], day), line("BUSY-TENTATIVE"));
    assert_eq!(busy(&[whole(2, "BUSY"), whole(1, "BUSY-UNAVAILABLE")], day), line("BUSY-UNAVAILABLE"));
}

#[test]
fn of_one_priority_the_heavier_type_counts() {
    // RFC 7953 §4: "BUSY > BUSY-UNAVAILABLE > BUSY-TENTATIVE".
    let part = |busy_type: &str, hour: u8| {
        format!(
            "BEGIN:VAVAILABILITY\nBUSYTYPE:{busy_type}\nDTSTART:20260101T{hour:02}0000Z\nDURATION:PT2H\nEND:VAVAILABILITY\n"
        )
    };
    assert_eq!(
        busy(&[part("BUSY", 10), part("BUSY-TENTATIVE", 9)], "20260101T000000Z/20260102T000000Z"),
        "BUSY-TENTATIVE 20260101T090000Z/20260101T100000Z\nBUSY 20260101T100000Z/20260101T120000Z\n"
    );
}

#[test]
fn an_available_instance_can_be_moved() {
    let parts = "BEGIN:VAVAILABILITY\nUID:a\n\
        BEGIN:AVAILABLE\nUID:b\nDTSTART:20260105T090000Z\nDURATION:PT8H\nRRULE:FREQ=DAILY\nEXDATE:20260107T090000Z\nEND:AVAILABLE\n\
        BEGIN:AVAILABLE\nUID:b\nRECURRENCE-ID:20260106T090000Z\nDTSTART:20260106T120000Z\nDURATION:PT1H\nEND:AVAILABLE\n\
        END:VAVAILABILITY\n";
    assert_eq!(
        busy(&[parts.to_owned()], "20260106T000000Z/20260108T000000Z"),
        "BUSY-UNAVAILABLE 20260106T000000Z/20260106T120000Z\nBUSY-UNAVAILABLE 20260106T130000Z/20260108T000000Z\n"
    );
}

#[test]
fn events_are_laid_over_what_is_available() {
    // RFC 7953 §5.
    let ical = stream(&[component("", WEEKDAYS)]);
    let asked = span("20111007T120000Z/20111007T220000Z");
    let unavailable = availability(&ical, asked, &TimeZone::UTC, &mut enough()).unwrap();
    let meeting = object("VEVENT", &["DTSTART:20111007T203000Z", "DURATION:PT1H"]);
    let meeting = meeting.busy_periods(asked, &TimeZone::UTC, &[], &mut enough()).unwrap();
    assert_eq!(
        text(&BusyPeriods::merge([&unavailable, &meeting])),
        "BUSY-UNAVAILABLE 20111007T120000Z/20111007T130000Z\n\
         BUSY 20111007T203000Z/20111007T213000Z\n\
         BUSY-UNAVAILABLE 20111007T213000Z/20111007T220000Z\n"
    );
}

#[test]
fn what_cannot_be_read_leaves_the_time_busy() {
    let broken = component("", "DTSTART:noon\nRRULE:FREQ=DAILY\n");
    let day = "20260101T000000Z/20260102T000000Z";
    assert_eq!(busy(&[broken], day), format!("BUSY-UNAVAILABLE {day}\n"));
}

#[test]
fn nothing_stated_is_free_time() {
    assert_eq!(busy(&[], "20260101T000000Z/20260102T000000Z"), "");
}

#[test]
fn more_available_instances_than_the_budget_has_are_too_much() {
    let seconds = component("", "DTSTART:20260101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY\n");
    let found = availability(
        &stream(&[seconds]),
        span("20260101T000000Z/20270101T000000Z"),
        &TimeZone::UTC,
        &mut Budget::new(1000, 0),
    );
    assert_eq!(found, Err(TooMuch));
}
