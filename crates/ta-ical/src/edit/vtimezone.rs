//! VTIMEZONE text for a zone (RFC 5545 §3.6.5).

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{Dst, Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use super::ContentLine;

/// A VTIMEZONE that says what a zone does from the beginning of a year on, lines ending in CRLF.
///
/// What the zone does for ever after is written as yearly rules without an end, as Outlook takes a rule that ends, or a
/// list of dates, for the last word on a zone. Earlier changes are written one by one and come first. Where clocks are
/// not changed by yearly rules any more, all observances are STANDARD, as Outlook takes a DAYLIGHT of years ago for one
/// of today.
///
/// ```
/// use jiff::tz::TimeZone;
/// use ta_ical::edit::vtimezone;
///
/// let text = vtimezone("Europe/Paris", &TimeZone::get("Europe/Paris")?, 2026);
/// assert!(text.contains("TZID:Europe/Paris\r\n"));
/// assert!(text.contains("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn vtimezone(tzid: &str, zone: &TimeZone, from_year: i16) -> String {
    let onsets = onsets(zone, from_year);
    let rules = yearly_rules(&onsets, settled_year(from_year));
    let (single, ruled) = onsets.split_at(count_before_rules(&onsets, &rules));
    let mut out = String::new();
    let mut write = |line: ContentLine| line.write(&mut out, "\r\n");
    write(ContentLine::raw("BEGIN", "VTIMEZONE"));
    write(ContentLine::text("TZID", tzid));
    for onset in single {
        let kind = if rules.is_empty() { Kind::Standard } else { onset.kind };
        onset.observance(kind, None).into_iter().for_each(&mut write);
    }
    for first in ruled.iter().take(rules.len()) {
        let rule = rules.iter().find(|rule| rule.makes(first));
        first.observance(first.kind, rule).into_iter().for_each(&mut write);
    }
    write(ContentLine::raw("END", "VTIMEZONE"));
    out
}

/// Zones change by one rule at the latest from here on; the database lists single changes up to 2087.
const SETTLED_YEAR: i16 = 2090;
/// Weekdays and dates repeat after 28 years, but for the century years.
const SETTLED_YEARS: i16 = 28;

/// A change of a zone's offset.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Onset {
    /// When, in the local time before it.
    local: DateTime,
    from: Offset,
    to: Offset,
    name: String,
    kind: Kind,
}

/// Which sub-component an onset is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Standard,
    Daylight,
}

/// The changes of a zone from the one in force when a year begins to well after it has settled. The first stands for
/// whatever was before, so that there is always one.
fn onsets(zone: &TimeZone, from_year: i16) -> Vec<Onset> {
    let begin = instant(zone, from_year);
    let end = instant(zone, settled_year(from_year).saturating_add(SETTLED_YEARS));
    let in_force =
        zone.preceding(begin).next().map_or(Timestamp::UNIX_EPOCH.min(begin), |last| last.timestamp());
    let later = zone.following(begin - 1.second()).map(|transition| transition.timestamp());
    let later = later.filter(|at| *at != in_force).take_while(|at| *at < end);
    std::iter::once(in_force).chain(later).map(|at| onset_at(zone, at)).collect()
}

/// From when on the onsets are those that will come for ever, when they are looked at from a year on.
fn settled_year(from_year: i16) -> i16 {
    SETTLED_YEAR.max(from_year.saturating_add(1))
}

fn instant(zone: &TimeZone, year: i16) -> Timestamp {
    let new_year = Date::new(year, 1, 1).unwrap_or(Date::MAX).to_datetime(jiff::civil::Time::midnight());
    zone.to_ambiguous_timestamp(new_year).compatible().unwrap_or(Timestamp::MAX)
}

fn onset_at(zone: &TimeZone, at: Timestamp) -> Onset {
    let before = zone.to_offset_info(at - 1.second());
    let after = zone.to_offset_info(at);
    let forward = after.offset() > before.offset();
    // Ireland and Morocco call their winter or Ramadan time the daylight one; clients expect the later clock there.
    let daylight = forward && (after.dst() == Dst::Yes || before.dst() == Dst::Yes);
    Onset {
        local: before.offset().to_datetime(at),
        from: before.offset(),
        to: after.offset(),
        name: after.abbreviation().to_owned(),
        kind: if daylight { Kind::Daylight } else { Kind::Standard },
    }
}

/// A change that comes every year.
#[derive(Clone, Debug)]
struct YearlyRule {
    sample: Onset,
    days: Days,
}

/// On which days a yearly change may fall, all of one weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Days {
    /// The first to fourth of the weekday in its month.
    Nth(i8),
    /// The last of the weekday in its month.
    Last,
    /// The one from this day of the month to six days later.
    From(i8),
    /// The one from this day of the year to six days later, counted from its end: -1 is 31 December. In Cairo clocks are
    /// put back when the last Thursday of October ends, which can be on 1 November.
    FromYearEnd(i16),
}

