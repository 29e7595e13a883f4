//! Who a team is made of: members, groups and bookable resources.

use crate::{EmailAddress, Login, PrincipalId, TeamId};

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
