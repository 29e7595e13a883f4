//! Streams of many objects, taken apart and put together.

use ta_ical::stream::{Piece, join, split};
use ta_ical::{CalendarObject, ICalendar};

fn pieces(text: &str) -> Vec<Piece> {
    split(&ICalendar::parse(text.replace('\n', "\r\n").as_bytes()).unwrap())
}

fn objects(text: &str) -> Vec<CalendarObject> {
    pieces(text).into_iter().map(|piece| piece.object.unwrap()).collect()
}

fn text_of(object: &CalendarObject) -> String {
    String::from_utf8(object.bytes().to_vec()).unwrap().replace("\r\n", "\n")
}

/// The only refusal of a stream, with the line its piece begins on.
fn refusal(text: &str) -> (u32, String) {
    let refused =
        pieces(text).into_iter().filter_map(|piece| Some((piece.line, piece.object.err()?.to_string())));
    let [refused] = <[_; 1]>::try_from(refused.collect::<Vec<_>>()).unwrap();
    refused
}

fn joined(objects: &[CalendarObject]) -> String {
    let stream = join(objects.iter().map(CalendarObject::ical), "-//Example//Test//EN");
    String::from_utf8(stream).unwrap().replace("\r\n", "\n")
}

const HEAD: &str = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//Agenda//EN\n";
const PARIS: &str = "BEGIN:VTIMEZONE\nTZID:Europe/Paris\nBEGIN:STANDARD\nDTSTART:19701025T030000\n\
                     TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n";
const TOKYO: &str = "BEGIN:VTIMEZONE\nTZID:Asia/Tokyo\nBEGIN:STANDARD\nDTSTART:19700101T000000\n\
                     TZOFFSETFROM:+0900\nTZOFFSETTO:+0900\nEND:STANDARD\nEND:VTIMEZONE\n";
const OFFICE: &str = "BEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:19700101T000000\n\
                      TZOFFSETFROM:+0545\nTZOFFSETTO:+0545\nEND:STANDARD\nEND:VTIMEZONE\n";
const END: &str = "END:VCALENDAR\n";

fn event(uid: &str, start: &str) -> String {
    format!(
        "BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20261123T080000Z\nDTSTART{start}\nX-NOTE:kept\n  folded\nEND:VEVENT\n"
    )
}

#[test]
fn each_uid_becomes_an_object_with_its_own_time_zones() {
    let paris = event("1", ";TZID=Europe/Paris:20261123T090000");
    let tokyo = event("2", ";TZID=Asia/Tokyo:20261123T090000");
    let found =
        objects(&format!("{HEAD}X-WR-CALNAME:Mine\nMETHOD:PUBLISH\n{PARIS}{TOKYO}{paris}{tokyo}{END}"));
    let texts: Vec<_> = found.iter().map(text_of).collect();
    assert_eq!(texts, [format!("{HEAD}{PARIS}{paris}{END}"), format!("{HEAD}{TOKYO}{tokyo}{END}")]);
}

#[test]
fn a_time_zone_named_in_an_alarm_goes_along() {
    let alarm = "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:x\nTRIGGER:-PT5M\n\
                 X-SNOOZE;TZID=Europe/Paris:20261123T085500\nEND:VALARM\n";
    let event = event("1", ":20261123T090000Z").replace("END:VEVENT\n", &format!("{alarm}END:VEVENT\n"));
    let [found] = <[_; 1]>::try_from(objects(&format!("{HEAD}{PARIS}{event}{END}"))).unwrap();
    assert!(text_of(&found).contains(PARIS));
}

#[test]
fn an_override_joins_its_master_from_another_vcalendar() {
    let master =
        event("1", ";TZID=Europe/Paris:20261123T090000").replace("X-NOTE", "RRULE:FREQ=DAILY\nX-NOTE");
    let changed = event("1", ";TZID=Asia/Tokyo:20261124T180000")
        .replace("X-NOTE", "RECURRENCE-ID;TZID=Europe/Paris:20261124T090000\nX-NOTE");
    let other = event("2", ":20261123T090000Z");
    let stream = format!("{HEAD}{PARIS}{master}{other}{END}{HEAD}{TOKYO}{changed}{END}");
    let found = objects(&stream);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].overrides().count(), 1);
    assert_eq!(text_of(&found[0]), format!("{HEAD}{TOKYO}{PARIS}{master}{changed}{END}"));
}

#[test]
fn what_is_there_twice_counts_once() {
    let event = event("1", ":20261123T090000Z");
    assert_eq!(objects(&format!("{HEAD}{event}{END}{HEAD}{event}{END}")).len(), 1);
}

#[test]
fn a_refused_component_is_told_with_its_line_and_the_others_are_taken() {
    let good = event("1", ":20261123T090000Z");
    let bad = event("2", ":tomorrow");
    let stream = format!("{HEAD}{good}{bad}{}{END}", event("3", ":20261123T090000Z"));
    // The head has 3 lines and each event 7, so the bad one begins on line 11, and its DTSTART is the fourth of it.
    let (line, reason) = refusal(&stream);
    assert_eq!(line, 11);
    assert!(reason.contains("line 14: the value of DTSTART"), "{reason}");
    assert_eq!(pieces(&stream).iter().filter(|piece| piece.object.is_ok()).count(), 2);
}