/// The rules by which the zone changes once it has settled; none if it does not change, or not by rules of a kind that
/// clients know.
fn yearly_rules(onsets: &[Onset], settled_year: i16) -> Vec<YearlyRule> {
    let settled: Vec<_> = onsets.iter().filter(|onset| onset.local.year() >= settled_year).collect();
    let mut rules: Vec<YearlyRule> = Vec::new();
    for onset in &settled {
        if !rules.iter().any(|rule| rule.sample.is_like(onset)) {
            let alike: Vec<_> = settled.iter().filter(|other| other.is_like(onset)).copied().collect();
            rules.extend(days(&alike).map(|days| YearlyRule { sample: (*onset).clone(), days }));
        }
    }
    let complete = settled.iter().all(|onset| rules.iter().any(|rule| rule.makes(onset)));
    if complete && settled.len() > rules.len() { rules } else { Vec::new() }
}

fn days(alike: &[&Onset]) -> Option<Days> {
    let days = || alike.iter().map(|onset| onset.local.date());
    let nth = |date: Date| (date.day() - 1) / 7 + 1;
    let first_day = days().map(Date::day).min()?;
    let last_day = days().map(Date::day).max()?;
    let first_nth = days().map(nth).min()?;
    let first_month = days().map(Date::month).min()?;
    if days().any(|date| date.month() != first_month) {
        let first_day = days().map(day_from_year_end).min()?;
        let last_day = days().map(day_from_year_end).max()?;
        (last_day - first_day < 7).then_some(Days::FromYearEnd(first_day))
    } else if days().all(|date| nth(date) == first_nth) && first_nth < 5 {
        Some(Days::Nth(first_nth))
    } else if days().all(|date| date.day() + 7 > date.days_in_month()) {
        Some(Days::Last)
    } else {
        (last_day - first_day < 7).then_some(Days::From(first_day))
    }
}

/// The day of the year, the last one being -1.
fn day_from_year_end(date: Date) -> i16 {
    date.day_of_year() - date.days_in_year() - 1
}

/// How many changes come before those that are all by the rules, each rule taking its turn every year.
fn count_before_rules(onsets: &[Onset], rules: &[YearlyRule]) -> usize {
    let by_rule = |(index, onset): &(usize, &Onset)| {
        let Some(rule) = rules.iter().find(|rule| rule.makes(onset)) else { return false };
        let a_year_later = onsets.get(index + rules.len());
        a_year_later.is_none_or(|next| rule.makes(next) && next.local.year() == onset.local.year() + 1)
    };
    let ruled = onsets.iter().enumerate().rev().take_while(by_rule).count();
    onsets.len() - ruled
}

impl YearlyRule {
    fn makes(&self, onset: &Onset) -> bool {
        let date = onset.local.date();
        let day = date.day();
        let is_in_month = date.month() == self.sample.local.month();
        self.sample.is_like(onset)
            && match self.days {
                Days::Nth(nth) => is_in_month && (day - 1) / 7 + 1 == nth,
                Days::Last => is_in_month && day + 7 > date.days_in_month(),
                Days::From(first) => is_in_month && (first..first + 7).contains(&day),
                Days::FromYearEnd(first) => (first..first + 7).contains(&day_from_year_end(date)),
            }
    }

    fn to_value(&self) -> String {
        let month = self.sample.local.month();
        let weekday = weekday_name(self.sample.local.weekday());
        match self.days {
            Days::Nth(nth) => format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{weekday}"),
            Days::Last => format!("FREQ=YEARLY;BYMONTH={month};BYDAY=-1{weekday}"),
            Days::From(first) => {
                let days: Vec<_> = (first..first + 7).map(|day| day.to_string()).collect();
                format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={};BYDAY={weekday}", days.join(","))
            }
            Days::FromYearEnd(first) => {
                let days: Vec<_> = (first..first + 7).map(|day| day.to_string()).collect();
                format!("FREQ=YEARLY;BYYEARDAY={};BYDAY={weekday}", days.join(","))
            }
        }
    }
}

impl Onset {
    /// Whether both are the same change in different years, as far as anything but the day goes.
    fn is_like(&self, other: &Self) -> bool {
        (self.from, self.to, self.kind, &self.name) == (other.from, other.to, other.kind, &other.name)
            && self.local.weekday() == other.local.weekday()
            && self.local.time() == other.local.time()
    }

    fn observance(&self, kind: Kind, rule: Option<&YearlyRule>) -> Vec<ContentLine> {
        let kind = match kind {
            Kind::Standard => "STANDARD",
            Kind::Daylight => "DAYLIGHT",
        };
        let mut lines = vec![
            ContentLine::raw("BEGIN", kind),
            ContentLine::raw("DTSTART", &self.local.strftime("%Y%m%dT%H%M%S").to_string()),
            ContentLine::raw("TZOFFSETFROM", &offset_value(self.from)),
            ContentLine::raw("TZOFFSETTO", &offset_value(self.to)),
            ContentLine::text("TZNAME", &self.name),
        ];
        lines.extend(rule.map(|rule| ContentLine::raw("RRULE", &rule.to_value())));
        lines.push(ContentLine::raw("END", kind));
        lines
    }
}

