//! One value of each type of RFC 5545 §3.3, from the RFC's own examples.

use jiff::civil::time;
use jiff::tz::{Offset, TimeZone};
use ta_ical::value::{PeriodEnd, TimeOfDay, ValueError, ValueType};
use ta_ical::{CalTime, Property};

use super::with_line;

/// What a reader makes of a value.
fn read<T>(value: &str, read: impl FnOnce(&Property<'_>) -> Result<T, ValueError>) -> Result<T, ValueError> {
    with_line(&format!("X-VALUE:{value}"), |property| read(&property))
}

/// The value is none, by the line, the property and the type that are told.
#[track_caller]
fn refused<T: std::fmt::Debug>(
    value_type: ValueType,
    values: &[&str],
    reader: impl Fn(&Property<'_>) -> Result<T, ValueError>,
) {
    for value in values {
        let refusal = read(value, &reader).unwrap_err();
        assert_eq!(refusal, ValueError { line: 2, property: "X-VALUE".to_owned(), value_type }, "{value}");
    }
}

/// The icon of §3.3.1. Its directory says how long it is: 22 bytes, and then 0x128 of them.
#[test]
fn binary() {
    let line = "ATTACH;FMTTYPE=image/vnd.microsoft.icon;ENCODING=BASE64;VALUE\r\n \
         =BINARY:AAABAAEAEBAQAAEABAAoAQAAFgAAACgAAAAQAAAAIAAAAAEABAAA\r\n \
         AAAAAAAAAAAAAAAAAAAAAAAAAAAAAACAAAAAgIAAAICAgADAwMAA////AAAA\r\n \
         AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n \
         AAAAAAAAAAAAAAAAAAAAAAMwAAAAAAABNEMQAAAAAAAkQgAAAAAAJEREQgAA\r\n \
         ACECQ0QgEgAAQxQzM0E0AABERCRCREQAADRDJEJEQwAAAhA0QwEQAAAAAERE\r\n \
         AAAAAAAAREQAAAAAAAAkQgAAAAAAAAMgAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n \
         AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n \
         AAAAAAAAAAAA";
    let icon = with_line(line, |attach| attach.binary()).unwrap();
    assert_eq!(icon.len(), 22 + 0x128);
    // Reserved, type 1, one image of 16 by 16 with 16 colours.
    assert_eq!(icon[..9], [0, 0, 1, 0, 1, 0, 16, 16, 16]);
}

#[test]
fn binary_without_its_padding() {
    for value in ["TG9yZW0gaXBzdW0=", "TG9yZW0gaXBzdW0"] {
        assert_eq!(read(value, |property| property.binary()).unwrap(), b"Lorem ipsum");
    }
    refused(ValueType::Binary, &["====", "Lorem ipsum", "TG9y*W0="], |property| property.binary());
}

#[test]
fn boolean() {
    assert_eq!(read("TRUE", |property| property.boolean()), Ok(true));
    assert_eq!(read("False", |property| property.boolean()), Ok(false));
    refused(ValueType::Boolean, &["", "1", "yes", "TRUE,FALSE"], |property| property.boolean());
}

#[test]
fn duration() {
    let seconds = |value: &str| {
        let duration = read(value, |property| property.duration()).unwrap();
        i64::from(duration.days()) * 86_400 + duration.exact().as_secs()
    };
    // §3.3.6: 15 days, 5 hours and 20 seconds; 7 weeks.
    assert_eq!(seconds("P15DT5H0M20S"), 15 * 86_400 + 5 * 3600 + 20);
    assert_eq!(seconds("P7W"), 7 * 7 * 86_400);
    refused(ValueType::Duration, &["", "15 minutes", "PT"], |property| property.duration());
}

#[test]
#[expect(clippy::approx_constant, reason = "the example of §3.3.7")]
fn float() {
    assert_eq!(read("1000000.0000001", |property| property.float()), Ok(1_000_000.000_000_1));
    assert_eq!(read("1.333", |property| property.float()), Ok(1.333));
    assert_eq!(read("-3.14", |property| property.float()), Ok(-3.14));
    refused(ValueType::Float, &["", "-", ".5", "5.", "1e3", "NaN", "inf", "1,5", "0x1"], |property| {
        property.float()
    });
}

#[test]
fn integer() {
    assert_eq!(read("1234567890", |property| property.integer()), Ok(1_234_567_890));
    assert_eq!(read("-1234567890", |property| property.integer()), Ok(-1_234_567_890));
    assert_eq!(read("+1234567890", |property| property.integer()), Ok(1_234_567_890));
    assert_eq!(read("432109876", |property| property.integer()), Ok(432_109_876));
    assert_eq!(read("-2147483648", |property| property.integer()), Ok(i32::MIN));
    refused(ValueType::Integer, &["", "+", "2147483648", "-2147483649", "1.0", "1 2"], |property| {
        property.integer()
    });
}

#[test]
fn period() {
    let one = |value: &str| read(value, |property| property.periods()).unwrap().remove(0);
    let explicit = one("19970101T180000Z/19970102T070000Z");
    assert_eq!(explicit.start, CalTime::Utc("1997-01-01T18:00:00Z".parse().unwrap()));
    assert_eq!(explicit.end_utc(&TimeZone::UTC), "1997-01-02T07:00:00Z".parse().unwrap());
    let long = one("19970101T180000Z/PT5H30M");
    assert!(matches!(long.end, PeriodEnd::After(_)));
    assert_eq!(long.end_utc(&TimeZone::UTC), "1997-01-01T23:30:00Z".parse().unwrap());
    refused(
        ValueType::Period,
        &["19970101T180000Z", "19970101T180000Z/", "/PT1H", "19970101T180000Z/PT1H,x"],
        |property| property.periods(),
    );
}

/// The three values of §3.8.2.6, of which the last is on a line of its own there.
#[test]
fn list_of_periods() {
    let line = "FREEBUSY;FBTYPE=FREE:19970308T160000Z/PT3H,19970308T200000Z/PT1H\r\n ,19970308T230000Z/19970309T000000Z";
    let ends: Vec<_> = with_line(line, |freebusy| freebusy.periods())
        .unwrap()
        .iter()
        .map(|period| period.end_utc(&TimeZone::UTC).to_string())
        .collect();
    assert_eq!(ends, ["1997-03-08T19:00:00Z", "1997-03-08T21:00:00Z", "1997-03-09T00:00:00Z"]);
}

#[test]
fn periods_in_a_zone_that_the_stream_defines() {
    let text = "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\n\
        DTSTART:19700101T000000\nTZOFFSETFROM:+0545\nTZOFFSETTO:+0545\nEND:STANDARD\nEND:VTIMEZONE\n\
        RDATE;VALUE=PERIOD;TZID=Office:20260101T054500/PT1H\nEND:VCALENDAR\n";
    let ical = ta_ical::ICalendar::parse(text.as_bytes()).unwrap();
    let second = ical.calendars().nth(1).unwrap();
    let periods = second.property("RDATE").unwrap().periods().unwrap();
    assert_eq!(periods[0].start_utc(&TimeZone::UTC), "2026-01-01T00:00:00Z".parse().unwrap());
}

#[test]
fn time_of_day() {
    assert_eq!(read("230000", |property| property.time_of_day()), Ok(TimeOfDay::Floating(time(23, 0, 0, 0))));
    assert_eq!(read("070000Z", |property| property.time_of_day()), Ok(TimeOfDay::Utc(time(7, 0, 0, 0))));
    let zoned = with_line("X;TZID=America/New_York:083000", |property| property.time_of_day()).unwrap();
    let TimeOfDay::Zoned { time: at, tzid, zone } = zoned else { panic!("{zoned:?}") };
    assert_eq!(
        (at, &*tzid, zone.iana_name()),
        (time(8, 30, 0, 0), "America/New_York", Some("America/New_York"))
    );
    // The first is the one that §3.3.12 calls invalid.
    refused(ValueType::Time, &["230000-0800", "", "2300", "240000", "230000z0"], |property| {
        property.time_of_day()
    });
}

#[test]
fn uri() {
    let read =
        |value: &str| with_line(&format!("X-VALUE:{value}"), |property| property.uri().map(str::to_owned));
    assert_eq!(read("http://example.com/my-report.txt").unwrap(), "http://example.com/my-report.txt");
    assert_eq!(read("CID:jsmith.part3.960817T083000.xyzMail@example.com").unwrap().len(), 50);
    for value in ["", "my-report.txt", "http://example.com/my report.txt", "1http://example.com", ":x"] {
        assert_eq!(read(value).unwrap_err().value_type, ValueType::Uri, "{value}");
    }
}

#[test]
fn utc_offset() {
    assert_eq!(read("-0500", |property| property.utc_offset()), Ok(Offset::constant(-5)));
    assert_eq!(read("+0100", |property| property.utc_offset()), Ok(Offset::constant(1)));
    assert_eq!(read("-0000", |property| property.utc_offset()), Ok(Offset::UTC));
    refused(ValueType::UtcOffset, &["0500", "+5", "+0160", "+010060", "-05:00"], |property| {
        property.utc_offset()
    });
}

#[test]
fn geo() {
    // §3.8.1.6.
    assert_eq!(read("37.386013;-122.082932", |property| property.geo()), Ok((37.386_013, -122.082_932)));
    refused(ValueType::Geo, &["", "37.386013", "91;0", "0;181", "0;0;0", "north;west"], |property| {
        property.geo()
    });
}

#[test]
fn blanks_around_a_value_do_not_count() {
    assert_eq!(read(" 5 ", |property| property.integer()), Ok(5));
    assert_eq!(read(" TRUE", |property| property.boolean()), Ok(true));
}

#[test]
fn messages_say_the_line_the_property_and_the_rule() {
    let refusal = with_line("GEO:somewhere", |property| property.geo()).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "line 2: the value of GEO is no position: a latitude from -90 to 90, a semicolon, and a longitude from -180 \
         to 180 (RFC 5545 §3.8.1.6)"
    );
}

#[test]
fn messages_do_not_grow_with_the_name() {
    let refusal =
        with_line(&format!("X-{}:high", "N".repeat(100_000)), |property| property.integer()).unwrap_err();
    assert!(refusal.to_string().len() < 200);
}
