//! Dates as RFC 5545 prints them behind an example: `(1997 9:00 AM EDT) September 2,9,16,23,30;October 7,14,21`.
//!
//! Nothing here asks a time zone database: EDT is four hours behind UTC, EST five.

use jiff::civil::{Date, DateTime, Time, date, time};
use jiff::tz::Offset;
use ta_ical::recur::Occurrence;

/// A list of dates, and whether it goes on for ever.
pub(super) struct Printed {
    pub(super) occurrences: Vec<Occurrence>,
    pub(super) goes_on: bool,
}

impl Printed {
    /// Reads a list. Three points inside a row stand for what continues its last step; behind a row they say that it
    /// goes on.
    pub(super) fn read(text: &str) -> Self {
        let mut reader = Reader::default();
        for group in text.split('(').skip(1) {
            let (head, body) = group.split_once(')').unwrap();
            words(head).for_each(|word| reader.head(word));
            words(&body.replace("...", " ... ")).for_each(|word| reader.body(word));
        }
        Self { occurrences: reader.read, goes_on: reader.after_points }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', ' ', '\n']).filter(|word| !word.is_empty())
}

/// What has been said so far.
struct Reader {
    year: i16,
    month: i8,
    day: i8,
    time: Time,
    offset: Offset,
    read: Vec<Occurrence>,
    after_points: bool,
}

impl Default for Reader {
    /// Where the RFC prints no time, it means the 9:00 of DTSTART.
    fn default() -> Self {
        let time = time(9, 0, 0, 0);
        Self { year: 0, month: 0, day: 0, time, offset: Offset::UTC, read: Vec::new(), after_points: false }
    }
}

impl Reader {
    /// A word in parentheses: part of `1997 9:00 AM EDT` or of `September 2, 1997 EDT`.
    fn head(&mut self, word: &str) {
        self.after_points = false;
        match (word, month(word)) {
            (_, Some(month)) => self.month = month,
            ("EDT", _) => self.offset = Offset::constant(-4),
            ("EST", _) => self.offset = Offset::constant(-5),
            ("AM", _) => {}
            _ if word.contains(':') => self.time = time_of_day(word),
            _ if word.len() == 4 => self.year = word.parse().unwrap(),
            _ => self.day = word.parse().unwrap(),
        }
    }

    /// A word of a list: a month, a day, several days, a time of day, or three points.
    fn body(&mut self, word: &str) {
        match (word, word.split_once('-'), month(word)) {
            ("...", ..) => self.after_points = true,
            (_, Some((first, last)), _) => {
                let days = first.parse::<i8>().unwrap()..=last.parse().unwrap();
                days.for_each(|day| self.push(self.date(day).to_datetime(self.time)));
            }
            (_, _, Some(month)) => self.month = month,
            _ if word.contains(':') => self.push(self.date(self.day).to_datetime(time_of_day(word))),
            _ => self.push(self.date(word.parse().unwrap()).to_datetime(self.time)),
        }
    }

    fn date(&self, day: i8) -> Date {
        date(self.year, self.month, day)
    }

    fn push(&mut self, local: DateTime) {
        if std::mem::take(&mut self.after_points) {
            let [.., before_last, last] = &self.read[..] else { panic!("no step before {local}") };
            let (last, step) = (last.local, last.local.duration_since(before_last.local));
            let left_out = std::iter::successors(Some(last + step), |local| Some(*local + step));
            left_out.take_while(|left_out| *left_out < local).for_each(|left_out| self.push(left_out));
        }
        let instant = Some(self.offset.to_timestamp(local).unwrap());
        self.read.push(Occurrence { instant, local });
    }
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.iter().position(|name| *name == word).map(|index| index as i8 + 1)
}

fn time_of_day(word: &str) -> Time {
    let (hour, minute) = word.split_once(':').unwrap();
    time(hour.parse().unwrap(), minute.parse().unwrap(), 0, 0)
}

#[test]
fn points_inside_a_row_continue_its_step() {
    let printed = Printed::read("(1997 9:00 AM EDT) September 2,4,6,8...24,26,28,30;\n October 2-4");
    let days: Vec<_> = printed.occurrences.iter().map(|found| found.local.day()).collect();
    assert_eq!(days, [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 2, 3, 4]);
    assert!(!printed.goes_on);
}

#[test]
fn points_behind_a_row_say_that_it_goes_on() {
    let printed = Printed::read("(September 2, 1997 EDT) 9:00,9:20, ... 10:20\n(1998 EST) January 5\n...");
    let instants: Vec<_> =
        printed.occurrences.iter().map(|found| found.instant.unwrap().to_string()).collect();
    assert_eq!(
        instants,
        [
            "1997-09-02T13:00:00Z",
            "1997-09-02T13:20:00Z",
            "1997-09-02T13:40:00Z",
            "1997-09-02T14:00:00Z",
            "1997-09-02T14:20:00Z",
            "1998-01-05T14:00:00Z"
        ]
    );
    assert!(printed.goes_on);
}
