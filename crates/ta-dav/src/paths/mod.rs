//! Where things are: the URL space under `/dav/`, and references to it in bodies and headers.

mod dav_path;
mod href;
mod percent;
mod segment;
mod url_reference;

pub use dav_path::{DavPath, PathError, PrincipalCollection};
pub use href::Href;
pub use segment::Segment;
pub use url_reference::UrlReference;
