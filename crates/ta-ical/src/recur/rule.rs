//! A recurrence rule as a value.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};

use super::calendar::{CalendarScale, MonthNum};

/// A recurrence rule (RFC 5545 §3.3.10, with the RSCALE and SKIP of RFC 7529).
///
/// It is only ever made by [`Rule::parse`], so that it holds no combination of parts that the RFC forbids. It means
/// nothing until it meets a DTSTART: see [`RecurrenceSet`](super::RecurrenceSet).
///
/// ```
/// use ta_ical::recur::{Frequency, Rule, RuleEnd};
///
/// let rule: Rule = "freq=weekly;count=10;byday=mo,we".parse()?;
/// assert_eq!((rule.frequency(), rule.interval(), rule.end()), (Frequency::Weekly, 1, RuleEnd::Count(10)));
/// assert_eq!(rule.to_string(), "FREQ=WEEKLY;COUNT=10;BYDAY=MO,WE");
/// # Ok::<(), ta_ical::recur::RuleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub(super) frequency: Frequency,
    pub(super) interval: u64,
    pub(super) end: RuleEnd,
    pub(super) week_start: Weekday,
    /// `None` where RSCALE is not written, which means the Gregorian calendar.
    pub(super) scale: Option<CalendarScale>,
    pub(super) skip: Skip,
    // A list is empty when its part is not written: the grammar has no empty lists. Each is sorted, without repeats.
    pub(super) by_month: Vec<MonthNum>,
    pub(super) by_week_no: Vec<i16>,
    pub(super) by_year_day: Vec<i16>,
    pub(super) by_month_day: Vec<i16>,
    pub(super) by_day: Vec<WeekdayNum>,
    pub(super) by_hour: Vec<i16>,
    pub(super) by_minute: Vec<i16>,
    pub(super) by_second: Vec<i16>,
    pub(super) by_set_pos: Vec<i16>,
}

/// The FREQ of a rule: the length of the period that it repeats.
///
/// ```
/// use ta_ical::recur::Frequency;
///
/// assert!(Frequency::Secondly < Frequency::Yearly);
/// assert_eq!(Frequency::Weekly.to_string(), "WEEKLY");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    /// Every second, or every so many.
    Secondly,
    /// Every minute.
    Minutely,
    /// Every hour.
    Hourly,
    /// Every day.
    Daily,
    /// Every week, from WKST to WKST.
    Weekly,
    /// Every month.
    Monthly,
    /// Every year.
    Yearly,
}

/// How a rule ends.
///
/// ```
/// use ta_ical::recur::{Rule, RuleEnd};
///
/// assert_eq!(Rule::parse("FREQ=DAILY")?.end(), RuleEnd::Never);
/// assert_eq!(Rule::parse("FREQ=DAILY;COUNT=3")?.end(), RuleEnd::Count(3));
/// # Ok::<(), ta_ical::recur::RuleError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleEnd {
    /// Neither COUNT nor UNTIL: it repeats for ever.
    Never,
    /// After so many occurrences, DTSTART among them; at least one.
    Count(u64),
    /// At a moment, which is included.
    Until(Until),
}

/// The value of an UNTIL, in the form in which it was written.
///
/// RFC 5545 wants a DATE for a DATE, a local time for a floating one and UTC for all others, but other pairs are in
/// the wild. [`RecurrenceSet`](super::RecurrenceSet) says how each pair is compared.
///
/// ```
/// use ta_ical::recur::{Rule, RuleEnd, Until};
///
/// let rule = Rule::parse("FREQ=DAILY;UNTIL=20261231")?;
/// assert_eq!(rule.end(), RuleEnd::Until(Until::Date(jiff::civil::date(2026, 12, 31))));
/// # Ok::<(), ta_ical::recur::RuleError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// The whole of a day.
    Date(Date),
    /// A local time.
    Local(DateTime),
    /// An instant.
    Utc(Timestamp),
}

/// What becomes of a day of a month that does not exist, February 30 say, and of a leap month in a year without it (RFC
/// 7529 §4.1).
///
/// ```
/// use ta_ical::CalTime;
/// use ta_ical::recur::{RecurrenceSet, Rule};
///
/// let second = |rule: &str| -> Result<_, Box<dyn std::error::Error>> {
///     let set = RecurrenceSet::new(&CalTime::parse("20260131", None)?).with_rule(&Rule::parse(rule)?);
///     Ok(set.occurrences().nth(1).map(|occurrence| (occurrence.local.month(), occurrence.local.day())))
/// };
/// assert_eq!(second("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=OMIT")?, Some((3, 31)));
/// assert_eq!(second("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD")?, Some((2, 28)));
/// assert_eq!(second("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD")?, Some((3, 1)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Skip {
    /// It is left out, as in RFC 5545.
    #[default]
    Omit,
    /// The day becomes the last one of that month, the leap month the month before it.
    Backward,
    /// The day becomes the first one of the next month, the leap month the month after it.
    Forward,
}

