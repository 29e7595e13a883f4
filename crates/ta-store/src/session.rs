//! One connection to the database, of either engine, with its prepared statements.

use crate::StoreError;
use crate::postgres::PostgresSession;
use crate::sqlite::SqliteSession;
use crate::value::{Row, Value};

/// A connection.
pub(crate) enum Session {
    /// To an SQLite file.
    Sqlite(SqliteSession),
    /// To a PostgreSQL server.
    Postgres(Box<PostgresSession>),
}

impl Session {
    /// Begins a transaction that sees one state of the database throughout.
    pub(crate) fn begin_read(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(session) => session.control("BEGIN"),
            Self::Postgres(session) => session.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
        }
    }

    /// Begins a transaction that may write. On PostgreSQL each statement sees what others have committed before it, and
    /// locked rows are seen as they are now.
    pub(crate) fn begin_write(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(session) => session.control("BEGIN IMMEDIATE"),
            Self::Postgres(session) => session.begin("BEGIN ISOLATION LEVEL READ COMMITTED"),
        }
    }

    /// Makes the transaction's changes durable.
    pub(crate) fn commit(&mut self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(session) => session.control("COMMIT"),
            Self::Postgres(session) => session.commit(),
        }
    }

    /// Ends the transaction without its changes. When that fails, the engine has ended it already.
    pub(crate) fn rollback(&mut self) {
        let ended = match self {
            Self::Sqlite(session) => session.rollback(),
            Self::Postgres(session) => session.rollback(),
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a transaction had ended before it was rolled back");
        }
    }

    /// Marks a point inside the transaction to which [`Session::undo_savepoint`] returns.
    pub(crate) fn set_savepoint(&mut self) -> Result<(), StoreError> {
        self.script("SAVEPOINT one_write")
    }

    /// Keeps what was done since the savepoint.
    pub(crate) fn release_savepoint(&mut self) -> Result<(), StoreError> {
        self.script("RELEASE SAVEPOINT one_write")
    }

    /// Takes back what was done since the savepoint.
    pub(crate) fn undo_savepoint(&mut self) -> Result<(), StoreError> {
        self.script("ROLLBACK TO SAVEPOINT one_write")?;
        self.release_savepoint()
    }

    /// Forgets a broken connection; the next transaction makes a new one.
    pub(crate) fn disconnect(&mut self) {
        match self {
            Self::Sqlite(_) => {}
            Self::Postgres(session) => session.disconnect(),
        }
    }

    /// Runs a prepared statement and collects the rows it returns.
    pub(crate) fn query(
        &mut self,
        sql: &'static str,
        parameters: &[Value<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        if parameters.iter().any(has_nul) {
            return Err(StoreError::NulInText);
        }
        match self {
            Self::Sqlite(session) => session.query(sql, parameters),
            Self::Postgres(session) => session.query(sql, parameters),
        }
    }

    /// Runs a prepared statement and tells how many rows it changed.
    pub(crate) fn execute(&mut self, sql: &'static str, parameters: &[Value<'_>]) -> Result<u64, StoreError> {
        if parameters.iter().any(has_nul) {
            return Err(StoreError::NulInText);
        }
        match self {
            Self::Sqlite(session) => session.execute(sql, parameters),
            Self::Postgres(session) => session.execute(sql, parameters),
        }
    }

    /// Runs statements without parameters, as schema steps are.
    pub(crate) fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(session) => session.script(sql),
            Self::Postgres(session) => session.script(sql),
        }
    }
}

fn has_nul(parameter: &Value<'_>) -> bool {
    matches!(parameter, Value::Text(text) if text.contains('\0'))
}
