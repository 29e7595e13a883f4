//! Instances one by one (RFC 4791 §9.6.5).

use jiff::tz::TimeZone;
use ta_ical::project::{Budget, TooMuch, project};
use ta_ical::{CalendarObject, UtcRange};

use super::{event, expansion, lines_named, object, projected, projected_in, span, zone};

const TIMES: [&str; 6] = ["DTSTART", "DTEND", "DUE", "DURATION", "RECURRENCE-ID", "X-SEEN"];

/// The times in each component of an expansion.
fn times(object: &CalendarObject, range: UtcRange) -> Vec<String> {
    let text = projected(object, &expansion(range));
    lines_named(&text, &TIMES).iter().map(|lines| lines[1..].join(" ")).collect()
}

fn march() -> UtcRange {
    span("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z")
}

#[test]
fn the_clock_counts_across_a_change_of_the_clock() {
    // Berlin goes from UTC+1 to UTC+2 on 29 March 2026 at two.
    let series = object(&event(
        "DTSTART;TZID=Europe/Berlin:20260328T093000\r\nDTEND;TZID=Europe/Berlin:20260328T103000\r\nRRULE:FREQ=DAILY;COUNT=2\r\n",
    ));
    assert_eq!(
        times(&series, march()),
        [
            "DTSTART:20260328T083000Z DTEND:20260328T093000Z RECURRENCE-ID:20260328T083000Z",
            "DTSTART:20260329T073000Z DTEND:20260329T083000Z RECURRENCE-ID:20260329T073000Z",
        ]
    );
}

#[test]
fn a_day_of_23_hours_has_23_in_utc() {
    let series = object(&event(
        "DTSTART;TZID=Europe/Berlin:20260327T120000\r\nDURATION:P1D\r\nRRULE:FREQ=DAILY;COUNT=2\r\n",
    ));
    assert_eq!(
        times(&series, march()),
        [
            "DTSTART:20260327T110000Z DURATION:P1D RECURRENCE-ID:20260327T110000Z",
            "DTSTART:20260328T110000Z DURATION:PT23H RECURRENCE-ID:20260328T110000Z",
        ]
    );
}

#[test]
fn a_local_time_that_comes_twice_is_the_first() {
    // In Berlin half past two comes twice on 25 October 2026, at 00:30 and at 01:30 UTC (RFC 5545 §3.3.5).
    let series = object(&event("DTSTART;TZID=Europe/Berlin:20261025T023000\r\nRRULE:FREQ=DAILY;COUNT=2\r\n"));
    assert_eq!(
        times(&series, span("2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z")),
        [
            "DTSTART:20261025T003000Z RECURRENCE-ID:20261025T003000Z",
            "DTSTART:20261026T013000Z RECURRENCE-ID:20261026T013000Z",
        ]
    );
}

/// A series at 20:00 in New York and one override of it; until 8 March 2026 that is 01:00 UTC of the next day.
fn evenings(recurrence_id: &str) -> CalendarObject {
    object(&format!(
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=America/New_York:20260301T200000\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID{recurrence_id}\r\nDTSTART;VALUE=DATE:20260310\r\nEND:VEVENT\r\n"
    ))
}

#[test]
fn an_override_named_by_its_day_alone_is_told_apart_from_the_night_before() {
    assert_eq!(
        times(&evenings(";VALUE=DATE:20260302"), march()),
        [
            "DTSTART:20260302T010000Z RECURRENCE-ID:20260302T010000Z",
            "DTSTART:20260304T010000Z RECURRENCE-ID:20260304T010000Z",
            "RECURRENCE-ID:20260303T010000Z DTSTART;VALUE=DATE:20260310",
        ]
    );
}

#[test]
fn an_override_of_a_day_without_recurrence_names_the_midnight_of_the_series() {
    let shown = times(&evenings(";VALUE=DATE:20260320"), march());
    // New York is four hours behind by then.
    assert_eq!(shown[3], "RECURRENCE-ID:20260320T040000Z DTSTART;VALUE=DATE:20260310");
}

#[test]
fn an_override_of_a_day_that_is_named_by_a_time_names_the_day() {
    let series = object(
        "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260301\r\nRRULE:FREQ=DAILY;COUNT=2\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;TZID=America/New_York:20260301T190000\r\n\
         DTSTART:20260310T120000Z\r\nEND:VEVENT\r\n",
    );
    assert_eq!(
        times(&series, march()),
        [
            "DTSTART;VALUE=DATE:20260302 RECURRENCE-ID;VALUE=DATE:20260302",
            "RECURRENCE-ID;VALUE=DATE:20260301 DTSTART:20260310T120000Z",
        ]
    );
}

