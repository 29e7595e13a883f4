//! One PostgreSQL connection.

use std::collections::HashMap;
use std::error::Error;
use std::time::Duration;

use bytes::BytesMut;
use postgres::error::SqlState;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};

use crate::dialect::Dialect;
use crate::value::{Cell, Row, Value};
use crate::{OpenError, StoreError};

/// How long connecting may take, where the address does not say.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// What each connection starts with. A commit is acknowledged once it is on the server's disk, at least; a statement
/// that waits longer than this for a lock or a result is stopped, so that no request hangs for ever.
const SESSION_SETTINGS: &str = "
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
    SET lock_timeout = '10s';
    SET statement_timeout = '60s';
    SET idle_in_transaction_session_timeout = '60s';
    SET client_min_messages = warning;";

/// Reads the address of a database.
///
/// # Errors
/// [`OpenError::BadAddress`].
pub(crate) fn config(url: &str) -> Result<Config, OpenError> {
    let mut config: Config =
        url.parse().map_err(|error: postgres::Error| OpenError::BadAddress { detail: describe(&error) })?;
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT_TIMEOUT);
    }
    if config.get_application_name().is_none() {
        config.application_name("taserver");
    }
    Ok(config)
}

/// A connection, made when it is first needed and again when it broke.
///
/// It must be used and dropped on a thread that runs no async code, since the driver runs an event loop of its own.
pub(crate) struct PostgresSession {
    config: Config,
    open: Option<Open>,
}

struct Open {
    client: Client,
    prepared: HashMap<&'static str, Statement>,
}

impl PostgresSession {
    /// A connection that is not made yet.
    pub(crate) fn new(config: Config) -> Self {
        Self { config, open: None }
    }

    /// Begins a transaction with the given statement, connecting first where need be.
    pub(crate) fn begin(&mut self, sql: &'static str) -> Result<(), StoreError> {
        self.script(sql)
    }

    /// Makes the transaction's changes durable.
    pub(crate) fn commit(&mut self) -> Result<(), StoreError> {
        self.script("COMMIT").map_err(|error| match error {
            // The server may have heard the word before the line broke.
            StoreError::Unreachable { detail } => {
                self.disconnect();
                StoreError::Unknown { detail }
            }
            other => other,
        })
    }

    /// Ends the transaction without its changes.
    pub(crate) fn rollback(&mut self) -> Result<(), StoreError> {
        match &mut self.open {
            Some(open) => open.client.batch_execute("ROLLBACK").map_err(failed),
            None => Ok(()),
        }
    }

    /// Forgets the connection.
    pub(crate) fn disconnect(&mut self) {
        self.open = None;
    }

    /// Runs a prepared statement and collects the rows it returns.
    pub(crate) fn query(
        &mut self,
        sql: &'static str,
        parameters: &[Value<'_>],
    ) -> Result<Vec<Row>, StoreError> {
        let (client, statement) = self.prepare(sql)?;
        let rows = client.query(&statement, &by_reference(parameters)).map_err(failed)?;
        rows.iter().map(|row| read_row(row).map_err(failed)).collect()
    }

    /// Runs a prepared statement and tells how many rows it changed.
    pub(crate) fn execute(&mut self, sql: &'static str, parameters: &[Value<'_>]) -> Result<u64, StoreError> {
        let (client, statement) = self.prepare(sql)?;
        client.execute(&statement, &by_reference(parameters)).map_err(failed)
    }

    /// Runs statements without parameters.
    pub(crate) fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        self.connected()?.client.batch_execute(sql).map_err(failed)
    }

    fn prepare(&mut self, sql: &'static str) -> Result<(&mut Client, Statement), StoreError> {
        let Open { client, prepared } = self.connected()?;
        if let Some(statement) = prepared.get(sql) {
            return Ok((client, statement.clone()));
        }
        let statement = client.prepare(Dialect::Postgres.query(sql)).map_err(failed)?;
        prepared.insert(sql, statement.clone());
        Ok((client, statement))
    }

    fn connected(&mut self) -> Result<&mut Open, StoreError> {
        let open = match self.open.take() {
            Some(open) => open,
            None => Open::connect(&self.config)?,
        };
        Ok(self.open.insert(open))
    }
}

impl Open {
    fn connect(config: &Config) -> Result<Self, StoreError> {
        let unreachable = |error: postgres::Error| StoreError::Unreachable { detail: describe(&error) };
        let mut client = config.connect(NoTls).map_err(unreachable)?;
        client.batch_execute(SESSION_SETTINGS).map_err(unreachable)?;
        Ok(Self { client, prepared: HashMap::new() })
    }
}

