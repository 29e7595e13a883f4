//! Walks over the recurrences of a set, in order of time and against it.

use jiff::Timestamp;

use super::{Occurrence, RecurrenceSet};
use crate::recur::clock::{Clock, Moment, Reading};
use crate::recur::series::{Backward, Forward, Series};
use crate::recur::wall::{Local, Writer};

impl RecurrenceSet {
    /// The recurrences from a moment up to and without a key.
    pub(super) fn forward(&self, from: Moment, before_key: i64) -> Occurrences<'_> {
        let rules = self.rules.iter().map(|rule| {
            let mut rule = Head::new(Forward::new(rule, from.local));
            while rule.next.is_some_and(|moment| moment.key < from.key) {
                rule.advance();
            }
            rule
        });
        let past = self.dates.partition_point(|date| date.key < from.key);
        let dates = self.dates.get(past..).unwrap_or_default();
        Occurrences {
            set: self,
            clock: self.clock(),
            rules: rules.collect(),
            dates,
            passed: None,
            before_key,
            writer: Writer::new(),
        }
    }

    /// The recurrences before a moment, the latest first.
    pub(super) fn backward(&self, before: Moment) -> OccurrencesBackward<'_> {
        let until = before.local.plus(self.wall_slack(before));
        let rules = self.rules.iter().map(|rule| {
            let mut rule = Head::new(Backward::new(rule, until));
            while rule.next.is_some_and(|moment| moment.key >= before.key) {
                rule.advance();
            }
            rule
        });
        let past = self.dates.partition_point(|date| date.key < before.key);
        let dates = self.dates.get(..past).unwrap_or_default();
        OccurrencesBackward {
            set: self,
            clock: self.clock(),
            rules: rules.collect(),
            dates,
            passed: None,
            writer: Writer::new(),
        }
    }

    /// How much later on the wall an earlier occurrence can be. When the clock shows a time for the second time, that
    /// is as much as it was put back.
    fn wall_slack(&self, moment: Moment) -> i64 {
        match self.clock().read(moment.local) {
            Reading::Exists(first) => moment.key.saturating_sub(first.key).max(0),
            Reading::Gap(_) => 0,
        }
    }

    /// After how many recurrences or days that are taken away one after another an EXRULE is believed to take away all of
    /// them: more than the days after which the calendar repeats, and than the seconds of two days.
    const fn excluded_in_a_row_max(&self) -> usize {
        const BY_RULE_MAX: usize = 200_000;
        self.exdates.len() + BY_RULE_MAX
    }

    fn exclusion(&self, moment: Moment, clock: &mut Clock<'_>) -> Option<Exclusion> {
        if self.exdates.binary_search(&moment.key).is_ok() {
            return Some(Exclusion::ByDate);
        }
        self.exrules.iter().any(|rule| rule.contains(moment, clock)).then_some(Exclusion::ByRule)
    }

    /// Whether nothing is left of what a rule has between two times of a day.
    fn takes_all_between(&self, from: Local, to: Local, rule: &Series) -> bool {
        self.exrules.iter().any(|exrule| exrule.has_all_between(from, to, rule))
    }

    fn occurrence(&self, moment: Moment, writer: &mut Writer) -> Option<Occurrence> {
        let instant = match self.zone {
            None => None,
            Some(_) => Some(Timestamp::from_second(moment.key).ok()?),
        };
        Some(Occurrence { instant, local: writer.write(moment.local)? })
    }
}

/// What takes a recurrence away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exclusion {
    ByDate,
    ByRule,
}

/// The occurrences of one rule, the next of which is known.
#[derive(Clone, Debug)]
struct Head<W> {
    walk: W,
    next: Option<Moment>,
}

impl<W: Iterator<Item = Moment>> Head<W> {
    fn new(mut walk: W) -> Self {
        let next = walk.next();
        Self { walk, next }
    }

    fn advance(&mut self) {
        self.next = self.walk.next();
    }

    /// Goes on if the next one is at a moment.
    fn pass(&mut self, moment: Moment) {
        if self.next.is_some_and(|next| next.key == moment.key) {
            self.advance();
        }
    }
}

/// The occurrences of a set in order of time.
///
/// ```
/// # use ta_ical::CalTime;
/// # use ta_ical::recur::{RecurrenceSet, Rule};
/// # let start = CalTime::parse("20260101T090000Z", None)?;
/// let set = RecurrenceSet::new(&start).with_rule(&Rule::parse("FREQ=YEARLY")?);
/// let mut occurrences = set.occurrences();
/// assert_eq!(occurrences.next().map(|occurrence| occurrence.local.year()), Some(2026));
/// assert_eq!(occurrences.last().map(|occurrence| occurrence.local.year()), Some(9999));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Occurrences<'a> {
    set: &'a RecurrenceSet,
    clock: Clock<'a>,
    rules: Vec<Head<Forward<'a>>>,
    /// The single dates that are still to come.
    dates: &'a [Moment],
    /// The last one that was found. The sources move past it when the next is wanted, as that can be far away.
    passed: Option<Moment>,
    before_key: i64,
    writer: Writer,
}

