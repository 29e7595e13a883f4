//! The text of a new event.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::edit::{ContentLine, NewObject};
use ta_ical::{CalendarObject, ComponentKind};

use super::times::Span;
use super::{EventDraft, EventRefusal};
use crate::Uid;

/// PRODID of what this server writes.
const PRODUCT: &str = "-//TeamAgenda//taserver//EN";

/// Writes a new event. Times that depend on the place are compared as in `asker_zone`.
///
/// # Errors
/// [`EventRefusal::DayAndTime`], [`EventRefusal::EndBeforeStart`], [`EventRefusal::Invalid`].
pub fn new_event(
    draft: &EventDraft,
    uid: &Uid,
    asker_zone: &TimeZone,
    now: Timestamp,
) -> Result<CalendarObject, EventRefusal> {
    let span = Span::new(draft.start.clone(), draft.end.clone(), asker_zone)?;
    let text = |name, value: &Option<String>| value.as_deref().map(|value| ContentLine::text(name, value));
    let rule = draft.recurrence_rule.as_ref().map(|rule| ContentLine::raw("RRULE", rule.as_str()));
    let class = draft.classification.map(|class| ContentLine::raw("CLASS", class.as_str()));
    let mut lines = span.lines(asker_zone);
    lines.extend(rule);
    lines.push(ContentLine::text("SUMMARY", &draft.summary));
    lines.extend(text("LOCATION", &draft.location));
    lines.extend(text("DESCRIPTION", &draft.description));
    lines.extend(class);
    let event =
        NewObject { kind: ComponentKind::Event, product: PRODUCT, uid: uid.as_str(), stamp_utc: now, lines };
    Ok(CalendarObject::from_bytes(event.to_bytes())?)
}
