//! The occurrences of one rule, in either direction from anywhere.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::choice::Choice;
use super::clock::{Clock, Moment, Reading};
use super::plan::{Plan, Precision};
use super::position::Positions;
use super::rule::{Rule, RuleEnd, Until};
use super::tally;
use super::wall::{Day, Local};

/// One rule with its DTSTART: where its occurrences begin and end, and how to find them.
#[derive(Clone, Debug)]
pub(super) struct Series {
    plan: Plan,
    zone: Option<TimeZone>,
    /// No occurrence lies before it: DTSTART.
    first: Moment,
    /// No occurrence lies after it on the wall.
    last: Local,
    /// Nor after it in time, which says more only for an UNTIL in UTC.
    last_key: i64,
    is_endless: bool,
}

/// A DTSTART as rules see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    /// As written.
    pub(super) written: Local,
    /// When it is: later than written, if it was written in a gap.
    pub(super) moment: Moment,
    pub(super) precision: Precision,
}

/// What a rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// An RRULE: DTSTART counts as its first occurrence, whether the rule matches it or not.
    Include,
    /// An EXRULE, which takes away what it matches and nothing else.
    Exclude,
}

impl Series {
    pub(super) fn new(rule: &Rule, origin: Origin, zone: Option<&TimeZone>, purpose: Purpose) -> Self {
        let mut series = Self {
            plan: Plan::new(rule, origin.written, origin.precision),
            zone: zone.cloned(),
            first: origin.moment,
            last: Local::MAX,
            last_key: i64::MAX,
            is_endless: rule.end == RuleEnd::Never,
        };
        match rule.end {
            _ if !series.plan.is_possible() => series.end_at(Local::MIN),
            RuleEnd::Never => {}
            RuleEnd::Until(until) => series.end_until(until),
            RuleEnd::Count(count) => series.end_after(count, purpose),
        }
        series
    }

    /// Whether it has occurrences for ever, as far as its text tells.
    pub(super) const fn is_endless(&self) -> bool {
        self.is_endless
    }

    /// Whether a moment is one of its occurrences. The clock is the series' own; it is an argument so that it can
    /// remember where it read last.
    pub(super) fn contains(&self, moment: Moment, clock: &mut Clock<'_>) -> bool {
        let is_in_time =
            (self.first.local..=self.last).contains(&moment.local) && moment.key <= self.last_key;
        is_in_time
            && match self.plan.positions {
                Positions::Some(_) => Forward::new(self, moment.local).next() == Some(moment),
                Positions::All | Positions::Never => {
                    self.plan.has_candidate(moment.local)
                        && clock.read(moment.local) == Reading::Exists(moment)
                }
            }
    }

    /// Whether everything that another rule can have between two times of a day is an occurrence of this one. `false`
    /// does not prove the contrary.
    pub(super) fn has_all_between(&self, from: Local, to: Local, other: &Self) -> bool {
        // No clock is further from UTC.
        const CLOCK_SLACK: i64 = 26 * 3600;
        let is_in_time = self.first.local <= from
            && to <= self.last
            && (self.last_key == i64::MAX || to.0 + CLOCK_SLACK <= self.last_key);
        is_in_time && self.plan.has_all_of_day(from.day(), &other.plan)
    }

    fn end_at(&mut self, last: Local) {
        self.is_endless = false;
        self.last = self.last.min(last);
    }

    /// Turns an UNTIL into the last time that is not after it.
    fn end_until(&mut self, until: Until) {
        match until {
            Until::Date(date) => self.end_at(end_of(Day::of(date))),
            Until::Local(local) => self.end_at(Local::of(local)),
            Until::Utc(instant) if self.zone.is_none() => self.end_at(Local(instant.as_second())),
            Until::Utc(instant) => self.end_until_instant(instant),
        }
    }

    fn end_until_instant(&mut self, instant: Timestamp) {
        let mut clock = self.clock();
        let shown = clock.show(instant.as_second());
        // When the clock shows a time for the second time, later times on the wall have been before; the key decides.
        let last = match clock.read(shown.local) {
            Reading::Exists(first) if first.key == shown.key => shown.local,
            Reading::Exists(_) | Reading::Gap(_) => end_of(shown.local.day()),
        };
        self.end_at(last);
        self.last_key = shown.key;
    }

    /// Turns a COUNT into the last occurrence, so that every other question can be answered without counting.
    fn end_after(&mut self, count: u64, purpose: Purpose) {
        let is_extra = purpose == Purpose::Include && !self.contains(self.first, &mut self.clock());
        let own = count - u64::from(is_extra);
        let last = match own.checked_sub(1) {
            None => Some(Local::MIN),
            Some(earlier) => tally::nth(&self.plan, self.clock(), self.first.local, earlier),
        };
        self.end_at(last.unwrap_or(Local::MAX));
    }

