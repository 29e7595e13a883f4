//! A VTIMEZONE (RFC 5545 §3.6.5) made into a zone that computes like any other.
//!
//! It becomes what the zone database itself is made of, a TZif file (RFC 8536) in memory: a list of the changes of the
//! offset, and a rule for ever after.

mod observance;
mod posix;
mod tzif;

use jiff::tz::{Offset, TimeZone};
use observance::{Observance, Onset};
use posix::{constant, posix_rule};
use tzif::write_tzif;

use crate::Component;

/// The year to which changes are listed when their rules are of a kind that TZif has no words for.
const LAST_LISTED_YEAR: i16 = 2500;
/// No zone on earth has changed half as often.
const ONSETS_MAX: usize = 4_000;

/// Zones with all of their history have some dozens.
const RULES_MAX: usize = 100;

/// The zone that a VTIMEZONE defines. `None` when it has no usable observance. Before its first onset, the offset that
/// this one changes from holds.
pub(super) fn compile(vtimezone: Component<'_>, tzid: &str) -> Option<TimeZone> {
    let mut rules_left = RULES_MAX;
    let read = |component| Observance::read(component, &mut rules_left);
    let observances: Vec<_> = vtimezone.components().take(ONSETS_MAX).filter_map(read).collect();
    let rule = posix_rule(&observances);
    let listed_to = match rule {
        Some(_) => observances.iter().map(|observance| observance.start.year()).max()?.saturating_add(1),
        None => LAST_LISTED_YEAR,
    };
    let mut onsets = onsets(&observances, listed_to);
    let (first, last) = (*onsets.first()?, *onsets.last()?);
    let rule = rule.unwrap_or_else(|| {
        // What holds for ever after is not daylight time for TZif, and its last change has to agree with that.
        onsets.iter_mut().for_each(|onset| onset.daylight = false);
        constant(last.to)
    });
    TimeZone::tzif(tzid, &write_tzif(first.from, &onsets, &rule)).ok()
}

/// When the offset changes, in order. Endless rules go on to the end of a year.
fn onsets(observances: &[Observance], listed_to: i16) -> Vec<Onset> {
    let mut onsets = Vec::new();
    for observance in observances {
        let room = ONSETS_MAX.saturating_sub(onsets.len());
        onsets.extend(observance.onsets(listed_to).take(room));
    }
    onsets.sort_by_key(|onset| onset.at);
    onsets.dedup_by_key(|onset| onset.at);
    onsets
}

