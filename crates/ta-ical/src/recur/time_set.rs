//! The times of day of one period.

use super::bits;

/// Every combination of some hours, minutes and seconds. None of the three is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TimeSet {
    hours: u64,
    minutes: u64,
    seconds: u64,
}

/// Every hour of a day.
pub(super) const ALL_HOURS: u64 = (1 << 24) - 1;
/// Every minute of an hour, or second of a minute.
pub(super) const ALL_SIXTY: u64 = (1 << 60) - 1;

impl TimeSet {
    pub(super) const fn new(hours: u64, minutes: u64, seconds: u64) -> Self {
        Self { hours, minutes, seconds }
    }

    /// The part of it that lies in one hour of the day, if any does.
    pub(super) const fn in_hour_of(self, second_of_day: u32) -> Self {
        Self { hours: 1 << hour(second_of_day), ..self }
    }

    /// The part of it that lies in one minute of the day.
    pub(super) const fn in_minute_of(self, second_of_day: u32) -> Self {
        Self { minutes: 1 << minute(second_of_day), ..self.in_hour_of(second_of_day) }
    }

    /// One second of the day.
    pub(super) const fn only(second_of_day: u32) -> Self {
        Self::new(1 << hour(second_of_day), 1 << minute(second_of_day), 1 << second(second_of_day))
    }

    /// Whether it has every member of another.
    pub(super) const fn contains_all(self, other: Self) -> bool {
        other.hours & !self.hours == 0
            && other.minutes & !self.minutes == 0
            && other.seconds & !self.seconds == 0
    }

    pub(super) const fn len(self) -> u32 {
        self.hours.count_ones() * self.per_hour()
    }

    /// How many members an hour has that has any.
    pub(super) const fn per_hour(self) -> u32 {
        self.minutes.count_ones() * self.per_minute()
    }

    /// How many members a minute has that has any.
    pub(super) const fn per_minute(self) -> u32 {
        self.seconds.count_ones()
    }

    const fn contains(self, second_of_day: u32) -> bool {
        self.hours >> hour(second_of_day) & 1 == 1
            && self.minutes >> minute(second_of_day) & 1 == 1
            && self.seconds >> second(second_of_day) & 1 == 1
    }

    pub(super) fn first(self) -> u32 {
        join(self.hours.trailing_zeros(), self.minutes.trailing_zeros(), self.seconds.trailing_zeros())
    }

    pub(super) fn last(self) -> u32 {
        join(highest(self.hours), highest(self.minutes), highest(self.seconds))
    }

    /// The first member after a second of the day.
    pub(super) fn after(self, second_of_day: u32) -> Option<u32> {
        if second_of_day >= self.last() { None } else { self.at_or_after(second_of_day + 1) }
    }

    /// The first member that is not before a second of the day.
    pub(super) fn at_or_after(self, from: u32) -> Option<u32> {
        if self.contains(from) {
            return Some(from);
        }
        let (hour, minute) = (hour(from), minute(from));
        let has_hour = self.hours >> hour & 1 == 1;
        if has_hour
            && self.minutes >> minute & 1 == 1
            && let Some(second) = bits::at_or_after(self.seconds, second(from))
        {
            return Some(join(hour, minute, second));
        }
        if has_hour && let Some(minute) = bits::at_or_after(self.minutes, minute + 1) {
            return Some(join(hour, minute, self.seconds.trailing_zeros()));
        }
        let hour = bits::at_or_after(self.hours, hour + 1)?;
        Some(join(hour, self.minutes.trailing_zeros(), self.seconds.trailing_zeros()))
    }

    /// The last member that is not after a second of the day.
    pub(super) fn at_or_before(self, until: u32) -> Option<u32> {
        let (hour, minute) = (hour(until), minute(until));
        let has_hour = self.hours >> hour & 1 == 1;
        if has_hour
            && self.minutes >> minute & 1 == 1
            && let Some(second) = bits::at_or_before(self.seconds, second(until))
        {
            return Some(join(hour, minute, second));
        }
        if has_hour
            && let Some(minute) = minute.checked_sub(1).and_then(|m| bits::at_or_before(self.minutes, m))
        {
            return Some(join(hour, minute, highest(self.seconds)));
        }
        let hour = bits::at_or_before(self.hours, hour.checked_sub(1)?)?;
        Some(join(hour, highest(self.minutes), highest(self.seconds)))
    }

    /// How many members lie before a second of the day.
    pub(super) const fn rank(self, before: u32) -> u32 {
        let (hour, minute, second) = (hour(before), minute(before), second(before));
        let mut rank = bits::rank(self.hours, hour) * self.per_hour();
        if self.hours >> hour & 1 == 1 {
            rank += bits::rank(self.minutes, minute) * self.per_minute();
            if self.minutes >> minute & 1 == 1 {
                rank += bits::rank(self.seconds, second);
            }
        }
        rank
    }

    /// The member with so many members before it.
    pub(super) fn nth(self, index: u32) -> Option<u32> {
        // Most sets have one member, and the divisions would take as long as all the rest of a step.
        if index == 0 {
            return Some(self.first());
        }
        Some(join(
            bits::nth(self.hours, index / self.per_hour())?,
            bits::nth(self.minutes, index % self.per_hour() / self.per_minute())?,
            bits::nth(self.seconds, index % self.per_minute())?,
        ))
    }
}

const fn hour(second_of_day: u32) -> u32 {
    second_of_day / 3600
}

const fn minute(second_of_day: u32) -> u32 {
    second_of_day / 60 % 60
}

const fn second(second_of_day: u32) -> u32 {
    second_of_day % 60
}

const fn join(hour: u32, minute: u32, second: u32) -> u32 {
    (hour * 60 + minute) * 60 + second
}

const fn highest(set: u64) -> u32 {
    u64::BITS - 1 - set.leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::TimeSet;

    /// 09:15, 09:45, 17:15 and 17:45, each at the seconds 0 and 30.
    const EIGHT: TimeSet = TimeSet::new(1 << 9 | 1 << 17, 1 << 15 | 1 << 45, 1 | 1 << 30);

    #[test]
    fn neighbours_agree_with_a_walk_through_the_day() {
        let members: Vec<u32> = (0..86_400).filter(|second| EIGHT.contains(*second)).collect();
        assert_eq!(members.len(), 8);
        for second in 0..86_400 {
            assert_eq!(EIGHT.at_or_after(second), members.iter().copied().find(|m| *m >= second));
            assert_eq!(EIGHT.at_or_before(second), members.iter().copied().rfind(|m| *m <= second));
            assert_eq!(EIGHT.rank(second) as usize, members.iter().filter(|m| **m < second).count());
        }
        let nths: Vec<u32> = (0..9).filter_map(|index| EIGHT.nth(index)).collect();
        assert_eq!(nths, members);
        assert_eq!((EIGHT.first(), EIGHT.last()), (members[0], members[7]));
    }

    #[test]
    fn a_set_contains_those_with_fewer_of_each_unit() {
        assert!(EIGHT.contains_all(EIGHT));
        assert!(EIGHT.contains_all(TimeSet::new(1 << 9, 1 << 45, 1)));
        assert!(!EIGHT.contains_all(TimeSet::new(1 << 9 | 1 << 10, 1 << 45, 1)));
        assert!(!TimeSet::new(1 << 9, 1 << 15, 1).contains_all(EIGHT));
    }
}
