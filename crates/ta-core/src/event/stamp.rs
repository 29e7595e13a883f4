//! What tells others that an event was changed.

use jiff::Timestamp;
use ta_ical::edit::{ContentLine, Edit};
use ta_ical::{CalTime, Component};

/// Steps SEQUENCE (RFC 5545 §3.8.7.4) and sets DTSTAMP and LAST-MODIFIED.
pub(super) fn stamp<'a>(edit: &mut Edit<'a>, component: Component<'a>, now: Timestamp) {
    let now = CalTime::Utc(now);
    edit.set(component, &ContentLine::time("DTSTAMP", &now));
    edit.set(component, &ContentLine::time("LAST-MODIFIED", &now));
    let sequence = component.property("SEQUENCE").and_then(|sequence| sequence.value().trim().parse().ok());
    let next = sequence.map_or(1, |sequence: u32| sequence.saturating_add(1));
    edit.set(component, &ContentLine::raw("SEQUENCE", &next.to_string()));
}