    fn clock(&self) -> Clock<'_> {
        Clock::new(self.zone.as_ref())
    }
}

fn end_of(day: Day) -> Local {
    day.plus(1).at(-1)
}

/// The occurrences of a series from a local time on.
#[derive(Clone, Debug)]
pub(super) struct Forward<'a> {
    series: &'a Series,
    choice: Option<Choice<'a>>,
    /// Candidates before it do not count.
    from: Local,
    /// Nor do those of periods before this one.
    from_index: i64,
    /// The number of the last period that can hold one of them.
    last_index: i64,
}

impl<'a> Forward<'a> {
    pub(super) fn new(series: &'a Series, from: Local) -> Self {
        let from = from.max(series.first.local);
        let last_index = series.plan.cadence.index(series.last);
        Self {
            series,
            choice: (from <= series.last).then(|| Choice::new(&series.plan, series.clock())),
            from,
            from_index: series.plan.earliest(from),
            last_index,
        }
    }

    /// The next candidate, if there is one before the series is over.
    fn candidate(&mut self) -> Option<Local> {
        let (series, choice) = (self.series, self.choice.as_mut()?);
        for _ in 0..=series.plan.patience() {
            if let Some(candidate) = choice.step() {
                return (candidate <= series.last).then_some(candidate);
            }
            let next = series.plan.next(self.from_index).filter(|next| *next <= self.last_index)?;
            choice.enter_run(next);
            choice.seek(self.from);
            self.from_index = choice.index() + 1;
        }
        None
    }

    /// The series that it walks through.
    pub(super) const fn series(&self) -> &'a Series {
        self.series
    }

    /// Leaves out what lies before a time, which can be far beyond the present periods.
    pub(super) fn skip_to(&mut self, from: Local) {
        self.from = from;
        self.from_index = self.from_index.max(self.series.plan.earliest(from));
        if let Some(choice) = &mut self.choice {
            choice.seek(from);
        }
    }
}

impl Iterator for Forward<'_> {
    type Item = Moment;

    #[inline(always)]
    fn next(&mut self) -> Option<Moment> {
        while let Some(candidate) = self.candidate() {
            match self.choice.as_mut()?.read(candidate) {
                Reading::Exists(moment) if moment.key <= self.series.last_key => {
                    self.from = candidate.plus(1);
                    return Some(moment);
                }
                Reading::Exists(_) => break,
                Reading::Gap(gap) => self.skip_to(gap.end),
            }
        }
        self.choice = None;
        None
    }
}

/// The occurrences of a series up to a local time, the last one first.
#[derive(Clone, Debug)]
pub(super) struct Backward<'a> {
    series: &'a Series,
    choice: Option<Choice<'a>>,
    until: Local,
}

impl<'a> Backward<'a> {
    pub(super) fn new(series: &'a Series, until: Local) -> Self {
        let until = until.min(series.last);
        let cadence = &series.plan.cadence;
        let index = (until >= series.first.local)
            .then(|| series.plan.previous(cadence.index(until)))
            .flatten()
            .filter(|index| *index >= cadence.origin);
        let choice = index.map(|index| {
            let mut choice = Choice::new(&series.plan, series.clock());
            choice.enter(index);
            choice
        });
        Self { series, choice, until }
    }

    /// The series that it walks through.
    pub(super) const fn series(&self) -> &'a Series {
        self.series
    }

    /// Leaves out what lies after a time.
    pub(super) fn skip_back_to(&mut self, until: Local) {
        self.until = self.until.min(until);
    }

    /// The next candidate, if there is one since the series began.
    fn candidate(&mut self) -> Option<Local> {
        let (series, choice) = (self.series, self.choice.as_mut()?);
        for _ in 0..=series.plan.patience() {
            if let Some(candidate) = choice.at_or_before(self.until) {
                return (candidate >= series.first.local).then_some(candidate);
            }
            let until = series.plan.cadence.index(self.until);
            let previous = series.plan.previous(until.min(choice.index() - 1))?;
            if previous < series.plan.cadence.origin {
                return None;
            }
            choice.enter(previous);
        }
        None
    }
}

impl Iterator for Backward<'_> {
    type Item = Moment;

    fn next(&mut self) -> Option<Moment> {
        while let Some(candidate) = self.candidate() {
            match self.choice.as_mut()?.read(candidate) {
                Reading::Exists(moment) => {
                    self.until = candidate.plus(-1);
                    if moment.key <= self.series.last_key {
                        return Some(moment);
                    }
                }
                Reading::Gap(gap) => self.until = gap.start.plus(-1),
            }
        }
        self.choice = None;
        None
    }
}
