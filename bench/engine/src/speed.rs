//! How many recurrences a second.

use std::time::Duration;

use anyhow::{Context, Result};
use comfy_table::Table;
use comfy_table::presets::ASCII_MARKDOWN;
use jiff::tz::TimeZone;
use ta_ical::CalTime;
use ta_ical::recur::{RecurrenceSet, Rule};

use crate::peer::Peers;
use crate::rules::rrule_set;
use crate::timing::best;

const START: &str = "19970902T090000";
/// What is measured: its name, zone and rule, and how many recurrences one walk takes.
const RULES: [(&str, &str, &str, usize); 6] = [
    ("weekly, floating", "", "FREQ=WEEKLY;BYDAY=MO,WE,FR", 5000),
    ("weekly in a zone", "America/New_York", "FREQ=WEEKLY;BYDAY=MO,WE,FR", 5000),
    ("daily in a zone", "Europe/Berlin", "FREQ=DAILY", 5000),
    ("monthly in a zone", "America/New_York", "FREQ=MONTHLY;BYDAY=-1FR", 1200),
    ("work day of the month", "Europe/Berlin", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", 1200),
    ("yearly with BYSETPOS", "", "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYMONTH=1,7;BYSETPOS=1,-1", 600),
];
/// Each library has its turn so often.
const ROUNDS: u32 = 3;
const TURN: Duration = Duration::from_millis(250);

/// The table: recurrences a second, and how many times the fastest other library ours is.
pub(crate) fn measure(peers: &mut Peers) -> Result<Table> {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header([
        "recurrences a second",
        "ta-ical",
        "rrule 0.14",
        "libical",
        "dateutil",
        "times the fastest other",
    ]);
    for (name, zone, rule, count) in RULES {
        let mut best = [Duration::MAX; 4];
        for _ in 0..ROUNDS {
            let took = [
                ours(zone, rule, count)?,
                by_rrule(zone, rule, count)?,
                by_libical(rule, count, peers)?,
                by_dateutil(zone, rule, count, peers)?,
            ];
            best.iter_mut().zip(took).for_each(|(best, took)| *best = (*best).min(took));
        }
        let per_second = best.map(|took| count as f64 / took.as_secs_f64());
        let others = per_second.iter().skip(1).copied().fold(f64::MIN_POSITIVE, f64::max);
        let ratio = per_second.first().copied().unwrap_or_default() / others;
        let cells = per_second.map(|rate| {
            if rate >= 1e6 { format!("{:.1} M", rate / 1e6) } else { format!("{:.0} k", rate / 1e3) }
        });
        table.add_row(std::iter::once(name.to_owned()).chain(cells).chain([format!("{ratio:.1}")]));
    }
    Ok(table)
}

fn ours(zone: &str, rule: &str, count: usize) -> Result<Duration> {
    let CalTime::Floating(local) = CalTime::parse(START, None)? else { anyhow::bail!("a local time") };
    let start = match zone {
        "" => CalTime::Floating(local),
        name => CalTime::Zoned { local, tzid: name.into(), zone: TimeZone::get(name)? },
    };
    let rule = Rule::parse(rule)?;
    Ok(best(TURN, || RecurrenceSet::new(&start).with_rule(&rule).occurrences().take(count).count()))
}

fn by_rrule(zone: &str, rule: &str, count: usize) -> Result<Duration> {
    let set = rrule_set(zone, START, rule)?;
    Ok(best(TURN, || set.into_iter().take(count).count()))
}

fn by_libical(rule: &str, count: usize, peers: &mut Peers) -> Result<Duration> {
    nanoseconds(&peers.libical.ask(&format!("{START}|{rule}|{count}|{}", TURN.as_millis()))?)
}

fn by_dateutil(zone: &str, rule: &str, count: usize, peers: &mut Peers) -> Result<Duration> {
    nanoseconds(&peers.dateutil.ask(&format!("{zone}|{START}|{rule}|{count}|{}", TURN.as_millis()))?)
}

fn nanoseconds(answer: &str) -> Result<Duration> {
    Ok(Duration::from_nanos(answer.split(' ').next().context("no time")?.parse()?))
}
