//! One step from the stored team to the described one.

use std::fmt;

use crate::{Delegation, EmailAddress, Login, PrincipalDraft, PrincipalKind};

use super::TeamSettings;

/// One step. Applied in the order planned, each finds what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamChange {
    /// The team's own settings change.
    UpdateTeam {
        /// What they become.
        new: TeamSettings,
        /// What differs.
        differences: Vec<Difference>,
    },
    /// A principal is made.
    AddPrincipal(PrincipalDraft),
    /// A principal changes.
    UpdatePrincipal {
        /// What it becomes.
        new: PrincipalDraft,
        /// What differs.
        differences: Vec<Difference>,
    },
    /// A member's password is set.
    SetPassword(Login),
    /// The members of a group change.
    SetGroupMembers {
        /// The group.
        group: Login,
        /// Its members from now on.
        members: Vec<Login>,
        /// Those who are new.
        added: Vec<Login>,
        /// Those who leave.
        removed: Vec<Login>,
    },
    /// A delegate is named or gets other rights.
    SetDelegation(Delegation),
    /// A delegate is taken away.
    RemoveDelegation(Delegation),
}

/// One field that differs, in words for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field's key in a team file.
    pub field: &'static str,
    /// What is stored.
    pub from: String,
    /// What it becomes.
    pub to: String,
}

impl Difference {
    /// The fields in which two teams' settings differ.
    pub(super) fn between_settings(old: &TeamSettings, new: &TeamSettings) -> Vec<Self> {
        let see = |team: &TeamSettings| team.member_rights.see().as_str().to_owned();
        let act = |team: &TeamSettings| team.member_rights.act().as_str().to_owned();
        differing([
            ("name", old.name.clone(), new.name.clone()),
            ("time_zone", old.time_zone.clone(), new.time_zone.clone()),
            ("members_see", see(old), see(new)),
            ("members_do", act(old), act(new)),
        ])
    }

    /// The fields in which two descriptions of one principal differ.
    pub(super) fn between(old: &PrincipalDraft, new: &PrincipalDraft) -> Vec<Self> {
        let zone = |draft: &PrincipalDraft| draft.time_zone.clone().unwrap_or_default();
        differing([
            ("name", old.name.clone(), new.name.clone()),
            ("emails", addresses(&old.emails), addresses(&new.emails)),
            ("time_zone", zone(old), zone(new)),
            ("kind", old.kind.as_str().to_owned(), new.kind.as_str().to_owned()),
            ("capacity", capacity(old.kind), capacity(new.kind)),
            ("admin", format!("{:?}", old.admin), format!("{:?}", new.admin)),
            ("state", format!("{:?}", old.state), format!("{:?}", new.state)),
        ])
    }
}

fn differing<const N: usize>(fields: [(&'static str, String, String); N]) -> Vec<Difference> {
    let differ = fields.into_iter().filter(|(_, from, to)| from != to);
    differ.map(|(field, from, to)| Difference { field, from, to }).collect()
}

fn addresses(emails: &[EmailAddress]) -> String {
    emails.iter().map(EmailAddress::as_str).collect::<Vec<_>>().join(", ")
}

fn capacity(kind: PrincipalKind) -> String {
    match kind {
        PrincipalKind::Resource { capacity: Some(people), .. } => people.to_string(),
        _ => String::new(),
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} → {:?}", self.field, self.from, self.to)
    }
}
