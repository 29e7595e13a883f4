//! Filters that are refused, and what the refusal says.

use ta_dav::{Precondition, Report, XmlError, XmlErrorKind};

fn parse(filter: &str) -> Result<Report, XmlError> {
    let body = format!(
        r#"<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/></D:prop>{filter}</C:calendar-query>"#
    );
    Report::parse(body.as_bytes())
}

/// A filter with this inside of its comp-filter on VEVENT.
fn on_events(inside: &str) -> String {
    format!(
        r#"<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">{inside}</C:comp-filter></C:comp-filter></C:filter>"#
    )
}

fn assert_invalid(filter: &str) {
    let error = parse(filter).unwrap_err();
    assert!(matches!(error.kind(), XmlErrorKind::InvalidFilter(_)), "{filter}: {error}");
    assert_eq!(error.precondition(), Some(Precondition::ValidFilter));
}

#[test]
fn the_frame_must_be_there() {
    for filter in [
        "",
        "<C:filter/>",
        r#"<C:filter><C:comp-filter/></C:filter>"#,
        r#"<C:filter><C:comp-filter name=""/></C:filter>"#,
        r#"<C:filter><C:comp-filter name="VEVENT"/></C:filter>"#,
        r#"<C:filter><C:comp-filter name="VCALENDAR"/><C:comp-filter name="VCALENDAR"/></C:filter>"#,
        r#"<D:filter><C:comp-filter name="VCALENDAR"/></D:filter>"#,
    ] {
        assert_invalid(filter);
    }
}

#[test]
fn components_stand_where_icalendar_has_them() {
    // The first is the example of RFC 4791 §7.8.
    for (outer, inner) in [
        ("VTODO", "VEVENT"),
        ("VEVENT", "VTIMEZONE"),
        ("VEVENT", "VCALENDAR\"/><C:comp-filter name=\"VTODO"),
        ("VJOURNAL", "VALARM"),
        ("VTIMEZONE", "VEVENT"),
    ] {
        assert_invalid(&format!(
            r#"<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="{outer}"><C:comp-filter name="{inner}"/></C:comp-filter></C:comp-filter></C:filter>"#
        ));
    }
    assert_invalid(
        r#"<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VALARM"/></C:comp-filter></C:filter>"#,
    );
}

#[test]
fn unknown_components_may_stand_anywhere() {
    assert!(parse(&on_events(r#"<C:comp-filter name="X-THING"/>"#)).is_ok());
    assert!(
        parse(&on_events(r#"<C:comp-filter name="PARTICIPANT"><C:prop-filter name="UID"/></C:comp-filter>"#))
            .is_ok()
    );
}

#[test]
fn only_times_can_be_tested_for_a_span() {
    // The first is the example of RFC 4791 §7.8.
    let range = r#"<C:time-range start="20060104T000000Z" end="20060105T000000Z"/>"#;
    assert_invalid(&on_events(&format!(r#"<C:prop-filter name="SUMMARY">{range}</C:prop-filter>"#)));
    assert_invalid(&format!(
        r#"<C:filter><C:comp-filter name="VCALENDAR">{range}</C:comp-filter></C:filter>"#
    ));
    assert!(parse(&on_events(&format!(r#"<C:prop-filter name="dtstart">{range}</C:prop-filter>"#))).is_ok());
}

#[test]
fn a_span_has_bounds_in_utc_and_ends_after_its_start() {
    for range in [
        "<C:time-range/>",
        r#"<C:time-range start="20060104"/>"#,
        r#"<C:time-range start="20060104T000000"/>"#,
        r#"<C:time-range start="2006-01-04T00:00:00Z"/>"#,
        r#"<C:time-range end="20060230T000000Z"/>"#,
        r#"<C:time-range start="20060105T000000Z" end="20060104T000000Z"/>"#,
        r#"<C:time-range start="20060104T000000Z" end="20060104T000000Z"/>"#,
        r#"<C:time-range start="20060104T000000Z"/><C:time-range end="20060105T000000Z"/>"#,
    ] {
        assert_invalid(&on_events(range));
    }
}

#[test]
fn a_span_may_be_open_at_one_end() {
    assert!(parse(&on_events(r#"<C:time-range start="20060104T000000Z"/>"#)).is_ok());
    assert!(parse(&on_events(r#"<C:time-range end="20060104T000000Z"/>"#)).is_ok());
}

#[test]
fn tests_that_exclude_each_other_are_refused() {
    for inside in [
        r#"<C:is-not-defined/><C:time-range start="20060104T000000Z"/>"#,
        r#"<C:is-not-defined/><C:prop-filter name="UID"/>"#,
        r#"<C:prop-filter name="UID"><C:is-not-defined/><C:text-match>x</C:text-match></C:prop-filter>"#,
        r#"<C:prop-filter name="DTSTART"><C:time-range start="20060104T000000Z"/><C:text-match>x</C:text-match></C:prop-filter>"#,
        r#"<C:prop-filter name="UID"><C:text-match>x</C:text-match><C:text-match>y</C:text-match></C:prop-filter>"#,
        r#"<C:prop-filter name="UID"><C:param-filter name="X"><C:is-not-defined/><C:text-match>x</C:text-match></C:param-filter></C:prop-filter>"#,
        r#"<C:prop-filter name="UID"><C:text-match negate-condition="maybe">x</C:text-match></C:prop-filter>"#,
        r#"<C:prop-filter><C:text-match>x</C:text-match></C:prop-filter>"#,
        r#"<C:prop-filter name="UID"><C:param-filter/></C:prop-filter>"#,
    ] {
        assert_invalid(&on_events(inside));
    }
}

#[test]
fn an_unknown_collation_has_a_precondition_of_its_own() {
    let inside =
        r#"<C:prop-filter name="UID"><C:text-match collation="i;klingon">x</C:text-match></C:prop-filter>"#;
    let error = parse(&on_events(inside)).unwrap_err();
    assert_eq!(error.kind(), &XmlErrorKind::UnsupportedCollation("i;klingon".into()));
    assert_eq!(error.precondition(), Some(Precondition::SupportedCollation));
}

#[test]
fn the_known_collations_are_taken() {
    for collation in ["default", "i;ascii-casemap", "i;octet", "i;unicode-casemap"] {
        let inside = format!(
            r#"<C:prop-filter name="UID"><C:text-match collation="{collation}">x</C:text-match></C:prop-filter>"#
        );
        assert!(parse(&on_events(&inside)).is_ok(), "{collation}");
    }
}

#[test]
fn elements_that_are_not_known_are_passed_over() {
    let plain = parse(&on_events("")).unwrap();
    let extended =
        parse(&on_events(r#"<x:test xmlns:x="urn:x"><C:comp-filter/></x:test><C:frob/>"#)).unwrap();
    assert_eq!(plain, extended);
}
