//! The store: a database, the threads that hold its connections, and the queues before them.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use tokio::sync::{broadcast, oneshot};

use crate::announce::Announcer;
use crate::job::{Closure, ReadJob, WriteJob};
use crate::queue::Queue;
use crate::{CalendarChanged, OpenError, ReadTx, StoreError, WriteTx, postgres, sqlite};

/// Where a store keeps its data.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// SQLite, in the file `teamagenda.db` of a folder that no other process uses meanwhile. The folder is made when it
    /// is not there.
    Sqlite {
        /// The folder.
        folder: PathBuf,
    },
    /// A PostgreSQL database, which any number of stores may share.
    Postgres {
        /// Its address, `postgres://user:password@host/database`.
        url: String,
    },
}

impl fmt::Debug for Location {
    /// Leaves the address out, which may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite { folder } => f.debug_struct("Sqlite").field("folder", folder).finish(),
            Self::Postgres { .. } => f.debug_struct("Postgres").finish_non_exhaustive(),
        }
    }
}

/// An open store. Clones are handles to the same one; it is closed by [`Store::close`], or when the last is dropped.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

/// What the handles of a store and its threads have in common.
pub(crate) struct Lanes {
    /// Reads that wait for a thread.
    pub(crate) reads: Queue<ReadJob>,
    /// Writes that wait for a thread.
    pub(crate) writes: Queue<WriteJob>,
    /// Where changes are told.
    pub(crate) announcer: Announcer,
}

struct Shared {
    lanes: Arc<Lanes>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Store {
    /// Opens a store, and brings its schema up to date. It blocks for as long as that takes.
    ///
    /// # Errors
    /// [`OpenError::InUse`], [`OpenError::NotWritable`] and [`OpenError::NotADatabase`] on SQLite,
    /// [`OpenError::BadAddress`] on PostgreSQL; [`OpenError::NewerSchema`] and [`OpenError::ForeignSchema`] when the
    /// database is not for this program, [`OpenError::Store`] for whatever else the database says.
    pub fn open(location: &Location) -> Result<Self, OpenError> {
        Self::start(|lanes| match location {
            Location::Sqlite { folder } => sqlite::start(folder, lanes),
            Location::Postgres { url } => postgres::start(url, lanes),
        })
    }

    /// Opens a store for something short, such as a command, that may happen beside a server on the same one. On SQLite
    /// the server hears of the changes when this store is closed.
    ///
    /// # Errors
    /// As [`Store::open`] but for [`OpenError::InUse`]; [`OpenError::OlderSchema`] when a server of an older build is at
    /// work.
    pub fn visit(location: &Location) -> Result<Self, OpenError> {
        Self::start(|lanes| match location {
            Location::Sqlite { folder } => sqlite::start_visit(folder, lanes),
            Location::Postgres { url } => postgres::start(url, lanes),
        })
    }

    fn start(
        threads: impl FnOnce(&Arc<Lanes>) -> Result<Vec<JoinHandle<()>>, OpenError>,
    ) -> Result<Self, OpenError> {
        let lanes =
            Arc::new(Lanes { reads: Queue::new(), writes: Queue::new(), announcer: Announcer::new() });
        let threads = threads(&lanes)?;
        Ok(Self { shared: Arc::new(Shared { lanes, threads: Mutex::new(threads) }) })
    }

    /// Runs a closure in a transaction that reads. It may run more than once, so it must touch nothing but the
    /// transaction.
    ///
    /// # Errors
    /// What the closure returns, or a [`StoreError`].
    pub async fn read<T, E, F>(&self, run: F) -> Result<T, E>
    where
        F: Fn(&mut ReadTx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.queue_read(run)?.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// Runs a closure in a transaction that reads and writes, and returns once its changes are durable. It may run more
    /// than once, so it must touch nothing but the transaction. Its changes stay only when it returns `Ok`.
    ///
    /// # Errors
    /// What the closure returns, or a [`StoreError`].
    pub async fn write<T, E, F>(&self, run: F) -> Result<T, E>
    where
        F: FnMut(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.queue_write(run)?.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// [`Store::read`] for callers without async, such as the command line.
    ///
    /// # Errors
    /// As [`Store::read`].
    ///
    /// # Panics
    /// When called from async code, which it would block.
    pub fn read_blocking<T, E, F>(&self, run: F) -> Result<T, E>
    where
        F: Fn(&mut ReadTx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.queue_read(run)?.blocking_recv().unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// [`Store::write`] for callers without async, such as the command line.
    ///
    /// # Errors
    /// As [`Store::write`].
    ///
    /// # Panics
    /// When called from async code, which it would block.
    pub fn write_blocking<T, E, F>(&self, run: F) -> Result<T, E>
    where
        F: FnMut(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.queue_write(run)?.blocking_recv().unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// Listens to changes of calendars from now on, those of other nodes on the same database included. A listener that
    /// falls far behind is told so by the channel and should look at everything again.
    pub fn changes(&self) -> broadcast::Receiver<CalendarChanged> {
        self.shared.lanes.announcer.subscribe()
    }

    /// Takes no more requests, finishes those that wait, and lets go of the database. Requests made through other
    /// handles later are refused with [`StoreError::Closed`].
    pub async fn close(self) {
        let closing = tokio::task::spawn_blocking(move || self.close_blocking());
        if let Err(error) = closing.await {
            tracing::error!(%error, "closing the store failed");
        }
    }

    /// [`Store::close`] for callers without async.
    pub fn close_blocking(self) {
        self.shared.shut_down();
    }

    fn queue_read<T, E, F>(&self, run: F) -> Result<oneshot::Receiver<Result<T, E>>, E>
    where
        F: Fn(&mut ReadTx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = Closure::new(run);
        self.shared.lanes.reads.push(job as ReadJob).map_err(|(_, error)| error)?;
        Ok(answer)
    }

    fn queue_write<T, E, F>(&self, run: F) -> Result<oneshot::Receiver<Result<T, E>>, E>
    where
        F: FnMut(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = Closure::new(run);
        self.shared.lanes.writes.push(job as WriteJob).map_err(|(_, error)| error)?;
        Ok(answer)
    }
}

impl Lanes {
    /// Whether the store takes no more requests.
    pub(crate) fn is_closed(&self) -> bool {
        self.writes.is_closed()
    }

    /// Lets the threads finish what waits and end.
    pub(crate) fn close(&self) {
        self.reads.close();
        self.writes.close();
    }
}

impl Shared {
    fn shut_down(&self) {
        self.lanes.close();
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        // A closure may hold the last handle of its own store; a thread cannot wait for itself.
        for thread in threads.into_iter().filter(|one| one.thread().id() != thread::current().id()) {
            if thread.join().is_err() {
                tracing::error!("a thread of the store had panicked");
            }
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.shut_down();
    }
}
