//! App passwords: one for each device or script.

pub(super) mod create;
pub(super) mod delete;
pub(super) mod list;
