//! Who was granted what, and what it comes to.

use super::Rights;
use crate::{CalendarId, DelegateRights, PrincipalId};

/// What a member or a group may see of a calendar and do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The calendar.
    pub calendar: CalendarId,
    /// The member, or the group all of whose members have the rights.
    pub grantee: PrincipalId,
    /// The rights.
    pub rights: Rights,
}

/// What somebody may do with the calendar of another, by where it comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// By grants to them or to groups that they are in. Such calendars appear in their own home.
    pub granted: Rights,
    /// By what the owner lets delegates do.
    pub delegated: Rights,
    /// By what every member of the team may.
    pub as_member: Rights,
}

impl Standing {
    /// All of it together.
    pub fn rights(self) -> Rights {
        self.granted.or(self.delegated).or(self.as_member)
    }
}

impl DelegateRights {
    /// What a delegate may do with the calendars of those for whom it acts.
    pub fn rights(self, private: super::PrivateItems) -> Rights {
        let act = match self {
            Self::Read => super::Act::Nothing,
            Self::Write => super::Act::Edit,
        };
        Rights::new(super::See::All, act, private)
    }
}

#[cfg(test)]
mod tests {
    use super::Standing;
    use crate::{Act, DelegateRights, PrivateItems, Rights, See, View};

    #[test]
    fn what_comes_from_several_sides_adds_up() {
        let standing = Standing {
            granted: Rights::new(See::Titles, Act::Add, PrivateItems::AsBusy),
            delegated: DelegateRights::Read.rights(PrivateItems::Shown),
            as_member: Rights::new(See::Busy, Act::Invite, PrivateItems::AsBusy),
        };
        assert_eq!(standing.rights(), Rights::new(See::All, Act::Add, PrivateItems::Shown));
    }

    #[test]
    fn a_delegate_who_writes_sees_private_items_as_busy_unless_told_otherwise() {
        assert_eq!(DelegateRights::Write.rights(PrivateItems::AsBusy).view(), Some(View::Shared));
        assert_eq!(DelegateRights::Write.rights(PrivateItems::Shown).view(), Some(View::Full));
    }
}
