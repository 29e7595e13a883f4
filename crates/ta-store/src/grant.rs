//! Grants, and what somebody may do with the calendars of others by all that they were given.

use std::collections::BTreeMap;

use ta_core::{
    Act, Calendar, CalendarId, CalendarName, Color, Grant, Login, PrincipalId, PrivateItems, Rights, See,
    Standing, TeamId,
};

use crate::calendar::{self, calendar_columns};
use crate::value::{Cell, FromCell, Row, Value};
use crate::{ReadTx, StoreError, WriteTx};

/// The calendar of another as somebody may use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenCalendar {
    /// The calendar.
    pub calendar: Calendar,
    /// Its owner's login.
    pub owner: Login,
    /// Its owner's name for people.
    pub owner_name: String,
    /// What may be done with it.
    pub standing: Standing,
    /// How it appears in the home of whom it was granted to.
    pub entry: HomeEntry,
}

/// How a calendar that was granted to somebody appears in their home.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HomeEntry {
    /// What they call it.
    pub display_name: Option<String>,
    /// The colour they gave it.
    pub color: Option<Color>,
    /// Where they put it.
    pub order: Option<i64>,
    /// Whether it is listed.
    pub listing: Listing,
}

/// Whether a granted calendar appears in a home.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// It does.
    #[default]
    Listed,
    /// Its viewer has removed it from there.
    Removed,
}

/// A query for calendars of others with what principal `$2` of team `$1` may do with them: one row for each calendar and
/// each side that the right comes from. Three parts, because a condition on calendars goes into each of them, so that
/// none is worked out for the calendars of the whole team.
macro_rules! given {
    ($which:literal) => {
        concat!(
            "WITH RECURSIVE me (id) AS ( \
               SELECT id FROM principal WHERE team_id = $1 AND id = $2 UNION \
               SELECT group_member.group_id FROM group_member JOIN me ON group_member.member_id = me.id \
               WHERE group_member.team_id = $1), \
             given (calendar_id, source, see, act, private_items) AS ( \
               SELECT calendar.id, 'grant', calendar_grant.see, calendar_grant.act, calendar_grant.private_items \
               FROM calendar JOIN calendar_grant \
                 ON calendar_grant.team_id = $1 AND calendar_grant.calendar_id = calendar.id \
               WHERE calendar.team_id = $1 AND calendar_grant.grantee_id IN (SELECT id FROM me) AND ",
            $which,
            "  UNION ALL \
               SELECT calendar.id, 'delegation', 'all', \
                 CASE delegation.rights WHEN 'write' THEN 'edit' ELSE 'none' END, delegation.private_items \
               FROM calendar JOIN delegation \
                 ON delegation.team_id = $1 AND delegation.member_id = calendar.owner_id \
               WHERE calendar.team_id = $1 AND delegation.delegate_id IN (SELECT id FROM me) AND ",
            $which,
            "  UNION ALL \
               SELECT calendar.id, 'team', COALESCE(calendar.member_see, team.member_see), \
                 COALESCE(calendar.member_act, team.member_act), 'busy' \
               FROM calendar JOIN team ON team.id = $1 WHERE calendar.team_id = $1 AND ",
            $which,
            ") SELECT ",
            calendar_columns!("calendar."),
            ", owner.login, owner.name, entry.display_name, entry.color, entry.position, entry.listing, \
               given.source, given.see, given.act, given.private_items \
             FROM given \
             JOIN calendar ON calendar.team_id = $1 AND calendar.id = given.calendar_id \
             JOIN principal AS owner ON owner.team_id = $1 AND owner.id = calendar.owner_id \
             LEFT JOIN home_entry AS entry ON entry.team_id = $1 AND entry.principal_id = $2 \
               AND entry.calendar_id = calendar.id"
        )
    };
}

/// The calendar of this key, with what somebody may do with it.
///
/// # Errors
/// [`StoreError`].
pub fn by_id(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    viewer: PrincipalId,
    calendar: CalendarId,
) -> Result<Option<GivenCalendar>, StoreError> {
    let sql = given!("calendar.id = $3");
    Ok(list(tx, team, sql, &[team.into(), viewer.into(), calendar.into()])?.pop())
}

