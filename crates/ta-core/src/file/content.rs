//! Files as values.

use std::sync::Arc;

use jiff::Timestamp;

use super::FilePath;
use crate::{Etag, FileId, MediaType};

/// What is known of a file or collection, without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileMeta {
    /// Its key, which it keeps when it is moved.
    pub id: FileId,
    /// Where it lies in its home.
    pub path: FilePath,
    /// What it holds; `None` for a collection.
    pub content: Option<FileContent>,
    /// When it was made.
    pub created_utc: Timestamp,
    /// When its content was stored last; for a collection, when it was made.
    pub modified_utc: Timestamp,
}

/// What is known of a file's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileContent {
    /// The tag of the content.
    pub etag: Etag,
    /// The media type that its writer named.
    pub media_type: Option<MediaType>,
    /// How long it is.
    pub size_bytes: u64,
}

/// A file with its content; the content of a collection is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// What is known of it.
    pub meta: FileMeta,
    /// Its content.
    pub data: Arc<[u8]>,
}

/// The content of a file, to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// The content.
    pub data: Arc<[u8]>,
    /// Its tag.
    pub etag: Etag,
    /// Its media type, if the writer named one.
    pub media_type: Option<MediaType>,
}

/// How much a home for files holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileUsage {
    /// The length of all contents together.
    pub bytes: u64,
    /// How many files and collections there are.
    pub count: u64,
}

/// How much a home for files may hold. Each bound is inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileLimits {
    /// The most bytes in all contents together (RFC 4331).
    pub bytes_max: u64,
    /// The most files and collections.
    pub count_max: u64,
}

impl FileMeta {
    /// Whether it is a collection.
    pub fn is_collection(&self) -> bool {
        self.content.is_none()
    }

    /// The tag of its content; `None` for a collection.
    pub fn etag(&self) -> Option<&Etag> {
        self.content.as_ref().map(|content| &content.etag)
    }

    /// How long its content is.
    pub fn size_bytes(&self) -> u64 {
        self.content.as_ref().map_or(0, |content| content.size_bytes)
    }
}

impl NewFile {
    /// The content of these bytes.
    pub fn new(data: Arc<[u8]>, media_type: Option<MediaType>) -> Self {
        Self { etag: Etag::of(&data), data, media_type }
    }

    /// How long it is.
    pub fn size_bytes(&self) -> u64 {
        self.data.len().try_into().unwrap_or(u64::MAX)
    }
}

impl Default for FileLimits {
    fn default() -> Self {
        Self { bytes_max: 1024 * 1024 * 1024, count_max: 20_000 }
    }
}
