//! One SQLite connection.

use std::sync::Arc;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, ToSql};

use crate::dialect::Dialect;
use crate::value::{Cell, Row, Value};
use crate::{OpenError, StoreError};

use super::files::Folder;

/// How long a connection waits for a lock. Within one process only the moments of recovery and checkpoints lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Room for every statement of this crate.
const PREPARED_MAX: usize = 128;

/// `TAgd` in ASCII, in the header of our files (SQLite's `application_id`), so that no other database is taken for ours.
const APPLICATION_ID: i32 = i32::from_be_bytes(*b"TAgd");

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Reading and writing.
    Write,
    /// Reading only.
    Read,
}

/// A connection to the database of a folder.
pub(crate) struct SqliteSession {
    connection: Connection,
    _folder: Arc<Folder>,
}

impl SqliteSession {
    /// Opens the folder's database.
    ///
    /// # Errors
    /// [`OpenError::NotADatabase`], [`OpenError::NotWritable`] and [`OpenError::Store`].
    pub(crate) fn open(folder: &Arc<Folder>, usage: Use) -> Result<Self, OpenError> {
        let connection = connect(folder, usage).map_err(|error| cannot_open(folder, error))?;
        if usage == Use::Write && !claim(&connection).map_err(|error| cannot_open(folder, error))? {
            return Err(OpenError::NotADatabase { file: folder.database() });
        }
        Ok(Self { connection, _folder: Arc::clone(folder) })
    }

    /// Runs a statement that controls transactions.
    pub(crate) fn control(&mut self, sql: &'static str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut prepared| prepared.raw_execute())
            .map_err(failed)?;
        Ok(())
    }

    /// Ends the transaction, if SQLite has not done so itself.
    pub(crate) fn rollback(&mut self) -> Result<(), StoreError> {
        if self.in_transaction() { self.control("ROLLBACK") } else { Ok(()) }
    }

    /// Whether a transaction is open. Some failures, a full disk among them, make SQLite end it.
    pub(crate) fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// Runs a prepared statement and collects the rows it returns.
    pub(crate) fn query(
        &mut self,
        sql: &'static str,
        parameters: &[Value<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        let mut statement = self.prepare(sql, parameters).map_err(failed)?;
        let columns = statement.column_count();
        let mut answer = statement.raw_query();
        let mut rows = Vec::new();
        while let Some(row) = answer.next().map_err(failed)? {
            rows.push(read_row(row, columns).map_err(failed)?);
        }
        Ok(rows)
    }

    /// Runs a prepared statement and tells how many rows it changed.
    pub(crate) fn execute(&mut self, sql: &'static str, parameters: &[Value<'_>]) -> Result<u64, StoreError> {
        let mut statement = self.prepare(sql, parameters).map_err(failed)?;
        let changed = statement.raw_execute().map_err(failed)?;
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }

    /// Runs statements without parameters.
    pub(crate) fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(sql).map_err(failed)
    }

    /// SQLite takes `$2` for a name and numbers names as they come, so each is looked up.
    fn prepare(
        &mut self,
        sql: &'static str,
        parameters: &[Value<'_>],
    ) -> rusqlite::Result<CachedStatement<'_>> {
        let mut statement = self.connection.prepare_cached(Dialect::Sqlite.query(sql))?;
        for position in 1..=statement.parameter_count() {
            let number = statement.parameter_name(position).and_then(|name| name.get(1..)?.parse().ok());
            let value = number.and_then(|number: usize| parameters.get(number.checked_sub(1)?));
            let count = parameters.len();
            let value = value.ok_or(rusqlite::Error::InvalidParameterCount(position, count))?;
            statement.raw_bind_parameter(position, value)?;
        }
        Ok(statement)
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(value) => ValueRef::Integer(*value),
            Value::Text(value) => ValueRef::Text(value.as_bytes()),
            Value::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}

fn read_row(row: &rusqlite::Row<'_>, columns: usize) -> rusqlite::Result<Row> {
    let cells = (0..columns).map(|column| read_cell(row, column));
    Ok(Row::new(cells.collect::<rusqlite::Result<_>>()?))
}

fn read_cell(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Cell> {
    Ok(match row.get_ref(column)? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(value) => Cell::Int(value),
        // No column holds floating-point numbers; one that came about otherwise is shown as the text it looks like.
        ValueRef::Real(value) => Cell::Text(value.to_string()),
        ValueRef::Text(bytes) => {
            let text =
                std::str::from_utf8(bytes).map_err(|error| rusqlite::Error::Utf8Error(column, error))?;
            Cell::Text(text.to_owned())
        }
        ValueRef::Blob(bytes) => Cell::Bytes(bytes.into()),
    })
}