fn by_reference<'a>(parameters: &'a [Value<'_>]) -> Vec<&'a (dyn ToSql + Sync)> {
    parameters.iter().map(|parameter| parameter as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(value) => value.to_sql_checked(ty, out),
            Value::Text(value) => value.to_sql_checked(ty, out),
            Value::Bytes(value) => value.to_sql_checked(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn read_row(row: &postgres::Row) -> Result<Row, postgres::Error> {
    let cells = (0..row.len()).map(|column| read_cell(row, column));
    Ok(Row::new(cells.collect::<Result<_, _>>()?))
}

fn read_cell(row: &postgres::Row, column: usize) -> Result<Cell, postgres::Error> {
    let ty = row.columns().get(column).map(postgres::Column::type_);
    Ok(match ty {
        Some(&Type::INT8) => row.try_get::<_, Option<i64>>(column)?.map_or(Cell::Null, Cell::Int),
        Some(&Type::BYTEA) => {
            row.try_get::<_, Option<&[u8]>>(column)?.map_or(Cell::Null, |bytes| Cell::Bytes(bytes.into()))
        }
        _ => row.try_get::<_, Option<String>>(column)?.map_or(Cell::Null, Cell::Text),
    })
}

fn failed(error: postgres::Error) -> StoreError {
    let detail = describe(&error);
    match error.code() {
        Some(code) => refused(code, detail),
        None if error.is_closed() || is_io(&error) => StoreError::Unreachable { detail },
        None => StoreError::Refused { detail },
    }
}

/// What an error code of the server means for us, by its class (PostgreSQL manual, appendix A).
fn refused(code: &SqlState, detail: String) -> StoreError {
    match (code, code.code().get(..2)) {
        (&SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED, _) => StoreError::Contended,
        (&SqlState::LOCK_NOT_AVAILABLE, _) => StoreError::LockedOut,
        (&SqlState::DISK_FULL, _) => StoreError::Full,
        (&SqlState::QUERY_CANCELED, _) => StoreError::Refused { detail },
        // The server has become a standby of another one, which a new connection may find.
        (&SqlState::READ_ONLY_SQL_TRANSACTION, _) => StoreError::Unreachable { detail },
        // Another node's schema step has made a prepared statement useless; a new connection has none.
        (&SqlState::FEATURE_NOT_SUPPORTED, _) if detail.contains("cached plan") => {
            StoreError::Unreachable { detail }
        }
        (_, Some("23")) => StoreError::Constraint { detail },
        // The connection broke, the server is at its limits, or it is stopping.
        (_, Some("08" | "53" | "57")) => StoreError::Unreachable { detail },
        (_, Some("58")) => StoreError::Files { detail },
        _ => StoreError::Refused { detail },
    }
}

fn is_io(error: &postgres::Error) -> bool {
    error.source().is_some_and(|cause| cause.is::<std::io::Error>())
}

/// What happened, for a log. The server's own `DETAIL` is left out: it quotes stored values.
fn describe(error: &postgres::Error) -> String {
    match (error.as_db_error(), error.source()) {
        (Some(refusal), _) => format!("{} ({})", refusal.message(), refusal.code().code()),
        (None, Some(cause)) => format!("{error}: {cause}"),
        (None, None) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{PostgresSession, SqlState, StoreError, config, refused};

    fn setting(session: &mut PostgresSession, sql: &'static str) -> String {
        session.query(sql, &[]).unwrap()[0].take().unwrap()
    }

    #[test]
    fn a_commit_reaches_the_disk_even_where_the_database_would_not_wait() {
        let database = ta_testdb::Engine::Postgres.database();
        let config = config(database.url().unwrap()).unwrap();
        let name = config.get_dbname().unwrap().to_owned();
        let mut session = PostgresSession::new(config);
        session.script(&format!("ALTER DATABASE {name} SET synchronous_commit = off")).unwrap();
        session.disconnect();
        assert_eq!(setting(&mut session, "SHOW synchronous_commit"), "on");
        session.script(&format!("ALTER DATABASE {name} SET synchronous_commit = remote_apply")).unwrap();
        session.disconnect();
        assert_eq!(setting(&mut session, "SHOW synchronous_commit"), "remote_apply");
    }

    #[test]
    fn a_server_that_became_a_standby_is_looked_for_elsewhere() {
        let error = refused(&SqlState::READ_ONLY_SQL_TRANSACTION, "x".into());
        assert_eq!(error, StoreError::Unreachable { detail: "x".into() });
    }

    #[test]
    fn a_cancelled_statement_is_not_run_again() {
        let error = refused(&SqlState::QUERY_CANCELED, "x".into());
        assert_eq!(error, StoreError::Refused { detail: "x".into() });
    }
}
