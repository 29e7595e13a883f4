//! Where a COUNT ends, found by counting whole periods, and whole days of periods that are shorter.
//!
//! Walking there would do, were it not for `FREQ=SECONDLY;COUNT=4000000000`: whoever may store a rule must not be able
//! to make a server count that far. Here the work is bounded by a number of days, or of longer periods.

use std::collections::BTreeMap;

use super::cadence::Unit;
use super::choice::Choice;
use super::clock::{Clock, Gap};
use super::plan::Plan;
use super::slots::SlotLength;
use super::wall::{Day, Local};

/// How many periods, or days of shorter ones, are counted through: 410 years of days. Rules that need more of them for
/// their COUNT are made up, and would take as long as everything else about them together.
const STEPS_MAX: usize = 150_000;

/// The occurrence with so many before it, from a time on; `None` when there are not as many, or it is too far to count.
pub(super) fn nth(plan: &Plan, clock: Clock<'_>, first: Local, index: u64) -> Option<Local> {
    let number = plan.next(plan.earliest(first))?;
    let mut choice = Choice::new(plan, clock.clone());
    choice.enter(number);
    let tally = Tally { plan, clock, choice, from: first, left: index };
    match plan.cadence.unit {
        Unit::Slot(SlotLength::Second | SlotLength::Minute | SlotLength::Hour) => tally.by_days(),
        Unit::Slot(SlotLength::Day) | Unit::Week { .. } | Unit::Month(_) | Unit::Year(_) => {
            tally.by_periods()
        }
    }
}

struct Tally<'a> {
    plan: &'a Plan,
    clock: Clock<'a>,
    choice: Choice<'a>,
    /// What lies before it is counted, or does not count.
    from: Local,
    /// How many are still to be passed over.
    left: u64,
}

/// What the count of a day depends on: how far into the day its first period in step is, and its gap, if it has one.
type DayShape = (i64, Option<(i64, i64)>);

impl Tally<'_> {
    fn by_periods(mut self) -> Option<Local> {
        let mut idle = 0;
        for _ in 0..STEPS_MAX {
            if idle > self.plan.patience() {
                break;
            }
            let count = self.choice.count_from(self.from);
            if self.left < count {
                return self.choice.nth_from(self.from, self.left);
            }
            self.left -= count;
            idle = if count == 0 { idle + 1 } else { 0 };
            // With SKIP=FORWARD the next period can hold the last day of this one once more.
            if let Some(last) = self.choice.at_or_before(Local::MAX) {
                self.from = self.from.max(last.plus(1));
            }
            self.enter(self.choice.index() + 1)?;
        }
        None
    }

    fn by_days(mut self) -> Option<Local> {
        let mut counts = BTreeMap::new();
        let mut day = self.day();
        if let Some(found) = self.pass_slots(day) {
            return Some(found);
        }
        for _ in 0..STEPS_MAX {
            self.enter(self.plan.cadence.index(day.plus(1).at(0)))?;
            day = self.day();
            let shape = self.shape(day);
            match shape.and_then(|shape| counts.get(&shape)) {
                Some(count) if *count <= self.left => self.left -= count,
                _ => {
                    let before = self.left;
                    if let Some(found) = self.pass_slots(day) {
                        return Some(found);
                    }
                    counts.extend(shape.map(|shape| (shape, before - self.left)));
                }
            }
        }
        None
    }

    /// Passes over the occurrences of a day from the present period on, unless the one that is looked for is among
    /// them.
    fn pass_slots(&mut self, day: Day) -> Option<Local> {
        while self.day() == day {
            let count = self.choice.count_from(self.from);
            if self.left < count {
                return self.choice.nth_from(self.from, self.left);
            }
            self.left -= count;
            self.enter(self.choice.index() + 1)?;
        }
        None
    }

    /// `None` for a day whose count is not worth remembering: one with several gaps, or with a single period at most,
    /// of which no other day need have the like.
    fn shape(&mut self, day: Day) -> Option<DayShape> {
        let cadence = &self.plan.cadence;
        let start = day.at(0);
        let first = cadence.start(cadence.at_or_after(cadence.index(start)));
        let mut gaps = Vec::new();
        self.clock.gaps(start, day.plus(1).at(0), &mut gaps);
        let is_single = cadence.start(cadence.index(start) + cadence.interval) >= day.plus(1).at(0);
        match gaps.as_slice() {
            _ if is_single => None,
            [] => Some((first.0 - start.0, None)),
            [Gap { start: gap, end }] => Some((first.0 - start.0, Some((gap.0 - start.0, end.0 - start.0)))),
            _ => None,
        }
    }

    fn day(&self) -> Day {
        self.plan.cadence.start(self.choice.index()).day()
    }

    /// Moves to the first period from a number on, unless time is over.
    fn enter(&mut self, number: i64) -> Option<()> {
        let last = self.plan.cadence.index(Local::MAX);
        self.choice.enter(self.plan.next(number).filter(|next| *next <= last)?);
        Some(())
    }
}
