//! The candidates of one period that are left when a zone and BYSETPOS have had their say.

use super::clock::{Clock, Gap, Reading};
use super::period::Period;
use super::plan::Plan;
use super::position::{Existing, Positions, choose};
use super::wall::Local;

/// A period of a plan on a clock, and those of its candidates that BYSETPOS chooses. It is moved from period to period,
/// to use its memory again.
#[derive(Clone, Debug)]
pub(super) struct Choice<'a> {
    plan: &'a Plan,
    clock: Clock<'a>,
    index: i64,
    period: Period,
    /// The chosen ones in order; unused without BYSETPOS.
    chosen: Vec<Local>,
    gaps: Vec<Gap>,
}

impl<'a> Choice<'a> {
    pub(super) fn new(plan: &'a Plan, clock: Clock<'a>, index: i64) -> Self {
        let period = plan.period(index);
        let mut choice = Self { plan, clock, index, period, chosen: Vec::new(), gaps: Vec::new() };
        choice.choose();
        choice
    }

    /// Moves to the period of a number.
    pub(super) fn enter(&mut self, index: i64) {
        self.index = index;
        self.period = self.plan.period(index);
        self.choose();
    }

    /// The number of the period.
    pub(super) const fn index(&self) -> i64 {
        self.index
    }

    /// What the clock makes of a time.
    pub(super) fn read(&mut self, local: Local) -> Reading {
        self.clock.read(local)
    }

    /// The first candidate that is not before a time. Without BYSETPOS it can be one that does not exist.
    pub(super) fn at_or_after(&self, from: Local) -> Option<Local> {
        match self.plan.positions {
            Positions::Some(_) => self.chosen.iter().copied().find(|candidate| *candidate >= from),
            Positions::All | Positions::Never => self.period.at_or_after(from),
        }
    }

    /// The last candidate that is not after a time. Without BYSETPOS it can be one that does not exist.
    pub(super) fn at_or_before(&self, until: Local) -> Option<Local> {
        match self.plan.positions {
            Positions::Some(_) => self.chosen.iter().copied().rfind(|candidate| *candidate <= until),
            Positions::All | Positions::Never => self.period.at_or_before(until),
        }
    }

    /// How many existing candidates there are from a time on.
    pub(super) fn count_from(&mut self, from: Local) -> u64 {
        match self.plan.positions {
            Positions::Some(_) => {
                (self.chosen.len() - self.chosen.partition_point(|time| *time < from)) as u64
            }
            Positions::All | Positions::Never => {
                let existing = self.existing();
                u64::from(existing.len() - existing.rank(from))
            }
        }
    }

    /// The existing candidate with so many of them before it, from a time on.
    pub(super) fn nth_from(&mut self, from: Local, index: u64) -> Option<Local> {
        match self.plan.positions {
            Positions::Some(_) => {
                let first = self.chosen.partition_point(|time| *time < from);
                self.chosen.get(first.checked_add(usize::try_from(index).ok()?)?).copied()
            }
            Positions::All | Positions::Never => {
                let existing = self.existing();
                existing.nth(existing.rank(from).checked_add(u32::try_from(index).ok()?)?)
            }
        }
    }

    fn choose(&mut self) {
        let plan = self.plan;
        if let Positions::Some(positions) = &plan.positions {
            self.find_gaps();
            choose(positions, Existing { period: &self.period, gaps: &self.gaps }, &mut self.chosen);
        }
    }

    fn existing(&mut self) -> Existing<'_> {
        self.find_gaps();
        Existing { period: &self.period, gaps: &self.gaps }
    }

    fn find_gaps(&mut self) {
        self.gaps.clear();
        let first = self.period.at_or_after(Local::MIN);
        let last = self.period.at_or_before(Local::MAX);
        if let (Some(first), Some(last)) = (first, last) {
            self.clock.gaps(first, last.plus(1), &mut self.gaps);
        }
    }
}
