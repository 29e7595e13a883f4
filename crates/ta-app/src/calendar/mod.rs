//! Use cases on calendar collections.

pub(crate) mod delete;
pub(crate) mod find;
pub(crate) mod grants;
pub(crate) mod make;
pub(crate) mod rename;
pub(crate) mod sync;
pub(crate) mod update;
pub(crate) mod zone;
