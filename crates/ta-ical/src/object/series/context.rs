//! What every instance of a series refers to.

use std::collections::HashSet;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::super::part::Part;
use super::Key;
use crate::recur::{Occurrence, RecurrenceSet};
use crate::time::saturating_add;
use crate::{CalTime, ComponentKind, UtcRange};

/// What everything in a series shares.
#[derive(Clone, Debug)]
pub(super) struct Context<'a> {
    pub(super) kind: ComponentKind,
    pub(super) asker_zone: TimeZone,
    pub(super) master: Option<Master<'a>>,
    /// The recurrences that do not look as the rule has them.
    pub(super) replaced: HashSet<Key>,
    /// Days on which a timed recurrence is replaced: some clients name an instance by its day alone.
    replaced_days: HashSet<Date>,
}

/// What the component without RECURRENCE-ID says.
#[derive(Clone, Debug)]
pub(super) struct Master<'a> {
    /// When it begins.
    pub(super) anchor: &'a CalTime,
    pub(super) set: &'a RecurrenceSet,
    pub(super) is_series: bool,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        kind: ComponentKind,
        master: Option<&'a Part>,
        overrides: &[&'a Part],
        asker_zone: &TimeZone,
    ) -> Self {
        let master = master.and_then(|part| {
            let anchor = part.anchor()?;
            let is_series = part.rules.recur() || !overrides.is_empty();
            Some(Master { anchor, set: part.rules.set(anchor), is_series })
        });
        let mut context = Self {
            kind,
            asker_zone: asker_zone.clone(),
            master,
            replaced: HashSet::new(),
            replaced_days: HashSet::new(),
        };
        for id in overrides.iter().filter_map(|part| part.recurrence.as_ref()) {
            context.replace(&id.time);
        }
        context
    }

    fn replace(&mut self, recurrence_id: &CalTime) {
        let is_timed = self.master.as_ref().is_some_and(|master| !master.anchor.is_date());
        match recurrence_id {
            CalTime::Date(day) if is_timed => self.replaced_days.insert(*day),
            _ => self.replaced.insert(self.key_of_id(recurrence_id)),
        };
    }

    /// The key of a RECURRENCE-ID, however it is written. One that names a timed recurrence by its day alone means the
    /// first of that day.
    pub(super) fn key_of_id(&self, recurrence_id: &CalTime) -> Key {
        match (recurrence_id, &self.master) {
            (CalTime::Date(day), Some(master)) if !master.anchor.is_date() => self.first_key_on(*day),
            _ => None,
        }
        .unwrap_or_else(|| self.key(recurrence_id))
    }

    /// The key of the first recurrence of a day on the master's clock.
    fn first_key_on(&self, day: Date) -> Option<Key> {
        let midnight = |day| self.key(&CalTime::Date(day));
        let whole_day = UtcRange::new(Some(midnight(day)), Some(midnight(day.tomorrow().ok()?)))?;
        let set = self.master.as_ref()?.set;
        // Seen from UTC, a series that floats has its recurrences at their keys.
        set.occurrences_in(whole_day, &TimeZone::UTC).next().as_ref().map(key_of)
    }

    /// The key of a time on the master's clock.
    pub(super) fn key(&self, time: &CalTime) -> Key {
        match self.master.as_ref().map(|master| master.anchor) {
            Some(CalTime::Date(_)) => as_if_utc(time.local().date().into()),
            Some(CalTime::Floating(_)) => as_if_utc(time.local()),
            Some(CalTime::Utc(_)) => time.to_utc(&TimeZone::UTC),
            Some(CalTime::Zoned { zone, .. }) => time.to_utc(zone),
            None => time.to_utc(&self.asker_zone),
        }
    }

    pub(super) fn key_of_override(&self, part: &Part) -> Option<Key> {
        Some(self.key_of_id(&part.recurrence.as_ref()?.time))
    }

    /// A time with its key, written as the master writes its times.
    pub(super) fn on_masters_clock(&self, time: &CalTime, key: Key) -> CalTime {
        match self.master.as_ref().map(|master| master.anchor) {
            None => time.clone(),
            Some(anchor @ (CalTime::Utc(_) | CalTime::Zoned { .. })) => {
                anchor.with_instant(key, &self.asker_zone).naming(key)
            }
            Some(anchor @ CalTime::Floating(_)) if time.is_date() => {
                anchor.with_local(TimeZone::UTC.to_datetime(key))
            }
            Some(anchor) => anchor.with_local(time.local()),
        }
    }

    /// A RECURRENCE-ID written as the master writes its times.
    pub(super) fn id_on_masters_clock(&self, recurrence_id: &CalTime) -> CalTime {
        self.on_masters_clock(recurrence_id, self.key_of_id(recurrence_id))
    }

    /// Whether something else stands in the place of a recurrence.
    pub(super) fn is_replaced(&self, occurrence: &Occurrence) -> bool {
        self.replaced.contains(&key_of(occurrence)) || self.replaced_days.contains(&occurrence.local.date())
    }

    /// The keys of the first recurrence and of the last, if there is a last one. Finding them can take as long as there
    /// are EXDATEs.
    pub(super) fn first_and_last(&self) -> Option<(Key, Option<Key>)> {
        let set = self.master.as_ref()?.set;
        let first = set.occurrences().next()?;
        Some((key_of(&first), set.last().as_ref().map(key_of)))
    }

    /// The recurrence that a key names.
    pub(super) fn occurrence(&self, key: Key) -> Option<Occurrence> {
        let set = self.master.as_ref()?.set;
        let after = saturating_add(key, SignedDuration::from_secs(1));
        // Seen from UTC, a series that floats has its recurrences at their keys.
        set.occurrences_in(UtcRange::new(Some(key), Some(after))?, &TimeZone::UTC).next()
    }

    /// The instant of a recurrence; when the series floats, one that is off by a slack, to allow for hours that the
    /// asker's clock leaves out.
    pub(super) fn instant_near(&self, key: Key, slack: SignedDuration) -> Timestamp {
        match &self.master {
            Some(master) if master.anchor.depends_on_place() => {
                let local = CalTime::Floating(TimeZone::UTC.to_datetime(key));
                saturating_add(local.to_utc(&self.asker_zone), slack)
            }
            _ => key,
        }
    }
}

/// The key of a recurrence.
pub(super) fn key_of(occurrence: &Occurrence) -> Key {
    occurrence.instant.unwrap_or_else(|| as_if_utc(occurrence.local))
}

fn as_if_utc(local: DateTime) -> Timestamp {
    CalTime::Floating(local).to_utc(&TimeZone::UTC)
}
