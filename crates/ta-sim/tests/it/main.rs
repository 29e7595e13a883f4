//! Tests of the house as a whole.

// A helper that unwraps is a failed test, as in the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod imports;
mod index_equals_brute_force;
mod sync_converges;
