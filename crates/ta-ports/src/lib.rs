//! The port registry, the listening sockets of this machine, and how the two differ.
//!
//! This crate answers "who holds that port?" and "what is that port for?". It knows nothing of calendars.

#![cfg_attr(test, allow(missing_docs))]

#[cfg(target_os = "linux")]
mod linux;
mod listener;
#[cfg(not(target_os = "linux"))]
mod other_systems;
mod well_known;

pub use listener::{ListError, Listener, Process, Protocol, listeners, who_holds};
pub use well_known::{Service, TASERVER_PORT, service};
