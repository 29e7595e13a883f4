//! What a store may keep of an object to find it by time without reading its text.
//!
//! [`CalendarObject::bounds`](crate::CalendarObject::bounds) is a span that an object cannot lie outside of, which an
//! endless series never leaves. An [`InstanceIndex`] holds the instances themselves in a window that it states, in tens of
//! bytes for a series that repeats. Questions beyond the window are for the text. Both are derived, and derived again
//! when the time zone data change: [`zone_data_fingerprint`] tells whether they have.

mod fingerprint;
mod instance_index;
mod steps;

pub use fingerprint::zone_data_fingerprint;
pub use instance_index::{INSTANCES_MAX, InstanceIndex, TooManyInstances};
