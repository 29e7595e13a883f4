//! Rules in other calendars, against a walk: every day of forty years is read by ICU, days are gathered into months and
//! months into years, and RFC 8984 §4.3.3.1 is applied to what lies there. It shares nothing with the engine but ICU.

use std::collections::BTreeSet;

use icu_calendar::{AnyCalendar, AnyCalendarKind, Date as IcuDate};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::{collection, prop_assert_eq, proptest};

use super::set;

/// A scale and what rules in it can name.
#[derive(Clone, Copy, Debug)]
struct Scale {
    name: &'static str,
    kind: AnyCalendarKind,
    month_days_max: u32,
    months: u8,
    leap_months: &'static [u8],
}

const ORDINARY: Scale =
    Scale { name: "", kind: AnyCalendarKind::Iso, month_days_max: 30, months: 12, leap_months: &[] };
const OF_THE_MOON: &[u8] = &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

const SCALES: [Scale; 8] = [
    Scale { name: "CHINESE", kind: AnyCalendarKind::Chinese, leap_months: OF_THE_MOON, ..ORDINARY },
    Scale { name: "DANGI", kind: AnyCalendarKind::Dangi, leap_months: OF_THE_MOON, ..ORDINARY },
    Scale { name: "HEBREW", kind: AnyCalendarKind::Hebrew, leap_months: &[5], ..ORDINARY },
    Scale { name: "ETHIOPIC", kind: AnyCalendarKind::Ethiopian, months: 13, ..ORDINARY },
    Scale { name: "COPTIC", kind: AnyCalendarKind::Coptic, months: 13, ..ORDINARY },
    Scale { name: "PERSIAN", kind: AnyCalendarKind::Persian, month_days_max: 31, ..ORDINARY },
    Scale { name: "INDIAN", kind: AnyCalendarKind::Indian, month_days_max: 31, ..ORDINARY },
    Scale { name: "ISLAMIC-UMALQURA", kind: AnyCalendarKind::HijriUmmAlQura, ..ORDINARY },
];

/// A month of a year as its days lie in the Gregorian calendar.
struct Month {
    year: i32,
    name: (u8, bool),
    days: Vec<Date>,
}

/// All whole months from three years before a day to forty years after it.
fn months(kind: AnyCalendarKind, start: Date) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    let first = start - 3.years();
    for day in first.series(1.day()).take(43 * 366) {
        let iso = IcuDate::try_new_iso(day.year().into(), day.month() as u8, day.day() as u8).unwrap();
        let read = iso.to_calendar(AnyCalendar::new(kind));
        let month = read.month().to_input();
        let (year, name) = (read.year().extended_year(), (month.number(), month.is_leap()));
        match months.last_mut().filter(|last| last.year == year && last.name == name) {
            Some(last) => last.days.push(day),
            None => months.push(Month { year, name, days: vec![day] }),
        }
    }
    months.pop();
    months.remove(0);
    months
}

#[derive(Debug)]
struct Asked {
    monthly: bool,
    interval: usize,
    by_month: Vec<(u8, bool)>,
    by_month_day: Vec<u32>,
    skip: &'static str,
    month_days_max: u32,
}

impl Asked {
    fn text(&self, scale: &str) -> String {
        let months: Vec<_> = self
            .by_month
            .iter()
            .map(|(number, leap)| format!("{number}{}", if *leap { "L" } else { "" }))
            .collect();
        let days: Vec<_> = self.by_month_day.iter().map(ToString::to_string).collect();
        format!(
            "RSCALE={scale};FREQ={};INTERVAL={};SKIP={}{}{}",
            if self.monthly { "MONTHLY" } else { "YEARLY" },
            self.interval,
            self.skip,
            if months.is_empty() { String::new() } else { format!(";BYMONTH={}", months.join(",")) },
            if days.is_empty() { String::new() } else { format!(";BYMONTHDAY={}", days.join(",")) },
        )
    }

    /// The dates of a month that BYMONTHDAY gives.
    fn days_of(&self, months: &[Month], at: usize) -> Vec<Date> {
        let month = &months[at];
        let there = self.by_month_day.iter().filter(|day| **day <= self.month_days_max);
        let date = |day: &u32| match (month.days.get(*day as usize - 1), self.skip) {
            (Some(date), _) => Some(*date),
            (None, "FORWARD") => months.get(at + 1).map(|next| next.days[0]),
            (None, "BACKWARD") => month.days.last().copied(),
            (None, _) => None,
        };
        there.filter_map(date).collect()
    }

