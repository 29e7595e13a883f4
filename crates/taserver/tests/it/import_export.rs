//! `taserver import` and `taserver export`

use std::collections::BTreeSet;
use std::fmt::Write;

use ta_testdb::on_both_engines;

use crate::program::{Place, options_of};

const PARIS: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\n\
                     TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
const IMPORT: &str = "import agenda.ics --user anna --calendar archive --data data";
const EXPORT: &str = "export --user anna --calendar archive --data data";

/// Events, to-dos and journals of so many UIDs, every tenth a series with a changed instance.
fn agenda(uids: usize) -> String {
    let mut entries = String::new();
    for number in 0..uids {
        let kind = ["VEVENT", "VTODO", "VEVENT", "VJOURNAL"][number % 4];
        let (day, hour) = (1 + number % 28, number % 24);
        let start = format!("DTSTART;TZID=Europe/Paris:202611{day:02}T{hour:02}0000");
        let text = format!("SUMMARY:Entry {number}\\, with a comma\r\nX-OWN;X-PARAM=\"a,b\":{number}\r\n");
        let rule = if number % 10 == 0 { "RRULE:FREQ=DAILY;COUNT=5\r\n" } else { "" };
        let head = format!("BEGIN:{kind}\r\nUID:{number}@example.com\r\nDTSTAMP:20261101T000000Z\r\n");
        write!(entries, "{head}{start}\r\n{rule}{text}END:{kind}\r\n").unwrap();
        if number % 10 == 0 {
            let original = start.replace("DTSTART", "RECURRENCE-ID");
            write!(entries, "{head}{original}\r\n{start}\r\nSUMMARY:Changed\r\nEND:{kind}\r\n").unwrap();
        }
    }
    calendar(&entries)
}

fn calendar(entries: &str) -> String {
    let head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Agenda//EN\r\nX-WR-CALNAME:Mine\r\n";
    format!("{head}{PARIS}{entries}END:VCALENDAR\r\n")
}

fn event(uid: &str, summary: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART:20261123T090000Z\r\n\
         SUMMARY:{summary}\r\nEND:VEVENT\r\n"
    )
}

/// The components of a stream, taken apart by nothing but BEGIN and END.
fn components(stream: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let (mut depth, mut current) = (0, String::new());
    for line in stream.split_inclusive("\r\n") {
        depth += usize::from(line.starts_with("BEGIN:"));
        if depth > 1 {
            current.push_str(line);
        }
        depth -= usize::from(line.starts_with("END:"));
        if depth == 1 && !current.is_empty() {
            assert!(found.insert(std::mem::take(&mut current)), "a component is there twice");
        }
    }
    found
}

fn place_with(agenda: &str) -> Place {
    let place = Place::new();
    place.line("user add anna --data data").done();
    place.write("agenda.ics", agenda);
    place
}

on_both_engines! {
    fn thousands_of_entries_come_out_as_they_went_in(database) {
        let place = Place::new();
        let store = options_of(database);
        let agenda = agenda(2000);
        place.write("agenda.ics", &agenda);
        place.line(&format!("user add anna {store}")).done();

        let import = format!("import agenda.ics --user anna --calendar archive {store}");
        assert_eq!(place.line(&import).done(), "2000 added, 0 updated, 0 unchanged.\n");
        let exported = place.line(&format!("export --user anna --calendar archive {store}"));

        assert_eq!(components(exported.done()), components(&agenda));
        assert_eq!(place.line(&import).done(), "0 added, 0 updated, 2000 unchanged.\n");
    }
}

#[test]
fn an_entry_of_a_known_uid_is_updated() {
    let place = place_with(&calendar(&event("1", "Tea")));
    place.line(IMPORT).done();
    place.write("agenda.ics", &calendar(&(event("1", "Coffee") + &event("2", "Cake"))));

    let report = place.line(&format!("{IMPORT} --json")).json();

    assert_eq!(report, serde_json::json!({"added": 1, "updated": 1, "unchanged": 0, "skipped": []}));
    let exported = place.line(EXPORT).done().to_owned();
    assert!(exported.contains("SUMMARY:Coffee") && !exported.contains("SUMMARY:Tea"), "{exported}");
}

#[test]
fn what_cannot_be_taken_is_told_with_its_line_and_the_rest_is_stored() {
    let bad = event("2", "Bad").replace("DTSTART:20261123T090000Z", "DTSTART:tomorrow");
    let place = place_with(&calendar(&(event("1", "Tea") + &bad + &event("3", "Cake"))));

    let ended = place.line(IMPORT);

    let told = ended.failed(5);
    // Four lines of head, eight of the time zone and six for each event: the bad one begins on line 19.
    assert!(told.contains("agenda.ics:19: not valid iCalendar: line 22: the value of DTSTART"), "{told}");
    assert!(told.contains("error: 1 entry was skipped"), "{told}");
    assert_eq!(ended.stdout, "2 added, 0 updated, 0 unchanged.\n");
}

#[test]
fn a_calendar_that_takes_no_tasks_skips_them() {
    let place = place_with(&calendar("BEGIN:VTODO\r\nUID:1\r\nSUMMARY:Do it\r\nEND:VTODO\r\n"));
    let ended = place.line("import agenda.ics --user anna --calendar calendar --data data");
    assert!(ended.failed(5).contains("agenda.ics:13: this calendar takes no VTODO"), "{ended:?}");
}

#[test]
fn what_is_no_icalendar_changes_nothing() {
    let place = place_with("Dear diary\n");
    let ended = place.line(IMPORT);
    assert!(ended.failed(3).contains("agenda.ics is not an iCalendar file: line 1: "), "{ended:?}");
    assert!(place.line(EXPORT).failed(2).contains("anna has no calendar \"archive\""));
}

#[test]
fn a_file_can_come_from_standard_input_and_go_to_a_file() {
    let place = place_with("");
    let import = IMPORT.replace("agenda.ics", "-");
    place.line_with_input(&import, &calendar(&event("1", "Tea"))).done();
    place.line(&format!("{EXPORT} -o out.ics")).done();
    assert!(std::fs::read_to_string(place.path("out.ics")).unwrap().contains("SUMMARY:Tea\r\n"));
}

#[test]
fn an_export_without_a_name_holds_every_calendar() {
    let place = place_with(&calendar(&event("1", "Tea")));
    place.line(IMPORT).done();
    place.write("agenda.ics", &calendar(&event("2", "Cake")));
    place.line("import agenda.ics --user anna --calendar calendar --data data").done();
    let exported = place.line("export --user anna --data data");
    assert!(exported.done().contains("Tea") && exported.done().contains("Cake"), "{exported:?}");
}

#[test]
fn the_sample_team_can_be_exported_and_imported_again() {
    let place = Place::new();
    let server = place.start("demo --data demo --listen 127.0.0.1:0", "Ctrl-C ends it.");
    server.signal("TERM");
    assert_eq!(server.ended(), 0);
    let exported = place.line("export --user bjorn --data demo --calendar calendar").done().to_owned();
    assert!(exported.contains("SUMMARY:Flight CDG – JFK\r\n"), "{exported}");
    place.write("bjorn.ics", &exported);

    let again = place.line("import bjorn.ics --user bjorn --calendar copy --data demo --json").json();

    assert_eq!(again["skipped"], serde_json::json!([]));
    let copy = place.line("export --user bjorn --data demo --calendar copy");
    assert_eq!(components(copy.done()), components(&exported));
}
