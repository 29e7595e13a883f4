//! Principals: members, groups and bookable resources, and who is in which group.

mod group;
mod read;
mod write;

pub use group::{all_groups_of, group_members, groups_of, members_of, set_members};
pub use read::{by_email, by_id, by_login, list};
pub use write::{SaveError, insert, remove, update};
