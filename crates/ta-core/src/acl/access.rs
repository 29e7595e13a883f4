//! The proofs that a caller may do something.

use super::{Act, Rights, See, View};
use crate::{Calendar, Caller, Login, PrincipalId, SyncToken};

/// A calendar, and what a caller may do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    calendar: Calendar,
    owner: Login,
    rights: Rights,
}

/// The proof that a caller may see what is in a calendar, in a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanRead {
    access: Access,
    view: View,
}

/// The proof that a caller may ask when the owner of a calendar is busy by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanAskBusy(Access);

/// The proof that a caller may at least add items to a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanWrite(CanRead);

/// The proof that a caller may change a calendar's settings and its grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanManage(CanRead);

/// The proof that a calendar is the caller's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanOwn(CanRead);

/// The proof that a caller may make calendars in a home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CanUseHome(PrincipalId);

/// The caller may not see it, so for them it is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such calendar")]
pub struct NotVisible;

/// What a caller who sees a calendar lacks for doing something with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MissingRight {
    /// It may add nothing.
    #[error("you may not add anything to this calendar; ask its owner for the right to")]
    Add,
    /// It may not change or delete this item.
    #[error("you may not change this item; ask the owner of the calendar for the right to")]
    Edit,
    /// It may not change the calendar's settings and grants.
    #[error("you may not change this calendar; ask its owner for the right to manage it")]
    Manage,
    /// It is not the owner.
    #[error("only its owner can do this with a calendar")]
    Own,
}