#[test]
fn days_and_floating_times_stay_what_they_are() {
    let days = object(&event(
        "DTSTART;VALUE=DATE:20260301\r\nDTEND;VALUE=DATE:20260303\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n",
    ));
    assert_eq!(
        times(&days, march()),
        [
            "DTSTART;VALUE=DATE:20260301 DTEND;VALUE=DATE:20260303 RECURRENCE-ID;VALUE=DATE:20260301",
            "DTSTART;VALUE=DATE:20260308 DTEND;VALUE=DATE:20260310 RECURRENCE-ID;VALUE=DATE:20260308",
        ]
    );
    let floating =
        object(&event("DTSTART:20260301T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n"));
    assert_eq!(
        times(&floating, march()),
        [
            "DTSTART:20260301T100000 DURATION:PT1H RECURRENCE-ID:20260301T100000",
            "DTSTART:20260308T100000 DURATION:PT1H RECURRENCE-ID:20260308T100000",
        ]
    );
}

#[test]
fn the_asker_decides_which_days_lie_in_the_span_and_not_how_they_are_written() {
    let day = object(&event("DTSTART;VALUE=DATE:20260301\r\n"));
    // In Tokyo the first of March begins at three in the afternoon of 28 February by UTC.
    let before = expansion(span("2026-02-28T15:00:00Z", "2026-02-28T16:00:00Z"));
    assert!(!projected(&day, &before).contains("DTSTART"));
    let text = projected_in(&day, &before, &zone("Asia/Tokyo")).unwrap();
    assert!(text.contains("DTSTART;VALUE=DATE:20260301\r\n"), "{text}");
}

#[test]
fn nothing_of_recurrence_or_zones_is_left() {
    let berlin = "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    let series = event(
        "DTSTART;TZID=Europe/Berlin:20260301T100000\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEXRULE:FREQ=YEARLY;COUNT=1\r\n\
         RDATE;TZID=Europe/Berlin:20260310T100000\r\nEXDATE;TZID=Europe/Berlin:20260302T100000\r\n\
         X-SEEN;X-A=1;TZID=Europe/Berlin:20260228T100000\r\n",
    );
    let series = object(&(berlin.to_owned() + &series));
    assert_eq!(
        times(&series, march()),
        [
            "DTSTART:20260303T090000Z X-SEEN;X-A=1:20260228T090000Z RECURRENCE-ID:20260303T090000Z",
            "DTSTART:20260310T090000Z X-SEEN;X-A=1:20260228T090000Z RECURRENCE-ID:20260310T090000Z",
        ]
    );
    let text = projected(&series, &expansion(march()));
    for gone in ["VTIMEZONE", "TZID", "RRULE", "RDATE", "EXRULE", "EXDATE"] {
        assert!(!text.contains(gone), "{gone} in {text}");
    }
}

#[test]
fn an_override_stands_where_it_was_moved_and_names_what_it_replaces() {
    let series = event(
        "DTSTART;TZID=Europe/Berlin:20260301T100000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\n",
    ) + &event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260301T100000\r\nDTSTART;TZID=Europe/Berlin:20260302T200000\r\nDURATION:PT3H\r\nSUMMARY:moved\r\n",
    );
    assert_eq!(
        times(&object(&series), march()),
        [
            "DTSTART:20260302T090000Z DURATION:PT1H RECURRENCE-ID:20260302T090000Z",
            "RECURRENCE-ID:20260301T090000Z DTSTART:20260302T190000Z DURATION:PT3H",
        ]
    );
}

#[test]
fn an_override_for_the_future_describes_each_later_instance() {
    let series = event("DTSTART:20260301T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=3\r\n")
        + &event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20260302T100000Z\r\nDTSTART:20260302T120000Z\r\nDURATION:PT2H\r\n",
        );
    assert_eq!(
        times(&object(&series), march()),
        [
            "DTSTART:20260301T100000Z DURATION:PT1H RECURRENCE-ID:20260301T100000Z",
            "RECURRENCE-ID:20260302T100000Z DTSTART:20260302T120000Z DURATION:PT2H",
            "RECURRENCE-ID:20260303T100000Z DTSTART:20260303T120000Z DURATION:PT2H",
        ]
    );
}

