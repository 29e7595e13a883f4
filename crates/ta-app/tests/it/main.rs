//! The use cases, on both engines.

// A helper that unwraps is a failed test, as in the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod authenticating;
mod deriving;
mod fixture;
mod team_apply;