fn connect(folder: &Folder, usage: Use) -> rusqlite::Result<Connection> {
    let connection = Connection::open(folder.database())?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_MAX);
    // Readers go on beside the writer. Where that cannot be, SQLite stays in another mode and works all the same.
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    if mode != "wal" {
        tracing::warn!(mode, "this file system allows no write-ahead log; reads will wait for writes");
    }
    // Each commit reaches the disk before it is acknowledged.
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "query_only", usage == Use::Read)?;
    Ok(connection)
}

/// Marks a new file as ours. `false` when it is somebody else's.
fn claim(connection: &Connection) -> rusqlite::Result<bool> {
    let found: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if found == 0 && tables == 0 {
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        return Ok(true);
    }
    Ok(found == APPLICATION_ID)
}

fn cannot_open(folder: &Folder, error: rusqlite::Error) -> OpenError {
    let system_error = |kind| OpenError::NotWritable {
        folder: folder.path().to_owned(),
        source: std::io::Error::new(kind, error.to_string()),
    };
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::NotADatabase { file: folder.database() },
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            system_error(std::io::ErrorKind::PermissionDenied)
        }
        _ => OpenError::Store(failed(error)),
    }
}

fn failed(error: rusqlite::Error) -> StoreError {
    let detail = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::LockedOut,
        Some(ErrorCode::ConstraintViolation) => StoreError::Constraint { detail },
        Some(
            ErrorCode::SystemIoFailure
            | ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase
            | ErrorCode::ReadOnly
            | ErrorCode::CannotOpen,
        ) => StoreError::Files { detail },
        _ => StoreError::Refused { detail },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Folder, SqliteSession, Use, Value};
    use crate::dialect::Dialect;
    use crate::migrate::Missing;
    use crate::session::Session;
    use crate::{change, migrate, object};

    fn session(folder: &tempfile::TempDir) -> SqliteSession {
        SqliteSession::open(&Arc::new(Folder::hold(folder.path()).unwrap()), Use::Write).unwrap()
    }

    fn setting(session: &SqliteSession, name: &str) -> rusqlite::types::Value {
        session.connection.pragma_query_value(None, name, |row| row.get(0)).unwrap()
    }

    /// What SQLite does for a query, as it explains it.
    fn plan(sql: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::Sqlite(session(&folder));
        migrate::run(&mut session, Dialect::Sqlite, Missing::Apply).unwrap();
        let Session::Sqlite(session) = session else { unreachable!() };
        let mut statement = session.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = statement.raw_query().mapped(|row| row.get::<_, String>(3));
        steps.map(Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_commit_reaches_the_disk_and_readers_go_on() {
        let folder = tempfile::tempdir().unwrap();
        let session = session(&folder);
        assert_eq!(setting(&session, "journal_mode"), "wal".to_owned().into());
        // 2 is FULL.
        assert_eq!(setting(&session, "synchronous"), 2.into());
        assert_eq!(setting(&session, "foreign_keys"), 1.into());
    }

    #[test]
    fn parameters_are_found_by_their_number_in_any_order() {
        let folder = tempfile::tempdir().unwrap();
        let sql = "SELECT $2 || $1 || $2";
        let mut rows = session(&folder).query(sql, &[Value::Text("a"), Value::Text("b")]).unwrap();
        assert_eq!(rows[0].take::<String>().unwrap(), "bab");
    }

    #[test]
    fn a_parameter_that_is_missing_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        assert!(session(&folder).query("SELECT $1, $2", &[Value::Int(1)]).is_err());
    }

    #[test]
    fn a_time_range_is_one_index_range() {
        let plan = plan(object::IN_BOUNDS.full);
        let range = "SEARCH object USING INDEX object_bounds (team_id=? AND calendar_id=? AND <expr>>?)";
        assert!(plan.contains(range), "{plan}");
    }

    #[test]
    fn changes_are_two_index_ranges_merged_without_sorting() {
        let plan = plan(change::SINCE);
        assert!(plan.contains("SEARCH object USING INDEX object_seq"), "{plan}");
        assert!(plan.contains("SEARCH tombstone USING INDEX tombstone_seq"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}
