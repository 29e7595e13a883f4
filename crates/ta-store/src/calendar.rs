//! Calendar collections.

use jiff::Timestamp;
use ta_core::{
    Author, Calendar, CalendarId, CalendarName, CalendarSettings, ComponentKind, ComponentSet, NarrowViews,
    PrincipalId, SyncSeq, TeamId,
};

use crate::object::keep_versions_of_calendar;
use crate::value::{Cell, FromCell, Row, Value};
use crate::{CalendarChanged, ReadTx, StoreError, WriteTx};

/// The columns of a calendar after a table's name and dot, in the order in which [`read`] takes them.
macro_rules! calendar_columns {
    ($table:literal) => {
        concat!(
            $table,
            "id, ",
            $table,
            "owner_id, ",
            $table,
            "name, ",
            $table,
            "display_name, ",
            $table,
            "description, ",
            $table,
            "color, ",
            $table,
            "position, ",
            $table,
            "time_zone, ",
            $table,
            "components, ",
            $table,
            "seq, ",
            $table,
            "shared_seq, ",
            $table,
            "titles_seq"
        )
    };
}

pub(crate) use calendar_columns;

/// A query for calendars.
macro_rules! select {
    ($condition:literal) => {
        concat!("SELECT ", calendar_columns!(""), " FROM calendar ", $condition)
    };
}

/// The calendar of this name in an owner's home.
///
/// # Errors
/// [`StoreError`].
pub fn by_name(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    name: &CalendarName,
) -> Result<Option<Calendar>, StoreError> {
    let sql = select!("WHERE team_id = $1 AND owner_id = $2 AND name = $3");
    tx.find(sql, &[team.into(), owner.into(), name.into()], |row| read(team, row))
}

/// The calendar of this key.
///
/// # Errors
/// [`StoreError`].
pub fn by_id(tx: &mut ReadTx<'_>, team: TeamId, id: CalendarId) -> Result<Option<Calendar>, StoreError> {
    let sql = select!("WHERE team_id = $1 AND id = $2");
    tx.find(sql, &[team.into(), id.into()], |row| read(team, row))
}

/// The calendars in an owner's home, by name.
///
/// # Errors
/// [`StoreError`].
pub fn list_of(tx: &mut ReadTx<'_>, team: TeamId, owner: PrincipalId) -> Result<Vec<Calendar>, StoreError> {
    let sql = select!("WHERE team_id = $1 AND owner_id = $2 ORDER BY name");
    tx.list(sql, &[team.into(), owner.into()], |row| read(team, row))
}

/// Keeps everyone else from changing a calendar and what is in it until this transaction ends, and reads it. What the
/// transaction reads of the calendar from now on stays true.
///
/// # Errors
/// [`StoreError`].
pub fn lock(tx: &mut WriteTx<'_>, team: TeamId, id: CalendarId) -> Result<Option<Calendar>, StoreError> {
    let sql = select!("WHERE team_id = $1 AND id = $2 FOR UPDATE");
    tx.find(sql, &[team.into(), id.into()], |row| read(team, row))
}

/// Locks several calendars in the order of their keys, so that two transactions which do so never wait for each other.
/// Those that are gone are left out.
///
/// # Errors
/// [`StoreError`].
pub fn lock_all(tx: &mut WriteTx<'_>, team: TeamId, ids: &[CalendarId]) -> Result<Vec<Calendar>, StoreError> {
    let mut ordered = ids.to_vec();
    ordered.sort_unstable();
    ordered.dedup();
    let locked: Result<Vec<_>, _> = ordered.into_iter().map(|id| lock(tx, team, id)).collect();
    Ok(locked?.into_iter().flatten().collect())
}

/// Why a calendar was not put under a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// The home has a calendar of this name.
    #[error("there is a calendar of this name already; choose another")]
    NameTaken,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a calendar.
///
/// # Errors
/// [`PlaceError::NameTaken`], [`PlaceError::Store`].
pub fn insert(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    owner: PrincipalId,
    name: &CalendarName,
    settings: &CalendarSettings,
) -> Result<Calendar, PlaceError> {
    if by_name(tx, team, owner, name)?.is_some() {
        return Err(PlaceError::NameTaken);
    }
    let sql = concat!(
        "INSERT INTO calendar \
           (team_id, owner_id, name, display_name, description, color, position, time_zone, components) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         RETURNING ",
        calendar_columns!("")
    );
    let components = component_words(&settings.components);
    let keys = [team.into(), owner.into(), name.into()];
    let parameters = [&keys[..], &settings_columns(settings, &components)].concat();
    let made = tx.find(sql, &parameters, |row| read(team, row))?;
    let made = made.ok_or_else(|| tx.stale())?;
    tx.announce(CalendarChanged { team, calendar: made.id, owner, seq: made.seq });
    Ok(made)
}

/// Changes a calendar's settings. It is a step of its change log, though no object changes with it, so that clients
/// which compare `getctag` look again.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such calendar.
pub fn update_settings(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    id: CalendarId,
    settings: &CalendarSettings,
) -> Result<SyncSeq, StoreError> {
    let seq = step(tx, team, id, EVERY_VIEW)?.seq;
    let sql = "UPDATE calendar SET display_name = $3, description = $4, color = $5, position = $6, \
                 time_zone = $7, components = $8 \
               WHERE team_id = $1 AND id = $2";
    let components = component_words(&settings.components);
    let keys = [team.into(), id.into()];
    tx.change(sql, &[&keys[..], &settings_columns(settings, &components)].concat())?;
    Ok(seq)
}

