//! How much a client may ask for at once.

use ta_core::file::FileLimits;

/// Limits on what comes in. Each is inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest calendar object (`CALDAV:max-resource-size`, RFC 4791 §5.2.5).
    pub object_bytes_max: usize,
    /// The largest XML or JSON body.
    pub request_bytes_max: usize,
    /// The largest file of a member's plain collections.
    pub file_bytes_max: usize,
    /// How much each member's plain collections may hold together.
    pub files: FileLimits,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            object_bytes_max: 10 * 1024 * 1024,
            request_bytes_max: 1024 * 1024,
            file_bytes_max: 32 * 1024 * 1024,
            files: FileLimits::default(),
        }
    }
}
