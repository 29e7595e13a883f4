//! What a team should be.

use std::collections::BTreeMap;
use std::fmt;

use crate::{Delegation, Login, PrincipalDraft, Rights};

/// A team as it should be. What it does not mention stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TeamSpec {
    /// The team itself.
    pub settings: Option<TeamSettings>,
    /// Members, groups and resources that shall exist.
    pub principals: Vec<PrincipalDraft>,
    /// The members of each group that is described, by the group's login. They may be members and groups.
    pub group_members: BTreeMap<Login, Vec<Login>>,
    /// Passwords to be set, by the member's login.
    pub passwords: BTreeMap<Login, PasswordSpec>,
    /// Delegates. A described member has just these: others are taken away.
    pub delegations: Vec<Delegation>,
}

/// The settings of the team itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamSettings {
    /// Its name for people.
    pub name: String,
    /// The IANA zone of members that name none.
    pub time_zone: String,
    /// What every member may see of the others' calendars and do with them, where a calendar has no rule of its own.
    pub member_rights: Rights,
}

/// A password as a team description gives it.
#[derive(Clone, PartialEq, Eq)]
pub enum PasswordSpec {
    /// The password itself.
    Plain(String),
    /// Its argon2 hash in PHC string form.
    Hash(String),
}

impl fmt::Debug for PasswordSpec {
    /// Tells the kind only: passwords never reach a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain(_) => "Plain(..)",
            Self::Hash(_) => "Hash(..)",
        })
    }
}