#[test]
fn a_component_without_uid_is_told() {
    let (line, reason) = refusal(&format!("{HEAD}BEGIN:VEVENT\nDTSTART:20261123T090000Z\nEND:VEVENT\n{END}"));
    assert_eq!((line, reason.as_str()), (4, "not valid iCalendar: line 4: VEVENT without UID"));
}

#[test]
fn two_masters_of_one_uid_are_told() {
    let first = event("1", ":20261123T090000Z");
    let second = event("1", ":20261124T090000Z");
    let (line, reason) = refusal(&format!("{HEAD}{first}{second}{END}"));
    assert_eq!(line, 4);
    assert!(reason.contains("line 11: a second component without RECURRENCE-ID"), "{reason}");
}

#[test]
fn an_unknown_component_is_told() {
    let (line, reason) = refusal(&format!("{HEAD}BEGIN:X-NOTE\nEND:X-NOTE\n{END}"));
    assert_eq!(line, 4);
    assert!(reason.contains("there is no component to store"), "{reason}");
}

#[test]
fn a_stream_taken_apart_and_put_together_is_what_it_was() {
    let paris = event("1", ";TZID=Europe/Paris:20261123T090000");
    let tokyo = event("2", ";TZID=Asia/Tokyo:20261123T090000");
    let again = event("3", ";TZID=Europe/Paris:20261123T110000");
    let stream = format!("{HEAD}{PARIS}{TOKYO}{paris}{tokyo}{again}{END}");
    let expected = stream.replace("-//Example//Agenda//EN", "-//Example//Test//EN").replace(HEAD, "");
    assert_eq!(joined(&objects(&stream)), expected);
}

#[test]
fn two_definitions_of_an_unknown_zone_are_both_kept() {
    let other_office = OFFICE.replace("+0545", "+0630");
    let here = format!("{HEAD}{OFFICE}{}{END}", event("1", ";TZID=Office:20261123T090000"));
    let there = format!("{HEAD}{other_office}{}{END}", event("2", ";TZID=Office:20261123T090000"));
    let both: Vec<_> = [here, there].iter().flat_map(|text| objects(text)).collect();
    let stream = joined(&both);
    assert_eq!(stream.matches("BEGIN:VCALENDAR").count(), 2);
    let again: Vec<_> = objects(&stream).iter().map(text_of).collect();
    assert!(again[0].contains(OFFICE) && again[1].contains(&other_office), "{stream}");
}

#[test]
fn each_definition_of_an_unknown_zone_is_written_once() {
    let offices = ["+0545", "+0630", "+0545", "+0630"];
    let texts = offices.iter().enumerate().map(|(uid, offset)| {
        let start = ";TZID=Office:20261123T090000";
        format!("{HEAD}{}{}{END}", OFFICE.replace("+0545", offset), event(&uid.to_string(), start))
    });
    let all: Vec<_> = texts.flat_map(|text| objects(&text)).collect();
    let stream = joined(&all);
    assert_eq!(stream.matches("BEGIN:VCALENDAR").count(), 2);
    assert_eq!(stream.matches("BEGIN:VTIMEZONE").count(), 2);
    let again: Vec<_> = objects(&stream).iter().map(|object| object.uid().to_owned()).collect();
    assert_eq!(again, ["0", "2", "1", "3"]);
}

#[test]
fn two_definitions_of_a_known_zone_become_one() {
    let other_paris = PARIS.replace("19701025", "19961027");
    let here = format!("{HEAD}{PARIS}{}{END}", event("1", ";TZID=Europe/Paris:20261123T090000"));
    let there = format!("{HEAD}{other_paris}{}{END}", event("2", ";TZID=Europe/Paris:20261123T090000"));
    let both: Vec<_> = [here, there].iter().flat_map(|text| objects(text)).collect();
    assert_eq!(joined(&both).matches("BEGIN:VTIMEZONE").count(), 1);
}

#[test]
fn a_known_zone_that_the_stream_lacks_is_added() {
    let stream = format!("{HEAD}{}{END}", event("1", ";TZID=Europe/Paris:20261123T090000"));
    let [found] = <[_; 1]>::try_from(objects(&stream)).unwrap();
    let zone = found.ical().root().components_named("VTIMEZONE").next().unwrap();
    assert_eq!(zone.property("TZID").unwrap().text(), "Europe/Paris");
}

#[test]
fn a_hundred_thousand_refused_components_are_told_in_linear_time() {
    let refused: String = (0..100_000).map(|uid| format!("BEGIN:VEVENT\nUID:{uid}\nEND:VEVENT\n")).collect();
    let last = pieces(&format!("{HEAD}{refused}{END}")).pop().unwrap();
    assert_eq!(last.line, 4 + 3 * 99_999);
}
