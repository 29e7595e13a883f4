//! Who a team is made of: members, groups and bookable resources.

use crate::{EmailAddress, Login, PrincipalId, PrivateItems, TeamId};

/// A member, a group or a bookable resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// The team it belongs to.
    pub team: TeamId,
    /// Its key.
    pub id: PrincipalId,
    /// What it is.
    pub kind: PrincipalKind,
    /// Its name in addresses, unique in the team across all kinds.
    pub login: Login,
    /// Its name for people.
    pub name: String,
    /// Its mail addresses, the main one first.
    pub emails: Vec<EmailAddress>,
    /// The IANA zone it lives in; the team's zone where it has none.
    pub time_zone: Option<String>,
    /// What it may administer.
    pub admin: AdminRole,
    /// Whether it may sign in.
    pub state: AccountState,
}

/// What is said of a principal when it is made or changed: everything but its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalDraft {
    /// What it is.
    pub kind: PrincipalKind,
    /// Its name in addresses.
    pub login: Login,
    /// Its name for people.
    pub name: String,
    /// Its mail addresses, the main one first.
    pub emails: Vec<EmailAddress>,
    /// The IANA zone it lives in; the team's zone where it has none.
    pub time_zone: Option<String>,
    /// What it may administer.
    pub admin: AdminRole,
    /// Whether it may sign in.
    pub state: AccountState,
}

impl PrincipalDraft {
    /// The draft of an active, ordinary principal without addresses or a zone of its own.
    pub fn new(kind: PrincipalKind, login: Login, name: impl Into<String>) -> Self {
        Self {
            kind,
            login,
            name: name.into(),
            emails: Vec::new(),
            time_zone: None,
            admin: AdminRole::None,
            state: AccountState::Active,
        }
    }
}

impl Principal {
    /// What is said of this principal now.
    pub fn draft(&self) -> PrincipalDraft {
        PrincipalDraft {
            kind: self.kind,
            login: self.login.clone(),
            name: self.name.clone(),
            emails: self.emails.clone(),
            time_zone: self.time_zone.clone(),
            admin: self.admin,
            state: self.state,
        }
    }
}

/// The three kinds of principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PrincipalKind {
    /// A person.
    Member,
    /// A set of members and groups.
    Group,
    /// Something that can be booked.
    Resource {
        /// What sort of thing it is.
        kind: ResourceKind,
        /// How many people it holds, where that means something.
        capacity: Option<u32>,
    },
}

/// What sort of thing a bookable resource is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResourceKind {
    /// A room: CUTYPE=ROOM.
    Room,
    /// A device: CUTYPE=RESOURCE, as the two below.
    Equipment,
    /// A vehicle.
    Vehicle,
    /// A desk.
    Desk,
}

impl ResourceKind {
    /// Every kind, in the order people are shown them.
    pub const ALL: [Self; 4] = [Self::Room, Self::Equipment, Self::Vehicle, Self::Desk];

    /// The kind's word in team files, on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Equipment => "equipment",
            Self::Vehicle => "vehicle",
            Self::Desk => "desk",
        }
    }

    /// The kind that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl PrincipalKind {
    /// The kind's word for people.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Group => "group",
            Self::Resource { kind, .. } => kind.as_str(),
        }
    }
}

/// A member lets another act for them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delegation {
    /// Whose agenda it is.
    pub member: Login,
    /// Who acts.
    pub delegate: Login,
    /// What the delegate may do.
    pub rights: DelegateRights,
    /// Whether the delegate sees private items.
    pub private: PrivateItems,
}

/// What a delegate may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DelegateRights {
    /// Read only (calendar-proxy-read).
    Read,
    /// Read and write (calendar-proxy-write).
    Write,
}

impl DelegateRights {
    /// The right's word in team files and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    /// The right that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Read, Self::Write].into_iter().find(|rights| rights.as_str() == word)
    }
}

/// Whether a member administers the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AdminRole {
    /// An ordinary member.
    None,
    /// May change the team itself.
    Team,
}

/// Whether a principal may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountState {
    /// It may.
    Active,
    /// It may not; what it owns stays.
    Disabled,
}
