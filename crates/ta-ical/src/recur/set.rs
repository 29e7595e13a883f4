//! A recurrence set: DTSTART, rules and single dates, less what EXDATE and EXRULE take away.

mod walk;

use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;

use super::clock::{Clock, Moment, Reading};
use super::plan::Precision;
use super::rule::Rule;
use super::series::{Forward, Origin, Purpose, Series};
use super::wall::{Local, SECONDS_PER_DAY};
use crate::{CalTime, UtcRange};

pub use walk::{Occurrences, OccurrencesBackward};

/// The set of all recurrences of a component (RFC 5545 §3.8.5).
///
/// See the [module](super) for what it means where the RFC leaves room.
///
/// ```
/// use ta_ical::CalTime;
/// use ta_ical::recur::{RecurrenceSet, Rule};
///
/// let day = |value| CalTime::parse(value, None);
/// let set = RecurrenceSet::new(&day("20260101")?)
///     .with_rule(&Rule::parse("FREQ=DAILY;COUNT=3")?)
///     .with_dates(&[day("20260110")?])
///     .without_dates(&[day("20260102")?]);
/// let days: Vec<_> = set.occurrences().map(|occurrence| occurrence.local.day()).collect();
/// assert_eq!(days, [1, 3, 10]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct RecurrenceSet {
    zone: Option<TimeZone>,
    origin: Origin,
    rules: Vec<Series>,
    /// DTSTART and the RDATEs, in order.
    dates: Vec<Moment>,
    exrules: Vec<Series>,
    /// The EXDATEs as keys, in order.
    exdates: Vec<i64>,
}

/// One recurrence: when a component starts once more.
///
/// ```
/// use ta_ical::CalTime;
/// use ta_ical::recur::RecurrenceSet;
///
/// let in_tokyo = RecurrenceSet::new(&CalTime::parse("20260101T090000", Some("Asia/Tokyo"))?);
/// let first = in_tokyo.occurrences().next().expect("DTSTART");
/// assert_eq!(first.local.hour(), 9);
/// assert_eq!(first.instant, Some("2026-01-01T00:00:00Z".parse()?));
///
/// let anywhere = RecurrenceSet::new(&CalTime::parse("20260101T090000", None)?);
/// assert_eq!(anywhere.occurrences().next().expect("DTSTART").instant, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The instant, for a set that has a zone or is in UTC; `None` for all-day and floating ones.
    pub instant: Option<Timestamp>,
    /// The time on the set's own clock: of DTSTART's zone, or UTC, or floating. Midnight for an all-day one. It always
    /// exists in the zone.
    pub local: DateTime,
}

/// Before everything.
const BEGINNING: Moment = Moment { local: Local::MIN, key: i64::MIN };
/// After everything.
const END: Moment = Moment { local: Local::MAX, key: i64::MAX };

impl RecurrenceSet {
    /// The set of DTSTART alone.
    ///
    /// Fractions of a second, which iCalendar cannot write, are dropped.
    ///
    /// ```
    /// use ta_ical::CalTime;
    /// use ta_ical::recur::RecurrenceSet;
    ///
    /// let set = RecurrenceSet::new(&CalTime::parse("20260101T090000Z", None)?);
    /// assert_eq!(set.occurrences().count(), 1);
    /// # Ok::<(), ta_ical::TimeError>(())
    /// ```
    pub fn new(start: &CalTime) -> Self {
        let (zone, precision) = match start {
            CalTime::Date(_) => (None, Precision::Day),
            CalTime::Floating(_) => (None, Precision::Second),
            CalTime::Utc(_) => (Some(TimeZone::UTC), Precision::Second),
            CalTime::Zoned { zone, .. } => (Some(zone.clone()), Precision::Second),
        };
        let moment = moment(start, zone.as_ref(), precision);
        let origin = Origin { written: written(start, precision), moment, precision };
        Self {
            zone,
            origin,
            rules: Vec::new(),
            dates: vec![moment],
            exrules: Vec::new(),
            exdates: Vec::new(),
        }
    }

