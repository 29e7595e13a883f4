//! A leak hunt: two worlds that differ only in what a stranger may not see answer the stranger alike, byte for byte.
//!
//! Each seed draws grants and a history for anna's calendars, with a secret in everything that ben may not see. The same
//! history runs on two servers, with another secret in each, and in one of them more happens where ben sees nothing of
//! it. Then ben asks everything that can be asked. `LEAK_SEEDS=1000` hunts longer.

use jiff::SignedDuration;
use ta_core::{Act, See};
use ta_sim::{Answer, DavClient, Dice, TestServer};
use ta_testdb::{Engine, TestDatabase, on_both_engines};

use super::acl::{BEN, ace};
use super::sample::event_with;

const CALENDARS: [&str; 4] = ["calendar", "one", "two", "three"];
const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const STEPS: u32 = 30;

/// The word that is secret in each world. One is longer, so that sizes tell of it, too, if they tell of anything.
const SECRETS: [&str; 2] = ["Eins", "Zweiundzwanzig"];

/// One step of the history of a calendar.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// An event anybody may see, at this hour.
    Public { hour: u64, title: u64 },
    /// A private one that is busy time to others.
    Private { hour: u64 },
    /// A private one that is not even that.
    PrivateAndFree { hour: u64 },
    /// It is deleted.
    Deleted,
}

