//! From the text of a rule to its value: the grammar first, then what the parts forbid one another.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::Offset;

use super::calendar::{CalendarScale, MonthKind, MonthNum};
use super::error::{RuleError, RulePart};
use super::rule::{Frequency, Rule, RuleEnd, Skip, Until, WeekdayNum};
use crate::time::{DateOrTime, parse_date_or_time};

impl Rule {
    /// Reads the value of an RRULE or EXRULE.
    ///
    /// Names and values may be in any case and parts in any order. Experimental (`X-`) parts are passed over. The
    /// second 60 is read as 59, as RFC 5545 §3.3.5 asks of those who know no leap seconds.
    ///
    /// ```
    /// use ta_ical::recur::Rule;
    ///
    /// let rule = Rule::parse("FREQ=MONTHLY;BYDAY=-1FR;COUNT=12")?;
    /// assert_eq!(rule.to_string(), "FREQ=MONTHLY;COUNT=12;BYDAY=-1FR");
    ///
    /// let refusal = Rule::parse("FREQ=DAILY;INTERVAL=0").unwrap_err();
    /// assert_eq!(refusal.to_string(), "INTERVAL=0: expected a number from 1");
    /// # Ok::<(), ta_ical::recur::RuleError>(())
    /// ```
    ///
    /// Blanks around it and a semicolon at its end, which some programs write, say nothing.
    ///
    /// # Errors
    /// See the variants of [`RuleError`]: each says which part it is about and what was expected there.
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        let mut parts = Parts::default();
        let text = text.trim_ascii();
        for part in text.strip_suffix(';').unwrap_or(text).split(';') {
            parts.read(part)?;
        }
        parts.into_rule()
    }
}

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        Self::parse(text)
    }
}

/// The parts read so far.
#[derive(Default)]
struct Parts {
    frequency: Option<Frequency>,
    interval: Option<u64>,
    count: Option<u64>,
    until: Option<Until>,
    week_start: Option<Weekday>,
    scale: Option<CalendarScale>,
    skip: Option<Skip>,
    by_month: Vec<MonthNum>,
    by_week_no: Vec<i16>,
    by_year_day: Vec<i16>,
    by_month_day: Vec<i16>,
    by_day: Vec<WeekdayNum>,
    by_hour: Vec<i16>,
    by_minute: Vec<i16>,
    by_second: Vec<i16>,
    by_set_pos: Vec<i16>,
}

impl Parts {
    fn read(&mut self, text: &str) -> Result<(), RuleError> {
        let malformed = || RuleError::Malformed { found: text.to_owned() };
        let (name, value) = text.split_once('=').ok_or_else(malformed)?;
        if name.is_empty() || value.is_empty() {
            return Err(malformed());
        }
        match RulePart::named(name) {
            Some(part) => self.read_value(Field { part, text: value }),
            None if is_experimental(name) => Ok(()),
            None => Err(RuleError::UnknownPart { name: name.to_owned() }),
        }
    }

    fn read_value(&mut self, field: Field<'_>) -> Result<(), RuleError> {
        match field.part {
            RulePart::Freq => field.put(&mut self.frequency, Field::frequency),
            RulePart::Until => field.put(&mut self.until, Field::until),
            RulePart::Count => field.put(&mut self.count, Field::positive),
            RulePart::Interval => field.put(&mut self.interval, Field::positive),
            RulePart::Wkst => field.put(&mut self.week_start, Field::weekday),
            RulePart::Rscale => field.put(&mut self.scale, Field::scale),
            RulePart::Skip => field.put(&mut self.skip, Field::skip),
            RulePart::BySecond => field.list(&mut self.by_second, |item| item.number(&SECONDS)),
            RulePart::ByMinute => field.list(&mut self.by_minute, |item| item.number(&MINUTES)),
            RulePart::ByHour => field.list(&mut self.by_hour, |item| item.number(&HOURS)),
            RulePart::ByMonth => field.list(&mut self.by_month, Field::month),
            RulePart::ByMonthDay => field.list(&mut self.by_month_day, |item| item.number(&MONTH_DAYS)),
            RulePart::ByYearDay => field.list(&mut self.by_year_day, |item| item.number(&YEAR_DAYS)),
            RulePart::ByWeekNo => field.list(&mut self.by_week_no, |item| item.number(&WEEKS)),
            RulePart::BySetPos => field.list(&mut self.by_set_pos, |item| item.number(&YEAR_DAYS)),
            RulePart::ByDay => field.list(&mut self.by_day, Field::weekday_num),
        }
    }