    fn expected(mut self, months: &[Month], start: Date, end: Date) -> Vec<Date> {
        let of_start = months.iter().position(|month| month.days.contains(&start)).unwrap();
        if self.by_month_day.is_empty() {
            let day = months[of_start].days.iter().position(|day| *day == start).unwrap();
            if !self.monthly && self.by_month.is_empty() {
                self.by_month = vec![months[of_start].name];
            }
            self.by_month_day = vec![day as u32 + 1];
        } else if !self.monthly && self.by_month.is_empty() {
            self.by_month = vec![months[of_start].name];
        }
        let mut found: BTreeSet<Date> = [start].into();
        if self.monthly {
            for at in (of_start..months.len()).step_by(self.interval) {
                if self.by_month.is_empty() || self.by_month.contains(&months[at].name) {
                    found.extend(self.days_of(months, at));
                }
            }
        } else {
            let first_year = months[of_start].year;
            for year in (first_year..first_year + 41).step_by(self.interval) {
                for name in &self.by_month {
                    found.extend(
                        self.month_in(months, year, *name)
                            .into_iter()
                            .flat_map(|at| self.days_of(months, at)),
                    );
                }
            }
        }
        found.into_iter().filter(|day| *day >= start && *day < end).collect()
    }

    /// Where a month of a year lies, or the one that stands for a leap month that the year does not have.
    fn month_in(&self, months: &[Month], year: i32, name: (u8, bool)) -> Option<usize> {
        let find = |name| months.iter().position(|month| month.year == year && month.name == name);
        match (find(name), name, self.skip) {
            (Some(at), _, _) => Some(at),
            (None, (number, true), "BACKWARD") => find((number, false)),
            (None, (number, true), "FORWARD") => {
                find((number, false)).map(|at| at + 1).filter(|at| *at < months.len())
            }
            _ => None,
        }
    }
}

fn asked(scale: Scale) -> impl Strategy<Value = Asked> {
    let month_days_max = scale.month_days_max;
    let ordinary = (1..=scale.months).prop_map(|number| (number, false));
    let month = if scale.leap_months.is_empty() {
        ordinary.boxed()
    } else {
        prop_oneof![ordinary, select(scale.leap_months).prop_map(|number| (number, true))].boxed()
    };
    let skip = prop_oneof![Just("OMIT"), Just("FORWARD"), Just("BACKWARD")];
    let days = prop_oneof![1..=31_u32, 28..=31_u32];
    (any::<bool>(), 1..4_usize, collection::vec(month, 0..4), collection::vec(days, 0..4), skip).prop_map(
        move |(monthly, interval, by_month, by_month_day, skip)| Asked {
            monthly,
            interval,
            by_month,
            by_month_day,
            skip,
            month_days_max,
        },
    )
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(128))]

    #[test]
    fn years_and_months_of_other_calendars_are_as_a_walk_finds_them(
        (scale, asked) in select(&SCALES[..]).prop_flat_map(|scale| (Just(scale), asked(scale))),
        day in 0..30_000_i32,
    ) {
        let start = date(1950, 1, 1) + day.days();
        let end = start + 38.years();
        let text = asked.text(scale.name);
        let expected = asked.expected(&months(scale.kind, start), start, end);
        let set = set(&format!("VALUE=DATE:{}", start.strftime("%Y%m%d")), &text);
        let found: Vec<Date> =
            set.occurrences().map(|one| one.local.date()).take_while(|day| *day < end).collect();
        prop_assert_eq!(&found, &expected, "{} from {}", &text, start);
        let mut backward: Vec<Date> =
            set.occurrences_before(end.at(0, 0, 0, 0)).map(|one| one.local.date()).collect();
        backward.reverse();
        prop_assert_eq!(&backward, &expected, "{} from {}, backwards", &text, start);
        let middle = start + 17.years();
        let later: Vec<Date> = set
            .occurrences_from(middle.at(0, 0, 0, 0))
            .map(|one| one.local.date())
            .take_while(|day| *day < end)
            .collect();
        let expected_later: Vec<Date> = expected.into_iter().filter(|day| *day >= middle).collect();
        prop_assert_eq!(later, expected_later, "{} from {}, in the middle", &text, start);
    }
}
