//! Fields of a PATCH body, where leaving one out differs from sending null (RFC 7396).

use serde::{Deserialize, Deserializer};
use ta_core::Change;

/// What a PATCH says of one field. Use it with `#[serde(default)]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Field<T> {
    /// Nothing.
    #[default]
    Absent,
    /// It goes away.
    Null,
    /// It gets this value.
    Value(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Null, Self::Value))
    }
}

impl<T> Field<T> {
    /// The change that it asks for, its value read by `read`.
    pub(crate) fn try_into_change<U, E>(self, read: impl FnOnce(T) -> Result<U, E>) -> Result<Change<U>, E> {
        Ok(match self {
            Self::Absent => Change::Keep,
            Self::Null => Change::Clear,
            Self::Value(value) => Change::Set(read(value)?),
        })
    }

    /// The change that it asks for.
    pub(crate) fn into_change(self) -> Change<T> {
        match self {
            Self::Absent => Change::Keep,
            Self::Null => Change::Clear,
            Self::Value(value) => Change::Set(value),
        }
    }
}
