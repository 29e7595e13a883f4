//! Changes to a calendar's settings, all made or none.

use crate::{CalendarSettings, Color, DeadProperty};

/// What a client wants changed of a calendar's properties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CalendarPatch {
    /// `DAV:displayname`.
    pub display_name: Change<String>,
    /// `CALDAV:calendar-description`.
    pub description: Change<String>,
    /// Apple's `calendar-color`.
    pub color: Change<Color>,
    /// Apple's `calendar-order`.
    pub order: Change<i64>,
    /// `CALDAV:calendar-timezone`.
    pub time_zone: Change<String>,
    /// Dead properties, in the order of the request.
    pub dead: Vec<DeadPropertyChange>,
}

/// What becomes of one setting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// It stays.
    #[default]
    Keep,
    /// It gets this value.
    Set(T),
    /// It goes away.
    Clear,
}

/// What becomes of one dead property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeadPropertyChange {
    /// It gets this value.
    Set(DeadProperty),
    /// It goes away, if it was there.
    Remove {
        /// XML namespace of its name.
        namespace: String,
        /// Local part of its name.
        local_name: String,
    },
}

impl CalendarPatch {
    /// The settings after the patch. The component set never changes (RFC 4791 §5.2.3: it is protected).
    pub fn applied_to(&self, settings: &CalendarSettings) -> CalendarSettings {
        CalendarSettings {
            display_name: self.display_name.applied_to(&settings.display_name),
            description: self.description.applied_to(&settings.description),
            color: self.color.applied_to(&settings.color),
            order: self.order.applied_to(&settings.order),
            time_zone: self.time_zone.applied_to(&settings.time_zone),
            components: settings.components.clone(),
        }
    }
}

impl CalendarPatch {
    /// What of it a viewer of somebody else's calendar may choose for itself, and what is for all who see it.
    pub fn split_by_viewer(self) -> (Self, Self) {
        let own =
            Self { display_name: self.display_name, color: self.color, order: self.order, ..Self::default() };
        let of_calendar = Self {
            description: self.description,
            time_zone: self.time_zone,
            dead: self.dead,
            ..Self::default()
        };
        (own, of_calendar)
    }
}

impl<T: Clone> Change<T> {
    /// The value after the change.
    pub fn applied_to(&self, present: &Option<T>) -> Option<T> {
        match self {
            Self::Keep => present.clone(),
            Self::Set(value) => Some(value.clone()),
            Self::Clear => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CalendarPatch, Change};
    use crate::CalendarSettings;

    #[test]
    fn a_patch_sets_clears_and_keeps() {
        let present = CalendarSettings {
            display_name: Some("Work".into()),
            description: Some("old".into()),
            order: Some(3),
            ..CalendarSettings::default()
        };
        let patch = CalendarPatch {
            display_name: Change::Set("Office".into()),
            description: Change::Clear,
            ..CalendarPatch::default()
        };
        let after = patch.applied_to(&present);
        assert_eq!(after.display_name.as_deref(), Some("Office"));
        assert_eq!(after.description, None);
        assert_eq!(after.order, Some(3));
    }
}
