//! Rules for ever after, as TZif writes them: POSIX TZ strings (RFC 8536 §3.3).

use jiff::tz::Offset;

use super::observance::Observance;
use super::offset_name;

/// What two endless observances say together. `None` when there are others than one pair of them, or when their rules
/// are not each for one weekday of one month.
pub(super) fn posix_rule(observances: &[Observance]) -> Option<String> {
    let mut endless = observances.iter().filter(|observance| observance.endless_rule.is_some());
    let (one, other) = (endless.next()?, endless.next()?);
    let (standard, daylight) = if one.daylight { (other, one) } else { (one, other) };
    let is_pair = daylight.daylight
        && !standard.daylight
        && (standard.from, standard.to) == (daylight.to, daylight.from)
        && endless.next().is_none();
    if !is_pair {
        return None;
    }
    let (to_daylight, to_standard) = (change(daylight)?, change(standard)?);
    Some(format!("{}{},{to_daylight},{to_standard}", constant(standard.to), constant(daylight.to)))
}

/// One offset, for ever.
pub(super) fn constant(offset: Offset) -> String {
    let seconds = offset.seconds();
    // POSIX counts from local time to UTC.
    let sign = if seconds > 0 { "-" } else { "" };
    format!("<{}>{sign}{}", offset_name(offset), hours(seconds.abs()))
}

fn hours(seconds: i32) -> String {
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// `Mmonth.week.weekday/time`, week 5 being the last.
fn change(observance: &Observance) -> Option<String> {
    let (month, week, weekday) = yearly_weekday(observance.endless_rule.as_deref()?)?;
    let start = observance.start;
    let first_by_rule = start.month() == month && start.weekday().to_sunday_zero_offset() == weekday;
    let seconds = i32::from(start.hour()) * 3600 + i32::from(start.minute()) * 60 + i32::from(start.second());
    first_by_rule.then(|| format!("M{month}.{week}.{weekday}/{}", hours(seconds)))
}

/// Month, week and weekday (Sunday is 0) of a rule of the form `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`.
fn yearly_weekday(rule: &str) -> Option<(i8, i8, i8)> {
    let (mut yearly, mut month, mut day) = (false, None, None);
    for part in rule.split(';') {
        match part.split_once('=')? {
            ("FREQ", "YEARLY") => yearly = true,
            ("BYMONTH", number) => {
                month = Some(number.parse().ok().filter(|month| (1..=12).contains(month))?)
            }
            ("BYDAY", nth) => day = Some(nth_weekday(nth)?),
            ("INTERVAL", "1") | ("WKST", _) => {}
            _ => return None,
        }
    }
    let (week, weekday) = day.filter(|_| yearly)?;
    Some((month?, week, weekday))
}

fn nth_weekday(text: &str) -> Option<(i8, i8)> {
    const WEEKDAYS: [&str; 7] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
    let (nth, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = i8::try_from(WEEKDAYS.iter().position(|weekday| *weekday == name)?).ok()?;
    match nth.parse().ok()? {
        -1 => Some((5, weekday)),
        nth @ 1..=4 => Some((nth, weekday)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::Offset;

    use super::{constant, yearly_weekday};

    #[test]
    fn rules_of_one_weekday_in_one_month() {
        assert_eq!(yearly_weekday("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"), Some((3, 5, 0)));
        assert_eq!(yearly_weekday("FREQ=YEARLY;BYDAY=2SA;BYMONTH=11;INTERVAL=1"), Some((11, 2, 6)));
    }

    #[test]
    fn other_rules() {
        let rules = [
            "FREQ=YEARLY",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=SU",
            "FREQ=MONTHLY;BYMONTH=3;BYDAY=1SU",
            "FREQ=YEARLY;BYMONTH=3;BYDAY=5SU",
            "FREQ=YEARLY;BYMONTH=3,4;BYDAY=1SU",
            "",
        ];
        for rule in rules {
            assert_eq!(yearly_weekday(rule), None, "{rule}");
        }
    }

    #[test]
    fn offsets_count_to_utc() {
        assert_eq!(constant(Offset::constant(-5)), "<-0500>5:00:00");
        assert_eq!(constant(Offset::from_seconds(4834).unwrap()), "<+0120>-1:20:34");
    }
}
