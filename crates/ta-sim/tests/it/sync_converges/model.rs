//! The oracle: what the server must hold and answer, in maps.

use std::collections::BTreeMap;

use super::step::{Condition, Place, Put, Step};

/// The calendars of a member as they must be.
pub(super) struct Model {
    calendars: BTreeMap<String, BTreeMap<String, Object>>,
}

#[derive(Clone)]
struct Object {
    uid: String,
    text: String,
    etag: String,
}

impl Model {
    /// A member is born with a calendar for events. That for to-dos plays no part.
    pub(super) fn of_a_new_member() -> Self {
        Self { calendars: [("calendar".to_owned(), BTreeMap::new())].into() }
    }

    /// Does what a step says, if it may be done, and foretells the status.
    pub(super) fn carry_out(&mut self, step: &Step) -> u16 {
        match step {
            Step::Put(put) => self.put(put),
            Step::Delete { at, condition } => self.delete(at, condition),
            Step::Move { from, to, overwrite } => self.move_object(from, to, overwrite),
            Step::RenameCalendar { from, to } => self.rename(from, to),
            Step::MakeCalendar(name) if self.calendars.contains_key(name) => 403,
            Step::MakeCalendar(name) => {
                self.calendars.insert(name.clone(), BTreeMap::new());
                201
            }
            Step::DeleteCalendar(name) => self.calendars.remove(name).map_or(404, |_| 204),
        }
    }

    /// Learns the tag that the server gave, and holds it against those given before: one text, one tag.
    pub(super) fn note_etag(&mut self, at: &Place, etag: &str) {
        let text = self.object(at).expect("it was just stored").text.clone();
        for other in self.calendars.values().flat_map(BTreeMap::values).filter(|other| !other.etag.is_empty())
        {
            assert_eq!(other.text == text, other.etag == etag, "{etag} of {text:?} and of {:?}", other.text);
        }
        let stored = self.calendars.get_mut(&at.calendar).and_then(|objects| objects.get_mut(&at.object));
        etag.clone_into(&mut stored.expect("it was just stored").etag);
    }

    /// The names of the calendars.
    pub(super) fn calendars(&self) -> Vec<&str> {
        self.calendars.keys().map(String::as_str).collect()
    }

    /// What a calendar holds: names and tags.
    pub(super) fn listing(&self, calendar: &str) -> BTreeMap<String, String> {
        let objects = self.calendars.get(calendar).into_iter().flatten();
        objects.map(|(name, object)| (name.clone(), object.etag.clone())).collect()
    }

    /// Every object with its text.
    pub(super) fn texts(&self) -> Vec<(Place, String)> {
        let all = self.calendars.iter().flat_map(|(calendar, objects)| {
            objects.iter().map(|(name, object)| {
                let place = Place { calendar: calendar.clone(), object: name.clone() };
                (place, object.text.clone())
            })
        });
        all.collect()
    }

    fn object(&self, at: &Place) -> Option<&Object> {
        self.calendars.get(&at.calendar)?.get(&at.object)
    }

    fn put(&mut self, put: &Put) -> u16 {
        let present = self.object(&put.at).cloned();
        let Some(objects) = self.calendars.get_mut(&put.at.calendar) else { return 409 };
        if !holds(&put.condition, present.as_ref()) {
            return 412;
        }
        let is_held = objects.iter().any(|(name, object)| *name != put.at.object && object.uid == put.uid);
        if is_held || present.as_ref().is_some_and(|present| present.uid != put.uid) {
            return 403;
        }
        let status = if present.is_some() { 204 } else { 201 };
        let new = Object { uid: put.uid.to_owned(), text: put.text(), etag: String::new() };
        objects.insert(put.at.object.clone(), new);
        status
    }

    fn delete(&mut self, at: &Place, condition: &Condition) -> u16 {
        let present = self.object(at).cloned();
        let Some(objects) = self.calendars.get_mut(&at.calendar) else { return 404 };
        if !holds(condition, present.as_ref()) {
            return 412;
        }
        objects.remove(&at.object).map_or(404, |_| 204)
    }

    fn move_object(&mut self, from: &Place, to: &Place, overwrite: &str) -> u16 {
        if from == to {
            return 403;
        }
        if !self.calendars.contains_key(&from.calendar) {
            return 404;
        }
        let Some(target) = self.calendars.get(&to.calendar) else { return 409 };
        let Some(source) = self.object(from).cloned() else { return 404 };
        let displaced = target.get(&to.object);
        if displaced.is_some() && overwrite == "F" {
            return 412;
        }
        let is_in_the_way = |name: &String| {
            let is_source = from.calendar == to.calendar && *name == from.object;
            *name != to.object && !is_source
        };
        if target.iter().any(|(name, object)| object.uid == source.uid && is_in_the_way(name)) {
            return 403;
        }
        let status = if displaced.is_some() { 204 } else { 201 };
        self.calendars.get_mut(&from.calendar).and_then(|objects| objects.remove(&from.object));
        self.calendars.entry(to.calendar.clone()).or_default().insert(to.object.clone(), source);
        status
    }

    fn rename(&mut self, from: &str, to: &str) -> u16 {
        if from == to {
            return 403;
        }
        if !self.calendars.contains_key(from) {
            return 404;
        }
        if self.calendars.contains_key(to) {
            return 412;
        }
        let renamed = self.calendars.remove(from).expect("it was just there");
        self.calendars.insert(to.to_owned(), renamed);
        201
    }
}

fn holds(condition: &Condition, present: Option<&Object>) -> bool {
    match condition {
        Condition::Always => true,
        Condition::NothingThere => present.is_none(),
        Condition::Unchanged(etag) => present.is_some_and(|present| present.etag == *etag),
    }
}
