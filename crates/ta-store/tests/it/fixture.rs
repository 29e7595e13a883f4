//! A team with one member, and words to make objects with.

use jiff::Timestamp;
use ta_core::team::TeamSettings;
use ta_core::{
    Author, Calendar, CalendarName, CalendarSettings, ClientName, ComponentKind, Etag, Login, NewObject,
    ObjectName, PrincipalDraft, PrincipalId, PrincipalKind, TeamId, TimeBounds, Uid,
};
use ta_store::{Store, calendar, principal, team};

/// Monday, 23 November 2026, at this second of its first minutes.
pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_392_000 + second).unwrap()
}

/// A member with an empty calendar.
#[derive(Clone)]
pub(crate) struct Home {
    pub(crate) team: TeamId,
    pub(crate) owner: PrincipalId,
    pub(crate) calendar: Calendar,
}

impl Home {
    /// Makes Anna, of the team Atelier, and her calendar `work`.
    pub(crate) fn new(store: &Store) -> Self {
        store.write_blocking(Self::make).unwrap()
    }

    fn make(tx: &mut ta_store::WriteTx<'_>) -> Result<Self, Failure> {
        let settings = TeamSettings { name: "Atelier".into(), time_zone: "Europe/Paris".into() };
        let team = team::find_or_create(tx, &settings)?;
        let draft = PrincipalDraft::new(PrincipalKind::Member, login("anna"), "Anna");
        let owner = principal::insert(tx, team, &draft)?;
        let calendar =
            calendar::insert(tx, team, owner, &calendar_name("work"), &CalendarSettings::default())?;
        Ok(Self { team, owner, calendar })
    }

    /// Anna with a client.
    pub(crate) fn author(&self) -> Author {
        Author { principal: self.owner, client: ClientName::new("test/1.0") }
    }
}

/// Whatever a store function says, for tests that expect it to say nothing.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

pub(crate) fn login(text: &str) -> Login {
    Login::new(text).unwrap()
}

pub(crate) fn calendar_name(text: &str) -> CalendarName {
    CalendarName::new(text).unwrap()
}

pub(crate) fn object_name(text: &str) -> ObjectName {
    ObjectName::new(text).unwrap()
}

/// An event of this name, whose UID is the name and whose text is `text`.
pub(crate) fn event(name: &str, text: &str) -> NewObject {
    NewObject {
        name: object_name(name),
        uid: Uid::new(name).unwrap(),
        kind: ComponentKind::Event,
        data: text.as_bytes().into(),
        etag: Etag::of(text.as_bytes()),
        bounds: TimeBounds::ALWAYS,
    }
}
