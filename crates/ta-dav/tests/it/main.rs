//! Request bodies as clients send them, and response bodies as an independent reader sees them.

// A helper that unwraps is a failed test, as in the tests themselves.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod any_input;
mod body_limits;
mod client_requests;
mod dead_properties;
mod filters;
mod infoset;
mod rfc_requests;
mod rfc_responses;