    fn into_rule(self) -> Result<Rule, RuleError> {
        let frequency = self.frequency.ok_or(RuleError::MissingFrequency)?;
        if self.scale.is_none() && self.skip.is_some() {
            return Err(RuleError::SkipWithoutScale);
        }
        self.check_years(self.scale.unwrap_or_default())?;
        self.check_parts(frequency)?;
        self.check_numbered_weekdays(frequency)?;
        Ok(Rule {
            frequency,
            interval: self.interval.unwrap_or(1),
            end: self.end()?,
            week_start: self.week_start.unwrap_or(Weekday::Monday),
            scale: self.scale,
            skip: self.skip.unwrap_or_default(),
            by_month: sorted(self.by_month),
            by_week_no: sorted(self.by_week_no),
            by_year_day: sorted(self.by_year_day),
            by_month_day: sorted(self.by_month_day),
            by_day: sorted_weekdays(self.by_day),
            by_hour: sorted(self.by_hour),
            by_minute: sorted(self.by_minute),
            by_second: sorted(self.by_second.into_iter().map(|second| second.min(59)).collect()),
            by_set_pos: sorted(self.by_set_pos),
        })
    }

    const fn end(&self) -> Result<RuleEnd, RuleError> {
        match (self.count, self.until) {
            (None, None) => Ok(RuleEnd::Never),
            (Some(count), None) => Ok(RuleEnd::Count(count)),
            (None, Some(until)) => Ok(RuleEnd::Until(until)),
            (Some(_), Some(_)) => Err(RuleError::CountAndUntil),
        }
    }

    /// What the years of a calendar have: how many months, weeks and days, and which months (RFC 7529 §4: numbers "have
    /// numeric ranges defined by the RSCALE").
    fn check_years(&self, scale: CalendarScale) -> Result<(), RuleError> {
        let years = YearBounds::of(scale);
        let is_foreign = |month: &&MonthNum| {
            month.number() > years.months || (month.kind() == MonthKind::Leap && !scale.has_leap_months())
        };
        let beyond = |list: &[i16], largest: i16| list.iter().copied().find(|number| number.abs() > largest);
        let refuse = |part, found: String, expected| Err(RuleError::InvalidValue { part, found, expected });
        if let Some(month) = self.by_month.iter().find(is_foreign) {
            return refuse(RulePart::ByMonth, month.to_string(), years.months_expected);
        }
        if let Some(day) = beyond(&self.by_year_day, years.days) {
            return refuse(RulePart::ByYearDay, day.to_string(), YEAR_DAYS.expected);
        }
        if let Some(week) = beyond(&self.by_week_no, years.weeks) {
            return refuse(RulePart::ByWeekNo, week.to_string(), WEEKS.expected);
        }
        match self
            .by_day
            .iter()
            .find(|day| day.ordinal.is_some_and(|ordinal| i16::from(ordinal).abs() > years.weeks))
        {
            Some(day) => refuse(RulePart::ByDay, day.to_string(), WEEKDAYS_EXPECTED),
            None => Ok(()),
        }
    }

    /// The "N/A" cells of the table in RFC 5545 §3.3.10, and BYSETPOS.
    fn check_parts(&self, frequency: Frequency) -> Result<(), RuleError> {
        use Frequency::{Daily, Monthly, Weekly, Yearly};
        let refuse = |part| Err(RuleError::NotWithFrequency { part, frequency });
        if !self.by_week_no.is_empty() && frequency != Yearly {
            return refuse(RulePart::ByWeekNo);
        }
        if !self.by_year_day.is_empty() && matches!(frequency, Daily | Weekly | Monthly) {
            return refuse(RulePart::ByYearDay);
        }
        if !self.by_month_day.is_empty() && frequency == Weekly {
            return refuse(RulePart::ByMonthDay);
        }
        if !self.by_set_pos.is_empty() && !self.has_choice() {
            return Err(RuleError::SetPosAlone);
        }
        Ok(())
    }

    fn has_choice(&self) -> bool {
        let lists = [
            &self.by_week_no,
            &self.by_year_day,
            &self.by_month_day,
            &self.by_hour,
            &self.by_minute,
            &self.by_second,
        ];
        !self.by_day.is_empty() || !self.by_month.is_empty() || lists.into_iter().any(|list| !list.is_empty())
    }