/// The calendar of this name in an owner's home, with what somebody may do with it.
///
/// # Errors
/// [`StoreError`].
pub fn by_name(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    viewer: PrincipalId,
    owner: &Login,
    name: &CalendarName,
) -> Result<Option<GivenCalendar>, StoreError> {
    let sql = given!(
        "calendar.owner_id = (SELECT id FROM principal WHERE team_id = $1 AND login = $3) AND calendar.name = $4"
    );
    Ok(list(tx, team, sql, &[team.into(), viewer.into(), owner.into(), name.into()])?.pop())
}

/// The calendars of an owner, with what somebody may do with each.
///
/// # Errors
/// [`StoreError`].
pub fn list_of_owner(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    viewer: PrincipalId,
    owner: PrincipalId,
) -> Result<Vec<GivenCalendar>, StoreError> {
    let sql = given!("calendar.owner_id = $3");
    list(tx, team, sql, &[team.into(), viewer.into(), owner.into()])
}

/// The calendars of others that were granted to somebody, themselves or through groups.
///
/// # Errors
/// [`StoreError`].
pub fn list_granted(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    viewer: PrincipalId,
) -> Result<Vec<GivenCalendar>, StoreError> {
    let sql = given!(
        "calendar.owner_id <> $2 AND calendar.id IN (SELECT calendar_id FROM calendar_grant \
           WHERE team_id = $1 AND grantee_id IN (SELECT id FROM me))"
    );
    list(tx, team, sql, &[team.into(), viewer.into()])
}

/// The grants of a calendar, by grantee.
///
/// # Errors
/// [`StoreError`].
pub fn list_of_calendar(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
) -> Result<Vec<Grant>, StoreError> {
    let sql = "SELECT grantee_id, see, act, private_items FROM calendar_grant \
               WHERE team_id = $1 AND calendar_id = $2 ORDER BY grantee_id";
    tx.list(sql, &[team.into(), calendar.into()], |row| {
        Ok(Grant { calendar, grantee: row.take()?, rights: read_rights(row)? })
    })
}

/// Grants rights, in the place of those that the grantee had.
///
/// # Errors
/// [`StoreError`].
pub fn set(tx: &mut WriteTx<'_>, team: TeamId, grant: &Grant) -> Result<(), StoreError> {
    let sql = "INSERT INTO calendar_grant (team_id, calendar_id, grantee_id, see, act, private_items) \
               VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (team_id, calendar_id, grantee_id) DO UPDATE \
               SET see = excluded.see, act = excluded.act, private_items = excluded.private_items";
    let keys = [team.into(), grant.calendar.into(), grant.grantee.into()];
    let rights = grant.rights;
    let words = [rights.see().as_str(), rights.act().as_str(), rights.private().as_str()].map(Value::from);
    tx.change(sql, &[&keys[..], &words].concat())
}

/// Takes a grant back. It is no error when there was none.
///
/// # Errors
/// [`StoreError`].
pub fn remove(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    grantee: PrincipalId,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM calendar_grant WHERE team_id = $1 AND calendar_id = $2 AND grantee_id = $3";
    tx.execute(sql, &[team.into(), calendar.into(), grantee.into()]).map(drop)
}

/// What every member of the team may do with a calendar; `None` when that is as for all calendars.
///
/// # Errors
/// [`StoreError`].
pub fn member_rights(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    calendar: CalendarId,
) -> Result<Option<Rights>, StoreError> {
    let sql = "SELECT member_see, member_act FROM calendar WHERE team_id = $1 AND id = $2";
    let found = tx.find(sql, &[team.into(), calendar.into()], |row| {
        Ok((row.take::<Option<See>>()?, row.take::<Option<Act>>()?))
    })?;
    Ok(found.and_then(|(see, act)| Some(Rights::new(see?, act?, PrivateItems::AsBusy))))
}

