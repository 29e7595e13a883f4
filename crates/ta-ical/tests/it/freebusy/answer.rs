//! VFREEBUSY answers.

use jiff::tz::TimeZone;
use ta_ical::CalendarObject;
use ta_ical::freebusy::{BusyPeriod, BusyPeriods, BusyType, FreeBusyAnswer, FreeBusyReply};

use super::{enough, period, span, utc};

fn answer<'t>(busy: &'t BusyPeriods, reply: Option<FreeBusyReply<'t>>) -> FreeBusyAnswer<'t> {
    FreeBusyAnswer {
        product: "-//Example//Test//EN",
        uid: "q@example.com",
        stamp_utc: utc("20060101T000000Z"),
        start_utc: utc("20060104T140000Z"),
        end_utc: utc("20060105T220000Z"),
        busy,
        reply,
    }
}

#[test]
fn periods_stand_in_one_line_for_each_type() {
    // RFC 5546 §3.3.3 and RFC 5545 §3.6.4; the times are those of RFC 4791 §7.10.1.
    let busy = |start, end, busy_type| BusyPeriod::new(utc(start), utc(end), busy_type);
    let periods: BusyPeriods = [
        busy("20060104T150000Z", "20060104T160000Z", BusyType::Tentative),
        busy("20060104T190000Z", "20060104T200000Z", BusyType::Busy),
        busy("20060105T090000Z", "20060105T100000Z", BusyType::Busy),
    ]
    .into_iter()
    .flatten()
    .collect();
    let reply = FreeBusyReply { organizer: "mailto:ben@example.com", attendee: "mailto:anna@example.com" };
    let text = String::from_utf8(answer(&periods, Some(reply)).to_bytes()).unwrap();
    assert_eq!(
        text.replace("\r\n ", "").replace("\r\n", "\n"),
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//Test//EN\nMETHOD:REPLY\nBEGIN:VFREEBUSY\n\
         UID:q@example.com\nDTSTAMP:20060101T000000Z\nDTSTART:20060104T140000Z\nDTEND:20060105T220000Z\n\
         ORGANIZER:mailto:ben@example.com\nATTENDEE:mailto:anna@example.com\n\
         FREEBUSY;FBTYPE=BUSY:20060104T190000Z/20060104T200000Z,20060105T090000Z/20060105T100000Z\n\
         FREEBUSY;FBTYPE=BUSY-TENTATIVE:20060104T150000Z/20060104T160000Z\n\
         END:VFREEBUSY\nEND:VCALENDAR\n"
    );
}

#[test]
fn free_time_is_an_answer_without_periods() {
    let text = String::from_utf8(answer(&BusyPeriods::FREE, None).to_bytes()).unwrap();
    assert!(text.contains("BEGIN:VFREEBUSY\r\n") && !text.contains("FREEBUSY;") && !text.contains("METHOD"));
}

#[test]
fn an_answer_read_back_says_the_same() {
    let periods: BusyPeriods = (0..500)
        .filter_map(|number| {
            let busy_type = BusyType::ALL[number as usize % 3];
            period(18_934_000 + number * 7, 18_934_000 + number * 7 + 5, busy_type)
        })
        .collect();
    let object = CalendarObject::from_bytes(answer(&periods, None).to_bytes()).unwrap();
    let all = span("19700101T000000Z/20300101T000000Z");
    assert_eq!(object.busy_periods(all, &TimeZone::UTC, &[], &mut enough()).unwrap(), periods);
}
