//! The changes of a team in words.

use serde::Serialize;
use ta_core::team::{Difference, TeamChange};
use ta_core::{Delegation, Login};

/// One change, for people and programs.
#[derive(Serialize)]
pub(super) struct Row {
    action: Action,
    what: &'static str,
    who: String,
    how: String,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
enum Action {
    Add,
    Change,
    Remove,
}

impl Action {
    const fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Change => "~",
            Self::Remove => "-",
        }
    }
}

impl Row {
    /// A change in words.
    pub(super) fn of(change: &TeamChange) -> Self {
        match change {
            TeamChange::UpdateTeam { new, differences } => {
                Self::new(Action::Change, "team", &new.name, in_words(differences))
            }
            TeamChange::AddPrincipal(draft) => {
                Self::new(Action::Add, draft.kind.as_str(), draft.login.as_str(), draft.name.clone())
            }
            TeamChange::UpdatePrincipal { new, differences } => {
                Self::new(Action::Change, new.kind.as_str(), new.login.as_str(), in_words(differences))
            }
            TeamChange::SetPassword(login) => {
                Self::new(Action::Change, "password", login.as_str(), "set".to_owned())
            }
            TeamChange::SetGroupMembers { group, added, removed, .. } => {
                Self::new(Action::Change, "group members", group.as_str(), coming_and_going(added, removed))
            }
            TeamChange::SetDelegation(delegation) => Self::of_delegation(Action::Add, delegation),
            TeamChange::RemoveDelegation(delegation) => Self::of_delegation(Action::Remove, delegation),
        }
    }

    /// The cells of its row in a table.
    pub(super) fn cells(&self) -> [&str; 4] {
        [self.action.sign(), self.what, &self.who, &self.how]
    }

    fn of_delegation(action: Action, delegation: &Delegation) -> Self {
        let how = format!("{} may {}", delegation.delegate, delegation.rights.as_str());
        Self::new(action, "delegation", delegation.member.as_str(), how)
    }

    fn new(action: Action, what: &'static str, who: &str, how: String) -> Self {
        Self { action, what, who: who.to_owned(), how }
    }
}

fn in_words(differences: &[Difference]) -> String {
    differences.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn coming_and_going(added: &[Login], removed: &[Login]) -> String {
    let added = added.iter().map(|login| format!("+{login}"));
    let removed = removed.iter().map(|login| format!("-{login}"));
    added.chain(removed).collect::<Vec<_>>().join(" ")
}
