//! What a zone makes of local times: when they are, and which of them never come.
//!
//! Between two changes of a zone's offset a local time and its instant differ by a constant. A clock keeps the stretch
//! it last read from, so that most readings are a comparison and a subtraction.

use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

use super::wall::Local;

/// The clock on which a recurrence set is written: one of a zone, or none in particular.
#[derive(Clone, Debug)]
pub(super) struct Clock<'a> {
    zone: Option<&'a TimeZone>,
    stretch: Stretch,
}

/// What a local time means on a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// It comes; when it comes twice, this is the first time (RFC 5545 §3.3.5).
    Exists(Moment),
    /// The clock is put forward past it.
    Gap(Gap),
}

/// Local times that never come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// The first of them.
    pub(super) start: Local,
    /// The first time after them.
    pub(super) end: Local,
}

/// A local time that comes, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) local: Local,
    /// The instant in seconds of Unix time; without a zone, `local` as if it were UTC. Moments sort by it.
    pub(super) key: i64,
}

/// Local times that are all one offset away from UTC.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    start: Local,
    /// The first time that is no longer part of it.
    end: Local,
    offset: i64,
    /// What ends it, unless it goes on for ever.
    change: Option<Change>,
}

/// A change of a zone's offset.
#[derive(Clone, Copy, Debug)]
struct Change {
    instant: Timestamp,
    /// The offset from then on.
    offset: i64,
}

const NOWHERE: Stretch = Stretch { start: Local(0), end: Local(0), offset: 0, change: None };
const EVER: Stretch = Stretch { start: Local(i64::MIN), end: Local(i64::MAX), offset: 0, change: None };

impl<'a> Clock<'a> {
    pub(super) const fn new(zone: Option<&'a TimeZone>) -> Self {
        Self { zone, stretch: NOWHERE }
    }

    /// What a local time means.
    pub(super) fn read(&mut self, local: Local) -> Reading {
        if !self.stretch.contains(local) {
            match self.stretch_beyond(local) {
                Ok(stretch) => self.stretch = stretch,
                Err(gap) => return Reading::Gap(gap),
            }
        }
        Reading::Exists(Moment { local, key: local.0 - self.stretch.offset })
    }

    /// A local time as it was written in a DTSTART, RDATE or EXDATE: one that never comes has the offset from before
    /// the gap, so that it is as much later on the wall as the clock was put forward (RFC 5545 §3.3.5).
    pub(super) fn resolve(&mut self, local: Local) -> Moment {
        match self.read(local) {
            Reading::Exists(moment) => moment,
            Reading::Gap(gap) => {
                let shifted = local.plus(gap.end.0 - gap.start.0);
                match self.read(shifted) {
                    Reading::Exists(moment) => moment,
                    // Two gaps in a row are in no zone; the time itself is then as good as any.
                    Reading::Gap(_) => Moment { local, key: local.0 },
                }
            }
        }
    }

    /// A second of Unix time as the clock shows it.
    pub(super) fn show(&self, key: i64) -> Moment {
        let offset =
            self.zone.zip(timestamp(key)).map_or(Offset::UTC, |(zone, instant)| zone.to_offset(instant));
        Moment { local: Local(key + seconds(offset)), key }
    }

    /// The gaps between two local times, the second not included.
    pub(super) fn gaps(&mut self, start: Local, end: Local, gaps: &mut Vec<Gap>) {
        gaps.clear();
        let mut local = start;
        while local < end {
            match self.read(local) {
                Reading::Exists(_) => local = self.stretch.end,
                Reading::Gap(gap) => {
                    gaps.push(gap);
                    local = gap.end;
                }
            }
        }
    }

    /// The stretch of a local time that is not in the present one. Most often it is in the next one, which is found with
    /// one question instead of four.
    #[cold]
    fn stretch_beyond(&self, local: Local) -> Result<Stretch, Gap> {
        if let (Some(zone), Some(change)) = (self.zone, self.stretch.change)
            && local >= self.stretch.end
        {
            let next = stretch_after(zone, self.stretch.offset, change);
            if local < next.start {
                return Err(Gap { start: self.stretch.end, end: next.start });
            }
            if local < next.end {
                return Ok(next);
            }
        }
        self.stretch_around(local)
    }

    fn stretch_around(&self, local: Local) -> Result<Stretch, Gap> {
        let Some(zone) = self.zone else {
            return Ok(EVER);
        };
        if let Ok(offset) = zone.to_fixed_offset() {
            return Ok(Stretch { offset: seconds(offset), ..EVER });
        }
        // What jiff cannot write has no changes of offset; the caller never gets there.
        let Some(local_time) = local.date_time() else {
            return Ok(EVER);
        };
        match zone.to_ambiguous_timestamp(local_time).offset() {
            AmbiguousOffset::Unambiguous { offset } | AmbiguousOffset::Fold { before: offset, .. } => {
                Ok(stretch_of(zone, local, offset))
            }
            AmbiguousOffset::Gap { before, after } => Err(gap_of(zone, local, before, after)),
        }
    }
}

impl Stretch {
    fn contains(&self, local: Local) -> bool {
        self.start <= local && local < self.end
    }
}

