//! Addresses of collections and objects, made of names as clients use them.

use crate::{CalendarName, Login, ObjectName};

/// A calendar collection by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CollectionRef {
    /// Whose home it lies in.
    pub home: Login,
    /// Its name there.
    pub calendar: CalendarName,
}

/// A calendar object by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectRef {
    /// The calendar it lies in.
    pub collection: CollectionRef,
    /// Its name there.
    pub name: ObjectName,
}