/// Sets what every member of the team may do with a calendar; `None` for what they may with all calendars.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such calendar.
pub fn set_member_rights(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    calendar: CalendarId,
    rights: Option<Rights>,
) -> Result<(), StoreError> {
    let sql = "UPDATE calendar SET member_see = $3, member_act = $4 WHERE team_id = $1 AND id = $2";
    let (see, act) = (rights.map(|rights| rights.see().as_str()), rights.map(|rights| rights.act().as_str()));
    tx.change(sql, &[team.into(), calendar.into(), see.into(), act.into()])
}

/// Lets a calendar that somebody removed from their home appear there again.
///
/// # Errors
/// [`StoreError`].
pub fn list_again(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    viewer: PrincipalId,
    calendar: CalendarId,
) -> Result<(), StoreError> {
    let sql = "UPDATE home_entry SET listing = 'listed' \
               WHERE team_id = $1 AND principal_id = $2 AND calendar_id = $3";
    tx.execute(sql, &[team.into(), viewer.into(), calendar.into()]).map(drop)
}

/// Changes how a granted calendar appears in somebody's home.
///
/// # Errors
/// [`StoreError`].
pub fn set_home_entry(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    viewer: PrincipalId,
    calendar: CalendarId,
    entry: &HomeEntry,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO home_entry (team_id, principal_id, calendar_id, display_name, color, position, listing) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) \
               ON CONFLICT (team_id, principal_id, calendar_id) DO UPDATE \
               SET display_name = excluded.display_name, color = excluded.color, position = excluded.position, \
                 listing = excluded.listing";
    let parameters = [
        team.into(),
        viewer.into(),
        calendar.into(),
        entry.display_name.as_ref().into(),
        entry.color.as_ref().into(),
        entry.order.into(),
        entry.listing.as_str().into(),
    ];
    tx.change(sql, &parameters)
}

fn list(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    sql: &'static str,
    parameters: &[Value<'_>],
) -> Result<Vec<GivenCalendar>, StoreError> {
    let rows = tx.list(sql, parameters, |row| read(team, row))?;
    let mut by_calendar: BTreeMap<CalendarId, GivenCalendar> = BTreeMap::new();
    for (given, source, rights) in rows {
        let standing = &mut by_calendar.entry(given.calendar.id).or_insert(given).standing;
        let part = match source {
            Source::Grant => &mut standing.granted,
            Source::Delegation => &mut standing.delegated,
            Source::Team => &mut standing.as_member,
        };
        *part = part.or(rights);
    }
    Ok(by_calendar.into_values().collect())
}

/// Where a right comes from.
enum Source {
    Grant,
    Delegation,
    Team,
}

fn read(team: TeamId, row: &mut Row) -> Result<(GivenCalendar, Source, Rights), StoreError> {
    let given = GivenCalendar {
        calendar: calendar::read(team, row)?,
        owner: row.take()?,
        owner_name: row.take()?,
        standing: Standing::default(),
        entry: HomeEntry {
            display_name: row.take()?,
            color: row.take()?,
            order: row.take()?,
            listing: row.take::<Option<_>>()?.unwrap_or_default(),
        },
    };
    Ok((given, row.take()?, read_rights(row)?))
}

fn read_rights(row: &mut Row) -> Result<Rights, StoreError> {
    Ok(Rights::new(row.take()?, row.take()?, row.take()?))
}

impl Listing {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Removed => "removed",
        }
    }
}

/// The words of an enumeration.
macro_rules! word_cell {
    ($($kind:ty: $expected:literal = $read:expr;)+) => {$(
        impl FromCell for $kind {
            const EXPECTED: &'static str = $expected;

            fn from_cell(cell: Cell) -> Option<Self> {
                let read: fn(&str) -> Option<Self> = $read;
                read(&String::from_cell(cell)?)
            }
        }
    )+};
}

word_cell! {
    See: "what may be seen" = See::from_word;
    Act: "what may be done" = Act::from_word;
    PrivateItems: "busy or shown" = PrivateItems::from_word;
    Listing: "listed or removed" =
        |word| [Listing::Listed, Listing::Removed].into_iter().find(|listing| listing.as_str() == word);
    Source: "grant, delegation or team" = |word| match word {
        "grant" => Some(Source::Grant),
        "delegation" => Some(Source::Delegation),
        "team" => Some(Source::Team),
        _ => None,
    };
}