#[test]
fn a_period_has_its_own_length() {
    let with = |length: &str| {
        let period = "RDATE;VALUE=PERIOD:20260305T100000Z/PT3H\r\n";
        times(&object(&event(&format!("DTSTART:20260301T100000Z\r\n{length}{period}"))), march())
    };
    assert_eq!(
        with("DURATION:PT1H\r\n")[1],
        "DTSTART:20260305T100000Z DURATION:PT3H RECURRENCE-ID:20260305T100000Z"
    );
    let stated = "DTSTART:20260305T100000Z DTEND:20260305T130000Z RECURRENCE-ID:20260305T100000Z";
    assert_eq!(with("DTEND:20260301T110000Z\r\n")[1], stated);
    assert_eq!(with("")[1], stated);
}

#[test]
fn a_single_event_is_no_instance_of_a_series() {
    let event = object(&event("DTSTART;TZID=Europe/Berlin:20260301T100000\r\n"));
    assert_eq!(times(&event, march()), ["DTSTART:20260301T090000Z"]);
}

#[test]
fn what_lies_outside_of_the_span_is_not_told() {
    let april = span("2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z");
    let event = object(&event("DTSTART:20260301T100000Z\r\n"));
    assert_eq!(projected(&event, &expansion(april)), "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n");
}

#[test]
fn a_to_do_of_some_day_stays() {
    // RFC 4791 §9.9: a VTODO without any time lies in every span.
    let todo =
        "BEGIN:VTODO\r\nUID:1\r\nSUMMARY:Tea\r\nX-SEEN;TZID=Europe/Berlin:20260301T100000\r\nEND:VTODO\r\n";
    let text = projected(&object(todo), &expansion(march()));
    assert!(text.contains("SUMMARY:Tea\r\nX-SEEN:20260301T090000Z\r\n"), "{text}");
}

#[test]
fn a_to_do_that_is_only_due_is_expanded() {
    let todo = "BEGIN:VTODO\r\nUID:1\r\nDUE;TZID=Europe/Berlin:20260327T100000\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nEND:VTODO\r\n";
    assert_eq!(
        times(&object(todo), span("2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")),
        [
            "DUE:20260327T090000Z RECURRENCE-ID:20260327T090000Z",
            "DUE:20260403T080000Z RECURRENCE-ID:20260403T080000Z",
        ]
    );
}

#[test]
fn free_and_busy_times_have_no_instances() {
    let stored = object(
        "BEGIN:VFREEBUSY\r\nUID:1\r\nDTSTART:20260101T000000Z\r\nFREEBUSY:20260101T000000Z/PT1H\r\nEND:VFREEBUSY\r\n",
    );
    assert_eq!(projected(&stored, &expansion(march())).as_bytes(), &stored.bytes()[..]);
}

#[test]
fn an_expansion_stops_at_its_budget() {
    let endless = object(&event("DTSTART:20260101T000000Z\r\nRRULE:FREQ=SECONDLY\r\n"));
    let century = expansion(span("2026-01-01T00:00:00Z", "2126-01-01T00:00:00Z"));
    let expand = |mut budget| project(&endless, &century, &TimeZone::UTC, &mut budget);
    assert_eq!(expand(Budget::new(100, usize::MAX)), Err(TooMuch));
    assert_eq!(expand(Budget::new(usize::MAX, 10_000)), Err(TooMuch));
}

#[test]
fn one_budget_serves_many_objects() {
    let three = object(&event("DTSTART:20260301T100000Z\r\nRRULE:FREQ=DAILY;COUNT=3\r\n"));
    let mut budget = Budget::new(8, usize::MAX);
    let mut expand = || project(&three, &expansion(march()), &TimeZone::UTC, &mut budget).is_ok();
    assert_eq!([expand(), expand(), expand()], [true, true, false]);
}

#[test]
fn two_instances_at_one_time_of_the_clock_have_names_of_their_own() {
    // Half past one comes twice in New York on 2026-11-01: 5:30 and 6:30 UTC.
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
        DTSTART;TZID=America/New_York:20261031T013000\r\nDURATION:PT30M\r\n\
        RDATE:20261101T053000Z,20261101T063000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let object = ta_ical::CalendarObject::from_bytes(text.as_bytes()).unwrap();
    let zone = jiff::tz::TimeZone::UTC;
    let names: Vec<_> =
        object.instances(ta_ical::UtcRange::ALWAYS, &zone).map(|one| one.recurrence_id.unwrap()).collect();
    let instants: Vec<String> = names.iter().map(|name| name.to_utc(&zone).to_string()).collect();
    assert_eq!(instants, ["2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"]);
    for name in &names {
        let named = object.instance(name, &zone).unwrap();
        assert_eq!(named.start_utc, name.to_utc(&zone));
    }
}
