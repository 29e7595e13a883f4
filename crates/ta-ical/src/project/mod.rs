//! What a report returns of a calendar object (RFC 4791 §9.6): all of it, parts of it, or its instances one by one.
//!
//! A line that nothing is asked about is copied byte for byte, folds and all. New text is made only where the RFC wants
//! it: for the instances of an expansion, for FREEBUSY lists that lose values, and for properties without their value.
//!
//! ```
//! use jiff::tz::TimeZone;
//! use ta_ical::CalendarObject;
//! use ta_ical::project::{Budget, Selection, project};
//!
//! let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
//! let object = CalendarObject::from_bytes(text.as_bytes())?;
//! let all = project(&object, &Selection::default(), &TimeZone::UTC, &mut Budget::new(100, 10_000))?;
//! assert_eq!(&all[..], text.as_bytes());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod budget;
mod expand;
mod instance_lines;
mod limit_freebusy;
mod limit_recurrence;
mod selection;
mod wanted;
mod writer;

use std::sync::Arc;

pub use budget::{Budget, TooMuch};
use jiff::tz::TimeZone;
pub use selection::{
    ComponentParts, IcalProperty, PropertyValueRequest, RecurrenceView, SelectedComponents,
    SelectedProperties, Selection,
};
use wanted::Wanted;
use writer::Writer;

use crate::CalendarObject;

/// The text of an object as a selection wants it. Times that depend on the place are those of `asker_zone`: it decides
/// which instances lie in a span, and never what is written of them.
///
/// The text is a calendar object only as far as the selection leaves it one (RFC 4791 §9.6): properties that are not
/// asked for are missing however necessary, and an expansion of nothing is a VCALENDAR without components.
///
/// ```
/// use jiff::tz::TimeZone;
/// use ta_ical::project::{Budget, RecurrenceView, Selection, project};
/// use ta_ical::{CalendarObject, UtcRange};
///
/// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
///     DTSTART;TZID=Europe/Paris:20260101T090000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
/// let day = UtcRange::new(Some("2026-07-01T00:00:00Z".parse()?), Some("2026-07-02T00:00:00Z".parse()?));
/// let recurrence = RecurrenceView::Expand(day.expect("the end is later"));
/// let selection = Selection { recurrence, ..Selection::default() };
/// let text = project(&object, &selection, &TimeZone::UTC, &mut Budget::new(100, 10_000))?;
/// assert_eq!(&text[..], b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
///     DTSTART:20260701T070000Z\r\nRECURRENCE-ID:20260701T070000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`TooMuch`] when an expansion goes beyond what is left of the budget.
pub fn project(
    object: &CalendarObject,
    selection: &Selection,
    asker_zone: &TimeZone,
    budget: &mut Budget,
) -> Result<Arc<[u8]>, TooMuch> {
    if selection.is_whole() {
        return Ok(Arc::clone(object.bytes()));
    }
    let calendar = object.ical().root();
    let wanted = Wanted::of(selection.parts.as_ref());
    let mut writer = Writer::new(object.ical(), selection.limit_freebusy_set);
    writer.begin(calendar);
    writer.own_properties(calendar, wanted);
    match selection.recurrence {
        RecurrenceView::AsStored => writer.inner_components(calendar, wanted),
        RecurrenceView::LimitRecurrenceSet(range) => {
            limit_recurrence::write(object, range, asker_zone, wanted, &mut writer);
        }
        RecurrenceView::Expand(range) => {
            expand::write(object, range, asker_zone, wanted, budget, &mut writer)?;
        }
    }
    writer.end(calendar);
    Ok(writer.finish())
}
