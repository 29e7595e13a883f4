//! One random rule with its start, end and zone.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::dice::Dice;

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const FREQUENCIES: [&str; 7] = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"];
/// Zones with gaps and folds at all hours, of half an hour and of a whole day, and two that never change. Zones whose
/// governments announce changes at short notice are not among them: the engines bring zone data of different years.
const ZONES: [&str; 14] = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "Asia/Beirut",
    "Asia/Jerusalem",
    "Europe/Dublin",
    "Asia/Kolkata",
    "Asia/Tehran",
    "America/St_Johns",
    "Europe/London",
    "Pacific/Auckland",
    "UTC",
];

/// A rule, in parts.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) frequency: &'static str,
    /// The rule without its end.
    pub(crate) core: String,
    pub(crate) start: DateTime,
    /// Whether DTSTART is a DATE, and with it every recurrence.
    pub(crate) all_day: bool,
    pub(crate) zone: &'static str,
    pub(crate) end: End,
    /// How many recurrences are compared.
    pub(crate) count: usize,
    /// None after it is.
    pub(crate) until: DateTime,
}

/// How the rule ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End {
    Never,
    Count(usize),
    /// At the local time of the recurrence of this number, or a second before or after it.
    Until {
        number: usize,
        off_by_seconds: i64,
    },
}

impl Case {
    pub(crate) fn draw(dice: &mut Dice) -> Self {
        let frequency = dice.pick(&FREQUENCIES).unwrap_or("DAILY");
        let all_day = matches!(frequency, "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY") && dice.once_in(5);
        let start = draw_start(dice, all_day);
        let core = draw_core(dice, frequency, all_day);
        Self {
            frequency,
            core,
            start,
            all_day,
            zone: dice.pick(&ZONES).unwrap_or("UTC"),
            end: draw_end(dice),
            count: usize::try_from(dice.between(5, 30)).unwrap_or(5),
            until: last_looked_at(frequency, start),
        }
    }

    /// The same rule from another start.
    pub(crate) fn starting_at(self, start: DateTime) -> Self {
        Self { until: last_looked_at(self.frequency, start), start, ..self }
    }

    /// Whether the rule has a part.
    pub(crate) fn has(&self, part: &str) -> bool {
        self.list(part).is_some()
    }

    /// The values of a part.
    pub(crate) fn list(&self, part: &str) -> Option<Vec<&str>> {
        let parts = self.core.split(';').filter_map(|part| part.split_once('='));
        parts.into_iter().find(|(name, _)| *name == part).map(|(_, values)| values.split(',').collect())
    }

    /// The start as iCalendar writes it.
    pub(crate) fn start_text(&self) -> String {
        basic(self.start, self.all_day)
    }
}

/// A local time as iCalendar writes it.
pub(crate) fn basic(local: DateTime, all_day: bool) -> String {
    local.strftime(if all_day { "%Y%m%d" } else { "%Y%m%dT%H%M%S" }).to_string()
}

fn draw_start(dice: &mut Dice, all_day: bool) -> DateTime {
    let day = Date::constant(1975, 1, 1).saturating_add(dice.between(0, 22_000).days());
    // Half of them in the hours in which clocks are changed.
    let hour = if dice.once_in(2) { dice.between(0, 3) } else { dice.between(0, 23) };
    let minute = dice.pick(&[0, 0, 15, 30, 45, 59]).unwrap_or(0);
    let second = if dice.once_in(4) { dice.between(0, 59) } else { 0 };
    let time = if all_day { (0, 0, 0) } else { (hour as i8, minute, second as i8) };
    day.at(time.0, time.1, time.2, 0)
}

fn draw_end(dice: &mut Dice) -> End {
    let number = usize::try_from(dice.between(1, 25)).unwrap_or(1);
    match dice.between(0, 5) {
        0 | 1 => End::Count(number),
        2 => End::Until { number, off_by_seconds: dice.between(-1, 1) },
        _ => End::Never,
    }
}

/// Rules that are finer are looked at for less long, as other engines walk.
fn last_looked_at(frequency: &str, start: DateTime) -> DateTime {
    match frequency {
        "YEARLY" => start.saturating_add(30.years()),
        "MONTHLY" => start.saturating_add(12.years()),
        "WEEKLY" => start.saturating_add(8.years()),
        "DAILY" => start.saturating_add(4.years()),
        "HOURLY" => start.saturating_add(60.days()),
        "MINUTELY" => start.saturating_add(2.days()),
        _ => start.saturating_add(2.hours()),
    }
}

/// INTERVAL and WKST are always written, as the literal algorithm reads them.
fn draw_core(dice: &mut Dice, frequency: &str, all_day: bool) -> String {
    let interval = if dice.once_in(2) { 1 } else { dice.between(2, 6) };
    let mut rule =
        format!("FREQ={frequency};INTERVAL={interval};WKST={}", dice.pick(&WEEKDAYS).unwrap_or("MO"));
    let is_fine = matches!(frequency, "HOURLY" | "MINUTELY" | "SECONDLY");
    let before = rule.len();
    if dice.once_in(if is_fine { 8 } else { 3 }) {
        push_numbers(&mut rule, dice, "BYMONTH", 1, 12, Sign::Plus);
    }
    let by_week = frequency == "YEARLY" && dice.once_in(5);
    if by_week {
        push_numbers(&mut rule, dice, "BYWEEKNO", 1, 53, Sign::Either);
    }
    if frequency == "YEARLY" && dice.once_in(6) {
        push_numbers(&mut rule, dice, "BYYEARDAY", 1, 366, Sign::Either);
    }
    if frequency != "WEEKLY" && dice.once_in(if is_fine { 8 } else { 3 }) {
        push_numbers(&mut rule, dice, "BYMONTHDAY", 1, 31, Sign::Either);
    }
    if dice.once_in(if is_fine { 6 } else { 2 }) {
        push_weekdays(&mut rule, dice, matches!(frequency, "MONTHLY" | "YEARLY") && !by_week);
    }
    if !all_day {
        for (part, largest) in [("BYHOUR", 23), ("BYMINUTE", 59), ("BYSECOND", 59)] {
            if dice.once_in(4) {
                push_numbers(&mut rule, dice, part, 0, largest, Sign::Plus);
            }
        }
    }
    if rule.len() > before && dice.once_in(4) {
        push_numbers(&mut rule, dice, "BYSETPOS", 1, 4, Sign::Either);
    }
    rule
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Either,
}

fn push_numbers(rule: &mut String, dice: &mut Dice, part: &str, first: i64, last: i64, sign: Sign) {
    let mut numbers: Vec<i64> = (0..dice.between(1, 4)).map(|_| dice.between(first, last)).collect();
    if sign == Sign::Either {
        numbers.iter_mut().for_each(|number| *number *= if dice.once_in(3) { -1 } else { 1 });
    }
    numbers.sort_unstable();
    numbers.dedup();
    let values: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    rule.push_str(&format!(";{part}={}", values.join(",")));
}

fn push_weekdays(rule: &mut String, dice: &mut Dice, numbered: bool) {
    let mut days: Vec<String> = Vec::new();
    for _ in 0..dice.between(1, 4) {
        let day = dice.pick(&WEEKDAYS).unwrap_or("MO");
        let ordinal = if numbered && dice.once_in(2) { dice.between(-5, 5) } else { 0 };
        let day = if ordinal == 0 { day.to_owned() } else { format!("{ordinal}{day}") };
        if !days.contains(&day) {
            days.push(day);
        }
    }
    rule.push_str(&format!(";BYDAY={}", days.join(",")));
}
