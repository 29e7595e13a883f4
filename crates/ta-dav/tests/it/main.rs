//! Request bodies as clients send them, and response bodies as an independent reader sees them.

// A helper that unwraps is a failed test, as in the tests themselves.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod body_limits;
mod rfc_requests;
