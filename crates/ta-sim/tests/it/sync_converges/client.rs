//! A client with a mirror of what it believes to be on the server.

use std::collections::{BTreeMap, BTreeSet};

use ta_sim::{Answer, DavClient, Dice, Multistatus, Replay, TestServer};

use super::model::Model;
use super::step::{Condition, HOME, Place, Step};

/// The calendar for to-dos, which plays no part.
const TASKS: &str = "tasks";

/// How a client finds out what has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// By sync-collection.
    Tokens,
    /// By listing all tags.
    Listings,
}

/// A client of anna's.
pub(super) struct Client<'s> {
    dav: DavClient<'s>,
    habit: Habit,
    mirrors: BTreeMap<String, Mirror>,
}

/// What a client believes to be in a calendar.
#[derive(Clone, Debug, Default)]
struct Mirror {
    token: String,
    etags: BTreeMap<String, String>,
}

/// What became of asking for changes.
enum Page {
    /// There are more.
    More,
    /// That was all.
    Last,
    /// The calendar is gone.
    Gone,
}

impl<'s> Client<'s> {
    pub(super) fn new(server: &'s TestServer, habit: Habit) -> Self {
        Self { dav: DavClient::new(server, "anna"), habit, mirrors: BTreeMap::new() }
    }

    /// Everything that the client knows of.
    pub(super) fn known(&self) -> Vec<Place> {
        let places = self.mirrors.iter().flat_map(|(calendar, mirror)| {
            mirror.etags.keys().map(|object| Place { calendar: calendar.clone(), object: object.clone() })
        });
        places.collect()
    }

    /// The tag of what the client last knew to be there.
    pub(super) fn etag_of(&self, at: &Place) -> Option<String> {
        self.mirrors.get(&at.calendar)?.etags.get(&at.object).cloned()
    }

    /// Does what a step says; what the server acknowledges goes into the mirror.
    pub(super) fn carry_out(&mut self, step: &Step) -> Answer {
        let answer = self.ask(step);
        if answer.status.is_success() {
            self.note(step, &answer);
        }
        answer
    }

    fn ask(&self, step: &Step) -> Answer {
        let dav = &self.dav;
        let of_calendar = |name: &str| format!("{HOME}{name}/");
        match step {
            Step::Put(put) => under(dav.put(&put.at.path(), &put.text()), &put.condition).send(),
            Step::Delete { at, condition } => under(dav.delete(&at.path()), condition).send(),
            Step::Move { from, to, overwrite } => {
                let moved = dav.request("MOVE", &from.path()).header("destination", &to.path());
                moved.header("overwrite", overwrite).send()
            }
            Step::RenameCalendar { from, to } => {
                dav.request("MOVE", &of_calendar(from)).header("destination", &of_calendar(to)).send()
            }
            Step::MakeCalendar(name) => dav.request("MKCALENDAR", &of_calendar(name)).send(),
            Step::DeleteCalendar(name) => dav.delete(&of_calendar(name)).send(),
        }
    }

    fn note(&mut self, step: &Step, answer: &Answer) {
        match step {
            Step::Put(put) => {
                let etags = &mut self.mirrors.entry(put.at.calendar.clone()).or_default().etags;
                etags.insert(put.at.object.clone(), answer.header("etag").to_owned());
            }
            Step::Delete { at, .. } => {
                self.forget(at);
            }
            Step::Move { from, to, .. } => {
                if let Some(etag) = self.forget(from) {
                    let etags = &mut self.mirrors.entry(to.calendar.clone()).or_default().etags;
                    etags.insert(to.object.clone(), etag);
                }
            }
            // What the client knows of the calendar is true under its new name, the token included.
            Step::RenameCalendar { from, to } => {
                self.mirrors.remove(to);
                if let Some(mirror) = self.mirrors.remove(from) {
                    self.mirrors.insert(to.clone(), mirror);
                }
            }
            Step::MakeCalendar(name) | Step::DeleteCalendar(name) => {
                self.mirrors.remove(name);
            }
        }
    }

    fn forget(&mut self, at: &Place) -> Option<String> {
        self.mirrors.get_mut(&at.calendar)?.etags.remove(&at.object)
    }