/// Why something may not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The calendar is not there for the caller.
    #[error(transparent)]
    NotVisible(#[from] NotVisible),
    /// It is, but a right is missing.
    #[error(transparent)]
    Missing(#[from] MissingRight),
}

impl Access {
    /// What a caller may do with a calendar of this owner. `given` is what others than the owner may.
    pub fn of(caller: &Caller, calendar: Calendar, owner: Login, given: Rights) -> Self {
        let rights = match caller.team == calendar.team {
            true if caller.principal == calendar.owner => Rights::OWNER,
            true => given,
            false => Rights::NONE,
        };
        Self { calendar, owner, rights }
    }

    /// Whose it is.
    pub fn owner(&self) -> &Login {
        &self.owner
    }

    /// Asks for the right to see what is in the calendar.
    ///
    /// # Errors
    /// [`NotVisible`] when the caller may not.
    pub fn may_read(self) -> Result<CanRead, NotVisible> {
        match self.rights.view() {
            Some(view) => Ok(CanRead { access: self, view }),
            None => Err(NotVisible),
        }
    }

    /// Asks for the right to know when the owner is busy.
    ///
    /// # Errors
    /// [`NotVisible`] when the caller may not.
    pub fn may_ask_busy(self) -> Result<CanAskBusy, NotVisible> {
        if self.rights.see() >= See::Busy { Ok(CanAskBusy(self)) } else { Err(NotVisible) }
    }

    /// Asks for the right to add items.
    ///
    /// # Errors
    /// [`Denied::NotVisible`]; [`Denied::Missing`] with [`MissingRight::Add`].
    pub fn may_add(self) -> Result<CanWrite, Denied> {
        self.may_at_least(Act::Add, MissingRight::Add).map(CanWrite)
    }

    /// Asks for the right to change items.
    ///
    /// # Errors
    /// [`Denied::NotVisible`]; [`Denied::Missing`] with [`MissingRight::Edit`].
    pub fn may_edit(self) -> Result<CanWrite, Denied> {
        self.may_at_least(Act::Edit, MissingRight::Edit).map(CanWrite)
    }

    /// Asks for the right to change the calendar's settings and grants.
    ///
    /// # Errors
    /// [`Denied::NotVisible`]; [`Denied::Missing`] with [`MissingRight::Manage`].
    pub fn may_manage(self) -> Result<CanManage, Denied> {
        self.may_at_least(Act::Manage, MissingRight::Manage).map(CanManage)
    }

    /// Asks for the right of the owner, which is to rename and to delete the calendar.
    ///
    /// # Errors
    /// [`Denied::NotVisible`]; [`Denied::Missing`] with [`MissingRight::Own`].
    pub fn may_own(self, caller: &Caller) -> Result<CanOwn, Denied> {
        let is_owner = caller.principal == self.calendar.owner;
        let read = self.may_read()?;
        if is_owner { Ok(CanOwn(read)) } else { Err(MissingRight::Own.into()) }
    }

    fn may_at_least(self, act: Act, missing: MissingRight) -> Result<CanRead, Denied> {
        let read = self.may_read()?;
        if read.rights().act() >= act { Ok(read) } else { Err(missing.into()) }
    }
}

impl CanRead {
    /// The calendar that may be seen.
    pub fn calendar(&self) -> &Calendar {
        &self.access.calendar
    }

    /// Whose it is.
    pub fn owner(&self) -> &Login {
        &self.access.owner
    }

    /// What the caller may do with it.
    pub fn rights(&self) -> Rights {
        self.access.rights
    }

    /// How its items are seen.
    pub fn view(&self) -> View {
        self.view
    }

    /// The token of the calendar as it stands now, in this view.
    pub fn sync_token(&self) -> SyncToken {
        let calendar = self.calendar();
        SyncToken { calendar: calendar.id, view: self.view, seq: calendar.seq_in(self.view) }
    }
}

impl CanAskBusy {
    /// The calendar that may be asked about.
    pub fn calendar(&self) -> &Calendar {
        &self.0.calendar
    }

    /// Whose it is.
    pub fn owner(&self) -> &Login {
        &self.0.owner
    }
}

impl CanWrite {
    /// The calendar that may be added to.
    pub fn calendar(&self) -> &Calendar {
        self.0.calendar()
    }

    /// The proof that its items may be seen, too.
    pub fn as_read(&self) -> &CanRead {
        &self.0
    }
}

impl CanManage {
    /// The calendar that may be changed.
    pub fn calendar(&self) -> &Calendar {
        self.0.calendar()
    }

    /// The proof that its items may be seen, too.
    pub fn as_read(&self) -> &CanRead {
        &self.0
    }
}

impl CanOwn {
    /// The caller's own calendar.
    pub fn calendar(&self) -> &Calendar {
        self.0.calendar()
    }
}

impl CanUseHome {
    /// Whose home it is.
    pub fn owner(&self) -> PrincipalId {
        self.0
    }
}

/// Asks for the right to make calendars in a principal's home.
///
/// # Errors
/// [`NotVisible`] when the home is not the caller's own.
pub fn may_use_home(caller: &Caller, owner: PrincipalId) -> Result<CanUseHome, NotVisible> {
    (caller.principal == owner).then_some(CanUseHome(owner)).ok_or(NotVisible)
}

#[cfg(test)]
mod tests {
    use super::{Access, Denied, MissingRight, NotVisible, may_use_home};
    use crate::{
        Act, AdminRole, Calendar, CalendarId, CalendarName, CalendarSettings, Caller, ClientName, Login,
        NarrowViews, PrincipalId, PrivateItems, Rights, See, SyncSeq, TeamId, View,
    };

    fn caller(principal: i64) -> Caller {
        Caller {
            team: TeamId::new(1),
            principal: PrincipalId::new(principal),
            login: Login::new("anna").unwrap(),
            admin: AdminRole::Team,
            client: ClientName::new("test"),
        }
    }

    fn calendar_of(owner: i64) -> Calendar {
        Calendar {
            team: TeamId::new(1),
            id: CalendarId::new(1),
            owner: PrincipalId::new(owner),
            name: CalendarName::new("calendar").unwrap(),
            settings: CalendarSettings::default(),
            seq: SyncSeq::START,
            narrow_seqs: NarrowViews::default(),
        }
    }

    /// What member 2 may do with the calendar of member 1.
    fn access(see: See, act: Act) -> Access {
        let given = Rights::new(see, act, PrivateItems::AsBusy);
        Access::of(&caller(2), calendar_of(1), Login::new("anna").unwrap(), given)
    }

    #[test]
    fn the_owner_may_do_everything() {
        let own = || Access::of(&caller(1), calendar_of(1), Login::new("anna").unwrap(), Rights::NONE);
        assert_eq!(own().may_read().unwrap().view(), View::Full);
        assert!(own().may_add().is_ok() && own().may_manage().is_ok() && own().may_own(&caller(1)).is_ok());
    }

    #[test]
    fn an_administrator_without_rights_sees_nothing() {
        let none = || access(See::Nothing, Act::Nothing);
        assert_eq!(none().may_read(), Err(NotVisible));
        assert_eq!(none().may_ask_busy(), Err(NotVisible));
        assert_eq!(none().may_add(), Err(Denied::NotVisible(NotVisible)));
        assert_eq!(may_use_home(&caller(2), PrincipalId::new(1)), Err(NotVisible));
    }

    #[test]
    fn the_same_member_id_in_another_team_is_a_stranger() {
        let mut stranger = caller(1);
        stranger.team = TeamId::new(2);
        let access = Access::of(&stranger, calendar_of(1), Login::new("anna").unwrap(), Rights::OWNER);
        assert_eq!(access.may_read(), Err(NotVisible));
    }

    #[test]
    fn who_sees_busy_time_may_ask_for_it_and_see_nothing() {
        assert!(access(See::Busy, Act::Invite).may_ask_busy().is_ok());
        assert_eq!(access(See::Busy, Act::Invite).may_read(), Err(NotVisible));
    }

    #[test]
    fn a_missing_right_is_named_to_those_who_see_the_calendar() {
        assert_eq!(access(See::All, Act::Invite).may_add(), Err(MissingRight::Add.into()));
        assert_eq!(access(See::All, Act::Add).may_edit(), Err(MissingRight::Edit.into()));
        assert_eq!(access(See::All, Act::Edit).may_manage(), Err(MissingRight::Manage.into()));
        assert_eq!(access(See::All, Act::Manage).may_own(&caller(2)), Err(MissingRight::Own.into()));
    }
}