    fn check_numbered_weekdays(&self, frequency: Frequency) -> Result<(), RuleError> {
        let Some(numbered) = self.by_day.iter().find(|day| day.ordinal.is_some()) else {
            return Ok(());
        };
        let found = numbered.to_string();
        match frequency {
            Frequency::Yearly if !self.by_week_no.is_empty() => {
                Err(RuleError::NumberedWeekdayInWeek { found })
            }
            Frequency::Yearly | Frequency::Monthly => Ok(()),
            _ => Err(RuleError::NumberedWeekday { found, frequency }),
        }
    }
}

fn is_experimental(name: &str) -> bool {
    name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("X-"))
}

fn sorted<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

fn sorted_weekdays(mut values: Vec<WeekdayNum>) -> Vec<WeekdayNum> {
    values.sort_unstable_by_key(|day| (day.weekday.to_monday_zero_offset(), day.ordinal));
    values.dedup();
    values
}

/// Numbers that a list can hold.
struct Bounds {
    digits: usize,
    largest: i16,
    kind: Kind,
    expected: &'static str,
}

/// Whether a list counts from zero, from one, or from either end.
#[derive(PartialEq, Eq)]
enum Kind {
    FromZero,
    Signed,
}

const SECONDS: Bounds =
    Bounds { digits: 2, largest: 60, kind: Kind::FromZero, expected: "seconds from 0 to 60" };
const MINUTES: Bounds =
    Bounds { digits: 2, largest: 59, kind: Kind::FromZero, expected: "minutes from 0 to 59" };
const HOURS: Bounds = Bounds { digits: 2, largest: 23, kind: Kind::FromZero, expected: "hours from 0 to 23" };
const MONTH_DAYS: Bounds =
    Bounds { digits: 2, largest: 31, kind: Kind::Signed, expected: "days from 1 to 31 or -31 to -1" };
const YEAR_DAYS: Bounds = Bounds {
    digits: 3,
    largest: LONGEST_YEAR.days,
    kind: Kind::Signed,
    expected: "numbers from 1 to 366 or -366 to -1",
};
const WEEKS: Bounds = Bounds {
    digits: 2,
    largest: LONGEST_YEAR.weeks,
    kind: Kind::Signed,
    expected: "weeks from 1 to 53 or -53 to -1",
};

const WEEKDAYS_EXPECTED: &str =
    "a weekday (MO to SU), with a number from 1 to 53 or -53 to -1 before it or none";

/// The largest numbers of the years of a calendar.
struct YearBounds {
    months: u8,
    months_expected: &'static str,
    weeks: i16,
    days: i16,
}

/// That of a calendar with leap months: a year with one has up to 385 days.
const LONGEST_YEAR: YearBounds = YearBounds {
    months: 12,
    months_expected: "months from 1 to 12, or from 1L to 12L for leap months",
    weeks: 55,
    days: 385,
};

impl YearBounds {
    const fn of(scale: CalendarScale) -> Self {
        let ordinary = Self { months: 12, months_expected: "months from 1 to 12", weeks: 53, days: 366 };
        match (scale.has_leap_months(), scale.months_per_year()) {
            (true, _) => LONGEST_YEAR,
            (false, 13) => Self { months: 13, months_expected: "months from 1 to 13", ..ordinary },
            (false, _) => ordinary,
        }
    }
}

/// A part and its value, or one item of the list that is its value.
#[derive(Clone, Copy)]
struct Field<'a> {
    part: RulePart,
    text: &'a str,
}