    /// Synchronises all calendars to the end, and holds the mirrors against the oracle.
    pub(super) fn synchronise(&mut self, dice: &mut Dice, replay: &mut Replay, model: &Model) {
        replay.note(format!("a client that keeps {:?} synchronises", self.habit));
        let calendars = self.find_calendars();
        self.mirrors.retain(|name, _| calendars.contains(name));
        assert_eq!(calendars.iter().map(String::as_str).collect::<Vec<_>>(), model.calendars());
        for name in &calendars {
            while let Page::More = self.fetch(name, dice) {}
            assert_eq!(self.mirrors[name].etags, model.listing(name), "in {name}");
        }
    }

    /// Asks once for changes of one calendar, which may not be all there are.
    pub(super) fn take_a_page(&mut self, dice: &mut Dice, replay: &mut Replay) {
        let names: Vec<_> = self.mirrors.keys().cloned().collect();
        if names.is_empty() {
            return;
        }
        let name = dice.pick(&names).clone();
        replay.note(format!("a client that keeps {:?} looks into {name}", self.habit));
        if let Page::Gone = self.fetch(&name, dice) {
            self.mirrors.remove(&name);
        }
    }

    fn find_calendars(&self) -> BTreeSet<String> {
        let told = self.dav.propfind(HOME, "1", &["D:resourcetype"]).send().multistatus();
        let names = told.hrefs().into_iter().filter_map(|href| href.strip_prefix(HOME)?.strip_suffix('/'));
        names.filter(|name| *name != TASKS).map(str::to_owned).collect()
    }

    fn fetch(&mut self, calendar: &str, dice: &mut Dice) -> Page {
        match self.habit {
            Habit::Tokens => self.fetch_changes(calendar, dice),
            Habit::Listings => self.fetch_listing(calendar),
        }
    }

    fn fetch_listing(&mut self, calendar: &str) -> Page {
        let path = format!("{HOME}{calendar}/");
        let answer = self.dav.propfind(&path, "1", &["D:getetag"]).send();
        if answer.status == 404 {
            return Page::Gone;
        }
        let told = answer.multistatus();
        let objects = told.responses.iter().filter(|response| response.href != path);
        let etags = objects.map(|object| (name_in(&path, &object.href), object.text("D:getetag").to_owned()));
        self.mirrors.insert(calendar.to_owned(), Mirror { token: String::new(), etags: etags.collect() });
        Page::Last
    }

    fn fetch_changes(&mut self, calendar: &str, dice: &mut Dice) -> Page {
        let path = format!("{HOME}{calendar}/");
        let mirror = self.mirrors.entry(calendar.to_owned()).or_default();
        let limit = dice.happens(60).then(|| u32::try_from(dice.between(1, 5)).unwrap());
        if mirror.token.is_empty() {
            // Without a token the mirror is worth nothing: what is gone would never be told.
            mirror.etags.clear();
        }
        let answer = self.dav.sync(&path, &mirror.token, limit).send();
        match answer.status.as_u16() {
            404 => Page::Gone,
            // Another calendar has this name now: from the start.
            403 => {
                assert_eq!(answer.precondition(), "D:valid-sync-token");
                *mirror = Mirror::default();
                Page::More
            }
            _ => mirror.take(&path, &answer.multistatus(), limit),
        }
    }
}

impl Mirror {
    fn take(&mut self, path: &str, told: &Multistatus, limit: Option<u32>) -> Page {
        let (whole, objects): (Vec<_>, Vec<_>) = told.responses.iter().partition(|told| told.href == path);
        assert!(limit.is_none_or(|limit| objects.len() <= usize::try_from(limit).unwrap()), "{told:?}");
        for object in objects {
            let name = name_in(path, &object.href);
            match object.status {
                Some(404) => self.etags.remove(&name),
                _ => self.etags.insert(name, object.text("D:getetag").to_owned()),
            };
        }
        self.token = told.sync_token.clone().expect("a token");
        if whole.iter().any(|whole| whole.status == Some(507)) { Page::More } else { Page::Last }
    }
}

fn under<'s>(request: ta_sim::Request<'s>, condition: &Condition) -> ta_sim::Request<'s> {
    match condition {
        Condition::Always => request,
        Condition::NothingThere => request.header("if-none-match", "*"),
        Condition::Unchanged(etag) => request.header("if-match", etag),
    }
}

fn name_in(path: &str, href: &str) -> String {
    href.strip_prefix(path).expect("members lie below their collection").to_owned()
}
