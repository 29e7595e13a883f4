//! Why a request body was refused.

use crate::Precondition;

/// Why a request body was refused, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at byte {position}: {kind}")]
pub struct XmlError {
    position: usize,
    kind: XmlErrorKind,
}

impl XmlError {
    pub(crate) fn new(position: usize, kind: XmlErrorKind) -> Self {
        Self { position, kind: kind.cut() }
    }

    /// How many bytes of the body come before what is wrong: for an element, where its tag begins; for text, where the
    /// text begins.
    pub fn position(&self) -> usize {
        self.position
    }

    /// What is wrong.
    pub fn kind(&self) -> &XmlErrorKind {
        &self.kind
    }

    /// The precondition that the request breaks, to be answered with its own status and in a `DAV:error` body. Without
    /// one the answer is 400 (Bad Request).
    pub fn precondition(&self) -> Option<Precondition> {
        match self.kind {
            XmlErrorKind::Doctype => Some(Precondition::NoExternalEntities),
            XmlErrorKind::InvalidFilter(_) => Some(Precondition::ValidFilter),
            XmlErrorKind::UnsupportedCollation(_) => Some(Precondition::SupportedCollation),
            _ => None,
        }
    }
}

/// What is wrong with a request body.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XmlErrorKind {
    /// There is no body where one is required.
    #[error("the request needs a body")]
    Empty,
    /// The bytes are not UTF-8, the one encoding that is read.
    #[error("the body is not UTF-8")]
    NotUtf8,
    /// The XML declaration names another encoding.
    #[error("the body says that its encoding is {0:?}; only UTF-8 is read")]
    ForeignEncoding(String),
    /// Not well-formed XML with namespaces; the words say why.
    #[error("the body is not well-formed XML: {0}")]
    Malformed(String),
    /// A document type declaration, which could define entities. None is read (RFC 4918 §20.6).
    #[error("a document type declaration is not allowed")]
    Doctype,
    /// A reference to an entity that XML does not predefine.
    #[error("the entity {0:?} is not defined")]
    UnknownEntity(String),
    /// A character that XML 1.0 cannot hold.
    #[error("the character {0:?} is not allowed in XML")]
    ForbiddenCharacter(char),
    /// Elements nested deeper than is read.
    #[error("elements are nested deeper than {max}")]
    TooDeep {
        /// The deepest level that is read, the document element being 1.
        max: usize,
    },
    /// More elements than are read.
    #[error("the body has more than {max} elements")]
    TooManyElements {
        /// The most that are read.
        max: usize,
    },
    /// More attributes on one element than are read, namespace declarations included.
    #[error("an element has more than {max} attributes")]
    TooManyAttributes {
        /// The most that are read.
        max: usize,
    },
    /// A namespace name longer than is read.
    #[error("a namespace name has more than {max_bytes} bytes")]
    NamespaceTooLong {
        /// The longest that is read.
        max_bytes: usize,
    },
    /// The document element is not the one that the method takes.
    #[error("the document element is {found}, not {expected}")]
    WrongRoot {
        /// The element that the method takes.
        expected: &'static str,
        /// The local name that was found.
        found: String,
    },
    /// A required element is not there.
    #[error("the element {0} is missing")]
    MissingElement(&'static str),
    /// A required attribute is not there.
    #[error("the attribute {0} is missing")]
    MissingAttribute(&'static str),
    /// Text that is not a value of its kind.
    #[error("{found:?} is not a valid {what}")]
    BadValue {
        /// What it should have been.
        what: &'static str,
        /// What was found.
        found: String,
    },
    /// A filter that breaks the rules of RFC 4791 §9.7; the words say which.
    #[error("the filter is not valid: {0}")]
    InvalidFilter(String),
    /// A collation that is not among those offered (RFC 4791 §7.5).
    #[error("the collation {0:?} is not supported")]
    UnsupportedCollation(String),
}

/// The longest piece of a body that an error repeats, in bytes. Names and values in a body may be as long as the body.
const EXCERPT_BYTES_MAX: usize = 200;

impl XmlErrorKind {
    /// The same with what it repeats of the body cut to a length that can be shown.
    fn cut(mut self) -> Self {
        match &mut self {
            Self::ForeignEncoding(text)
            | Self::Malformed(text)
            | Self::UnknownEntity(text)
            | Self::WrongRoot { found: text, .. }
            | Self::BadValue { found: text, .. }
            | Self::InvalidFilter(text)
            | Self::UnsupportedCollation(text) => text.truncate(text.floor_char_boundary(EXCERPT_BYTES_MAX)),
            Self::Empty
            | Self::NotUtf8
            | Self::Doctype
            | Self::ForbiddenCharacter(_)
            | Self::TooDeep { .. }
            | Self::TooManyElements { .. }
            | Self::TooManyAttributes { .. }
            | Self::NamespaceTooLong { .. }
            | Self::MissingElement(_)
            | Self::MissingAttribute(_) => {}
        }
        self
    }
}
