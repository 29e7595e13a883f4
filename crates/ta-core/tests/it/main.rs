//! The rules as their users see them.

// A helper that unwraps is a failed test, as in the tests themselves.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod event;
