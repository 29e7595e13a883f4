//! Any stream as somebody's time: periods are in order, apart and inside the span, and an answer reads back as the same.

#![no_main]

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use libfuzzer_sys::fuzz_target;
use ta_ical::freebusy::{BusyPeriods, FreeBusyAnswer, availability};
use ta_ical::project::Budget;
use ta_ical::{CalendarObject, ICalendar, UtcRange};

const INSTANCES_MAX: usize = 500;

fuzz_target!(|bytes: &[u8]| {
    let Ok(ical) = ICalendar::parse(bytes) else { return };
    let object = CalendarObject::from_icalendar(ical.clone()).ok();
    let first = object.as_ref().and_then(|object| object.instances(UtcRange::ALWAYS, &TimeZone::UTC).next());
    let start = first.map_or(Timestamp::UNIX_EPOCH, |first| first.start_utc);
    let start = Timestamp::from_second(start.as_second()).expect("a second of the calendar");
    let Ok(end) = start.checked_add(SignedDuration::from_hours(24 * 30)) else { return };
    let month = UtcRange::new(Some(start), Some(end)).expect("the end is later");
    let of_object =
        object.and_then(|object| object.busy_periods(month, &TimeZone::UTC, &[], &mut budget()).ok());
    let available = availability(&ical, month, &TimeZone::UTC, &mut budget()).ok();
    let each: Vec<BusyPeriods> = of_object.into_iter().chain(available).collect();
    each.iter().for_each(|busy| check(busy, start, end));
    check(&BusyPeriods::merge(&each), start, end);
});

fn budget() -> Budget {
    Budget::new(INSTANCES_MAX, 0)
}

fn check(busy: &BusyPeriods, start: Timestamp, end: Timestamp) {
    for pair in busy.as_slice().windows(2) {
        let touch = pair[0].end_utc() == pair[1].start_utc();
        assert!(pair[0].end_utc() < pair[1].start_utc() || touch && pair[0].busy_type() != pair[1].busy_type());
    }
    assert!(busy.iter().all(|one| start <= one.start_utc() && one.end_utc() <= end));
    let gaps: SignedDuration = busy
        .gaps(UtcRange::new(Some(start), Some(end)).expect("the end is later"), SignedDuration::ZERO)
        .filter_map(|gap| Some(gap.start_utc()?.duration_until(gap.end_utc()?)))
        .sum();
    let covered: SignedDuration = busy.iter().map(|one| one.start_utc().duration_until(one.end_utc())).sum();
    assert_eq!(gaps + covered, start.duration_until(end));
    let answer =
        FreeBusyAnswer { product: "-//F//F//EN", uid: "f", stamp_utc: start, start_utc: start, end_utc: end, busy, reply: None };
    let read = CalendarObject::from_bytes(answer.to_bytes()).expect("an answer is an object");
    let all = UtcRange::new(Some(start), Some(end)).expect("the end is later");
    let read = read.busy_periods(all, &TimeZone::UTC, &[], &mut Budget::new(100_000, 0)).expect("few periods");
    assert_eq!(&read, busy);
}
