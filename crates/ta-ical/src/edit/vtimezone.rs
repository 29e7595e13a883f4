//! VTIMEZONE text for a zone (RFC 5545 §3.6.5).

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{Dst, Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use super::ContentLine;

/// A VTIMEZONE that says what a zone does from the beginning of a year on, lines ending in CRLF.
///
/// What the zone does for ever after is written as yearly rules without an end, as Outlook takes a rule that ends, or a
/// list of dates, for the last word on a zone. Earlier changes are written one by one.
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
    let rules = yearly_rules(&onsets);
    let (single, ruled) = onsets.split_at(count_before_rules(&onsets, &rules));
    let mut out = String::new();
    let mut write = |line: ContentLine| line.write(&mut out, "\r\n");
    write(ContentLine::raw("BEGIN", "VTIMEZONE"));
    write(ContentLine::text("TZID", tzid));
    for onset in single {
        onset.observance(None).into_iter().for_each(&mut write);
    }
    for first in ruled.iter().take(rules.len()) {
        let rule = rules.iter().find(|rule| rule.makes(first));
        first.observance(rule).into_iter().for_each(&mut write);
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
    daylight: bool,
}

/// The changes of a zone from the one in force when a year begins to well after it has settled. The first stands for
/// whatever was before, so that there is always one.
fn onsets(zone: &TimeZone, from_year: i16) -> Vec<Onset> {
    let begin = instant(zone, from_year);
    let end = instant(zone, SETTLED_YEAR.max(from_year.saturating_add(1)).saturating_add(SETTLED_YEARS));
    let in_force =
        zone.preceding(begin).next().map_or(Timestamp::UNIX_EPOCH.min(begin), |last| last.timestamp());
    let later = zone.following(begin - 1.second()).map(|transition| transition.timestamp());
    let later = later.filter(|at| *at != in_force).take_while(|at| *at < end);
    std::iter::once(in_force).chain(later).map(|at| onset_at(zone, at)).collect()
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
        daylight,
    }
}

/// A change that comes every year.
#[derive(Clone, Debug)]
struct YearlyRule {
    sample: Onset,
    days: Days,
}

/// On which days of its month a yearly change may fall, all of one weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Days {
    /// The first to fourth of the weekday.
    Nth(i8),
    /// The last of the weekday.
    Last,
    /// The one from this day of the month to six days later.
    From(i8),
}

/// The rules by which the zone changes once it has settled; none if it does not change, or not by rules of a kind that
/// clients know.
fn yearly_rules(onsets: &[Onset]) -> Vec<YearlyRule> {
    let settled_from = onsets.last().map_or(0, |last| last.local.year() - SETTLED_YEARS + 2);
    let settled: Vec<_> = onsets.iter().filter(|onset| onset.local.year() >= settled_from).collect();
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
    if days().all(|date| nth(date) == first_nth) && first_nth < 5 {
        Some(Days::Nth(first_nth))
    } else if days().all(|date| date.day() + 7 > date.days_in_month()) {
        Some(Days::Last)
    } else {
        (last_day - first_day < 7).then_some(Days::From(first_day))
    }
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
        self.sample.is_like(onset)
            && match self.days {
                Days::Nth(nth) => (day - 1) / 7 + 1 == nth,
                Days::Last => day + 7 > date.days_in_month(),
                Days::From(first) => (first..first + 7).contains(&day),
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
        }
    }
}

impl Onset {
    /// Whether both are the same change in different years, as far as anything but the day goes.
    fn is_like(&self, other: &Self) -> bool {
        (self.from, self.to, self.daylight, &self.name) == (other.from, other.to, other.daylight, &other.name)
            && self.local.month() == other.local.month()
            && self.local.weekday() == other.local.weekday()
            && self.local.time() == other.local.time()
    }

    fn observance(&self, rule: Option<&YearlyRule>) -> Vec<ContentLine> {
        let kind = if self.daylight { "DAYLIGHT" } else { "STANDARD" };
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
    fn later_clock_is_the_daylight_one() {
        let text = text("Europe/Dublin", 2026);
        assert!(
            text.contains(
                "TZOFFSETTO:+0100\nTZNAME:IST\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT"
            )
        );
    }

    #[test]
    fn every_zone_has_an_observance() {
        for name in jiff::tz::db().available() {
            let zone = TimeZone::get(name.as_str()).unwrap();
            assert!(vtimezone("X", &zone, 2026).contains("TZOFFSETTO:"), "{}", name.as_str());
        }
    }
}
