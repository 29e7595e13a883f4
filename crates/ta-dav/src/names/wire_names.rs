//! One shape for every set of names: an enum whose variants are the names known here, and one for all others.

/// Declares an enum of element names, each variant with its namespace and local name.
macro_rules! wire_names {
    ($(#[$enum_doc:meta])* $name:ident {
        $($(#[$doc:meta])* $variant:ident = $namespace:ident $local_name:literal,)*
    }) => {
        $(#[$enum_doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
            /// A name that is not among the others.
            Other {
                /// Its namespace; empty for none.
                namespace: String,
                /// Its local part.
                local_name: String,
            },
        }

        impl $name {
            /// Every name but the others.
            pub const KNOWN: &[Self] = &[$(Self::$variant,)*];

            /// The name with this namespace and local part.
            pub fn from_wire(namespace: &str, local_name: &str) -> Self {
                match (namespace, local_name) {
                    $(($crate::namespace::$namespace, $local_name) => Self::$variant,)*
                    _ => Self::Other { namespace: namespace.to_owned(), local_name: local_name.to_owned() },
                }
            }

            /// The namespace of the name; empty for none.
            pub fn namespace(&self) -> &str {
                match self {
                    $(Self::$variant => $crate::namespace::$namespace,)*
                    Self::Other { namespace, .. } => namespace,
                }
            }

            /// The local part of the name.
            pub fn local_name(&self) -> &str {
                match self {
                    $(Self::$variant => $local_name,)*
                    Self::Other { local_name, .. } => local_name,
                }
            }

            pub(crate) fn wire(&self) -> $crate::xml::WireName<'_> {
                $crate::xml::WireName { namespace: self.namespace(), local_name: self.local_name() }
            }
        }

        impl From<&$crate::xml::Element> for $name {
            fn from(element: &$crate::xml::Element) -> Self {
                Self::from_wire(&element.namespace, &element.local_name)
            }
        }

        impl std::fmt::Display for $name {
            /// In Clark notation: `{namespace}local`.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{{{}}}{}", self.namespace(), self.local_name())
            }
        }
    };
}

pub(crate) use wire_names;
