//! The doors, driven through HTTP on both engines.

// A helper that unwraps is a failed test, as in the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod api;
mod dav;
mod standards;
mod web;
