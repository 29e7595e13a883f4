//! From the properties of a MKCALENDAR to a new calendar.

use ta_core::{CalendarPatch, CalendarSettings, ComponentSet, DeadProperty, DeadPropertyChange};
use ta_dav::{Precondition, PropertyElement, PropertyInstruction, PropertyName, PropertyResults};
use ta_ical::ComponentKind;

use super::patch::{Unfit, read_instruction, tell};

/// What a new calendar starts with.
pub(in crate::dav) struct NewCalendar {
    /// Its settings.
    pub(in crate::dav) settings: CalendarSettings,
    /// Its dead properties.
    pub(in crate::dav) dead: Vec<DeadProperty>,
}

/// What became of the properties.
pub(in crate::dav) enum MakeOutcome {
    /// All can be set.
    New(NewCalendar),
    /// One cannot, so no calendar is made; these are the results.
    Refused(PropertyResults),
}

/// Reads the properties that a calendar shall start with. The component set can be chosen now and never again
/// (RFC 4791 §5.2.3).
pub(in crate::dav) fn read_new_calendar(properties: &[PropertyElement]) -> MakeOutcome {
    let mut patch = CalendarPatch::default();
    let mut components = ComponentSet::default();
    let outcomes: Vec<_> = properties
        .iter()
        .map(|property| (property.name(), read_property(&mut patch, &mut components, property)))
        .collect();
    let refused = outcomes.iter().any(|(_, outcome)| outcome.is_err());
    if refused {
        let mut results = PropertyResults::new();
        outcomes.into_iter().for_each(|(name, outcome)| tell(&mut results, name, outcome, refused));
        return MakeOutcome::Refused(results);
    }
    let start = CalendarSettings { components, ..CalendarSettings::default() };
    MakeOutcome::New(NewCalendar { settings: patch.applied_to(&start), dead: set_in(patch.dead) })
}

fn read_property(
    patch: &mut CalendarPatch,
    components: &mut ComponentSet,
    property: &PropertyElement,
) -> Result<(), Unfit> {
    match property.name() {
        // The method has looked at the type already.
        PropertyName::ResourceType => Ok(()),
        PropertyName::SupportedCalendarComponentSet => {
            *components = component_set(&property.component_names())?;
            Ok(())
        }
        _ => read_instruction(patch, &PropertyInstruction::Set(property.clone())),
    }
}

/// Kinds that are not known here are left out, as long as one is known: Apple's clients name some that no standard has.
fn component_set(names: &[String]) -> Result<ComponentSet, Unfit> {
    let mut known = names.iter().filter_map(|name| ComponentKind::from_name(name)).peekable();
    match known.peek() {
        Some(_) => Ok(ComponentSet::new(known)),
        None => Err(Unfit::Value(Some(Precondition::SupportedCalendarComponent))),
    }
}

/// The properties that changes set.
pub(in crate::dav) fn set_in(changes: Vec<DeadPropertyChange>) -> Vec<DeadProperty> {
    let set = changes.into_iter().filter_map(|change| match change {
        DeadPropertyChange::Set(property) => Some(property),
        DeadPropertyChange::Remove { .. } => None,
    });
    set.collect()
}
