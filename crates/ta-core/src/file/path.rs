//! Where a file lies in its home.

use std::fmt;

use crate::{FileName, Login, NameError};

/// Where a file or collection lies in its owner's home for files: names from the top down, none for the home itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(String);

/// A file or collection by its address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileRef {
    /// The login of the home's owner.
    pub home: Login,
    /// Where it lies there.
    pub path: FilePath,
}

/// Why names make no path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilePathError {
    /// One of the names cannot be one.
    #[error("a name in the path is not allowed: {0}")]
    Name(#[from] NameError),
    /// Longer than may be stored.
    #[error("the path has {actual_bytes} bytes, at most {} are allowed", FilePath::MAX_BYTES)]
    TooLong {
        /// Length of what was given.
        actual_bytes: usize,
    },
}

impl FilePath {
    /// The longest allowed, in bytes, slashes between names included, inclusive.
    pub const MAX_BYTES: usize = 1024;

    /// The home itself.
    pub fn home() -> Self {
        Self::default()
    }

    /// The path of these names, from the top down.
    ///
    /// # Errors
    /// A [`FilePathError`] that says what is wrong.
    pub fn new(names: impl IntoIterator<Item = String>) -> Result<Self, FilePathError> {
        let names: Vec<String> = names.into_iter().collect();
        for name in &names {
            FileName::new(name.as_str())?;
        }
        let path = names.join("/");
        match path.len() > Self::MAX_BYTES {
            true => Err(FilePathError::TooLong { actual_bytes: path.len() }),
            false => Ok(Self(path)),
        }
    }

    /// Reads a path as [`FilePath::as_str`] gives it.
    ///
    /// # Errors
    /// A [`FilePathError`] that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, FilePathError> {
        match text {
            "" => Ok(Self::home()),
            names => Self::new(names.split('/').map(str::to_owned)),
        }
    }

    /// The path as text: the names with slashes between; empty for the home.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The names, from the top down.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|name| !name.is_empty())
    }

    /// Whether it is the home itself.
    pub fn is_home(&self) -> bool {
        self.0.is_empty()
    }

    /// The collection that holds it; `None` for the home.
    pub fn parent(&self) -> Option<Self> {
        match self.0.rsplit_once('/') {
            Some((parent, _)) => Some(Self(parent.to_owned())),
            None if self.is_home() => None,
            None => Some(Self::home()),
        }
    }

    /// Whether it lies below another, however deep. Nothing lies below itself.
    pub fn is_below(&self, other: &Self) -> bool {
        match other.is_home() {
            true => !self.is_home(),
            false => self.0.strip_prefix(&other.0).is_some_and(|rest| rest.starts_with('/')),
        }
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{FilePath, FilePathError};

    fn path(text: &str) -> FilePath {
        FilePath::parse(text).unwrap()
    }

    #[test]
    fn the_parents_lead_up_to_the_home() {
        assert_eq!(path("a/b").parent(), Some(path("a")));
        assert_eq!(path("a").parent(), Some(FilePath::home()));
        assert_eq!(FilePath::home().parent(), None);
    }

    #[test]
    fn below_means_inside_and_not_merely_beginning_alike() {
        assert!(path("a/b/c").is_below(&path("a")));
        assert!(path("a").is_below(&FilePath::home()));
        assert!(!path("ab").is_below(&path("a")));
        assert!(!path("a").is_below(&path("a")));
        assert!(!FilePath::home().is_below(&FilePath::home()));
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        for names in [["a", ".."], ["", "b"], ["a", "b/c"], ["a", "\u{7}"]] {
            assert!(
                matches!(FilePath::new(names.map(String::from)), Err(FilePathError::Name(_))),
                "{names:?}"
            );
        }
    }

    #[test]
    fn a_path_has_an_end() {
        let names = |count: usize| vec!["x".repeat(204); count];
        // Five names of 204 bytes and four slashes are 1024.
        assert!(FilePath::new(names(5)).is_ok());
        assert_eq!(FilePath::new(names(6)), Err(FilePathError::TooLong { actual_bytes: 1229 }));
    }
}
