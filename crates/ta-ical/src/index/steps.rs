//! Sequences of spans of time in few bytes: from one start to the next, and how long each lasts, with repetition.
//!
//! A series repeats its steps, or a handful of them in turn: three days of each week, say. So a sequence is written as
//! literal steps and as "again what came so many steps before, so many times". Numbers are written in groups of seven
//! bits, the lowest first.

/// From the start of a span to the start of the next, and the length of the next, in whatever unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) ahead: i64,
    pub(super) length: u64,
}

/// How far back a repetition can reach.
const BACK_MAX: usize = 8;
/// A header is this for a literal step, else how far back a repetition reaches and how long it is.
const LITERAL: u64 = 0;

/// Writes steps.
pub(super) fn write(steps: &[Step], out: &mut Vec<u8>) {
    let mut at = 0;
    while let Some(step) = steps.get(at) {
        match longest_repetition(steps, at) {
            Some((back, count)) => {
                write_number((count * (BACK_MAX + 1) + back) as u64, out);
                at += count;
            }
            None => {
                write_number(LITERAL, out);
                write_number(zigzag(step.ahead), out);
                write_number(step.length, out);
                at += 1;
            }
        }
    }
}

/// The longest repetition of what came before a place, as how far back it reaches and how many steps it has.
fn longest_repetition(steps: &[Step], at: usize) -> Option<(usize, usize)> {
    let repeats = |back: usize| {
        let again = steps.get(at..)?.iter().zip(steps.get(at.checked_sub(back)?..)?);
        Some((back, again.take_while(|(one, other)| one == other).count()))
    };
    (1..=BACK_MAX)
        .filter_map(repeats)
        .filter(|(_, count)| *count > 0)
        .max_by_key(|(back, count)| (*count, usize::MAX - back))
}

/// Reads what [`write`] has written, up to a number of steps. A text that nobody wrote, or a longer one, ends early, and [`Steps::is_sound`] tells.
#[derive(Clone, Debug)]
pub(super) struct Steps<'b> {
    rest: &'b [u8],
    /// The last steps, the newest at `newest`.
    past: [Step; BACK_MAX],
    newest: usize,
    known: usize,
    again: Again,
    /// How many steps may still come.
    left: usize,
    is_sound: bool,
}

/// What is left of a repetition.
#[derive(Clone, Copy, Debug, Default)]
struct Again {
    back: usize,
    count: u64,
}

impl<'b> Steps<'b> {
    pub(super) fn read(bytes: &'b [u8], steps_max: usize) -> Self {
        Self {
            rest: bytes,
            past: [Step::default(); BACK_MAX],
            newest: 0,
            known: 0,
            again: Again::default(),
            left: steps_max,
            is_sound: true,
        }
    }

    /// Whether everything up to here was written by [`write`].
    pub(super) const fn is_sound(&self) -> bool {
        self.is_sound
    }

    fn token(&mut self) -> Option<Step> {
        let header = read_number(&mut self.rest)?;
        if header == LITERAL {
            let ahead = unzigzag(read_number(&mut self.rest)?);
            return Some(Step { ahead, length: read_number(&mut self.rest)? });
        }
        let back = usize::try_from(header % (BACK_MAX as u64 + 1)).ok()?;
        let count = header / (BACK_MAX as u64 + 1);
        if !(1..=self.known).contains(&back) || count == 0 {
            return None;
        }
        self.again = Again { back, count: count - 1 };
        self.before(back)
    }

    /// The step that came so many before the next.
    fn before(&self, back: usize) -> Option<Step> {
        self.past.get((self.newest + BACK_MAX + 1 - back) % BACK_MAX).copied()
    }

    fn remember(&mut self, step: Step) {
        self.newest = (self.newest + 1) % BACK_MAX;
        if let Some(place) = self.past.get_mut(self.newest) {
            *place = step;
        }
        self.known = (self.known + 1).min(BACK_MAX);
    }
}

impl Iterator for Steps<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = match self.again.count.checked_sub(1) {
            _ if self.left == 0 && (self.again.count > 0 || !self.rest.is_empty()) => None,
            Some(left) => {
                self.again.count = left;
                self.before(self.again.back)
            }
            None if self.rest.is_empty() => return None,
            None => self.token(),
        };
        match step {
            Some(step) => {
                self.left = self.left.saturating_sub(1);
                self.remember(step);
            }
            None => {
                self.is_sound = false;
                (self.rest, self.again) = (&[], Again::default());
            }
        }
        step
    }
}

pub(super) fn write_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// The number at the start of some bytes, which is taken off them; `None` when there is none, or a larger one.
pub(super) fn read_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..u64::BITS).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(first & 0x7F).checked_shl(shift)?;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Small numbers of either sign as small numbers.
pub(super) const fn zigzag(number: i64) -> u64 {
    (number << 1 ^ number >> 63) as u64
}

pub(super) const fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::Strategy;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::{Step, Steps, write};

    fn bytes_of(steps: &[Step]) -> Vec<u8> {
        let mut bytes = Vec::new();
        write(steps, &mut bytes);
        bytes
    }

    #[test]
    fn what_repeats_costs_next_to_nothing() {
        let week = [(172_800, 3600), (172_800, 3600), (259_200, 3600)];
        let steps: Vec<Step> = week
            .iter()
            .cycle()
            .take(3000)
            .map(|(ahead, length)| Step { ahead: *ahead, length: *length })
            .collect();
        // Two different literals and one that repeats, of six bytes each at most, and a repetition.
        assert!(bytes_of(&steps).len() < 20, "{}", bytes_of(&steps).len());
    }

    fn some_steps() -> impl Strategy<Value = Vec<Step>> {
        let step = (-3..3_i64, 0..2_u64).prop_map(|(ahead, length)| Step { ahead, length });
        vec(step, 0..60)
    }

    proptest! {
        #[test]
        fn steps_are_read_as_they_were_written(steps in some_steps()) {
            let bytes = bytes_of(&steps);
            let mut reading = Steps::read(&bytes, steps.len());
            let read: Vec<Step> = reading.by_ref().collect();
            prop_assert_eq!(read, steps);
            prop_assert!(reading.is_sound());
        }

        #[test]
        fn large_numbers_are_kept(ahead: i64, length: u64) {
            let steps = [Step { ahead, length }];
            prop_assert_eq!(Steps::read(&bytes_of(&steps), 1).collect::<Vec<_>>(), steps);
        }

        #[test]
        fn any_bytes_are_read(bytes in vec(proptest::num::u8::ANY, 0..40)) {
            prop_assert!(Steps::read(&bytes, 1000).count() <= 1000);
        }
    }
}
