//! The algorithm of RFC 8984 §4.3.3.1 taken literally: each day of each period is asked whether every part agrees to
//! it. Slow, and as near to the text as can be. It shares nothing with the engine, its reading of rules included.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

pub(crate) struct Oracle<'a> {
    parts: Vec<(&'a str, Vec<String>)>,
    /// The values of the parts that are numbers, read once.
    numbers: Vec<(&'a str, Vec<i32>)>,
    start: DateTime,
    /// The times of a day that every part agrees to.
    times: Vec<Time>,
}

impl<'a> Oracle<'a> {
    pub(crate) fn new(rule: &'a str, start: DateTime) -> Self {
        let list = |values: &str| values.split(',').map(str::to_owned).collect();
        let parts = rule.split(';').map(|part| part.split_once('=').unwrap());
        let mut oracle = Self {
            parts: parts.map(|(name, values)| (name, list(values))).collect(),
            numbers: Vec::new(),
            start,
            times: Vec::new(),
        };
        oracle.imply();
        oracle.numbers =
            oracle.parts.iter().filter_map(|(name, list)| Some((*name, read_numbers(list)?))).collect();
        oracle.times = oracle.all_times();
        oracle
    }

    /// "The following properties MUST be implicitly added to the rule".
    fn imply(&mut self) {
        let start = self.start;
        let frequency = self.frequency().to_owned();
        let freq = frequency.as_str();
        let has = |oracle: &Self, name: &str| oracle.list(name).is_some();
        if freq != "SECONDLY" && !has(self, "BYSECOND") {
            self.parts.push(("BYSECOND", vec![start.second().to_string()]));
        }
        if !matches!(freq, "SECONDLY" | "MINUTELY") && !has(self, "BYMINUTE") {
            self.parts.push(("BYMINUTE", vec![start.minute().to_string()]));
        }
        if !matches!(freq, "SECONDLY" | "MINUTELY" | "HOURLY") && !has(self, "BYHOUR") {
            self.parts.push(("BYHOUR", vec![start.hour().to_string()]));
        }
        if freq == "WEEKLY" && !has(self, "BYDAY") {
            self.parts.push(("BYDAY", vec![weekday(start.date()).to_owned()]));
        }
        if freq == "MONTHLY" && !has(self, "BYDAY") && !has(self, "BYMONTHDAY") {
            self.parts.push(("BYMONTHDAY", vec![start.day().to_string()]));
        }
        if freq == "YEARLY" && !has(self, "BYYEARDAY") {
            let (by_day, by_month_day) = (has(self, "BYDAY"), has(self, "BYMONTHDAY"));
            let by_week = has(self, "BYWEEKNO");
            if !has(self, "BYMONTH") && !by_week && (by_month_day || !by_day) {
                self.parts.push(("BYMONTH", vec![start.month().to_string()]));
            }
            if !by_month_day && !by_week && !by_day {
                self.parts.push(("BYMONTHDAY", vec![start.day().to_string()]));
            }
            if by_week && !by_month_day && !by_day {
                self.parts.push(("BYDAY", vec![weekday(start.date()).to_owned()]));
            }
        }
    }

    fn list(&self, name: &str) -> Option<&[String]> {
        self.parts.iter().find(|part| part.0 == name).map(|part| part.1.as_slice())
    }

    fn frequency(&self) -> &str {
        &self.list("FREQ").unwrap()[0]
    }

    fn interval(&self) -> i64 {
        self.list("INTERVAL").unwrap()[0].parse().unwrap()
    }

    fn allows(&self, name: &str, values: &[i32]) -> bool {
        let list = self.numbers.iter().find(|(of, _)| *of == name);
        list.is_none_or(|(_, list)| list.iter().any(|item| values.contains(item)))
    }

    /// The occurrences that start before the end of some periods, and the time at which those end.
    pub(crate) fn occurrences(&self, periods: i64) -> (Vec<DateTime>, DateTime) {
        let mut found = vec![self.start];
        let first = self.first_period();
        for step in (0..periods).map(|period| period * self.interval()) {
            let (begin, end) = (self.period(first, step), self.period(first, step + 1));
            found.extend(self.chosen(begin, end).into_iter().filter(|time| *time > self.start));
        }
        (found, self.period(first, (periods - 1) * self.interval() + 1))
    }

    fn first_period(&self) -> DateTime {
        let start = self.start;
        let midnight = start.date().to_datetime(Time::midnight());
        let week_start =
            WEEKDAYS.iter().position(|day| *day == self.list("WKST").unwrap()[0]).unwrap() as i64;
        let into_week = (i64::from(start.weekday().to_monday_zero_offset()) - week_start).rem_euclid(7);
        match self.frequency() {
            "YEARLY" => start.date().first_of_year().to_datetime(Time::midnight()),
            "MONTHLY" => start.date().first_of_month().to_datetime(Time::midnight()),
            "WEEKLY" => midnight - into_week.days(),
            "DAILY" => midnight,
            "HOURLY" => midnight + i64::from(start.hour()).hours(),
            "MINUTELY" => start - i64::from(start.second()).seconds(),
            _ => start,
        }
    }

    fn period(&self, first: DateTime, steps: i64) -> DateTime {
        match self.frequency() {
            "YEARLY" => first + steps.years(),
            "MONTHLY" => first + steps.months(),
            "WEEKLY" => first + steps.weeks(),
            "DAILY" => first + steps.days(),
            "HOURLY" => first + steps.hours(),
            "MINUTELY" => first + steps.minutes(),
            _ => first + steps.seconds(),
        }
    }

    fn chosen(&self, begin: DateTime, end: DateTime) -> Vec<DateTime> {
        let candidates: Vec<DateTime> = begin
            .date()
            .series(1.day())
            .take_while(|day| day.to_datetime(Time::midnight()) < end)
            .filter(|day| self.allows_day(*day))
            .flat_map(|day| self.times_of(day, begin, end).iter().map(move |time| day.to_datetime(*time)))
            .collect();
        let Some((_, positions)) = self.numbers.iter().find(|(name, _)| *name == "BYSETPOS") else {
            return candidates;
        };
        let count = candidates.len() as i32;
        let at = |index: usize| index as i32 + 1;
        let is_chosen =
            |index: usize| positions.iter().any(|place| [at(index), at(index) - count - 1].contains(place));
        candidates.iter().enumerate().filter(|(index, _)| is_chosen(*index)).map(|(_, time)| *time).collect()
    }

    /// The times of a day that are in a period.
    fn times_of(&self, day: Date, begin: DateTime, end: DateTime) -> &[Time] {
        let from = self.times.partition_point(|time| day.to_datetime(*time) < begin);
        let until = self.times.partition_point(|time| day.to_datetime(*time) < end);
        &self.times[from..until]
    }

    fn all_times(&self) -> Vec<Time> {
        let allowed =
            |name: &str, all: i32| (0..all).filter(|one| self.allows(name, &[*one])).collect::<Vec<_>>();
        let (hours, minutes, seconds) =
            (allowed("BYHOUR", 24), allowed("BYMINUTE", 60), allowed("BYSECOND", 60));
        let mut times = Vec::with_capacity(hours.len() * minutes.len() * seconds.len());
        for hour in &hours {
            for minute in &minutes {
                for second in &seconds {
                    times.push(Time::new(*hour as i8, *minute as i8, *second as i8, 0).unwrap());
                }
            }
        }
        times
    }

    fn allows_day(&self, day: Date) -> bool {
        let month_length = i32::from(day.days_in_month());
        let year_length = i32::from(day.days_in_year());
        let (of_month, of_year) = (i32::from(day.day()), i32::from(day.day_of_year()));
        self.allows("BYMONTH", &[i32::from(day.month())])
            && self.allows("BYMONTHDAY", &[of_month, of_month - month_length - 1])
            && self.allows("BYYEARDAY", &[of_year, of_year - year_length - 1])
            && self.allows("BYWEEKNO", &self.weeks(day))
            && self.allows_weekday(day)
    }

    /// The number of a day's week from either end of the year to which the week belongs, in which its fourth day is.
    fn weeks(&self, day: Date) -> [i32; 2] {
        let week_start = &self.list("WKST").unwrap()[0];
        let mut first = day;
        while weekday(first) != week_start {
            first = first.yesterday().unwrap();
        }
        let fourth = first + 3.days();
        let of_year = i32::from(fourth.day_of_year());
        [(of_year - 1) / 7 + 1, -((i32::from(fourth.days_in_year()) - of_year) / 7 + 1)]
    }

    /// Plain weekdays, and those numbered in their month, or in the year when a yearly rule has no month.
    fn allows_weekday(&self, day: Date) -> bool {
        let in_year = self.frequency() == "YEARLY" && self.list("BYMONTH").is_none();
        let (place, length) = if in_year {
            (i32::from(day.day_of_year()), i32::from(day.days_in_year()))
        } else {
            (i32::from(day.day()), i32::from(day.days_in_month()))
        };
        let name = weekday(day);
        let numbers = [(place - 1) / 7 + 1, -((length - place) / 7 + 1)];
        let is = |item: &String| match item.strip_suffix(name) {
            Some("") => true,
            Some(number) => numbers.contains(&number.parse().unwrap()),
            None => false,
        };
        self.list("BYDAY").is_none_or(|list| list.iter().any(is))
    }
}

fn weekday(day: Date) -> &'static str {
    WEEKDAYS[day.weekday().to_monday_zero_offset() as usize]
}

/// `None` for a part that holds something else.
fn read_numbers(list: &[String]) -> Option<Vec<i32>> {
    list.iter().map(|item| item.parse().ok()).collect()
}
