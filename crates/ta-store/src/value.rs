//! Values on their way into a statement and rows on their way out, the same for both engines.
//!
//! Three types are enough: integers, text and bytes. Times are integers, microseconds since 1970 in UTC. A row is read
//! from left to right into a record, so that the columns of a query and the fields of the record stand in one order.

use std::sync::Arc;
use std::vec;

use jiff::Timestamp;
use ta_core::file::{FilePath, LockToken};
use ta_core::{
    AppPasswordId, CalendarId, CalendarName, ClientName, Color, ComponentKind, EmailAddress, Etag, FileId,
    Login, MediaType, ObjectId, ObjectName, PrincipalId, SecretDigest, SyncSeq, TeamId, Uid,
};

use crate::StoreError;

/// A parameter of a statement.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    /// NULL.
    Null,
    /// An integer of 64 bits.
    Int(i64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Value::Text(value)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Value::Text(value)
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(value: &'a [u8]) -> Self {
        Value::Bytes(value)
    }
}

impl From<Timestamp> for Value<'_> {
    fn from(value: Timestamp) -> Self {
        Value::Int(value.as_microsecond())
    }
}

/// What a cell of a row holds.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    /// NULL.
    Null,
    /// An integer.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Arc<[u8]>),
}

impl Cell {
    fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "NULL",
            Self::Int(_) => "an integer",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
        }
    }
}

/// A row of a query's answer.
#[derive(Debug)]
pub(crate) struct Row {
    cells: vec::IntoIter<Cell>,
    taken: usize,
}

impl Row {
    /// A row of these cells.
    pub(crate) fn new(cells: Vec<Cell>) -> Self {
        Self { cells: cells.into_iter(), taken: 0 }
    }

    /// Takes the next column.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] when it holds something else or there is none.
    pub(crate) fn take<T: FromCell>(&mut self) -> Result<T, StoreError> {
        self.taken += 1;
        let bad = |found| StoreError::BadRow { column: self.taken, expected: T::EXPECTED, found };
        let cell = self.cells.next().ok_or_else(|| bad("nothing"))?;
        let found = cell.type_name();
        T::from_cell(cell).ok_or_else(|| bad(found))
    }
}

/// What a column can be read as.
pub(crate) trait FromCell: Sized {
    /// The type's name in errors.
    const EXPECTED: &'static str;

    /// Reads it; `None` when the cell holds something else.
    fn from_cell(cell: Cell) -> Option<Self>;
}

impl<T: FromCell> FromCell for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_cell(cell: Cell) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            cell => T::from_cell(cell).map(Some),
        }
    }
}

impl FromCell for i64 {
    const EXPECTED: &'static str = "an integer";

    fn from_cell(cell: Cell) -> Option<Self> {
        if let Cell::Int(value) = cell { Some(value) } else { None }
    }
}

impl FromCell for String {
    const EXPECTED: &'static str = "text";

    fn from_cell(cell: Cell) -> Option<Self> {
        if let Cell::Text(value) = cell { Some(value) } else { None }
    }
}

impl FromCell for Arc<[u8]> {
    const EXPECTED: &'static str = "bytes";

    fn from_cell(cell: Cell) -> Option<Self> {
        if let Cell::Bytes(value) = cell { Some(value) } else { None }
    }
}

/// Reads a type from another one that a cell can hold, by a function that may refuse.
macro_rules! from_cell {
    ($($type:ty: $raw:ty = $read:expr;)*) => {$(
        impl FromCell for $type {
            const EXPECTED: &'static str = stringify!($type);

            fn from_cell(cell: Cell) -> Option<Self> {
                let read: fn($raw) -> Option<Self> = $read;
                <$raw>::from_cell(cell).and_then(read)
            }
        }
    )*};
}

from_cell! {
    u32: i64 = |raw| raw.try_into().ok();
    u64: i64 = |raw| raw.try_into().ok();
    Timestamp: i64 = |raw| Timestamp::from_microsecond(raw).ok();
    Login: String = |raw| Login::new(raw).ok();
    CalendarName: String = |raw| CalendarName::new(raw).ok();
    ObjectName: String = |raw| ObjectName::new(raw).ok();
    Uid: String = |raw| Uid::new(raw).ok();
    FilePath: String = |raw| FilePath::parse(&raw).ok();
    LockToken: String = |raw| Some(LockToken::new(raw));
    MediaType: String = |raw| MediaType::new(raw).ok();
    EmailAddress: String = |raw| EmailAddress::new(raw).ok();
    Etag: String = |raw| Some(Etag::from_opaque(raw));
    Color: String = |raw| Color::parse(&raw).ok();
    ClientName: String = |raw| Some(ClientName::new(&raw));
    ComponentKind: String = |raw| ComponentKind::from_name(&raw);
    SecretDigest: Arc<[u8]> = |raw| SecretDigest::from_bytes(&raw);
}

/// Surrogate keys and steps go in and out as integers.
macro_rules! integer_newtype {
    ($($type:ident),*) => {$(
        impl From<$type> for Value<'_> {
            fn from(value: $type) -> Self {
                Value::Int(value.get())
            }
        }

        from_cell! { $type: i64 = |raw| Some($type::new(raw)); }
    )*};
}

integer_newtype!(AppPasswordId, CalendarId, FileId, ObjectId, PrincipalId, SyncSeq, TeamId);

/// Names go in as text.
macro_rules! text_newtype {
    ($($type:ident),*) => {$(
        impl<'a> From<&'a $type> for Value<'a> {
            fn from(value: &'a $type) -> Self {
                Value::Text(value.as_str())
            }
        }
    )*};
}

text_newtype!(
    CalendarName,
    ClientName,
    Color,
    EmailAddress,
    Etag,
    FilePath,
    LockToken,
    Login,
    MediaType,
    ObjectName,
    Uid
);

impl From<ComponentKind> for Value<'_> {
    fn from(value: ComponentKind) -> Self {
        Value::Text(value.as_str())
    }
}

impl<'a> From<&'a SecretDigest> for Value<'a> {
    fn from(value: &'a SecretDigest) -> Self {
        Value::Bytes(value.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Row};
    use crate::StoreError;
    use ta_core::{Login, TeamId};

    #[test]
    fn a_row_is_read_from_left_to_right() {
        let mut row = Row::new(vec![Cell::Int(7), Cell::Null, Cell::Text("anna".into())]);
        assert_eq!(row.take::<TeamId>(), Ok(TeamId::new(7)));
        assert_eq!(row.take::<Option<String>>(), Ok(None));
        assert_eq!(row.take::<Login>(), Ok(Login::new("anna").unwrap()));
    }

    #[test]
    fn a_bad_cell_names_its_column_and_not_its_content() {
        let mut row = Row::new(vec![Cell::Int(7), Cell::Text("Anna!".into())]);
        row.take::<i64>().unwrap();
        let expected = StoreError::BadRow { column: 2, expected: "Login", found: "text" };
        assert_eq!(row.take::<Login>(), Err(expected));
    }

    #[test]
    fn a_row_that_ends_early_is_an_error() {
        let expected = StoreError::BadRow { column: 1, expected: "an integer", found: "nothing" };
        assert_eq!(Row::new(Vec::new()).take::<i64>(), Err(expected));
    }
}
