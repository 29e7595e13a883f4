//! From the instructions of a PROPPATCH to a patch of a calendar (RFC 4918 §9.2).

use ta_core::{CalendarPatch, Change, Color, DeadProperty, DeadPropertyChange};
use ta_dav::{Precondition, PropertyElement, PropertyInstruction, PropertyName, PropertyResults, Status};
use ta_ical::ICalendar;

use super::is_live;

/// What became of the instructions.
pub(in crate::dav) enum PatchOutcome {
    /// All can be carried out, and then these are their results.
    Patch(CalendarPatch, PropertyResults),
    /// One cannot, so none is; these are the results.
    Refused(PropertyResults),
}

/// Why one instruction cannot be carried out.
pub(super) enum Unfit {
    /// The property is the server's own.
    Protected,
    /// The value is none that the property can have.
    Value(Option<Precondition>),
}

/// Reads instructions, in their order.
pub(in crate::dav) fn read_patch(instructions: &[PropertyInstruction]) -> PatchOutcome {
    let mut patch = CalendarPatch::default();
    let outcomes: Vec<_> = instructions
        .iter()
        .map(|instruction| (instruction.name(), read_instruction(&mut patch, instruction)))
        .collect();
    let refused = outcomes.iter().any(|(_, outcome)| outcome.is_err());
    let mut results = PropertyResults::new();
    for (name, outcome) in outcomes {
        tell(&mut results, name, outcome, refused);
    }
    if refused { PatchOutcome::Refused(results) } else { PatchOutcome::Patch(patch, results) }
}

/// Tells how an instruction fared. Where another was refused, one that could have been carried out is not.
pub(super) fn tell(
    results: &mut PropertyResults,
    name: &PropertyName,
    outcome: Result<(), Unfit>,
    refused: bool,
) {
    match outcome {
        Ok(()) if refused => results.failed(name.clone(), Status::FailedDependency),
        Ok(()) => results.done(name.clone()),
        Err(Unfit::Protected) => {
            results.refused(name.clone(), Status::Forbidden, Precondition::CannotModifyProtectedProperty);
        }
        Err(Unfit::Value(Some(precondition))) => {
            results.refused(name.clone(), Status::Forbidden, precondition)
        }
        Err(Unfit::Value(None)) => results.failed(name.clone(), Status::Conflict),
    }
}

/// Reads one instruction into a patch.
pub(super) fn read_instruction(
    patch: &mut CalendarPatch,
    instruction: &PropertyInstruction,
) -> Result<(), Unfit> {
    match instruction {
        PropertyInstruction::Set(property) => read_set(patch, property),
        PropertyInstruction::Remove(name) => read_remove(patch, name),
    }
}

fn read_set(patch: &mut CalendarPatch, property: &PropertyElement) -> Result<(), Unfit> {
    match property.name() {
        PropertyName::DisplayName => patch.display_name = Change::Set(property.text()),
        PropertyName::CalendarDescription => patch.description = Change::Set(property.text()),
        PropertyName::CalendarColor => patch.color = Change::Set(color(&property.text())?),
        PropertyName::CalendarOrder => patch.order = Change::Set(order(&property.text())?),
        PropertyName::CalendarTimezone => patch.time_zone = Change::Set(time_zone(property.text())?),
        name if is_live(name) => return Err(Unfit::Protected),
        name => patch.dead.push(DeadPropertyChange::Set(DeadProperty {
            namespace: name.namespace().to_owned(),
            local_name: name.local_name().to_owned(),
            xml: property.to_xml(),
        })),
    }
    Ok(())
}

fn read_remove(patch: &mut CalendarPatch, name: &PropertyName) -> Result<(), Unfit> {
    match name {
        PropertyName::DisplayName => patch.display_name = Change::Clear,
        PropertyName::CalendarDescription => patch.description = Change::Clear,
        PropertyName::CalendarColor => patch.color = Change::Clear,
        PropertyName::CalendarOrder => patch.order = Change::Clear,
        PropertyName::CalendarTimezone => patch.time_zone = Change::Clear,
        name if is_live(name) => return Err(Unfit::Protected),
        name => patch.dead.push(DeadPropertyChange::Remove {
            namespace: name.namespace().to_owned(),
            local_name: name.local_name().to_owned(),
        }),
    }
    Ok(())
}

fn color(text: &str) -> Result<Color, Unfit> {
    Color::parse(text).map_err(|_| Unfit::Value(None))
}

fn order(text: &str) -> Result<i64, Unfit> {
    text.trim().parse().map_err(|_| Unfit::Value(None))
}

/// The value is an iCalendar object with exactly one VTIMEZONE (RFC 4791 §5.2.2).
fn time_zone(text: String) -> Result<String, Unfit> {
    let invalid = || Unfit::Value(Some(Precondition::ValidCalendarData));
    let parsed = ICalendar::parse(text.as_bytes()).map_err(|_| invalid())?;
    let zones = parsed.root().components().filter(|component| component.is("VTIMEZONE")).count();
    if zones == 1 { Ok(text) } else { Err(invalid()) }
}
