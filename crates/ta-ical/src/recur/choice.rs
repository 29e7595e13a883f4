//! The candidates of one period that are left when a zone and BYSETPOS have had their say.

use super::clock::{Clock, Gap, Reading};
use super::period::{Period, Spot};
use super::plan::Plan;
use super::position::{Existing, Positions, choose};
use super::wall::Local;

/// A period of a plan on a clock, and those of its candidates that BYSETPOS chooses. It is moved from period to period,
/// to use its memory again.
#[derive(Clone, Debug)]
pub(super) struct Choice<'a> {
    plan: &'a Plan,
    clock: Clock<'a>,
    /// The number of the period, or of the last of a run.
    index: i64,
    period: Period,
    /// The chosen ones in order; unused without BYSETPOS.
    chosen: Vec<Local>,
    gaps: Vec<Gap>,
    /// Where a walk stands without BYSETPOS: candidates up to it are passed.
    spot: Spot,
    /// Where it stands with BYSETPOS: so many of the chosen ones are passed.
    passed: usize,
}

impl<'a> Choice<'a> {
    /// Nothing, until a period is entered.
    pub(super) const fn new(plan: &'a Plan, clock: Clock<'a>) -> Self {
        Self {
            plan,
            clock,
            index: 0,
            period: Period::EMPTY,
            chosen: Vec::new(),
            gaps: Vec::new(),
            spot: Spot::of(Local::MIN),
            passed: 0,
        }
    }

    /// Moves to the period of a number.
    pub(super) fn enter(&mut self, index: i64) {
        self.index = index;
        self.period = self.plan.period(index);
        self.choose();
    }

    /// Moves to the period of a number and those that the plan joins to it.
    pub(super) fn enter_run(&mut self, index: i64) {
        match self.plan.run(index) {
            None => self.enter(index),
            Some(run) => {
                self.index = index + (run.periods - 1) * self.plan.cadence.interval;
                self.period = self.plan.joined(run);
            }
        }
    }

    /// The number of the period, or of the last of a run.
    pub(super) const fn index(&self) -> i64 {
        self.index
    }

    /// What the clock makes of a time.
    pub(super) fn read(&mut self, local: Local) -> Reading {
        self.clock.read(local)
    }

    /// Sets out for the first candidate that is not before a time.
    pub(super) fn seek(&mut self, from: Local) {
        match self.plan.positions {
            Positions::Some(_) => self.passed = self.chosen.partition_point(|candidate| *candidate < from),
            Positions::All | Positions::Never => self.spot = Spot::of(from.plus(-1)),
        }
    }

    /// The next candidate of a walk. Without BYSETPOS it can be one that does not exist.
    pub(super) fn step(&mut self) -> Option<Local> {
        match self.plan.positions {
            Positions::Some(_) => {
                let candidate = self.chosen.get(self.passed).copied();
                self.passed += 1;
                candidate
            }
            Positions::All | Positions::Never => {
                self.spot = self.period.after(self.spot)?;
                Some(self.spot.local())
            }
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
        let first = self.period.first();
        let last = self.period.last();
        if let (Some(first), Some(last)) = (first, last) {
            self.clock.gaps(first, last.plus(1), &mut self.gaps);
        }
    }
}
