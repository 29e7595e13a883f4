//! Surrogate keys. They never leave the server; addresses are made of names.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// Wraps a key that the store handed out.
            pub const fn new(key: i64) -> Self {
                Self(key)
            }

            /// The key as the store keeps it.
            pub const fn get(self) -> i64 {
                self.0
            }
        }
    };
}

id! {
    /// A team: everyone in one team database, the unit of deletion, backup and sharding. Every key begins with it.
    TeamId
}
id! {
    /// A member, a group or a bookable resource (RFC 3744 §2).
    PrincipalId
}
id! {
    /// A calendar collection (RFC 4791 §4.2).
    CalendarId
}
id! {
    /// A calendar object resource (RFC 4791 §4.1). It keeps its id for life, also when it is renamed or moved.
    ObjectId
}
id! {
    /// An app password of one member.
    AppPasswordId
}
id! {
    /// A file, or a collection of files.
    FileId
}
