//! The JSON API.

mod app_passwords;
mod calendars;
mod changes;
mod document;
mod errors;
mod events;
mod instances;
mod session;
