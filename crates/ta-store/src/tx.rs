//! Transactions as use cases see them.

use std::ops::{Deref, DerefMut};

use crate::session::Session;
use crate::value::{Row, Value};
use crate::{CalendarChanged, StoreError};

/// A transaction that reads. Everything read in it belongs to one state of the database.
pub struct ReadTx<'a> {
    session: &'a mut Session,
    failure: Option<StoreError>,
}

impl<'a> ReadTx<'a> {
    /// A transaction over a session that has begun one.
    pub(crate) fn new(session: &'a mut Session) -> Self {
        Self { session, failure: None }
    }

    /// The first failure of the database, which makes the whole transaction void whatever the closure returns.
    pub(crate) fn into_failure(self) -> Option<StoreError> {
        self.failure
    }

    /// Runs a query and reads each row.
    pub(crate) fn list<T>(
        &mut self,
        sql: &'static str,
        parameters: &[Value<'_>],
        read: impl FnMut(&mut Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = self.session.query(sql, parameters);
        let mut rows = rows.map_err(|error| self.failed(error))?;
        rows.iter_mut().map(read).collect()
    }

    /// Runs a query that returns a row or none, and reads it.
    pub(crate) fn find<T>(
        &mut self,
        sql: &'static str,
        parameters: &[Value<'_>],
        read: impl FnMut(&mut Row) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        Ok(self.list(sql, parameters, read)?.pop())
    }

    /// Reports that a row on which the change rests has gone or changed, so that the closure is run again.
    pub(crate) fn stale(&mut self) -> StoreError {
        self.failed(StoreError::Stale)
    }

    fn failed(&mut self, error: StoreError) -> StoreError {
        self.failure.get_or_insert_with(|| error.clone());
        error
    }
}

/// A transaction that reads and writes. Its changes stay when the closure returns `Ok` and vanish when it does not.
///
/// Two transactions that each wait for a row of the other are stopped by the database and run again. To make that rare,
/// rows are locked in one order: calendars by id, then bookable resources by id.
pub struct WriteTx<'a> {
    read: ReadTx<'a>,
    changed: Vec<CalendarChanged>,
}

impl<'a> WriteTx<'a> {
    /// A transaction over a session that has begun one.
    pub(crate) fn new(session: &'a mut Session) -> Self {
        Self { read: ReadTx::new(session), changed: Vec::new() }
    }

    /// The first failure, or else the calendars that were changed.
    pub(crate) fn finish(self) -> Result<Vec<CalendarChanged>, StoreError> {
        self.read.into_failure().map_or(Ok(self.changed), Err)
    }

    /// Runs a statement and tells how many rows it changed.
    pub(crate) fn execute(&mut self, sql: &'static str, parameters: &[Value<'_>]) -> Result<u64, StoreError> {
        let done = self.read.session.execute(sql, parameters);
        done.map_err(|error| self.failed(error))
    }

    /// Runs a statement that has to change a row; when there is none, what the change rests on has gone.
    pub(crate) fn change(&mut self, sql: &'static str, parameters: &[Value<'_>]) -> Result<(), StoreError> {
        match self.execute(sql, parameters)? {
            0 => Err(self.stale()),
            _ => Ok(()),
        }
    }

    /// Notes that a calendar has changed, to be told to everyone once that is durable.
    pub(crate) fn announce(&mut self, change: CalendarChanged) {
        self.changed.retain(|earlier| earlier.calendar != change.calendar);
        self.changed.push(change);
    }
}

impl<'a> Deref for WriteTx<'a> {
    type Target = ReadTx<'a>;

    fn deref(&self) -> &Self::Target {
        &self.read
    }
}

impl DerefMut for WriteTx<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.read
    }
}
