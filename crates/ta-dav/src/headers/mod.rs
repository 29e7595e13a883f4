//! Request headers, each from its text to a value.

mod depth;
mod destination;
mod entity_tags;
mod if_header;
mod lock_token;
mod overwrite;
mod preferences;
mod timeout;

pub use depth::Depth;
pub use destination::Destination;
pub use entity_tags::{EntityTag, EntityTags, Strength};
pub use if_header::{IfCondition, IfHeader, IfList, IfState};
pub use lock_token::parse_lock_token;
pub use overwrite::Overwrite;
pub use preferences::{Preferences, ReturnPreference};
pub use timeout::Timeout;

/// A header whose value cannot be read; the answer is 400 (Bad Request).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {header} header cannot be {found:?}")]
pub struct HeaderError {
    /// The header's name.
    pub header: &'static str,
    /// The value that was found.
    pub found: String,
}

impl HeaderError {
    fn new(header: &'static str, found: &str) -> Self {
        Self { header, found: found.to_owned() }
    }
}