/// Gives a calendar another name in the same home. It keeps its key, so tokens of its change log stay good.
///
/// # Errors
/// [`PlaceError::NameTaken`]; [`PlaceError::Store`] with [`StoreError::Stale`] when there is no such calendar.
pub fn rename(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    id: CalendarId,
    name: &CalendarName,
) -> Result<SyncSeq, PlaceError> {
    let seq = step(tx, team, id, EVERY_VIEW)?.seq;
    let sql = "SELECT other.id FROM calendar AS other \
               JOIN calendar AS own ON own.team_id = $1 AND own.id = $2 \
               WHERE other.team_id = $1 AND other.owner_id = own.owner_id AND other.name = $3 AND other.id <> $2";
    let holder: Option<CalendarId> =
        tx.find(sql, &[team.into(), id.into(), name.into()], |row| row.take())?;
    if holder.is_some() {
        return Err(PlaceError::NameTaken);
    }
    let sql = "UPDATE calendar SET name = $3 WHERE team_id = $1 AND id = $2";
    tx.change(sql, &[team.into(), id.into(), name.into()])?;
    Ok(seq)
}

/// Removes a calendar with everything in it. The texts stay as former versions that name this calendar, so that it can
/// be restored; its key is never used again, so tokens of its change log are refused from now on.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such calendar.
pub fn remove(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    id: CalendarId,
    author: &Author,
    now_utc: Timestamp,
) -> Result<(), StoreError> {
    step(tx, team, id, EVERY_VIEW)?;
    keep_versions_of_calendar(tx, team, id, author, now_utc)?;
    tx.change("DELETE FROM calendar WHERE team_id = $1 AND id = $2", &[team.into(), id.into()])
}

/// Whether a change is seen in a narrow view, and so a step of its change log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Touch {
    /// It is.
    Seen,
    /// It is not.
    #[default]
    Hidden,
}

/// Changes that everyone who sees the calendar sees.
pub(crate) const EVERY_VIEW: NarrowViews<Touch> = NarrowViews { shared: Touch::Seen, titles: Touch::Seen };

/// Where the change logs of a calendar stand after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stepped {
    /// The full one.
    pub(crate) seq: SyncSeq,
    /// Those of the narrow views.
    pub(crate) narrow: NarrowViews<SyncSeq>,
}

/// Takes the next step of a calendar's change log, and of those of the narrow views in which the change is seen. That
/// also locks the calendar. Lets everyone know.
pub(crate) fn step(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    id: CalendarId,
    touched: NarrowViews<Touch>,
) -> Result<Stepped, StoreError> {
    let sql = "UPDATE calendar SET seq = seq + 1, shared_seq = shared_seq + $3, titles_seq = titles_seq + $4 \
               WHERE team_id = $1 AND id = $2 RETURNING owner_id, seq, shared_seq, titles_seq";
    let parameters = [team.into(), id.into(), touched.shared.steps().into(), touched.titles.steps().into()];
    let stepped = tx.find(sql, &parameters, |row| {
        let change = CalendarChanged { team, calendar: id, owner: row.take()?, seq: row.take()? };
        Ok((change, NarrowViews { shared: row.take()?, titles: row.take()? }))
    })?;
    let (change, narrow) = stepped.ok_or_else(|| tx.stale())?;
    tx.announce(change);
    Ok(Stepped { seq: change.seq, narrow })
}

/// Takes steps of the change logs of narrow views alone, because objects look otherwise in them though they did not
/// change.
pub(crate) fn step_narrow(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    id: CalendarId,
    touched: NarrowViews<Touch>,
) -> Result<NarrowViews<SyncSeq>, StoreError> {
    let sql = "UPDATE calendar SET shared_seq = shared_seq + $3, titles_seq = titles_seq + $4 \
               WHERE team_id = $1 AND id = $2 RETURNING shared_seq, titles_seq";
    let parameters = [team.into(), id.into(), touched.shared.steps().into(), touched.titles.steps().into()];
    let stepped =
        tx.find(sql, &parameters, |row| Ok(NarrowViews { shared: row.take()?, titles: row.take()? }))?;
    stepped.ok_or_else(|| tx.stale())
}

impl Touch {
    /// Whether one of two states of an object in a view, before and after, differs from the other.
    pub(crate) fn between<T: PartialEq>(before: &T, after: &T) -> Self {
        if before == after { Self::Hidden } else { Self::Seen }
    }

    const fn steps(self) -> i64 {
        match self {
            Self::Seen => 1,
            Self::Hidden => 0,
        }
    }
}

fn settings_columns<'a>(settings: &'a CalendarSettings, components: &'a str) -> [Value<'a>; 6] {
    [
        settings.display_name.as_ref().into(),
        settings.description.as_ref().into(),
        settings.color.as_ref().into(),
        settings.order.into(),
        settings.time_zone.as_ref().into(),
        components.into(),
    ]
}

pub(crate) fn read(team: TeamId, row: &mut Row) -> Result<Calendar, StoreError> {
    Ok(Calendar {
        team,
        id: row.take()?,
        owner: row.take()?,
        name: row.take()?,
        settings: CalendarSettings {
            display_name: row.take()?,
            description: row.take()?,
            color: row.take()?,
            order: row.take()?,
            time_zone: row.take()?,
            components: row.take()?,
        },
        seq: row.take()?,
        narrow_seqs: NarrowViews { shared: row.take()?, titles: row.take()? },
    })
}

/// The set as the store keeps it: component names with commas between.
fn component_words(components: &ComponentSet) -> String {
    components.iter().map(ComponentKind::as_str).collect::<Vec<_>>().join(",")
}

impl FromCell for ComponentSet {
    const EXPECTED: &'static str = "component names";

    fn from_cell(cell: Cell) -> Option<Self> {
        let words = String::from_cell(cell)?;
        let kinds = words.split(',').filter(|word| !word.is_empty()).map(ComponentKind::from_name);
        kinds.collect::<Option<Vec<_>>>().map(Self::new)
    }
}
