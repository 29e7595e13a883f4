//! Random rules, as text.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, prop_oneof};
use proptest::sample::select;

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A rule without COUNT and UNTIL of one of some frequencies.
pub(crate) fn rule(frequencies: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(frequencies).prop_flat_map(|frequency| {
        (head(frequency), day_parts(frequency), time_parts(), position()).prop_map(
            |(head, days, times, position)| {
                let chosen = days.iter().chain(&times).any(|part| !part.is_empty());
                let position = if chosen { position } else { String::new() };
                [vec![head], days, times, vec![position]].concat().concat()
            },
        )
    })
}

fn head(frequency: &'static str) -> impl Strategy<Value = String> {
    let interval = prop_oneof![3 => 1..=1_u32, 3 => 2..=4_u32, 1 => 5..=100_u32];
    (interval, select(&WEEKDAYS[..]))
        .prop_map(move |(interval, start)| format!("FREQ={frequency};INTERVAL={interval};WKST={start}"))
}

fn day_parts(frequency: &'static str) -> impl Strategy<Value = Vec<String>> {
    let by_week =
        numbers("BYWEEKNO", 53, Sign::Either).prop_map(move |part| kept(part, frequency == "YEARLY"));
    let by_year_day = numbers("BYYEARDAY", 366, Sign::Either)
        .prop_map(move |part| kept(part, !matches!(frequency, "MONTHLY" | "WEEKLY" | "DAILY")));
    let by_month_day =
        numbers("BYMONTHDAY", 31, Sign::Either).prop_map(move |part| kept(part, frequency != "WEEKLY"));
    (numbers("BYMONTH", 12, Sign::Plus), by_week, by_year_day, by_month_day).prop_flat_map(
        move |(month, week, year_day, month_day)| {
            let numbered = matches!(frequency, "MONTHLY" | "YEARLY") && week.is_empty();
            weekdays(numbered).prop_map(move |days| {
                vec![month.clone(), week.clone(), year_day.clone(), month_day.clone(), days]
            })
        },
    )
}

fn time_parts() -> impl Strategy<Value = Vec<String>> {
    [("BYHOUR", 23), ("BYMINUTE", 59), ("BYSECOND", 59)]
        .map(|(name, largest)| numbers(name, largest, Sign::Plus))
        .prop_map(Vec::from)
}

fn position() -> impl Strategy<Value = String> {
    numbers("BYSETPOS", 5, Sign::Either)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Either,
}

/// A part with a few numbers from 1, or nothing twice out of three times.
fn numbers(name: &'static str, largest: i32, sign: Sign) -> impl Strategy<Value = String> {
    let number = (1..=largest, proptest::bool::weighted(0.3)).prop_map(move |(number, turned)| {
        if turned && sign == Sign::Either { -number } else { number }.to_string()
    });
    part(name, number)
}

fn weekdays(numbered: bool) -> impl Strategy<Value = String> {
    let ordinal = prop_oneof![2 => Just(0), 3 => -5..=5_i32, 1 => -53..=53_i32];
    let day = (ordinal, select(&WEEKDAYS[..])).prop_map(move |(ordinal, day)| match ordinal {
        0 => day.to_owned(),
        _ if !numbered => day.to_owned(),
        ordinal => format!("{ordinal}{day}"),
    });
    part("BYDAY", day)
}

fn part(name: &'static str, item: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = String> {
    let written = vec(item, 1..6).prop_map(move |items| format!(";{name}={}", items.join(",")));
    prop_oneof![2 => Just(String::new()), 1 => written]
}

fn kept(part: String, is_allowed: bool) -> String {
    if is_allowed { part } else { String::new() }
}