impl Field<'_> {
    /// Fills a slot that must still be empty.
    fn put<T>(
        self,
        slot: &mut Option<T>,
        read: impl FnOnce(Self) -> Result<T, RuleError>,
    ) -> Result<(), RuleError> {
        match slot {
            Some(_) => Err(RuleError::Repeated { part: self.part }),
            None => {
                *slot = Some(read(self)?);
                Ok(())
            }
        }
    }

    /// Fills a list that must still be empty.
    fn list<T>(
        self,
        list: &mut Vec<T>,
        read: impl Fn(Self) -> Result<T, RuleError>,
    ) -> Result<(), RuleError> {
        if !list.is_empty() {
            return Err(RuleError::Repeated { part: self.part });
        }
        for text in self.text.split(',') {
            list.push(read(Self { part: self.part, text })?);
        }
        Ok(())
    }

    fn invalid(self, expected: &'static str) -> RuleError {
        RuleError::InvalidValue { part: self.part, found: self.text.to_owned(), expected }
    }

    fn frequency(self) -> Result<Frequency, RuleError> {
        use Frequency::{Daily, Hourly, Minutely, Monthly, Secondly, Weekly, Yearly};
        [Secondly, Minutely, Hourly, Daily, Weekly, Monthly, Yearly]
            .into_iter()
            .find(|frequency| frequency.as_str().eq_ignore_ascii_case(self.text))
            .ok_or_else(|| self.invalid("SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY"))
    }

    /// A number from 1. Any number of digits is allowed; beyond what 64 bits hold, all are one: more than the
    /// calendar has room for.
    fn positive(self) -> Result<u64, RuleError> {
        let invalid = || self.invalid("a number from 1");
        if !self.text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(invalid());
        }
        match self.text.parse().unwrap_or(u64::MAX) {
            0 => Err(invalid()),
            number => Ok(number),
        }
    }

    fn number(self, bounds: &Bounds) -> Result<i16, RuleError> {
        let invalid = || self.invalid(bounds.expected);
        let (sign, digits) = match bounds.kind {
            Kind::Signed => split_sign(self.text),
            Kind::FromZero => (1, self.text),
        };
        let number = unsigned(digits, bounds.digits).ok_or_else(invalid)?;
        let is_zero_allowed = bounds.kind == Kind::FromZero;
        if number > bounds.largest || (number == 0 && !is_zero_allowed) {
            return Err(invalid());
        }
        Ok(sign * number)
    }

    fn scale(self) -> Result<CalendarScale, RuleError> {
        let unsupported = || RuleError::UnsupportedScale { scale: self.text.to_ascii_uppercase() };
        CalendarScale::named(self.text).ok_or_else(unsupported)
    }

    fn month(self) -> Result<MonthNum, RuleError> {
        MonthNum::parse(self.text).ok_or_else(|| self.invalid("months from 1 to 12"))
    }

    fn weekday(self) -> Result<Weekday, RuleError> {
        weekday(self.text).ok_or_else(|| self.invalid("one of MO, TU, WE, TH, FR, SA, SU"))
    }

    fn weekday_num(self) -> Result<WeekdayNum, RuleError> {
        let split = self.text.len().checked_sub(2).and_then(|at| self.text.split_at_checked(at));
        let (ordinal, name) = split.ok_or_else(|| self.invalid(WEEKDAYS_EXPECTED))?;
        let weekday = weekday(name).ok_or_else(|| self.invalid(WEEKDAYS_EXPECTED))?;
        if ordinal.is_empty() {
            return Ok(WeekdayNum { ordinal: None, weekday });
        }
        let (sign, digits) = split_sign(ordinal);
        match unsigned(digits, 2).and_then(|number| i8::try_from(sign * number).ok()) {
            Some(ordinal @ (-55..=-1 | 1..=55)) => Ok(WeekdayNum { ordinal: Some(ordinal), weekday }),
            _ => Err(self.invalid(WEEKDAYS_EXPECTED)),
        }
    }

    fn skip(self) -> Result<Skip, RuleError> {
        match self.text.to_ascii_uppercase().as_str() {
            "OMIT" => Ok(Skip::Omit),
            "BACKWARD" => Ok(Skip::Backward),
            "FORWARD" => Ok(Skip::Forward),
            _ => Err(self.invalid("OMIT, BACKWARD or FORWARD")),
        }
    }

    fn until(self) -> Result<Until, RuleError> {
        until(self.text)
            .ok_or_else(|| self.invalid("a date (YYYYMMDD) or a date and time (YYYYMMDDTHHMMSS, or with Z)"))
    }
}

fn split_sign(text: &str) -> (i16, &str) {
    match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// A number of one to so many digits.
fn unsigned(digits: &str, digits_max: usize) -> Option<i16> {
    let is_number =
        (1..=digits_max).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { digits.parse().ok() } else { None }
}

fn weekday(name: &str) -> Option<Weekday> {
    use super::rule::weekday_name;
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
        .into_iter()
        .find(|weekday| weekday_name(*weekday).eq_ignore_ascii_case(name))
}

/// An instant after the last that jiff can hold, such as the popular `99991231T235959Z`, is that last one.
fn until(text: &str) -> Option<Until> {
    match parse_date_or_time(text)? {
        DateOrTime::Date(date) => Some(Until::Date(date)),
        DateOrTime::Local(local) => Some(Until::Local(local)),
        DateOrTime::Utc(local) => Some(Until::Utc(Offset::UTC.to_timestamp(local).unwrap_or(Timestamp::MAX))),
    }
}
