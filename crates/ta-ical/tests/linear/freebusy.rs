//! When somebody is busy, by objects and availability with much in them.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType, availability};
use ta_ical::project::Budget;
use ta_ical::value::CalAddress;
use ta_ical::{CalTime, CalendarObject, ICalendar, UtcRange};

use crate::work::assert_linear;

fn ask(bytes: &Vec<u8>) {
    let ical = ICalendar::parse(bytes.as_slice()).unwrap();
    let owner = [CalAddress::new("mailto:anna@example.com"), CalAddress::new("mailto:a@example.com")];
    for span in [UtcRange::ALWAYS, UtcRange::new(Some(at(0)), Some(at(100_000))).unwrap()] {
        drop(availability(&ical, span, &TimeZone::UTC, &mut Budget::new(1_000_000, 0)));
        if let Ok(object) = CalendarObject::from_icalendar(ical.clone()) {
            drop(object.busy_periods(span, &TimeZone::UTC, &owner, &mut Budget::new(1_000_000, 0)));
        }
    }
}

fn at(hours: usize) -> Timestamp {
    let start: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    start + SignedDuration::from_hours(hours as i64)
}

fn hour(hours: usize) -> String {
    CalTime::Utc(at(hours)).to_value()
}

fn calendar(piece: impl Fn(usize) -> String) -> impl Fn(usize) -> (Vec<u8>, usize) {
    move |size| {
        let pieces: String = (0..size).map(&piece).collect();
        let text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{pieces}END:VCALENDAR\r\n");
        (text.clone().into_bytes(), text.len())
    }
}

fn available(uid: usize, start: usize) -> String {
    let start = hour(start);
    format!("BEGIN:AVAILABLE\r\nUID:{uid}\r\nDTSTART:{start}\r\nDURATION:PT30M\r\nEND:AVAILABLE\r\n")
}

#[test]
fn free_busy_components() {
    let lines = |size: usize| {
        let lines: String = (0..size).map(|n| format!("FREEBUSY:{}/PT90M\r\n", hour(n))).collect();
        calendar(|_| format!("BEGIN:VFREEBUSY\r\nUID:1\r\n{lines}END:VFREEBUSY\r\n"))(1)
    };
    assert_linear(2_000, 100, lines, ask);
}

#[test]
fn events_with_overrides_and_attendees() {
    let component = |n| {
        let id = if n == 0 {
            "RRULE:FREQ=HOURLY;COUNT=5000\r\n".to_owned()
        } else {
            format!("RECURRENCE-ID:{}\r\n", hour(n))
        };
        format!(
            "BEGIN:VEVENT\r\nUID:1\r\n{id}DTSTART:{}\r\nDURATION:PT90M\r\nATTENDEE:mailto:{n}@example.com\r\nEND:VEVENT\r\n",
            hour(n)
        )
    };
    assert_linear(500, 600, calendar(component), ask);
    let attendees = |size: usize| {
        let attendees: String = (0..size).map(|n| format!("ATTENDEE:mailto:{n}@example.com\r\n")).collect();
        let event =
            format!("DTSTART:{}\r\nDURATION:PT1H\r\nRRULE:FREQ=HOURLY;COUNT=500\r\n{attendees}", hour(0));
        calendar(|_| format!("BEGIN:VEVENT\r\nUID:1\r\n{event}END:VEVENT\r\n"))(1)
    };
    assert_linear(1_000, 60, attendees, ask);
}

#[test]
fn availability_of_many_parts() {
    let parts = |size: usize| {
        let parts: String = (0..size).map(|n| available(n, n)).collect();
        calendar(|_| format!("BEGIN:VAVAILABILITY\r\nUID:1\r\n{parts}END:VAVAILABILITY\r\n"))(1)
    };
    assert_linear(500, 200, parts, ask);
}

#[test]
fn availability_of_many_parts_of_one_uid() {
    let parts = |size: usize| {
        let parts: String = (0..size).map(|n| available(1, n)).collect();
        calendar(|_| format!("BEGIN:VAVAILABILITY\r\nUID:1\r\n{parts}END:VAVAILABILITY\r\n"))(1)
    };
    assert_linear(500, 200, parts, ask);
}

#[test]
fn many_availability_components() {
    let component = |n: usize| {
        format!(
            "BEGIN:VAVAILABILITY\r\nUID:{n}\r\nPRIORITY:{}\r\nDTSTART:{}\r\n{}END:VAVAILABILITY\r\n",
            n % 10,
            hour(n),
            available(n, n)
        )
    };
    assert_linear(500, 200, calendar(component), ask);
}

#[test]
fn merging_cutting_and_looking_for_gaps() {
    let periods = |size: usize| {
        let types = BusyType::ALL;
        let period =
            |n: usize| BusyPeriod::new(at(n * 7919 % size), at(n * 7919 % size + n % 5), types[n % 3]);
        let periods: Vec<_> = (0..size).filter_map(period).collect();
        let bytes = size_of_val(periods.as_slice());
        (periods, bytes)
    };
    assert_linear(5_000, 60, periods, |periods: &Vec<BusyPeriod>| {
        let all: BusyPeriods = periods.iter().copied().collect();
        let (even, odd): (Vec<_>, Vec<_>) =
            periods.iter().partition(|one| one.start_utc().as_second() % 7200 == 0);
        let (even, odd): (BusyPeriods, BusyPeriods) = (even.into_iter().collect(), odd.into_iter().collect());
        drop(BusyPeriods::merge([&all, &even, &odd.without(&even), &even.without(&odd)]));
        all.gaps(UtcRange::ALWAYS, SignedDuration::ZERO).for_each(drop);
    });
}
