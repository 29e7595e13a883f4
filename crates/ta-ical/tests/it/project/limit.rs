//! Overrides and FREEBUSY values of a span (RFC 4791 §9.6.6 and §9.6.7).

use ta_ical::project::Selection;

use super::{event, limit, object, projected, span};

/// A daily event at ten, and one override.
fn series_with(recurrence_id: &str, start: &str) -> String {
    let master = event("DTSTART:20260301T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=30\r\n");
    master + &event(&format!("RECURRENCE-ID{recurrence_id}\r\nDTSTART:{start}\r\nDURATION:PT1H\r\n"))
}

/// Whether the override of a series stays for somebody who asks about 10 March 2026.
fn stays(recurrence_id: &str, start: &str) -> bool {
    let series = object(&series_with(recurrence_id, start));
    let text = projected(&series, &limit(span("2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z")));
    assert!(text.contains("RRULE"), "the master is always there");
    text.contains("RECURRENCE-ID")
}

#[test]
fn an_override_moved_into_the_span_stays() {
    assert!(stays(":20260305T100000Z", "20260310T120000Z"));
}

#[test]
fn an_override_moved_out_of_the_span_stays() {
    assert!(stays(":20260310T100000Z", "20260405T120000Z"));
}

#[test]
fn an_override_elsewhere_goes() {
    assert!(!stays(":20260305T100000Z", "20260305T120000Z"));
    assert!(!stays(":20260311T100000Z", "20260311T120000Z"));
}

#[test]
fn the_original_lasts_as_long_as_the_master() {
    // The ninth lasts from ten to eleven by the rule, so that it ends before the span.
    assert!(!stays(":20260309T100000Z", "20260401T120000Z"));
    let night = event("DTSTART:20260301T233000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=30\r\n")
        + &event("RECURRENCE-ID:20260309T233000Z\r\nDTSTART:20260401T120000Z\r\n");
    let text = projected(&object(&night), &limit(span("2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z")));
    assert!(text.contains("RECURRENCE-ID"), "{text}");
}

#[test]
fn an_override_for_the_future_stays_when_the_span_comes_later() {
    // RFC 4791 §9.6.6, the last paragraph of the description.
    assert!(stays(";RANGE=THISANDFUTURE:20260305T100000Z", "20260305T120000Z"));
    assert!(!stays(";RANGE=THISANDFUTURE:20260311T100000Z", "20260311T120000Z"));
}

#[test]
fn free_busy_values_are_kept_one_by_one() {
    let range = span("2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z");
    let selection = Selection { limit_freebusy_set: Some(range), ..Selection::default() };
    let text = |freebusy: &str| {
        let freebusy = format!("BEGIN:VFREEBUSY\r\nUID:1\r\n{freebusy}END:VFREEBUSY\r\n");
        projected(&object(&freebusy), &selection)
    };
    let before = "FREEBUSY;FBTYPE=BUSY:20260301T220000Z/PT2H,20260301T233000Z/PT1H,20260303T000000Z/PT1H\r\n";
    assert!(text(before).contains("UID:1\r\nFREEBUSY;FBTYPE=BUSY:20260301T233000Z/PT1H\r\nEND"));
    let kept = "FREEBUSY:20260302T100000Z/\r\n PT2H,20260302T150000Z/PT1H\r\n";
    assert!(text(kept).contains(kept), "a line that loses nothing stays as it is");
    assert!(!text("FREEBUSY:20260301T100000Z/PT2H\r\n").contains("FREEBUSY:2"));
}