/// A name for an offset. Nothing depends on the abbreviations of a zone.
fn offset_name(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    format!("{sign}{:02}{:02}", seconds.abs() / 3600, seconds.abs() / 60 % 60)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::compile;
    use crate::ICalendar;
    use crate::edit::vtimezone;

    fn zone(vtimezone: &str) -> Option<TimeZone> {
        let text = format!("BEGIN:VCALENDAR\r\n{vtimezone}END:VCALENDAR\r\n");
        let ical = ICalendar::parse(text.into_bytes()).unwrap();
        compile(ical.root().components().next().unwrap(), "X")
    }

    fn offset_at(zone: &TimeZone, instant: &str) -> i32 {
        zone.to_offset(instant.parse().unwrap()).seconds()
    }

    #[test]
    fn example_of_rfc_5545() {
        // §3.6.5: New York with the rules of 1987 and of 2007, the former with an UNTIL.
        let observance = |kind: &str, start: &str, rule: &str, from: &str, to: &str| {
            format!(
                "BEGIN:{kind}\r\nDTSTART:{start}\r\nRRULE:{rule}\r\nTZOFFSETFROM:{from}\r\nTZOFFSETTO:{to}\r\nEND:{kind}\r\n"
            )
        };
        let zone = zone(&format!(
            "BEGIN:VTIMEZONE\r\nTZID:America/New_York\r\n{}{}{}{}END:VTIMEZONE\r\n",
            observance(
                "DAYLIGHT",
                "19870405T020000",
                "FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z",
                "-0500",
                "-0400"
            ),
            observance(
                "STANDARD",
                "19871025T020000",
                "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z",
                "-0400",
                "-0500"
            ),
            observance("DAYLIGHT", "20070311T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "-0500", "-0400"),
            observance("STANDARD", "20071104T020000", "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "-0400", "-0500"),
        ))
        .unwrap();
        let new_york = TimeZone::get("America/New_York").unwrap();
        let first: Timestamp = "1987-05-01T00:00:00Z".parse().unwrap();
        for days in 0..60_000 {
            let instant = first + jiff::SignedDuration::from_hours(24 * days);
            assert_eq!(zone.to_offset(instant), new_york.to_offset(instant), "{instant}");
        }
    }

    #[test]
    fn every_zone_survives_the_way_into_text_and_back() {
        let first: Timestamp = "2026-01-01T12:00:00Z".parse().unwrap();
        for name in jiff::tz::db().available() {
            let known = TimeZone::get(name.as_str()).unwrap();
            let text = vtimezone("X", &known, 2026);
            let read = zone(&text).unwrap_or_else(|| panic!("{} {text}", name.as_str()));
            for weeks in 0..3_600 {
                let instant = first + jiff::SignedDuration::from_hours(7 * 24 * weeks);
                assert_eq!(read.to_offset(instant), known.to_offset(instant), "{} {instant}", name.as_str());
            }
        }
    }

    /// Offsets are the same everywhere when they are on both sides of each change of either.
    #[test]
    fn every_zone_from_1970_to_2037_survives_the_way_into_text_and_back() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (first, end) = (at("1970-01-01T00:00:00Z"), at("2038-01-01T00:00:00Z"));
        let mut changes = 0;
        for name in jiff::tz::db().available() {
            let known = TimeZone::get(name.as_str()).unwrap();
            let read = zone(&vtimezone("X", &known, 1970)).unwrap();
            for either in [&known, &read] {
                let onsets = either.following(first).map(|onset| onset.timestamp());
                for onset in std::iter::once(first).chain(onsets.take_while(|onset| *onset < end)) {
                    for instant in
                        [onset - jiff::SignedDuration::from_secs(1), onset].map(|one| one.max(first))
                    {
                        let (read, known) = (read.to_offset(instant), known.to_offset(instant));
                        assert_eq!(read, known, "{} {instant}", name.as_str());
                    }
                    changes += 1;
                }
            }
        }
        assert!(changes > 10_000, "{changes}");
    }

    #[test]
    fn rule_of_an_unusual_kind_holds_for_centuries() {
        // The first of May whatever the weekday, and the 300th day of the year.
        let zone = zone(
            "BEGIN:VTIMEZONE\r\nTZID:X\r\n\
             BEGIN:DAYLIGHT\r\nDTSTART:20000501T000000\r\nRRULE:FREQ=YEARLY\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0130\r\nEND:DAYLIGHT\r\n\
             BEGIN:STANDARD\r\nDTSTART:20001026T000000\r\nRRULE:FREQ=YEARLY;BYYEARDAY=300\r\nTZOFFSETFROM:+0130\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\n\
             END:VTIMEZONE\r\n",
        )
        .unwrap();
        assert_eq!(offset_at(&zone, "2400-04-30T23:59:59Z"), 0);
        assert_eq!(offset_at(&zone, "2400-05-01T00:00:00Z"), 5400);
        assert_eq!(offset_at(&zone, "2400-10-25T22:30:00Z"), 0);
    }

    #[test]
    fn nothing_usable_is_no_zone() {
        assert!(zone("BEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\n").is_none());
        assert!(
            zone("BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nDTSTART:x\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n")
                .is_none()
        );
    }

    #[test]
    fn onset_every_second_is_bounded() {
        let zone = zone(
            "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:20000101T000000\r\nRRULE:FREQ=SECONDLY\r\n\
             TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n",
        );
        assert_eq!(offset_at(&zone.unwrap(), "2026-01-01T00:00:00Z"), 7200);
    }
}
