//! A team, and objects to store.

use ta_core::team::TeamSpec;
use ta_core::{EmailAddress, Login, PrincipalDraft, PrincipalKind, ResourceKind};
use ta_sim::TestServer;

/// The calendar for events that anna is born with.
pub(super) const CALENDAR: &str = "/dav/calendars/anna/calendar/";
/// The calendar for to-dos that anna is born with.
pub(super) const TASKS: &str = "/dav/calendars/anna/tasks/";

/// An object of anna's calendar.
pub(super) fn at(name: &str) -> String {
    format!("{CALENDAR}{name}")
}

/// An event of an hour on 24 November 2026.
pub(super) fn event(uid: &str, summary: &str) -> String {
    event_with(uid, &["DTSTART:20261124T090000Z", "DTEND:20261124T100000Z", &format!("SUMMARY:{summary}")])
}

/// An event with these lines.
pub(super) fn event_with(uid: &str, lines: &[&str]) -> String {
    object("VEVENT", uid, lines)
}

/// A to-do with these lines.
pub(super) fn todo_with(uid: &str, lines: &[&str]) -> String {
    object("VTODO", uid, lines)
}

fn object(kind: &str, uid: &str, lines: &[&str]) -> String {
    let own: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.com//test//EN\r\n\
         BEGIN:{kind}\r\nUID:{uid}\r\nDTSTAMP:20261123T080000Z\r\n{own}END:{kind}\r\nEND:VCALENDAR\r\n"
    )
}

/// A time range as a filter has it.
pub(super) fn in_range(component: &str, start: &str, end: &str) -> String {
    format!(
        r#"<C:comp-filter name="{component}"><C:time-range start="{start}" end="{end}"/></C:comp-filter>"#
    )
}

/// A team with a group of two and a room. Anna and Ben have to be members already.
pub(super) fn describe_team(server: &TestServer) {
    let login = |text: &str| Login::new(text).unwrap();
    let room = PrincipalKind::Resource { kind: ResourceKind::Room, capacity: Some(8) };
    let device = PrincipalKind::Resource { kind: ResourceKind::Equipment, capacity: None };
    let mut anna = PrincipalDraft::new(PrincipalKind::Member, login("anna"), "Anna Berg");
    anna.emails =
        ["anna@example.com", "a.berg@example.com"].map(|text| EmailAddress::new(text).unwrap()).into();
    server.describe(&TeamSpec {
        principals: vec![
            anna,
            PrincipalDraft::new(PrincipalKind::Group, login("board"), "The board"),
            PrincipalDraft::new(room, login("room-1"), "Room 1"),
            PrincipalDraft::new(device, login("beamer"), "Beamer"),
        ],
        group_members: [(login("board"), vec![login("anna"), login("ben")])].into(),
        ..TeamSpec::default()
    });
}
