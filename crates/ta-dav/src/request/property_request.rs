//! Which properties a request asks for: the part that PROPFIND and the reports share.

use std::collections::HashSet;

use crate::PropertyName;
use crate::namespace::DAV;
use crate::xml::Element;

/// Which properties a request asks for (RFC 4918 §14.20).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropertyRequest {
    /// `DAV:allprop`: all dead properties and the live ones of RFC 4918, with values.
    AllProp {
        /// More live properties, asked for by name in `DAV:include`.
        include: Vec<PropertyName>,
    },
    /// `DAV:propname`: the names of all properties, without values.
    PropName,
    /// `DAV:prop`: these properties, each once, in the order asked.
    Prop(Vec<PropertyName>),
}

impl PropertyRequest {
    /// What the children of a request's element ask for; `None` when there is none of the three.
    pub(super) fn of(request: &Element) -> Option<Self> {
        if let Some(prop) = request.child(DAV, "prop") {
            return Some(Self::Prop(property_names(prop)));
        }
        if request.child(DAV, "allprop").is_some() {
            let include = request.child(DAV, "include").map(property_names).unwrap_or_default();
            return Some(Self::AllProp { include });
        }
        request.child(DAV, "propname").map(|_| Self::PropName)
    }
}

/// The names in a `DAV:prop` or `DAV:include`. One that is repeated counts once, since an answer may hold it only once.
pub(super) fn property_names(prop: &Element) -> Vec<PropertyName> {
    let mut seen = HashSet::new();
    let names = prop.elements().map(PropertyName::from);
    names.filter(|name| seen.insert(name.clone())).collect()
}
