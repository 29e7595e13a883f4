//! The JSON API.

mod calendars;
mod errors;
mod session;