impl Occurrences<'_> {
    /// Passes over what is left of the day of a moment, for each rule of which EXRULE takes all of that: a rule for
    /// every second would be walked through second by second otherwise.
    fn leave_day(&mut self, moment: Moment) {
        let tomorrow = moment.local.day().plus(1).at(0);
        for rule in &mut self.rules {
            let is_today = rule.next.is_some_and(|next| next.local < tomorrow);
            if is_today && self.set.takes_all_between(moment.local, tomorrow.plus(-1), rule.walk.series()) {
                rule.walk.skip_to(tomorrow);
                rule.advance();
            }
        }
    }

    /// The next of all sources. Those that agree on it move past it together, so that none comes twice.
    fn next_moment(&mut self) -> Option<Moment> {
        if let Some(passed) = self.passed {
            self.pass(passed);
        }
        let heads = self.rules.iter().filter_map(|rule| rule.next);
        self.passed = heads.chain(self.dates.first().copied()).min_by_key(|moment| moment.key);
        self.passed.filter(|next| next.key < self.before_key)
    }

    fn pass(&mut self, passed: Moment) {
        for rule in &mut self.rules {
            rule.pass(passed);
        }
        if let [first, rest @ ..] = self.dates
            && first.key == passed.key
        {
            self.dates = rest;
        }
    }
}

impl Iterator for Occurrences<'_> {
    type Item = Occurrence;

    fn next(&mut self) -> Option<Occurrence> {
        // Each day is left once: where EXRULE takes but a part of it, asking again would not help.
        let mut left = None;
        for _ in 0..=self.set.excluded_in_a_row_max() {
            let next = self.next_moment()?;
            match self.set.exclusion(next, &mut self.clock) {
                None => return self.set.occurrence(next, &mut self.writer),
                Some(Exclusion::ByRule) if left != Some(next.local.day()) => {
                    left = Some(next.local.day());
                    self.leave_day(next);
                }
                Some(Exclusion::ByRule | Exclusion::ByDate) => {}
            }
        }
        None
    }
}

/// The occurrences of a set against the order of time.
///
/// ```
/// # use ta_ical::CalTime;
/// # use ta_ical::recur::{RecurrenceSet, Rule};
/// # let start = CalTime::parse("20260101T090000Z", None)?;
/// let set = RecurrenceSet::new(&start).with_rule(&Rule::parse("FREQ=YEARLY")?);
/// let before = jiff::civil::date(2030, 1, 1).at(0, 0, 0, 0);
/// let years: Vec<_> = set.occurrences_before(before).map(|occurrence| occurrence.local.year()).collect();
/// assert_eq!(years, [2029, 2028, 2027, 2026]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct OccurrencesBackward<'a> {
    set: &'a RecurrenceSet,
    clock: Clock<'a>,
    rules: Vec<Head<Backward<'a>>>,
    /// The single dates that are still to come; the last one is next.
    dates: &'a [Moment],
    /// The last one that was found.
    passed: Option<Moment>,
    writer: Writer,
}

impl OccurrencesBackward<'_> {
    /// As [`Occurrences::leave_day`], towards the beginning of the day.
    fn leave_day(&mut self, moment: Moment) {
        let today = moment.local.day().at(0);
        for rule in &mut self.rules {
            let is_today = rule.next.is_some_and(|next| next.local >= today);
            if is_today && self.set.takes_all_between(today, moment.local, rule.walk.series()) {
                rule.walk.skip_back_to(today.plus(-1));
                rule.advance();
            }
        }
    }

    /// The last of all sources. Those that agree on it move past it together, so that none comes twice.
    fn next_moment(&mut self) -> Option<Moment> {
        if let Some(passed) = self.passed {
            self.pass(passed);
        }
        let heads = self.rules.iter().filter_map(|rule| rule.next);
        self.passed = heads.chain(self.dates.last().copied()).max_by_key(|moment| moment.key);
        self.passed
    }

    fn pass(&mut self, passed: Moment) {
        for rule in &mut self.rules {
            rule.pass(passed);
        }
        if let [rest @ .., last] = self.dates
            && last.key == passed.key
        {
            self.dates = rest;
        }
    }
}

impl Iterator for OccurrencesBackward<'_> {
    type Item = Occurrence;

    fn next(&mut self) -> Option<Occurrence> {
        // Each day is left once: where EXRULE takes but a part of it, asking again would not help.
        let mut left = None;
        for _ in 0..=self.set.excluded_in_a_row_max() {
            let next = self.next_moment()?;
            match self.set.exclusion(next, &mut self.clock) {
                None => return self.set.occurrence(next, &mut self.writer),
                Some(Exclusion::ByRule) if left != Some(next.local.day()) => {
                    left = Some(next.local.day());
                    self.leave_day(next);
                }
                Some(Exclusion::ByRule | Exclusion::ByDate) => {}
            }
        }
        None
    }
}
