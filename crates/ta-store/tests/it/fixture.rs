//! A team with one member who has one calendar, and words to make objects with.

use jiff::Timestamp;
use ta_core::team::TeamSettings;
use ta_core::{
    Author, CalendarId, CalendarName, CalendarSettings, ClientName, ComponentKind, DerivationStamp, Derived,
    Etag, Login, NarrowViews, NewObject, ObjectMeta, ObjectName, PrincipalDraft, PrincipalId, PrincipalKind,
    Rights, StoredObject, TeamId, TimeBounds, Uid, View,
};
use ta_store::{ReadTx, Store, StoreError, WriteTx, calendar, object, principal, team};
use ta_testdb::TestDatabase;

/// Anna, of the team Atelier, and her calendar `work`.
pub(crate) struct Home {
    pub(crate) store: Store,
    pub(crate) keys: Keys,
}

/// The keys of a home.
#[derive(Clone, Copy)]
pub(crate) struct Keys {
    pub(crate) team: TeamId,
    pub(crate) owner: PrincipalId,
    pub(crate) calendar: CalendarId,
}

impl Home {
    /// Makes the home in an empty database.
    pub(crate) fn new(database: &TestDatabase) -> Self {
        let store = database.open();
        let team = store.write_blocking(|tx| team::find_or_create(tx, &settings("Atelier"))).unwrap();
        let owner = store.write_blocking(move |tx| principal::insert(tx, team, &member("anna"))).unwrap();
        let calendar = store
            .write_blocking(move |tx| {
                calendar::insert(tx, team, owner, &calendar_name("work"), &CalendarSettings::default())
            })
            .unwrap();
        Self { store, keys: Keys { team, owner, calendar: calendar.id } }
    }

    /// Runs a write that gets the keys.
    pub(crate) fn write<T, E>(
        &self,
        mut run: impl FnMut(&mut WriteTx<'_>, Keys) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let keys = self.keys;
        self.store.write_blocking(move |tx| run(tx, keys))
    }

    /// Runs a read that gets the keys, and expects it to succeed.
    pub(crate) fn read<T: Send + 'static>(
        &self,
        run: impl Fn(&mut ReadTx<'_>, Keys) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        let keys = self.keys;
        self.store.read_blocking(move |tx| run(tx, keys)).unwrap()
    }

    /// Makes another calendar of Anna's.
    pub(crate) fn add_calendar(&self, name: &'static str) -> CalendarId {
        let make = move |tx: &mut WriteTx<'_>, keys: Keys| {
            calendar::insert(tx, keys.team, keys.owner, &calendar_name(name), &CalendarSettings::default())
        };
        self.write(make).unwrap().id
    }

    /// Makes another member.
    pub(crate) fn add_member(&self, login: &'static str) -> PrincipalId {
        self.write(move |tx, keys| principal::insert(tx, keys.team, &member(login))).unwrap()
    }

    /// Stores a new object in `work`, as Anna, at the first second.
    pub(crate) fn insert(&self, new: NewObject) -> ObjectMeta {
        self.write(move |tx, keys| object::insert(tx, keys.team, keys.calendar, &new, &keys.author(), at(0)))
            .unwrap()
    }

    /// Replaces an object with another text, as Anna, at a second.
    pub(crate) fn replace(&self, present: &ObjectMeta, text: &str, second: i64) -> ObjectMeta {
        let (present, new) = (present.clone(), event(present.name.as_str(), text));
        self.write(move |tx, keys| object::replace(tx, keys.team, &present, &new, &keys.author(), at(second)))
            .unwrap()
    }

    /// Removes an object, as Anna, at a second.
    pub(crate) fn remove(&self, present: &ObjectMeta, second: i64) {
        let present = present.clone();
        self.write(move |tx, keys| object::remove(tx, keys.team, &present, &keys.author(), at(second)))
            .unwrap();
    }

    /// The object of a name in `work`.
    pub(crate) fn find(&self, name: &'static str) -> Option<StoredObject> {
        self.read(move |tx, keys| {
            object::by_name(tx, keys.team, keys.calendar, View::Full, &object_name(name))
        })
    }
}

impl Keys {
    /// Anna with her usual client.
    pub(crate) fn author(self) -> Author {
        self.author_with("test/1.0")
    }

    /// Anna with another client.
    pub(crate) fn author_with(self, client: &str) -> Author {
        Author { principal: self.owner, client: ClientName::new(client) }
    }
}

/// So many seconds after 2026-11-23T00:00:00Z.
pub(crate) fn at(second: i64) -> Timestamp {
    "2026-11-23T00:00:00Z".parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_secs(second)
}

pub(crate) fn settings(name: &str) -> TeamSettings {
    TeamSettings {
        name: name.into(),
        time_zone: "Europe/Paris".into(),
        member_rights: Rights::MEMBER_DEFAULT,
    }
}

pub(crate) fn member(text: &str) -> PrincipalDraft {
    PrincipalDraft::new(PrincipalKind::Member, login(text), text)
}

pub(crate) fn login(text: &str) -> Login {
    Login::new(text).unwrap()
}

pub(crate) fn calendar_name(text: &str) -> CalendarName {
    CalendarName::new(text).unwrap()
}

pub(crate) fn object_name(text: &str) -> ObjectName {
    ObjectName::new(text).unwrap()
}

pub(crate) fn uid(text: &str) -> Uid {
    Uid::new(text).unwrap()
}

/// An event of this name, whose UID is `uid of NAME`.
pub(crate) fn event(name: &str, text: &str) -> NewObject {
    NewObject {
        name: object_name(name),
        uid: uid(&format!("uid of {name}")),
        kind: ComponentKind::Event,
        data: text.as_bytes().into(),
        etag: Etag::of(text.as_bytes()),
        derived: Derived {
            bounds: TimeBounds::ALWAYS,
            instances: None,
            views: NarrowViews::default(),
            stamp: DerivationStamp::NEVER,
        },
    }
}
