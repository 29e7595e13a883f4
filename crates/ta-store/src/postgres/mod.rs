//! PostgreSQL: a few connections, shared with other nodes.

mod session;
mod writer;

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crate::dialect::Dialect;
use crate::session::Session;
use crate::store::Lanes;
use crate::worker::serve_reads;
use crate::{OpenError, migrate};

pub(crate) use session::PostgresSession;

/// Connections that read and connections that write, apart so that writes which wait for a lock never keep reads
/// waiting. With the one that listens, a node takes 13 of the 100 connections that a server allows by default.
const READERS: usize = 6;
const WRITERS: usize = 6;

/// Opens the database at an address, brings its schema up to date and starts the threads that serve the queues.
///
/// # Errors
/// As [`crate::Store::open`].
pub(crate) fn start(url: &str, lanes: &Arc<Lanes>) -> Result<Vec<JoinHandle<()>>, OpenError> {
    let config = session::config(url)?;
    let connect = || Session::Postgres(Box::new(PostgresSession::new(config.clone())));
    migrate_on_own_thread(connect())?;
    let readers = (0..READERS).map(|_| (connect(), Arc::clone(lanes)));
    let readers = readers.map(|(session, lanes)| thread::spawn(move || serve_reads(&lanes.reads, session)));
    let writers = (0..WRITERS).map(|_| (connect(), Arc::clone(lanes)));
    let writers =
        writers.map(|(session, lanes)| thread::spawn(move || writer::serve_writes(&lanes, session)));
    Ok(readers.chain(writers).collect())
}

/// The driver runs an event loop of its own, which cannot be started on a thread that runs async code.
fn migrate_on_own_thread(mut session: Session) -> Result<(), OpenError> {
    let migration = thread::spawn(move || migrate::run(&mut session, Dialect::Postgres));
    migration.join().unwrap_or(Err(OpenError::Store(crate::StoreError::Panicked)))
}
