//! How fast recurrences come. Run it with `cargo run --release -p ta-ical --example recurrence_speed`.
#![expect(clippy::disallowed_methods, reason = "it measures time")]
#![expect(clippy::print_stdout, reason = "its answer")]

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use jiff::civil::date;
use jiff::tz::TimeZone;
use ta_ical::CalTime;
use ta_ical::recur::{RecurrenceSet, Rule};

/// One for each frequency, the last ones with much to skip or to count.
const RULES: [&str; 11] = [
    "FREQ=YEARLY",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=HOURLY;INTERVAL=7",
    "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
    "FREQ=SECONDLY;INTERVAL=45",
    "FREQ=DAILY;BYMONTH=2;BYDAY=MO",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=TH",
    "FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR",
    "FREQ=WEEKLY;COUNT=52",
];

fn main() -> Result<(), Box<dyn Error>> {
    let zone = TimeZone::get("Europe/Berlin")?;
    let local = date(1990, 1, 1).at(9, 0, 0, 0);
    let starts = [
        ("floating", CalTime::Floating(local)),
        ("Europe/Berlin", CalTime::Zoned { local, tzid: "Europe/Berlin".into(), zone }),
    ];
    for (name, start) in &starts {
        println!("{name:60} {:>12} {:>12} {:>12}", "make set", "first far", "each");
        for text in RULES {
            let rule = Rule::parse(text)?;
            let make = || RecurrenceSet::new(start).with_rule(&rule);
            let set = make();
            let far = date(2400, 6, 1).at(0, 0, 0, 0);
            println!(
                "{text:60} {:>12.2?} {:>12.2?} {:>12.2?}",
                per_call(make),
                per_call(|| set.occurrences_from(black_box(far)).next()),
                per_occurrence(&set),
            );
        }
    }
    Ok(())
}

fn per_call<T>(call: impl Fn() -> T) -> Duration {
    const CALLS: u32 = 100;
    let batch = || (0..CALLS).map(|_| drop(black_box(call()))).count();
    best(batch) / CALLS
}

fn per_occurrence(set: &RecurrenceSet) -> Duration {
    const OCCURRENCES: usize = 5000;
    let count = set.occurrences().take(OCCURRENCES).count();
    let batch = || set.occurrences().take(OCCURRENCES).map(black_box).count();
    best(batch) / u32::try_from(count).unwrap_or(u32::MAX)
}

/// The shortest of several runs, which is the one that nothing else disturbed.
fn best(run: impl Fn() -> usize) -> Duration {
    const RUNS: usize = 50;
    let time = || {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..RUNS).map(|_| time()).min().unwrap_or_default()
}
