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
mod expand_property;
mod free_busy_query;
mod principal_match;
mod principal_property_search;
mod principal_search_property_set;
mod sync_collection;

mod acl;
mod add_member;
mod bad_input;
mod connection;
mod delegates;
mod files;
mod leaks;
mod quirks;
mod sharing;
mod sign_in;
mod strangers;
