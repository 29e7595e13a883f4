//! Random objects, random time ranges: what a calendar-query finds through the index is what looking at every object
//! finds, one after the other.

mod question;
mod sample;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::filter::matches;
use ta_ical::{CalendarObject, UtcRange};
use ta_sim::{DavClient, Dice, Replay, TestServer, seeds};
use ta_testdb::{TestDatabase, on_both_engines};

use question::Question;

const CALENDAR: &str = "/dav/calendars/anna/mixed/";
const OBJECTS: u64 = 60;
const QUESTIONS: u64 = 300;

on_both_engines! {
    fn index_equals_brute_force(database) {
        for seed in seeds(1..=3) {
            simulate(&database.engine().database(), seed);
        }
    }
}

fn simulate(database: &TestDatabase, seed: u64) {
    let server = TestServer::with_members(database, ["anna"]);
    let anna = DavClient::new(&server, "anna");
    let (mut dice, mut replay) = (Dice::new(seed), Replay::new("index_equals_brute_force", seed));
    let kinds = r#"<D:set><D:prop><C:supported-calendar-component-set>
        <C:comp name="VEVENT"/><C:comp name="VTODO"/></C:supported-calendar-component-set></D:prop></D:set>"#;
    let _ = anna.xml("MKCALENDAR", CALENDAR, "C:mkcalendar", kinds).send().expect(201);
    let objects = store_samples(&anna, &mut dice);
    let instants: Vec<_> = objects.values().flat_map(first_and_last_instants).collect();
    for _ in 0..QUESTIONS {
        let question = Question::draw(&mut dice, &instants);
        replay.note(format!("{question:?}"));
        check(&anna, &objects, &question);
    }
}

/// Stores random objects, and returns them by their references.
fn store_samples(anna: &DavClient<'_>, dice: &mut Dice) -> BTreeMap<String, CalendarObject> {
    let stored = (0..OBJECTS).map(|number| {
        let text = sample::draw(dice, number);
        let href = format!("{CALENDAR}{number}.ics");
        let _ = anna.create(&href, &text);
        (href, CalendarObject::from_bytes(text.as_bytes()).expect("what the server took is an object"))
    });
    stored.collect()
}

/// When something of an object begins or ends, seen from UTC.
fn first_and_last_instants(object: &CalendarObject) -> Vec<Timestamp> {
    let instances: Vec<_> = object.instances(UtcRange::ALWAYS, &TimeZone::UTC).take(500).collect();
    let ends = instances.iter().take(2).chain(instances.last());
    ends.flat_map(|instance| [instance.start_utc, instance.end_utc]).collect()
}

#[track_caller]
fn check(anna: &DavClient<'_>, objects: &BTreeMap<String, CalendarObject>, question: &Question) {
    let told = anna.report(CALENDAR, "C:calendar-query", &question.content()).send().multistatus();
    let mut found = told.hrefs();
    found.sort_unstable();
    let (filter, zone) = (question.filter(), question.zone());
    let all = objects.iter().filter(|(_, object)| matches(object, &filter, &zone));
    let expected: Vec<_> = all.map(|(href, _)| href.as_str()).collect();
    for href in expected.iter().filter(|href| !found.contains(*href)) {
        eprintln!("not found: {}", String::from_utf8_lossy(objects[*href].bytes()));
    }
    assert_eq!(found, expected, "{question:?}");
}
