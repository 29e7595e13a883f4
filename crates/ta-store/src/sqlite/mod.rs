//! SQLite: one folder, one writing connection, several reading ones.

mod files;
mod session;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crate::dialect::Dialect;
use crate::session::Session;
use crate::store::Lanes;
use crate::worker::serve_reads;
use crate::{OpenError, migrate};

use files::Folder;
pub(crate) use session::SqliteSession;
use session::Use;

/// Reading connections: one for each processor, within these bounds.
const READERS_MIN: usize = 4;
const READERS_MAX: usize = 8;

/// Opens the database of a folder, brings its schema up to date and starts the threads that serve its queues.
///
/// # Errors
/// As [`crate::Store::open`].
pub(crate) fn start(folder: &Path, lanes: &Arc<Lanes>) -> Result<Vec<JoinHandle<()>>, OpenError> {
    let folder = Arc::new(Folder::hold(folder)?);
    let mut writing = Session::Sqlite(SqliteSession::open(&folder, Use::Write)?);
    migrate::run(&mut writing, Dialect::Sqlite)?;
    let mut threads = vec![start_writer(writing, lanes)];
    for _ in 0..readers() {
        let reading = Session::Sqlite(SqliteSession::open(&folder, Use::Read)?);
        let lanes = Arc::clone(lanes);
        threads.push(thread::spawn(move || serve_reads(&lanes.reads, reading)));
    }
    Ok(threads)
}

fn start_writer(session: Session, lanes: &Arc<Lanes>) -> JoinHandle<()> {
    let lanes = Arc::clone(lanes);
    thread::spawn(move || writer::serve_writes(&lanes, session))
}

fn readers() -> usize {
    thread::available_parallelism().map_or(READERS_MIN, usize::from).clamp(READERS_MIN, READERS_MAX)
}