    /// Adds an RRULE.
    ///
    /// ```
    /// use ta_ical::CalTime;
    /// use ta_ical::recur::{RecurrenceSet, Rule};
    ///
    /// let set = RecurrenceSet::new(&CalTime::parse("20260131", None)?)
    ///     .with_rule(&Rule::parse("FREQ=MONTHLY;COUNT=3")?);
    /// let months: Vec<_> = set.occurrences().map(|occurrence| occurrence.local.month()).collect();
    /// assert_eq!(months, [1, 3, 5], "only months with 31 days");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_rule(mut self, rule: &Rule) -> Self {
        self.rules.push(Series::new(rule, self.origin, self.zone.as_ref(), Purpose::Include));
        self
    }

    /// Takes away what an EXRULE (RFC 2445 §4.8.5.2) matches.
    ///
    /// ```
    /// use ta_ical::CalTime;
    /// use ta_ical::recur::{RecurrenceSet, Rule};
    ///
    /// // 1 January 2026 is a Thursday.
    /// let set = RecurrenceSet::new(&CalTime::parse("20260101", None)?)
    ///     .with_rule(&Rule::parse("FREQ=DAILY;COUNT=7")?)
    ///     .without_rule(&Rule::parse("FREQ=WEEKLY;BYDAY=SA,SU")?);
    /// let days: Vec<_> = set.occurrences().map(|occurrence| occurrence.local.day()).collect();
    /// assert_eq!(days, [1, 2, 5, 6, 7]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn without_rule(mut self, rule: &Rule) -> Self {
        self.exrules.push(Series::new(rule, self.origin, self.zone.as_ref(), Purpose::Exclude));
        self
    }

    /// Adds RDATEs; of a PERIOD, its start.
    ///
    /// They should have the form of DTSTART. Other forms are read as near to it as can be: in a set with a zone, an
    /// instant or a time of another zone by when it is, a floating time on the set's clock, a DATE as its midnight; in a
    /// floating set, by what is written; in an all-day set, as its day.
    ///
    /// ```
    /// use ta_ical::CalTime;
    /// use ta_ical::recur::RecurrenceSet;
    ///
    /// let time = |value, tzid| CalTime::parse(value, tzid);
    /// let set = RecurrenceSet::new(&time("20260101T090000", Some("Europe/Paris"))?)
    ///     .with_dates(&[time("20260103T090000Z", None)?, time("20260102T090000", Some("Asia/Tokyo"))?]);
    /// let hours: Vec<_> = set.occurrences().map(|occurrence| occurrence.local.hour()).collect();
    /// assert_eq!(hours, [9, 1, 10], "on the clock of Paris");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_dates<'d>(mut self, dates: impl IntoIterator<Item = &'d CalTime>) -> Self {
        let zone = self.zone.as_ref();
        self.dates.extend(dates.into_iter().map(|date| moment(date, zone, self.origin.precision)));
        self.dates.sort_unstable_by_key(|moment| moment.key);
        self.dates.dedup_by_key(|moment| moment.key);
        self
    }

    /// Takes away EXDATEs, which are read like RDATEs. DTSTART can be one of them.
    ///
    /// ```
    /// use ta_ical::CalTime;
    /// use ta_ical::recur::{RecurrenceSet, Rule};
    ///
    /// let set = RecurrenceSet::new(&CalTime::parse("20260101", None)?)
    ///     .with_rule(&Rule::parse("FREQ=DAILY;COUNT=3")?)
    ///     .without_dates(&[CalTime::parse("20260101", None)?]);
    /// // DTSTART is gone, and has been counted all the same.
    /// let days: Vec<_> = set.occurrences().map(|occurrence| occurrence.local.day()).collect();
    /// assert_eq!(days, [2, 3]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn without_dates<'d>(mut self, dates: impl IntoIterator<Item = &'d CalTime>) -> Self {
        let zone = self.zone.as_ref();
        self.exdates.extend(dates.into_iter().map(|date| moment(date, zone, self.origin.precision).key));
        self.exdates.sort_unstable();
        self
    }

    /// Whether one of its rules has neither COUNT nor UNTIL.
    ///
    /// ```
    /// # use ta_ical::CalTime;
    /// # use ta_ical::recur::{RecurrenceSet, Rule};
    /// # let start = CalTime::parse("20260101T090000Z", None)?;
    /// let set = RecurrenceSet::new(&start).with_rule(&Rule::parse("FREQ=YEARLY")?);
    /// assert!(set.is_endless());
    /// assert_eq!(set.last(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_endless(&self) -> bool {
        self.rules.iter().any(Series::is_endless)
    }

    /// Whether EXRULE leaves nothing of a rule without an end, from the first recurrence on or from a century later:
    /// whoever asked for the next one would be looking for what never comes.
    ///
    /// It is told by looking as far as a search goes before it gives up, which is more than four centuries.
    ///
    /// ```
    /// # use ta_ical::CalTime;
    /// # use ta_ical::recur::{RecurrenceSet, Rule};
    /// # let start = CalTime::parse("20260101T090000Z", None)?;
    /// let every_day = RecurrenceSet::new(&start).with_rule(&Rule::parse("FREQ=DAILY")?);
    /// let but_mondays = every_day.clone().without_rule(&Rule::parse("FREQ=WEEKLY;BYDAY=MO")?);
    /// assert!(!but_mondays.is_used_up());
    /// let but_every_day = every_day.without_rule(&Rule::parse("FREQ=HOURLY")?);
    /// assert!(but_every_day.is_used_up());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_used_up(&self) -> bool {
        const CENTURY_DAYS: i64 = 36_525;
        let is_possible = self.is_endless() && !self.exrules.is_empty();
        let later = self.origin.moment.local.plus(CENTURY_DAYS * SECONDS_PER_DAY);
        let goes_on = || self.rules.iter().any(|rule| Forward::new(rule, later).next().is_some());
        let from_later = || self.forward(self.clock().resolve(later), END.key);
        is_possible && (self.occurrences().next().is_none() || (goes_on() && from_later().next().is_none()))
    }

    /// All of them from the first on. With an endless rule, it goes on to the end of the year 9999.
    ///
    /// ```
    /// # use ta_ical::CalTime;
    /// # use ta_ical::recur::{RecurrenceSet, Rule};
    /// # let start = CalTime::parse("20260101T090000Z", None)?;
    /// let set = RecurrenceSet::new(&start).with_rule(&Rule::parse("FREQ=DAILY;COUNT=3")?);
    /// let days: Vec<_> = set.occurrences().map(|occurrence| occurrence.local.day()).collect();
    /// assert_eq!(days, [1, 2, 3]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn occurrences(&self) -> Occurrences<'_> {
        self.forward(BEGINNING, END.key)
    }

    /// Those that start in a span of time. Prefer it to taking from [`occurrences_from`](Self::occurrences_from) while
    /// they are in time, for what an EXRULE takes away costs a step as well, and this stops at the end of the span.
    ///
    /// All-day and floating sets have no instants: theirs are compared on the wall of the asker's zone.
    ///
    /// ```
    /// # use ta_ical::CalTime;
    /// # use ta_ical::recur::{RecurrenceSet, Rule};
    /// # let start = CalTime::parse("20260101T090000Z", None)?;
    /// let set = RecurrenceSet::new(&start).with_rule(&Rule::parse("FREQ=HOURLY")?);
    /// use jiff::tz::TimeZone;
    /// use ta_ical::UtcRange;
    ///
    /// let span = UtcRange::new(Some("2400-01-01T00:00:00Z".parse()?), Some("2400-01-01T03:00:00Z".parse()?));
    /// let found = set.occurrences_in(span.expect("the end is later"), &TimeZone::UTC);
    /// assert_eq!(found.count(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn occurrences_in(&self, span: UtcRange, asker_zone: &TimeZone) -> Occurrences<'_> {
        let start = span.start_utc().map_or(BEGINNING, |start| self.ceiling(start, asker_zone));
        let end = span.end_utc().map_or(END, |end| self.ceiling(end, asker_zone));
        self.forward(start, end.key)
    }

    /// Those that are not before a time on the set's own clock.
    ///
    /// ```
    /// # use ta_ical::CalTime;
    /// # use ta_ical::recur::{RecurrenceSet, Rule};
    /// # let start = CalTime::parse("20260101T090000Z", None)?;
    /// let set = RecurrenceSet::new(&start).with_rule(&Rule::parse("FREQ=WEEKLY")?);
    /// let from = jiff::civil::date(2026, 1, 2).at(0, 0, 0, 0);
    /// let next = set.occurrences_from(from).next().expect("endless");
    /// assert_eq!(next.local, jiff::civil::date(2026, 1, 8).at(9, 0, 0, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn occurrences_from(&self, local: DateTime) -> Occurrences<'_> {
        self.forward(self.on_wall(local), END.key)
    }

    /// Those that are not before an instant. All-day and floating sets have no instants: theirs are compared on the
    /// wall of the asker's zone.
    ///
    /// ```
    /// # use ta_ical::CalTime;
    /// # use ta_ical::recur::{RecurrenceSet, Rule};
    /// # let start = CalTime::parse("20260101T090000Z", None)?;
    /// let set = RecurrenceSet::new(&start).with_rule(&Rule::parse("FREQ=WEEKLY")?);
    /// use jiff::tz::TimeZone;
    ///
    /// let next = set.occurrences_from_instant("2026-01-08T09:00:01Z".parse()?, &TimeZone::UTC).next();
    /// assert_eq!(next.expect("endless").instant, Some("2026-01-15T09:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn occurrences_from_instant(&self, instant: Timestamp, asker_zone: &TimeZone) -> Occurrences<'_> {
        self.forward(self.ceiling(instant, asker_zone), END.key)
    }

    /// Those that are before a time on the set's own clock, the last one first.
    ///
    /// ```
    /// # use ta_ical::CalTime;
    /// # use ta_ical::recur::{RecurrenceSet, Rule};
    /// # let start = CalTime::parse("20260101T090000Z", None)?;
    /// let set = RecurrenceSet::new(&start).with_rule(&Rule::parse("FREQ=WEEKLY")?);
    /// let before = jiff::civil::date(2400, 1, 1).at(0, 0, 0, 0);
    /// let last = set.occurrences_before(before).next().expect("DTSTART is long before");
    /// assert_eq!(last.local, jiff::civil::date(2399, 12, 30).at(9, 0, 0, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn occurrences_before(&self, local: DateTime) -> OccurrencesBackward<'_> {
        self.backward(self.on_wall(local))
    }

    /// Those that are before an instant, the last one first. See
    /// [`occurrences_from_instant`](Self::occurrences_from_instant) for sets without a zone.
    ///
    /// ```
    /// # use ta_ical::CalTime;
    /// # use ta_ical::recur::{RecurrenceSet, Rule};
    /// # let start = CalTime::parse("20260101T090000Z", None)?;
    /// let set = RecurrenceSet::new(&start).with_rule(&Rule::parse("FREQ=WEEKLY")?);
    /// use jiff::tz::TimeZone;
    ///
    /// // Before, not up to.
    /// let mut earlier = set.occurrences_before_instant("2026-01-08T09:00:00Z".parse()?, &TimeZone::UTC);
    /// assert_eq!(earlier.next().expect("DTSTART").local.day(), 1);
    /// assert_eq!(earlier.next(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn occurrences_before_instant(
        &self,
        instant: Timestamp,
        asker_zone: &TimeZone,
    ) -> OccurrencesBackward<'_> {
        self.backward(self.ceiling(instant, asker_zone))
    }

    /// The last of them; `None` when there is none, or no last one.
    ///
    /// ```
    /// # use ta_ical::CalTime;
    /// # use ta_ical::recur::{RecurrenceSet, Rule};
    /// # let start = CalTime::parse("20260101T090000Z", None)?;
    /// let set = RecurrenceSet::new(&start).with_rule(&Rule::parse("FREQ=SECONDLY;COUNT=8640001")?);
    /// // A hundred days later; nothing is walked.
    /// assert_eq!(set.last().expect("it ends").instant, Some("2026-04-11T09:00:00Z".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn last(&self) -> Option<Occurrence> {
        if self.is_endless() { None } else { self.backward(END).next() }
    }

    fn clock(&self) -> Clock<'_> {
        Clock::new(self.zone.as_ref())
    }

    /// A time on the set's clock, or the first one after it that exists.
    fn on_wall(&self, local: DateTime) -> Moment {
        let mut clock = self.clock();
        match clock.read(Local::of(local)) {
            Reading::Exists(moment) => moment,
            Reading::Gap(gap) => clock.resolve(gap.end),
        }
    }

    /// An instant on the set's clock, rounded up to a second: no occurrence has a fraction of one.
    fn ceiling(&self, instant: Timestamp, asker_zone: &TimeZone) -> Moment {
        let second = instant.as_second() + i64::from(instant.subsec_nanosecond() > 0);
        let shown = Clock::new(Some(self.zone.as_ref().unwrap_or(asker_zone))).show(second);
        let key = if self.zone.is_some() { shown.key } else { shown.local.0 };
        Moment { local: shown.local, key }
    }
}

/// A DTSTART, RDATE or EXDATE as the numbers of its text.
fn written(start: &CalTime, precision: Precision) -> Local {
    let local = match start {
        CalTime::Date(date) => Local::of(date.to_datetime(Time::midnight())),
        CalTime::Floating(local) | CalTime::Zoned { local, .. } => Local::of(*local),
        CalTime::Utc(instant) => Local(instant.as_second()),
    };
    match precision {
        Precision::Day => local.day().at(0),
        Precision::Second => local,
    }
}

/// When a DTSTART, RDATE or EXDATE is, on the clock of a set.
fn moment(start: &CalTime, zone: Option<&TimeZone>, precision: Precision) -> Moment {
    let mut clock = Clock::new(zone);
    let written = written(start, precision);
    match start {
        CalTime::Utc(instant) if zone.is_some() => clock.show(instant.as_second()),
        CalTime::Zoned { zone: own, .. } if zone.is_some() => {
            clock.show(Clock::new(Some(own)).resolve(written).key)
        }
        _ => clock.resolve(written),
    }
}
