//! Test support: databases to run a suite on, PostgreSQL started for the purpose.
//!
//! A test that is written with [`on_both_engines!`] runs once on SQLite and once on PostgreSQL, each time on an empty
//! database of its own. The PostgreSQL cluster is made when a test process first needs one and ends with that process,
//! however that ends. Set `TASERVER_TEST_POSTGRES` to the address of a maintenance database to use a cluster that runs
//! already.
//!
//! Whatever goes wrong here fails the test that asked, with a sentence that says what to do; no test is skipped.

#![allow(clippy::panic, clippy::expect_used, reason = "a failure of test support is a failed test")]

mod binaries;
mod cluster;
mod unprivileged;

use std::path::PathBuf;

use ta_store::{Location, Store};
use tempfile::TempDir;

use cluster::Cluster;

/// The engines that a suite runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, in a temporary folder.
    Sqlite,
    /// PostgreSQL, in a database of a cluster for tests.
    Postgres,
}

impl Engine {
    /// An empty database of this engine.
    ///
    /// # Panics
    /// When there is none to be had.
    pub fn database(self) -> TestDatabase {
        let place = match self {
            Self::Sqlite => Place::Sqlite(tempfile::tempdir().expect("a temporary folder can be made")),
            Self::Postgres => Place::Postgres(Cluster::get().create_database()),
        };
        TestDatabase { place }
    }
}

/// A database that lives as long as the value. Close the stores that use it first.
pub struct TestDatabase {
    place: Place,
}

enum Place {
    Sqlite(TempDir),
    Postgres(cluster::Database),
}

impl TestDatabase {
    /// Which engine it is of.
    pub fn engine(&self) -> Engine {
        match self.place {
            Place::Sqlite(_) => Engine::Sqlite,
            Place::Postgres(_) => Engine::Postgres,
        }
    }

    /// Where a store finds it.
    pub fn location(&self) -> Location {
        match &self.place {
            Place::Sqlite(folder) => Location::Sqlite { folder: folder.path().to_owned() },
            Place::Postgres(database) => Location::Postgres { url: database.url().to_owned() },
        }
    }

    /// Opens a store on it.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub fn open(&self) -> Store {
        Store::open(&self.location()).expect("the test database opens")
    }

    /// The folder of an SQLite database.
    pub fn folder(&self) -> Option<PathBuf> {
        match &self.place {
            Place::Sqlite(folder) => Some(folder.path().to_owned()),
            Place::Postgres(_) => None,
        }
    }

    /// The address of a PostgreSQL database.
    pub fn url(&self) -> Option<&str> {
        match &self.place {
            Place::Sqlite(_) => None,
            Place::Postgres(database) => Some(database.url()),
        }
    }
}

/// Makes two tests of each function, `name::sqlite` and `name::postgres`. The function gets a [`TestDatabase`] by
/// reference.
///
/// ```
/// ta_testdb::on_both_engines! {
///     fn a_fresh_store_has_no_teams(database) {
///         let store = database.open();
///         assert_eq!(store.read_blocking(ta_store::team::list), Ok(Vec::new()));
///     }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$attribute:meta])* fn $name:ident($database:ident) $body:block)+) => {$(
        $(#[$attribute])*
        fn $name($database: &$crate::TestDatabase) $body

        mod $name {
            #[test]
            fn sqlite() {
                super::$name(&$crate::Engine::Sqlite.database());
            }

            #[test]
            fn postgres() {
                super::$name(&$crate::Engine::Postgres.database());
            }
        }
    )+};
}
