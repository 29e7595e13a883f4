//! The contract of the store, held against each engine.

// A helper that unwraps is a failed test, as in the tests themselves.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod fixture;

mod opening;
mod transactions;

mod calendars;
mod credentials;
mod dead_properties;
mod delegations;
mod file_locks;
mod files;
mod objects;
mod principals;
mod teams;
mod web_sessions;

mod finding_by_time;
mod sync;
mod versions;

mod changes;
mod durability;
mod visits;
