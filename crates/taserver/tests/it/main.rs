//! The real program, driven from outside: what it prints and how it ends.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a panic in a test helper is a failed test"
)]

mod calendar;
mod config;
mod demo;
mod import_export;
mod openapi;
mod port;
mod program;
mod serve;
mod team;
mod user;