struct Scene {
    /// What every member sees.
    members: See,
    /// What ben was granted of each calendar.
    granted: [See; 4],
    history: Vec<(usize, &'static str, Step)>,
}

fn draw_scene(seed: u64) -> Scene {
    let mut dice = Dice::new(seed);
    let members = *dice.pick(See::ALL);
    let granted = [(); 4].map(|()| *dice.pick(See::ALL));
    let history = (0..STEPS).map(|_| {
        let calendar = usize::try_from(dice.below(4)).unwrap();
        let name = *dice.pick(&NAMES);
        let hour = 8 + dice.below(10);
        let step = match dice.below(5) {
            0 | 1 => Step::Public { hour, title: dice.below(3) },
            2 => Step::Private { hour },
            3 => Step::PrivateAndFree { hour },
            _ => Step::Deleted,
        };
        (calendar, name, step)
    });
    let history = history.collect();
    Scene { members, granted, history }
}

impl Scene {
    /// What ben sees of a calendar, all rights together.
    fn sees(&self, calendar: usize) -> See {
        self.granted[calendar].max(self.members)
    }
}

/// The privileges that let somebody see so much.
fn privileges(see: See) -> &'static [&'static str] {
    match see {
        See::Nothing => &[],
        See::Busy => &["<C:read-free-busy/>"],
        See::Titles => &[r#"<X:read-titles xmlns:X="urn:teamagenda:dav"/>"#],
        See::All => &["<D:read/>"],
    }
}

/// A server with the history in it, where every secret holds this word.
fn build(database: &TestDatabase, scene: &Scene, secret: &str) -> TestServer {
    let server = TestServer::with_members(database, ["anna", "ben"]);
    server.let_members(scene.members, Act::Nothing);
    let anna = DavClient::new(&server, "anna");
    let everybody = ace("<D:authenticated/>", privileges(scene.members));
    for (calendar, see) in CALENDARS.iter().zip(scene.granted) {
        let path = path_of(calendar);
        let _ = anna.request("MKCALENDAR", &path).send();
        let list = [ace(BEN, privileges(see)), everybody.clone()].concat();
        let _ = anna.xml("ACL", &path, "D:acl", &list).send().expect(200);
    }
    go_on(&server, scene, &scene.history, secret);
    server
}

/// Takes some steps of the history.
fn go_on(server: &TestServer, scene: &Scene, steps: &[(usize, &str, Step)], secret: &str) {
    for (calendar, name, step) in steps {
        server.clock.advance(SignedDuration::from_secs(7));
        let base = format!("{}{name}", path_of(CALENDARS[*calendar]));
        run(server, scene.sees(*calendar), &base, *step, secret);
    }
}

fn path_of(calendar: &str) -> String {
    format!("/dav/calendars/anna/{calendar}/")
}

/// Takes a step. What ben does not see differs from world to world, or does not happen in one of them.
fn run(server: &TestServer, sees: See, base: &str, step: Step, secret: &str) {
    let anna = DavClient::new(server, "anna");
    let happens_in_one = secret == SECRETS[1];
    let put = |path: &str, lines: &[String]| {
        let uid = path.rsplit('/').next().unwrap();
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        let stored = anna.put(path, &event_with(uid, &lines)).send();
        assert!(stored.status.is_success(), "{} {}", stored.status, stored.text());
    };
    let times = |hour: u64| [format!("DTSTART:20261124T{hour:02}0000Z"), "DURATION:PT1H".to_owned()];
    // Public and private items have names of their own: that a name is taken is what anybody may find out who may add.
    match step {
        Step::Public { hour, title } => {
            let title = if sees >= See::Titles {
                format!("SUMMARY:Title {title}")
            } else {
                format!("SUMMARY:{secret}")
            };
            let note = if sees == See::All {
                "DESCRIPTION:open".to_owned()
            } else {
                format!("DESCRIPTION:{secret}")
            };
            put(&format!("{base}.ics"), &[&times(hour)[..], &[title, note]].concat());
            if sees == See::Nothing && happens_in_one {
                put(&format!("{base}-more.ics"), &[&times(hour)[..], &["SUMMARY:more".to_owned()]].concat());
            }
        }
        Step::Private { hour } => {
            let own = [
                format!("SUMMARY:{secret}"),
                format!("DESCRIPTION:{secret} {secret}"),
                "CLASS:PRIVATE".to_owned(),
            ];
            put(&format!("{base}-p.ics"), &[&times(hour)[..], &own].concat());
            if happens_in_one {
                server.clock.advance(SignedDuration::from_secs(1));
                let own = [format!("SUMMARY:{secret} again"), "CLASS:CONFIDENTIAL".to_owned()];
                put(&format!("{base}-p.ics"), &[&times(hour)[..], &own].concat());
                server.clock.advance(SignedDuration::from_secs(-1));
            }
        }
        Step::PrivateAndFree { hour } if happens_in_one => {
            let own =
                [format!("SUMMARY:{secret}"), "CLASS:PRIVATE".to_owned(), "TRANSP:TRANSPARENT".to_owned()];
            put(&format!("{base}-q.ics"), &[&times(hour)[..], &own].concat());
        }
        Step::PrivateAndFree { .. } => {}
        Step::Deleted => {
            for ending in [".ics", "-p.ics", "-q.ics", "-more.ics"] {
                let _ = anna.delete(&format!("{base}{ending}")).send();
            }
        }
    }
}

/// Every question, with a name for messages.
fn ask(server: &TestServer, tokens: &[String]) -> Vec<(String, String)> {
    let ben = DavClient::new(server, "ben");
    let mut told = Vec::new();
    let mut note = |what: String, answer: Answer| told.push((what, shown(&answer)));
    let all = [
        "D:getetag",
        "D:getlastmodified",
        "D:creationdate",
        "D:getcontentlength",
        "D:sync-token",
        "CS:getctag",
        "D:displayname",
        "D:current-user-privilege-set",
        "D:resourcetype",
        "D:acl",
        "D:owner",
    ];
    for home in ["/dav/calendars/", "/dav/calendars/anna/", "/dav/calendars/ben/", "/dav/principals/users/"] {
        note(format!("PROPFIND {home}"), ben.propfind(home, "1", &all).send());
        note(format!("free-busy of {home}"), ben.report(home, "C:free-busy-query", SPAN).send());
    }
    for calendar in CALENDARS {
        let shared = format!("/dav/calendars/ben/{calendar}%40anna/");
        for path in [path_of(calendar), shared] {
            ask_calendar(&ben, &path, tokens, &mut note);
        }
    }
    for path in ["/api/v1/calendars", "/api/v1/events?start=2026-11-23T00:00:00Z&end=2026-11-30T00:00:00Z"] {
        note(path.to_owned(), server.get(path).by("ben").send());
    }
    told
}

const SPAN: &str = r#"<C:time-range start="20261123T000000Z" end="20261130T000000Z"/>"#;

fn ask_calendar(ben: &DavClient<'_>, path: &str, tokens: &[String], note: &mut dyn FnMut(String, Answer)) {
    let properties =
        ["D:getetag", "D:getlastmodified", "D:creationdate", "D:getcontentlength", "D:sync-token"];
    note(format!("PROPFIND {path}"), ben.propfind(path, "1", &properties).send());
    note(format!("GET {path}"), ben.get(path).send());
    note(format!("free-busy of {path}"), ben.report(path, "C:free-busy-query", SPAN).send());
    note(
        format!("time range in {path}"),
        ben.query(path, &format!(r#"<C:comp-filter name="VEVENT">{SPAN}</C:comp-filter>"#)).send(),
    );
    for (property, text) in [
        ("SUMMARY", "Eins"),
        ("SUMMARY", "Zwei"),
        ("DESCRIPTION", "Eins"),
        ("DESCRIPTION", "Zwei"),
        ("CLASS", "CONF"),
    ] {
        let by = format!(
            r#"<C:comp-filter name="VEVENT"><C:prop-filter name="{property}"><C:text-match>{text}</C:text-match></C:prop-filter></C:comp-filter>"#
        );
        note(format!("{property} {text} in {path}"), ben.query(path, &by).send());
    }
    for token in tokens.iter().map(String::as_str).chain([""]) {
        note(format!("sync of {path} since {token:?}"), ben.sync(path, token, None).send());
    }
    for name in NAMES {
        for ending in [".ics", "-p.ics", "-q.ics", "-more.ics"] {
            let object = format!("{path}{name}{ending}");
            note(format!("GET {object}"), ben.get(&object).send());
            note(format!("DELETE {object}"), ben.delete(&object).send());
            note(
                format!("PUT {object}"),
                ben.put(&object, &event_with(name, &["DTSTART:20261124T090000Z"])).send(),
            );
            note(
                format!("PROPFIND {object}"),
                ben.propfind(&object, "0", &["D:getetag", "D:getlastmodified"]).send(),
            );
            let mine = "/dav/calendars/ben/calendar/copy.ics";
            note(
                format!("COPY {object}"),
                ben.request("COPY", &object).header("destination", mine).header("overwrite", "T").send(),
            );
            note("copied".to_owned(), ben.get(mine).send());
            let _ = ben.delete(mine).send();
        }
    }
}

/// Status, headers and body, without the names that a free-busy answer is given by chance.
fn shown(answer: &Answer) -> String {
    let text = answer.text();
    let lines = text.lines().filter(|line| !line.starts_with("UID:") || !text.contains("VFREEBUSY"));
    format!("{} {:?} {}", answer.status, answer.headers, lines.collect::<Vec<_>>().join("\n"))
}

/// Tokens that ben has from before the second half of the history.
fn tokens(server: &TestServer) -> Vec<String> {
    let ben = DavClient::new(server, "ben");
    let of = |calendar: &&str| {
        let told = ben.propfind(&path_of(calendar), "0", &["D:sync-token"]).send();
        (told.status == 207).then(|| told.multistatus().only().text("D:sync-token").to_owned())
    };
    CALENDARS.iter().filter_map(of).collect()
}

fn hunt(engine: Engine, seed: u64) {
    let mut scene = draw_scene(seed);
    let later = scene.history.split_off(scene.history.len() / 2);
    let databases = [engine.database(), engine.database()];
    let [one, other] = [0, 1].map(|world| build(&databases[world], &scene, SECRETS[world]));
    let [before, other_before] = [&one, &other].map(tokens);
    assert_eq!(before, other_before, "seed {seed}: tokens");
    go_on(&one, &scene, &later, SECRETS[0]);
    go_on(&other, &scene, &later, SECRETS[1]);
    let [one, other] = [&one, &other].map(|world| ask(world, &before));
    for ((what, answer), (_, other_answer)) in one.iter().zip(&other) {
        assert_eq!(
            answer, other_answer,
            "seed {seed}, {:?} and {:?} by default: {what}",
            scene.granted, scene.members
        );
    }
}

on_both_engines! {
    fn what_a_stranger_may_not_see_changes_no_answer(database) {
        let engine = database.engine();
        let seeds = std::env::var("LEAK_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
        (0..seeds).for_each(|seed| hunt(engine, seed));
    }
}
