//! Calendar objects: their texts, what was derived from them for finding them, and their former versions.

/// The columns of [`ta_core::ObjectMeta`], in the order in which `read_meta` takes them.
macro_rules! meta_columns {
    () => {
        "id, calendar_id, name, uid, kind, etag, size_bytes, modified_us, created_us, seq"
    };
}

/// The columns of how an object looks in the narrow views, in the order in which `narrow::read_states` takes them.
macro_rules! narrow_columns {
    () => {
        "shared_etag, shared_bytes, titles_etag, titles_bytes"
    };
}

mod bounds;
mod derived;
mod narrow;
mod read;
mod version;
mod write;

pub use derived::{derived_otherwise, set_derived};
pub use narrow::seen_etag;
#[cfg(test)]
pub(crate) use read::IN_BOUNDS;
pub use read::{by_name, by_uid, in_bounds, list_meta, many_by_name, meta_by_name, meta_by_uid};
pub(crate) use version::keep_versions_of_calendar;
pub use version::{purge_versions, removed_from, versions};
pub use write::{Target, WriteError, insert, move_to, remove, replace};
