//! PostgreSQL: a few connections, shared with other nodes.

mod listener;
mod session;
mod statistics;
mod writer;

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use ::postgres::Config;

use crate::dialect::Dialect;
use crate::migrate::{self, Missing};
use crate::session::Session;
use crate::stock::take_stock;
use crate::store::Lanes;
use crate::worker::serve_reads;
use crate::{OpenError, StoreError};

pub(crate) use session::PostgresSession;
use statistics::Statistics;

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
    prepare_on_own_thread(config.clone(), Arc::clone(lanes))?;
    let session = || Session::Postgres(Box::new(PostgresSession::new(config.clone())));
    let readers = (0..READERS).map(|_| {
        let (session, lanes) = (session(), Arc::clone(lanes));
        thread::spawn(move || serve_reads(&lanes.reads, session))
    });
    let statistics = Arc::new(Statistics::default());
    let writers = (0..WRITERS).map(|_| {
        let (session, lanes, statistics) = (session(), Arc::clone(lanes), Arc::clone(&statistics));
        thread::spawn(move || writer::serve_writes(&lanes, &statistics, session))
    });
    let mut threads: Vec<_> = readers.chain(writers).collect();
    let lanes = Arc::clone(lanes);
    threads.push(thread::spawn(move || listener::listen(&config, &lanes)));
    Ok(threads)
}

/// The driver runs an event loop of its own, which cannot be started on a thread that runs async code.
fn prepare_on_own_thread(config: Config, lanes: Arc<Lanes>) -> Result<(), OpenError> {
    let prepare = move || {
        let mut session = Session::Postgres(Box::new(PostgresSession::new(config)));
        migrate::run(&mut session, Dialect::Postgres, Missing::Apply)?;
        Ok(take_stock(&mut session, &lanes)?)
    };
    thread::spawn(prepare).join().unwrap_or(Err(OpenError::Store(StoreError::Panicked)))
}
