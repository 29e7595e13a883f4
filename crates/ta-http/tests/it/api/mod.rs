//! The JSON API.

mod app_passwords;
mod calendars;
mod changes;
mod errors;
mod session;
