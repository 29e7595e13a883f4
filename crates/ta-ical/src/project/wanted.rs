//! The parts of a component that are wanted.

use super::{ComponentParts, PropertyValueRequest, SelectedComponents, SelectedProperties};

/// The parts of one component that are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted<'s> {
    /// All of it.
    Whole,
    /// What is selected.
    Parts(&'s ComponentParts),
}

impl<'s> Wanted<'s> {
    pub(super) fn of(parts: Option<&'s ComponentParts>) -> Self {
        parts.map_or(Self::Whole, Self::Parts)
    }

    /// Whether, and with what, a property is wanted. Where a name is selected twice the first counts.
    pub(super) fn property(self, name: &str) -> Option<PropertyValueRequest> {
        match self {
            Self::Whole | Self::Parts(ComponentParts { properties: SelectedProperties::All, .. }) => {
                Some(PropertyValueRequest::WithValue)
            }
            Self::Parts(ComponentParts { properties: SelectedProperties::These(these), .. }) => {
                these.iter().find(|one| one.name.eq_ignore_ascii_case(name)).map(|one| one.value)
            }
        }
    }

    /// Whether, and with which parts, a sub-component is wanted.
    pub(super) fn component(self, name: &str) -> Option<Self> {
        match self {
            Self::Whole | Self::Parts(ComponentParts { components: SelectedComponents::All, .. }) => {
                Some(Self::Whole)
            }
            Self::Parts(ComponentParts { components: SelectedComponents::These(these), .. }) => {
                these.iter().find(|one| one.name.eq_ignore_ascii_case(name)).map(Self::Parts)
            }
        }
    }
}
