//! From many objects to one stream.

use std::collections::HashMap;

use super::sheet::Sheet;
use crate::edit::ContentLine;
use crate::{ICalendar, known_zone};

/// Puts objects together into one stream, made by `product` (PRODID). Every component is copied byte for byte, in the
/// order of the objects; a time zone that several define is there once.
///
/// Where two objects define one TZID differently and no database knows the zone, each definition is needed: the second
/// object then goes into a further VCALENDAR of the stream (RFC 5545 §3.4).
///
/// ```
/// use ta_ical::{ICalendar, stream};
///
/// let object = |uid| format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:{uid}\r\nEND:VTODO\r\nEND:VCALENDAR\r\n");
/// let objects = [ICalendar::parse(object(1).into_bytes())?, ICalendar::parse(object(2).into_bytes())?];
/// let joined = String::from_utf8(stream::join(&objects, "-//Example//Doc//EN"))?;
/// assert_eq!(joined.matches("BEGIN:VCALENDAR").count(), 1);
/// assert_eq!(joined.matches("BEGIN:VTODO").count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn join<'o>(objects: impl IntoIterator<Item = &'o ICalendar>, product: &str) -> Vec<u8> {
    let mut calendars = Calendars { written: vec![Calendar::default()], holding: HashMap::new() };
    for object in objects {
        object.calendars().for_each(|calendar| calendars.take(&Sheet::of(calendar)));
    }
    calendars.written.iter().flat_map(|calendar| calendar.to_bytes(product)).collect()
}

/// The VCALENDARs to be written.
struct Calendars<'o> {
    written: Vec<Calendar<'o>>,
    /// Which of them holds a VTIMEZONE, by its bytes: to look at each of them for each object would take the square of
    /// their number.
    holding: HashMap<&'o [u8], usize>,
}

impl<'o> Calendars<'o> {
    fn take(&mut self, sheet: &Sheet<'o>) {
        let place = self.place_for(sheet).unwrap_or(self.written.len());
        if place == self.written.len() {
            self.written.push(Calendar::default());
        }
        if let Some(calendar) = self.written.get_mut(place) {
            calendar.take(sheet);
            self.holding.extend(sheet.zones().map(|(_, zone)| (zone.raw(), place)));
        }
    }

    /// The one that holds a zone of the sheet already or else the first, if it can take the sheet.
    fn place_for(&self, sheet: &Sheet<'o>) -> Option<usize> {
        let holding = sheet.zones().find_map(|(_, zone)| self.holding.get(zone.raw()).copied());
        let mut places = holding.into_iter().chain([0]);
        places.find(|place| self.written.get(*place).is_some_and(|calendar| calendar.can_take(sheet)))
    }
}

/// A VCALENDAR to be written.
#[derive(Default)]
struct Calendar<'o> {
    zones: HashMap<String, &'o [u8]>,
    zones_text: Vec<u8>,
    entries_text: Vec<u8>,
}

impl<'o> Calendar<'o> {
    /// Whether it holds no other definition of a zone that only its definition explains.
    fn can_take(&self, sheet: &Sheet<'o>) -> bool {
        sheet.zones().all(|(tzid, zone)| {
            let held = self.zones.get(tzid);
            held.is_none_or(|held| *held == zone.raw() || known_zone(tzid).is_some())
        })
    }

    fn take(&mut self, sheet: &Sheet<'o>) {
        for (tzid, zone) in sheet.zones() {
            if !self.zones.contains_key(tzid) {
                self.zones.insert(tzid.to_owned(), zone.raw());
                self.zones_text.extend_from_slice(zone.raw());
            }
        }
        sheet.entries().for_each(|entry| self.entries_text.extend_from_slice(entry.raw()));
    }

    fn to_bytes(&self, product: &str) -> Vec<u8> {
        let head = [
            ContentLine::raw("BEGIN", "VCALENDAR"),
            ContentLine::raw("VERSION", "2.0"),
            ContentLine::text("PRODID", product),
        ];
        let end = ContentLine::raw("END", "VCALENDAR").to_string();
        let mut bytes: Vec<u8> = head.iter().flat_map(|line| line.to_string().into_bytes()).collect();
        bytes.extend_from_slice(&self.zones_text);
        bytes.extend_from_slice(&self.entries_text);
        bytes.extend_from_slice(end.as_bytes());
        bytes
    }
}
