//! Use cases on calendar objects.

pub(crate) mod copy;
pub(crate) mod delete;
pub(crate) mod derive;
pub(crate) mod free_busy;
pub(crate) mod get;
pub(crate) mod import;
pub(crate) mod move_to;
pub(crate) mod prepare;
pub(crate) mod put;
pub(crate) mod query;
pub(crate) mod seen;
