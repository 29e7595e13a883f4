//! The store: one SQL text on SQLite and PostgreSQL.
//!
//! It is the only crate that knows SQL. A [`Store`] runs closures in transactions; the modules named by nouns are the
//! functions that such a closure calls, with the domain's own types in and out. It knows no rules: whether a change may
//! be made is decided before it is asked for.
//!
//! `README.md` beside this crate annotates the schema and says how both engines are driven.

#![cfg_attr(test, allow(missing_docs))]

mod announce;
mod dialect;
mod error;
mod job;
mod migrate;
mod postgres;
mod queue;
mod session;
mod sqlite;
mod stock;
mod store;
mod tx;
mod value;
mod worker;

pub mod app_password;
pub mod calendar;
pub mod change;
pub mod credential;
pub mod dead_property;
pub mod delegation;
pub mod file;
pub mod file_lock;
pub mod file_property;
pub mod grant;
pub mod object;
pub mod principal;
pub mod team;
pub mod web_session;

pub use announce::CalendarChanged;
pub use error::{OpenError, StoreError};
pub use store::{Location, Store};
pub use tx::{ReadTx, WriteTx};
