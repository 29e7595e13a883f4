//! Random events and to-dos of all sorts.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, ToSpan as _};
use ta_sim::Dice;

const RULES: [&str; 8] = [
    "FREQ=DAILY;COUNT=10",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;COUNT=200;WKST=SU",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
];

/// In what way a component tells times.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    Day,
    Floating,
    Utc,
    Zone(&'static str),
}

const CLOCKS: [Clock; 7] = [
    Clock::Day,
    Clock::Floating,
    Clock::Utc,
    Clock::Zone("Europe/Paris"),
    Clock::Zone("America/New_York"),
    Clock::Zone("Pacific/Apia"),
    Clock::Zone("Australia/Lord_Howe"),
];

/// The text of a random object.
pub(super) fn draw(dice: &mut Dice, number: u64) -> String {
    let (kind, lines) = if dice.happens(65) { ("VEVENT", event(dice)) } else { ("VTODO", todo(dice)) };
    let mut text = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}", component(kind, number, &lines.master));
    if let Some(override_lines) = &lines.override_lines {
        text += &component(kind, number, override_lines);
    }
    text + "END:VCALENDAR\r\n"
}

/// The lines of a component, and of one that stands for an instance of it.
struct Lines {
    master: Vec<String>,
    override_lines: Option<Vec<String>>,
}

fn component(kind: &str, number: u64, lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    format!("BEGIN:{kind}\r\nUID:{number}\r\nDTSTAMP:20260101T000000Z\r\n{lines}END:{kind}\r\n")
}

fn event(dice: &mut Dice) -> Lines {
    let (clock, start) = (*dice.pick(&CLOCKS), draw_start(dice));
    let mut master = vec![clock.line("DTSTART", start)];
    master.extend(draw_end(dice, clock, start));
    let override_lines = recur(dice, clock, start, &mut master);
    Lines { master, override_lines }
}

/// To-dos have each of their times or not (RFC 4791 §9.9).
fn todo(dice: &mut Dice) -> Lines {
    let (clock, start) = (*dice.pick(&CLOCKS), draw_start(dice));
    let mut master = Vec::new();
    let has_start = dice.happens(60);
    if has_start {
        master.push(clock.line("DTSTART", start));
    }
    match dice.below(3) {
        0 => master.push(clock.line("DUE", start + 2.days())),
        1 if has_start => master.push("DURATION:P1D".to_owned()),
        _ => {}
    }
    for name in ["COMPLETED", "CREATED"] {
        if dice.happens(30) {
            master.push(Clock::Utc.line(name, draw_start(dice)));
        }
    }
    let override_lines = if has_start { recur(dice, clock, start, &mut master) } else { None };
    Lines { master, override_lines }
}

fn draw_end(dice: &mut Dice, clock: Clock, start: DateTime) -> Option<String> {
    let (days, hours) = (dice.between(1, 4), dice.between(0, 40));
    match dice.below(3) {
        0 => None,
        1 if clock == Clock::Day => Some(format!("DURATION:P{days}D")),
        1 => Some(format!("DURATION:PT{hours}H")),
        _ if clock == Clock::Day => Some(clock.line("DTEND", start + days.days())),
        _ => Some(clock.line("DTEND", start + SignedDuration::from_hours(hours))),
    }
}

/// Makes a series of some, with instances taken out, put in and moved.
fn recur(dice: &mut Dice, clock: Clock, start: DateTime, master: &mut Vec<String>) -> Option<Vec<String>> {
    if dice.happens(50) {
        return None;
    }
    master.push(format!("RRULE:{}", dice.pick(&RULES)));
    if dice.happens(30) {
        master.push(clock.line("EXDATE", start + dice.between(0, 10).days()));
    }
    if dice.happens(30) {
        master.push(clock.line("RDATE", start + dice.between(-400, 400).days()));
    }
    dice.happens(40).then(|| {
        let moved = start + dice.between(-1000, 1000).days();
        vec![clock.line("RECURRENCE-ID", start), clock.line("DTSTART", moved)]
    })
}

fn draw_start(dice: &mut Dice) -> DateTime {
    let first = Date::constant(2025, 1, 1);
    let day = first + dice.between(0, 4 * 365).days();
    day.at(0, 0, 0, 0) + SignedDuration::from_mins(15 * dice.between(0, 96))
}

impl Clock {
    /// A property with a time.
    fn line(self, name: &str, at: DateTime) -> String {
        let date_time = at.strftime("%Y%m%dT%H%M%S");
        match self {
            Self::Day => format!("{name};VALUE=DATE:{}", at.strftime("%Y%m%d")),
            Self::Floating => format!("{name}:{date_time}"),
            Self::Utc => format!("{name}:{date_time}Z"),
            Self::Zone(zone) => format!("{name};TZID={zone}:{date_time}"),
        }
    }
}