/// UTC-OFFSET (RFC 5545 §3.3.14), seconds only where there are some.
fn offset_value(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, seconds) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    if seconds == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{seconds:02}")
    }
}

const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::vtimezone;

    fn text(name: &str, from_year: i16) -> String {
        vtimezone(name, &TimeZone::get(name).unwrap(), from_year).replace("\r\n", "\n")
    }

    #[test]
    fn new_york_under_the_rules_of_2007() {
        // The rules as in RFC 5545 §3.6.5, from the onset in force when 2026 begins.
        let expected = "BEGIN:VTIMEZONE\nTZID:America/New_York\n\
            BEGIN:STANDARD\nDTSTART:20251102T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nTZNAME:EST\n\
            RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nEND:STANDARD\n\
            BEGIN:DAYLIGHT\nDTSTART:20260308T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nTZNAME:EDT\n\
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
        assert_eq!(text("America/New_York", 2026), expected);
    }

    #[test]
    fn zone_that_never_changes() {
        let expected = "BEGIN:VTIMEZONE\nTZID:Asia/Tokyo\n\
            BEGIN:STANDARD\nDTSTART:19510909T010000\nTZOFFSETFROM:+1000\nTZOFFSETTO:+0900\nTZNAME:JST\nEND:STANDARD\n\
            END:VTIMEZONE\n";
        assert_eq!(text("Asia/Tokyo", 2026), expected);
    }

    #[test]
    fn earlier_changes_stand_one_by_one() {
        let text = text("America/New_York", 2006);
        assert!(text.contains(
            "DTSTART:20060402T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nTZNAME:EDT\nEND:DAYLIGHT"
        ));
        assert!(
            text.contains(
                "DTSTART:20070311T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nTZNAME:EDT\nRRULE:"
            )
        );
        assert_eq!(text.matches("RRULE:").count(), 2);
    }

    #[test]
    fn change_that_is_no_nth_weekday() {
        // Israel's clocks go forward on the Friday before the last Sunday of March.
        let rule = "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=FR\n";
        assert!(text("Asia/Jerusalem", 2026).contains(rule));
    }

    #[test]
    fn change_that_can_be_in_either_of_two_months() {
        // Cairo's clocks go back as the last Thursday of October ends: on a Friday from 26 October to 1 November, of
        // which 61 days of the year are left, itself included.
        let text = text("Africa/Cairo", 2026);
        let rule = "DTSTART:20251031T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\nTZNAME:EET\n\
            RRULE:FREQ=YEARLY;BYYEARDAY=-67,-66,-65,-64,-63,-62,-61;BYDAY=FR\n";
        assert!(text.contains(rule), "{text}");
    }

    #[test]
    fn later_clock_is_the_daylight_one() {
        let text = text("Europe/Dublin", 2026);
        assert!(
            text.contains(
                "TZOFFSETTO:+0100\nTZNAME:IST\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT"
            )
        );
    }

    #[test]
    fn zone_that_no_longer_changes_has_no_daylight_time() {
        // São Paulo's clocks were changed for the last time on 17 February 2019, and had been for decades.
        let text = text("America/Sao_Paulo", 2018);
        assert!(!text.contains("DAYLIGHT"), "{text}");
        let last = "BEGIN:STANDARD\nDTSTART:20190217T000000\nTZOFFSETFROM:-0200\nTZOFFSETTO:-0300\n";
        assert!(text.contains(last), "{text}");
    }

    /// Outlook takes one STANDARD and one DAYLIGHT for all there is, ignores lists of dates, and takes an end of a rule
    /// for the end of it all.
    #[test]
    fn no_zone_is_cut_short() {
        for name in jiff::tz::db().available() {
            for from_year in [1970, 2006, 2026] {
                let text = text(name.as_str(), from_year);
                assert!(text.contains("TZOFFSETTO:"), "{text}");
                for end in ["UNTIL", "COUNT", "RDATE"] {
                    assert!(!text.contains(end), "{text}");
                }
                // The rules come last, one of each kind.
                let observances: Vec<_> = text.split("BEGIN:").skip(2).collect();
                let ruled: Vec<_> = observances.iter().map(|one| one.contains("RRULE:")).collect();
                assert!(ruled.is_sorted(), "{text}");
                let kinds: Vec<_> = observances.iter().rev().take(2).map(|one| &one[..8]).collect();
                match ruled.iter().filter(|is_ruled| **is_ruled).count() {
                    0 => assert!(!text.contains("DAYLIGHT"), "{text}"),
                    2 => assert!(kinds.contains(&"STANDARD") && kinds.contains(&"DAYLIGHT"), "{text}"),
                    other => panic!("{other} rules: {text}"),
                }
            }
        }
    }
}
