//! Objects into one stream.

use super::time_zones::UsedZones;
use crate::CalendarObject;
use crate::edit::ContentLine;
use crate::time::DefinedZones;

/// Joins objects into one VCALENDAR, as a calendar is exported or subscribed to: their components as they are, behind
/// each VTIMEZONE that one of them names, once. `lines` stand at its head, such as NAME (RFC 7986 §5.1).
///
/// Of two objects that define a zone of one name the first one's definition is taken. For names that everybody knows
/// they say the same.
pub fn join<'a>(
    objects: impl IntoIterator<Item = &'a CalendarObject>,
    product: &str,
    lines: &[ContentLine],
) -> Vec<u8> {
    let objects: Vec<_> = objects.into_iter().collect();
    let (mut zones, mut defined) = (UsedZones::default(), DefinedZones::default());
    for object in &objects {
        defined.add(object.ical().root());
        object.components().for_each(|component| zones.add(component));
    }
    let mut out = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n".to_vec();
    out.extend(ContentLine::text("PRODID", product).to_string().as_bytes());
    lines.iter().for_each(|line| out.extend(line.to_string().as_bytes()));
    zones.write(&defined, &mut out);
    for component in objects.iter().flat_map(|object| object.components()) {
        out.extend(component.raw());
    }
    out.extend(b"END:VCALENDAR\r\n");
    out
}
