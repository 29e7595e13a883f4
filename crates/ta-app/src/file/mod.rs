//! Use cases on a member's files.

pub(crate) mod copy;
pub(crate) mod delete;
pub(crate) mod find;
pub(crate) mod home;
pub(crate) mod lock;
pub(crate) mod make_collection;
pub(crate) mod move_to;
pub(crate) mod patch;
pub(crate) mod put;
mod transfer;
pub(crate) mod unlock;