/// One value of BYDAY: a weekday, or its nth (from the end when negative) in the month or year.
///
/// ```
/// use jiff::civil::Weekday;
/// use ta_ical::recur::WeekdayNum;
///
/// let last_friday = WeekdayNum { ordinal: Some(-1), weekday: Weekday::Friday };
/// assert_eq!(last_friday.to_string(), "-1FR");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekdayNum {
    /// Which one; `None` for all of them. Never zero, -53 to 53; -55 to 55 in a calendar with leap months.
    pub ordinal: Option<i8>,
    /// The weekday.
    pub weekday: Weekday,
}

impl Rule {
    /// The period that is repeated.
    ///
    /// ```
    /// use ta_ical::recur::{Frequency, Rule};
    ///
    /// assert_eq!(Rule::parse("FREQ=HOURLY")?.frequency(), Frequency::Hourly);
    /// # Ok::<(), ta_ical::recur::RuleError>(())
    /// ```
    pub const fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// How many periods there are from one to the next, at least one.
    ///
    /// ```
    /// use ta_ical::recur::Rule;
    ///
    /// assert_eq!(Rule::parse("FREQ=HOURLY;INTERVAL=8")?.interval(), 8);
    /// # Ok::<(), ta_ical::recur::RuleError>(())
    /// ```
    pub const fn interval(&self) -> u64 {
        self.interval
    }

    /// The calendar that it counts by.
    ///
    /// ```
    /// use ta_ical::recur::{CalendarScale, Rule};
    ///
    /// assert_eq!(Rule::parse("FREQ=YEARLY")?.scale(), CalendarScale::Gregorian);
    /// assert_eq!(Rule::parse("RSCALE=HEBREW;FREQ=YEARLY")?.scale(), CalendarScale::Hebrew);
    /// # Ok::<(), ta_ical::recur::RuleError>(())
    /// ```
    pub fn scale(&self) -> CalendarScale {
        self.scale.unwrap_or_default()
    }

    /// How it ends.
    ///
    /// ```
    /// use ta_ical::recur::{Rule, RuleEnd};
    ///
    /// assert_eq!(Rule::parse("FREQ=HOURLY;COUNT=8")?.end(), RuleEnd::Count(8));
    /// # Ok::<(), ta_ical::recur::RuleError>(())
    /// ```
    pub const fn end(&self) -> RuleEnd {
        self.end
    }
}

impl Frequency {
    /// The value of FREQ.
    ///
    /// ```
    /// use ta_ical::recur::Frequency;
    ///
    /// assert_eq!(Frequency::Minutely.as_str(), "MINUTELY");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Secondly => "SECONDLY",
            Self::Minutely => "MINUTELY",
            Self::Hourly => "HOURLY",
            Self::Daily => "DAILY",
            Self::Weekly => "WEEKLY",
            Self::Monthly => "MONTHLY",
            Self::Yearly => "YEARLY",
        }
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The rule in its plainest form: FREQ first, what is the default left out, X- parts dropped.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(scale) = self.scale {
            write!(f, "RSCALE={scale};")?;
        }
        write!(f, "FREQ={}", self.frequency)?;
        match self.skip {
            Skip::Omit => {}
            Skip::Backward => f.write_str(";SKIP=BACKWARD")?,
            Skip::Forward => f.write_str(";SKIP=FORWARD")?,
        }
        match self.end {
            RuleEnd::Never => {}
            RuleEnd::Count(count) => write!(f, ";COUNT={count}")?,
            RuleEnd::Until(until) => write!(f, ";UNTIL={until}")?,
        }
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        write_list(f, "BYMONTH", &self.by_month)?;
        write_list(f, "BYWEEKNO", &self.by_week_no)?;
        write_list(f, "BYYEARDAY", &self.by_year_day)?;
        write_list(f, "BYMONTHDAY", &self.by_month_day)?;
        write_list(f, "BYDAY", &self.by_day)?;
        write_list(f, "BYHOUR", &self.by_hour)?;
        write_list(f, "BYMINUTE", &self.by_minute)?;
        write_list(f, "BYSECOND", &self.by_second)?;
        write_list(f, "BYSETPOS", &self.by_set_pos)?;
        match self.week_start {
            Weekday::Monday => Ok(()),
            other => write!(f, ";WKST={}", weekday_name(other)),
        }
    }
}

fn write_list(f: &mut fmt::Formatter<'_>, part: &str, values: &[impl fmt::Display]) -> fmt::Result {
    for (index, value) in values.iter().enumerate() {
        match index {
            0 => write!(f, ";{part}={value}")?,
            _ => write!(f, ",{value}")?,
        }
    }
    Ok(())
}

impl fmt::Display for WeekdayNum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(ordinal) = self.ordinal {
            write!(f, "{ordinal}")?;
        }
        f.write_str(weekday_name(self.weekday))
    }
}

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write_date(f, *date),
            Self::Local(local) => write_local(f, *local),
            Self::Utc(instant) => {
                write_local(f, jiff::tz::Offset::UTC.to_datetime(*instant))?;
                f.write_str("Z")
            }
        }
    }
}

fn write_date(f: &mut fmt::Formatter<'_>, date: Date) -> fmt::Result {
    write!(f, "{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn write_local(f: &mut fmt::Formatter<'_>, local: DateTime) -> fmt::Result {
    write_date(f, local.date())?;
    write!(f, "T{:02}{:02}{:02}", local.hour(), local.minute(), local.second())
}

/// The two letters of a weekday.
pub(super) const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}