/// The stretch of a local time whose offset is known.
fn stretch_of(zone: &TimeZone, local: Local, offset: Offset) -> Stretch {
    let offset_seconds = seconds(offset);
    let Some(instant) = timestamp(local.0 - offset_seconds) else {
        return Stretch { start: local, end: local.plus(1), offset: offset_seconds, change: None };
    };
    let start = previous_change(zone, instant).map_or(Local(i64::MIN), |change| {
        let offset_before = timestamp(change - 1).map_or(offset, |before| zone.to_offset(before));
        start_after(change, seconds(offset_before), offset_seconds)
    });
    stretch_from(zone, start, instant, offset_seconds)
}

/// The stretch that a change begins.
fn stretch_after(zone: &TimeZone, offset_before: i64, change: Change) -> Stretch {
    let start = start_after(change.instant.as_second(), offset_before, change.offset);
    stretch_from(zone, start, change.instant, change.offset)
}

/// The stretch of a start, by an instant in it.
fn stretch_from(zone: &TimeZone, start: Local, instant: Timestamp, offset: i64) -> Stretch {
    let change = next_change(zone, instant);
    let end = change.map_or(Local(i64::MAX), |change| Local(change.instant.as_second() + offset));
    Stretch { start, end, offset, change }
}

/// The first local time after a change; those that come twice belong to the stretch before it.
fn start_after(change: i64, offset_before: i64, offset: i64) -> Local {
    Local(change + offset.max(offset_before))
}

/// The gap in which a local time lies, between the offset before it and the one after it.
fn gap_of(zone: &TimeZone, local: Local, before: Offset, after: Offset) -> Gap {
    // Read with the offset after the gap, the time lies before the change.
    let change = timestamp(local.0 - seconds(after)).and_then(|instant| next_change(zone, instant));
    match change {
        Some(Change { instant, .. }) => {
            let change = instant.as_second();
            Gap { start: Local(change + seconds(before)), end: Local(change + seconds(after)) }
        }
        None => Gap { start: local, end: local.plus(1) },
    }
}

fn next_change(zone: &TimeZone, instant: Timestamp) -> Option<Change> {
    let change = zone.following(instant).next()?;
    Some(Change { instant: change.timestamp(), offset: seconds(change.offset()) })
}

/// The last change that is not after an instant.
fn previous_change(zone: &TimeZone, instant: Timestamp) -> Option<i64> {
    let after = timestamp(instant.as_second() + 1)?;
    zone.preceding(after).next().map(|change| change.timestamp().as_second())
}

fn timestamp(second: i64) -> Option<Timestamp> {
    Timestamp::from_second(second).ok()
}

fn seconds(offset: Offset) -> i64 {
    i64::from(offset.seconds())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{DateTime, datetime};
    use jiff::tz::{AmbiguousOffset, TimeZone};

    use super::{Clock, Gap, Local, Reading};

    fn local(year: i16, month: i8, day: i8, hour: i8, minute: i8) -> Local {
        Local::of(datetime(year, month, day, hour, minute, 0, 0))
    }

    #[test]
    fn the_hour_that_new_york_leaves_out_is_a_gap() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let hour = Gap { start: local(2026, 3, 8, 2, 0), end: local(2026, 3, 8, 3, 0) };
        let mut clock = Clock::new(Some(&zone));
        assert_eq!(clock.read(local(2026, 3, 8, 2, 0)), Reading::Gap(hour));
        assert_eq!(clock.read(local(2026, 3, 8, 2, 59)), Reading::Gap(hour));
        assert_eq!(clock.resolve(local(2026, 3, 8, 2, 30)).local, local(2026, 3, 8, 3, 30));
    }

    #[test]
    fn samoa_left_out_a_whole_day() {
        let zone = TimeZone::get("Pacific/Apia").unwrap();
        let mut gaps = Vec::new();
        Clock::new(Some(&zone)).gaps(local(2011, 12, 1, 0, 0), local(2012, 1, 15, 0, 0), &mut gaps);
        assert_eq!(gaps, [Gap { start: local(2011, 12, 30, 0, 0), end: local(2011, 12, 31, 0, 0) }]);
    }

    /// Every quarter of an hour of some years, forwards and backwards, against jiff's own answer.
    #[test]
    fn readings_are_those_of_jiff() {
        for name in ["America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata", "UTC"] {
            let zone = TimeZone::get(name).unwrap();
            let (start, end) = (local(2035, 1, 1, 0, 0).0, local(2040, 1, 1, 0, 0).0);
            let times: Vec<Local> = (start..end).step_by(900).map(Local).collect();
            let mut forward = Clock::new(Some(&zone));
            times.iter().for_each(|time| assert_same(&mut forward, &zone, *time));
            let mut backward = Clock::new(Some(&zone));
            times.iter().rev().for_each(|time| assert_same(&mut backward, &zone, *time));
        }
    }

    fn assert_same(clock: &mut Clock<'_>, zone: &TimeZone, time: Local) {
        let local_time: DateTime = time.date_time().unwrap();
        let ambiguous = zone.to_ambiguous_timestamp(local_time);
        let is_gap = matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. });
        match clock.read(time) {
            Reading::Gap(_) => assert!(is_gap, "{local_time}"),
            Reading::Exists(moment) => {
                assert!(!is_gap, "{local_time}");
                assert_eq!(moment.key, ambiguous.earlier().unwrap().as_second(), "{local_time}");
            }
        }
    }
}
