//! Rights as values: a function that reads or writes a calendar takes the proof that it may.
//!
//! Everyone may do everything with their own calendars and nothing with those of others. What one may not see does not
//! exist for them, so the refusal is the same whether or not the calendar is there.

use crate::{Calendar, Caller, PrincipalId};

/// The proof that a caller may see a calendar and everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanRead(Calendar);

/// The proof that a caller may change a calendar and everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanWrite(Calendar);

/// The proof that a caller may see a principal's calendar home and make calendars in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CanUseHome(PrincipalId);

/// The caller may not see it, so for them it is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such calendar")]
pub struct NotVisible;

impl CanRead {
    /// The calendar that may be seen.
    pub fn calendar(&self) -> &Calendar {
        &self.0
    }
}

impl CanWrite {
    /// The calendar that may be changed.
    pub fn calendar(&self) -> &Calendar {
        &self.0
    }
}

impl CanUseHome {
    /// Whose home it is.
    pub fn owner(&self) -> PrincipalId {
        self.0
    }
}

/// Asks for the right to see a calendar.
///
/// # Errors
/// [`NotVisible`] when the caller may not.
pub fn may_read(caller: &Caller, calendar: Calendar) -> Result<CanRead, NotVisible> {
    owns(caller, &calendar).then_some(CanRead(calendar)).ok_or(NotVisible)
}

/// Asks for the right to change a calendar.
///
/// # Errors
/// [`NotVisible`] when the caller may not even see it.
pub fn may_write(caller: &Caller, calendar: Calendar) -> Result<CanWrite, NotVisible> {
    owns(caller, &calendar).then_some(CanWrite(calendar)).ok_or(NotVisible)
}

/// Asks for the right to list a principal's home and to make calendars in it.
///
/// # Errors
/// [`NotVisible`] when the home is not the caller's own.
pub fn may_use_home(caller: &Caller, owner: PrincipalId) -> Result<CanUseHome, NotVisible> {
    (caller.principal == owner).then_some(CanUseHome(owner)).ok_or(NotVisible)
}

fn owns(caller: &Caller, calendar: &Calendar) -> bool {
    caller.team == calendar.team && caller.principal == calendar.owner
}

#[cfg(test)]
mod tests {
    use super::{NotVisible, may_read, may_use_home, may_write};
    use crate::{
        AdminRole, Calendar, CalendarId, CalendarName, CalendarSettings, Caller, ClientName, Login,
        PrincipalId, SyncSeq, TeamId,
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
        }
    }

    #[test]
    fn the_owner_may_read_and_write() {
        assert!(may_read(&caller(1), calendar_of(1)).is_ok());
        assert!(may_write(&caller(1), calendar_of(1)).is_ok());
    }

    #[test]
    fn an_administrator_may_not_see_the_calendar_of_another() {
        assert_eq!(may_read(&caller(2), calendar_of(1)), Err(NotVisible));
        assert_eq!(may_write(&caller(2), calendar_of(1)), Err(NotVisible));
        assert_eq!(may_use_home(&caller(2), PrincipalId::new(1)), Err(NotVisible));
    }

    #[test]
    fn the_same_member_id_in_another_team_is_a_stranger() {
        let mut stranger = caller(1);
        stranger.team = TeamId::new(2);
        assert_eq!(may_read(&stranger, calendar_of(1)), Err(NotVisible));
    }
}
