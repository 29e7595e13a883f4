//! SQLite: one folder, one writing connection, several reading ones.

mod files;
mod session;
mod visits;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crate::OpenError;
use crate::dialect::Dialect;
use crate::migrate::{self, Missing};
use crate::session::Session;
use crate::store::Lanes;
use crate::worker::serve_reads;

use files::Folder;
pub(crate) use session::SqliteSession;
use session::Use;

/// Reading connections: one for each processor, within these bounds.
const READERS_MIN: usize = 4;
const READERS_MAX: usize = 8;

/// Opens the database of a folder for this process alone, brings its schema up to date and starts the threads that
/// serve its queues.
///
/// # Errors
/// As [`crate::Store::open`].
pub(crate) fn start(folder: &Path, lanes: &Arc<Lanes>) -> Result<Vec<JoinHandle<()>>, OpenError> {
    let folder = Arc::new(Folder::hold(folder)?);
    let mut threads = start_in(&folder, lanes, Missing::Apply)?;
    let looking = Session::Sqlite(SqliteSession::open(&folder, Use::Read)?);
    let lanes = Arc::clone(lanes);
    threads.push(thread::spawn(move || visits::watch(&folder, looking, &lanes)));
    Ok(threads)
}

/// The same for something short that may happen beside the process that holds the folder. The schema is left alone
/// then, for the holder has read it.
///
/// # Errors
/// As [`crate::Store::visit`].
pub(crate) fn start_visit(folder: &Path, lanes: &Arc<Lanes>) -> Result<Vec<JoinHandle<()>>, OpenError> {
    let folder = Arc::new(Folder::visit(folder)?);
    let missing = if folder.is_visited() { Missing::Refuse } else { Missing::Apply };
    start_in(&folder, lanes, missing)
}

fn start_in(
    folder: &Arc<Folder>,
    lanes: &Arc<Lanes>,
    missing: Missing,
) -> Result<Vec<JoinHandle<()>>, OpenError> {
    let mut writing = Session::Sqlite(SqliteSession::open(folder, Use::Write)?);
    migrate::run(&mut writing, Dialect::Sqlite, missing)?;
    let mut threads = vec![start_writer(writing, lanes)];
    for _ in 0..readers() {
        let reading = Session::Sqlite(SqliteSession::open(folder, Use::Read)?);
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
