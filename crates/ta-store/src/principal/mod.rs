//! Principals: members, groups and bookable resources, and who is in which group.

/// A query for principals, with the columns in the order in which `read` takes them.
macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT id, kind, resource_kind, capacity, login, name, time_zone, admin, state FROM principal ",
            $condition
        )
    };
}

mod group;
mod read;
mod write;

pub use group::{all_groups_of, group_members, groups_of, members_of, set_members};
pub use read::{by_email, by_id, by_login, list};
pub use write::{SaveError, insert, remove, update};
