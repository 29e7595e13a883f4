//! The CalDAV door, one file for each method and report, and one for each kind of trouble.

mod sample;

mod discovery;
mod options;

mod delete;
mod get;
mod put;

mod copy;
mod mkcalendar;
mod mkcol;
mod move_to;
mod propfind;
mod proppatch;

mod calendar_data;
mod calendar_multiget;
mod calendar_query;
mod sync_collection;

mod bad_input;
mod connection;
mod quirks;
mod sign_in;
mod strangers;
