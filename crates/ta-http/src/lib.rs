//! The doors: CalDAV, the JSON API with its event stream, and the web client, all on one port.
//!
//! A door turns bytes into values, hands them to a use case in a transaction, and turns the outcome into a response. It
//! holds no rules, and it is the only place where a refusal gets a status code.

mod api;
mod basic;
mod client;
mod compress;
mod dav;
mod doors;
mod drain;
mod harden;
mod health;
mod limits;
mod router;
mod status;
mod web;

pub use api::openapi;
pub use doors::{Doors, Scheme};
pub use limits::Limits;
pub use router::router;
