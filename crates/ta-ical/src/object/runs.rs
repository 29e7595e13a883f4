//! Which component stands for which recurrences, and where that puts them in time.

use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::length::Length;
use super::overlap::Overlap;
use super::part::{OverrideRange, Part, RecurrenceId};
use super::rules::Period;
use super::{CalendarObject, Instance};
use crate::recur::{Occurrence, Occurrences, RecurrenceSet};
use crate::time::saturating_add;
use crate::{CalTime, Component, ComponentKind, UtcRange};

/// No clock is put forward or back by more, nor are two zones further apart.
const CLOCK_SLACK: SignedDuration = SignedDuration::from_hours(26);

/// Longer than any hour that a clock leaves out.
const FLOATING_SLACK: SignedDuration = SignedDuration::from_hours(3);

/// What names a recurrence within its series: its instant by the rule; for a series that floats, its local time as if
/// it were UTC.
type Key = Timestamp;

/// The instances of an object, as somebody in a zone sees them: single ones, each described by itself, and runs of
/// recurrences that one component describes.
#[derive(Clone, Debug)]
pub(crate) struct Series<'a> {
    context: Rc<Context<'a>>,
    singles: Vec<Single<'a>>,
    runs: Vec<Run<'a>>,
}

/// What everything in a series shares.
#[derive(Clone, Debug)]
struct Context<'a> {
    kind: ComponentKind,
    asker_zone: TimeZone,
    master: Option<Master<'a>>,
    /// The recurrences that do not look as the rule has them.
    replaced: HashSet<Key>,
    /// Days on which a timed recurrence is replaced: some clients name an instance by its day alone.
    replaced_days: HashSet<Date>,
}

#[derive(Clone, Debug)]
struct Master<'a> {
    /// What DTSTART says.
    anchor: &'a CalTime,
    set: &'a RecurrenceSet,
    is_series: bool,
}

/// An instance with a description of its own.
#[derive(Clone, Debug)]
struct Single<'a> {
    component: Component<'a>,
    part: &'a Part,
    recurrence_id: Option<CalTime>,
    start: CalTime,
    length: Length,
}

/// Recurrences from one key to another that one component describes.
#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    context: Rc<Context<'a>>,
    component: Component<'a>,
    part: &'a Part,
    /// The recurrence after which they begin; `None` for those from the first on.
    after: Option<Key>,
    /// The recurrence before which they end.
    before: Option<Key>,
    shift: Shift,
    length: Length,
}

/// How far instances lie from where the rule has them.
#[derive(Clone, Debug)]
enum Shift {
    None,
    /// On the clock, to times that are written like the given one.
    OnTheClock(SignedDuration, CalTime),
    /// In time, to times that are written like the given one.
    InTime(SignedDuration, CalTime),
}

impl<'a> Series<'a> {
    /// The series of an object as somebody in `asker_zone` sees it.
    pub(crate) fn of(object: &'a CalendarObject, asker_zone: &TimeZone) -> Self {
        let (masters, overrides): (Vec<_>, Vec<_>) =
            object.parts().iter().partition(|part| part.recurrence.is_none());
        let master = masters.first().and_then(|part| Some((*part, part.anchor()?)));
        let mut context = Context {
            kind: object.kind(),
            asker_zone: asker_zone.clone(),
            master: master.map(|(part, anchor)| Master {
                anchor,
                set: part.rules.set(anchor),
                is_series: part.rules.recur() || !overrides.is_empty(),
            }),
            replaced: HashSet::new(),
            replaced_days: HashSet::new(),
        };
        let overrides = context.replace_by(overrides);
        let mut singles: Vec<_> =
            overrides.values().filter_map(|part| context.single(object, part)).collect();
        if let Some((part, _)) = master {
            singles.extend(context.periods(object, part));
        }
        let context = Rc::new(context);
        let runs = Run::all(&context, object, master, &overrides);
        Self { context, singles, runs }
    }

    /// The instances in a window that are described by themselves, in no order.
    pub(super) fn singles(&self, window: UtcRange) -> impl Iterator<Item = Instance<'a>> {
        self.singles.iter().filter_map(move |single| {
            let instance = single.instance(&self.context.asker_zone);
            let overlap = Overlap::of(self.context.kind, single.part);
            overlap.overlaps(instance.start_utc, instance.end_utc, window).then_some(instance)
        })
    }

    /// The instances in a window that a component describes, in no order.
    pub(crate) fn instances_of(
        &self,
        component: Component<'a>,
        window: UtcRange,
    ) -> impl Iterator<Item = Instance<'a>> {
        let runs = self.runs.iter().filter(move |run| run.component == component);
        self.singles(window)
            .filter(move |instance| instance.component == component)
            .chain(runs.flat_map(move |run| run.instances(window)))
    }

    /// The runs of recurrences, disjoint.
    pub(super) fn runs(&self) -> &[Run<'a>] {
        &self.runs
    }

    /// From no later than the first start to no earlier than the last end; without that end when there is no last.
    /// `None` when there is no instance.
    pub(super) fn extent(&self) -> Option<(Timestamp, Option<Timestamp>)> {
        let single = |single: &Single<'a>| {
            let instance = single.instance(&self.context.asker_zone);
            (instance.start_utc, Some(instance.end_utc))
        };
        let runs = self.runs.iter().filter_map(Run::extent);
        self.singles.iter().map(single).chain(runs).reduce(|(start, end), (other_start, other_end)| {
            (start.min(other_start), end.zip(other_end).map(|(end, other_end)| end.max(other_end)))
        })
    }

    /// The instance that a RECURRENCE-ID names.
    pub(super) fn instance(&self, recurrence_id: &CalTime) -> Option<Instance<'a>> {
        let key = self.context.key(recurrence_id);
        let named = |single: &&Single<'a>| {
            single.recurrence_id.as_ref().is_some_and(|id| self.context.key(id) == key)
        };
        match self.singles.iter().find(named) {
            Some(single) => Some(single.instance(&self.context.asker_zone)),
            None => self.runs.iter().find_map(|run| run.instance_of(key)),
        }
    }
}

impl<'a> Context<'a> {
    /// Notes which recurrences the overrides replace, and keeps the last override of each.
    fn replace_by(&mut self, overrides: Vec<&'a Part>) -> BTreeMap<Key, &'a Part> {
        let timed_master = self.master.as_ref().is_some_and(|master| !master.anchor.is_date());
        let mut by_key = BTreeMap::new();
        for part in overrides {
            let Some(RecurrenceId { time, .. }) = &part.recurrence else { continue };
            match time {
                CalTime::Date(day) if timed_master => self.replaced_days.insert(*day),
                _ => self.replaced.insert(self.key(time)),
            };
            by_key.insert(self.key(time), part);
        }
        by_key
    }

    /// The key of a RECURRENCE-ID, however it is written.
    fn key(&self, time: &CalTime) -> Key {
        match self.master.as_ref().map(|master| master.anchor) {
            Some(CalTime::Date(_)) => as_if_utc(time.local().date().into()),
            Some(CalTime::Floating(_)) => as_if_utc(time.local()),
            Some(CalTime::Utc(_)) => time.to_utc(&TimeZone::UTC),
            Some(CalTime::Zoned { zone, .. }) => time.to_utc(zone),
            None => time.to_utc(&self.asker_zone),
        }
    }

    /// The instant of a recurrence; when the series floats, one that is off by a slack, to allow for hours that the
    /// asker's clock leaves out.
    fn instant_near(&self, key: Key, slack: SignedDuration) -> Timestamp {
        match &self.master {
            Some(master) if master.anchor.depends_on_place() => {
                let local = CalTime::Floating(TimeZone::UTC.to_datetime(key));
                saturating_add(local.to_utc(&self.asker_zone), slack)
            }
            _ => key,
        }
    }

    fn is_replaced(&self, key: Key, occurrence: &Occurrence) -> bool {
        self.replaced.contains(&key) || self.replaced_days.contains(&occurrence.local.date())
    }

    fn single(&self, object: &'a CalendarObject, part: &'a Part) -> Option<Single<'a>> {
        let start = part.anchor()?.clone();
        let written = part.recurrence.as_ref().map(|id| &id.time);
        let recurrence_id = written.map(|time| self.on_masters_clock(time));
        let length = Length::of(self.kind, part, &start, &self.asker_zone);
        Some(Single { component: object.component(part), part, recurrence_id, start, length })
    }

    /// A RECURRENCE-ID written as the master writes its times.
    fn on_masters_clock(&self, time: &CalTime) -> CalTime {
        match &self.master {
            Some(Master { anchor, .. }) if anchor.is_date() == time.is_date() => match anchor {
                CalTime::Utc(_) | CalTime::Zoned { .. } => {
                    anchor.with_instant(self.key(time), &self.asker_zone)
                }
                CalTime::Date(_) | CalTime::Floating(_) => anchor.with_local(time.local()),
            },
            _ => time.clone(),
        }
    }

    /// The RDATEs that are periods and neither excluded nor overridden. From here on they count as replaced.
    fn periods(&mut self, object: &'a CalendarObject, part: &'a Part) -> Vec<Single<'a>> {
        let mut singles = Vec::new();
        for period in &part.rules.periods {
            let key = self.key(&period.start);
            let occurrence = self.occurrence(key);
            if occurrence.is_some_and(|occurrence| !self.is_replaced(key, &occurrence)) {
                singles.push(self.period(object, part, period));
                self.replaced.insert(key);
            }
        }
        singles
    }

    fn period(&self, object: &'a CalendarObject, part: &'a Part, period: &'a Period) -> Single<'a> {
        Single {
            component: object.component(part),
            part,
            recurrence_id: Some(self.on_masters_clock(&period.start)),
            start: period.start.clone(),
            length: Length::of_period(period, &self.asker_zone),
        }
    }

    /// The recurrence that a key names.
    fn occurrence(&self, key: Key) -> Option<Occurrence> {
        let set = self.master.as_ref()?.set;
        let after = key.checked_add(SignedDuration::from_secs(1)).unwrap_or(Timestamp::MAX);
        let span = UtcRange::new(Some(key), Some(after))?;
        set.occurrences_in(span, &TimeZone::UTC).next()
    }
}

impl<'a> Single<'a> {
    fn instance(&self, asker_zone: &TimeZone) -> Instance<'a> {
        let start_utc = self.start.to_utc(asker_zone);
        let (end, end_utc) = self.length.end(&self.start, start_utc, asker_zone);
        Instance {
            recurrence_id: self.recurrence_id.clone(),
            start: self.start.clone(),
            end,
            start_utc,
            end_utc,
            component: self.component,
        }
    }
}

impl<'a> Run<'a> {
    /// The master's run, and one for each override that stands for later recurrences too. Each ends where the next
    /// begins.
    fn all(
        context: &Rc<Context<'a>>,
        object: &'a CalendarObject,
        master: Option<(&'a Part, &'a CalTime)>,
        overrides: &BTreeMap<Key, &'a Part>,
    ) -> Vec<Self> {
        let Some((part, anchor)) = master else { return Vec::new() };
        let new = |part: &'a Part, after, shift, start: &CalTime| Self {
            context: Rc::clone(context),
            component: object.component(part),
            part,
            after,
            before: None,
            shift,
            length: Length::of(context.kind, part, start, &context.asker_zone),
        };
        let mut runs = vec![new(part, None, Shift::None, anchor)];
        for (key, part) in overrides {
            if let (Some(id), Some(start)) = (&part.recurrence, part.anchor())
                && id.range == OverrideRange::ThisAndFuture
            {
                if let Some(former) = runs.last_mut() {
                    former.before = Some(*key);
                }
                let shift = Shift::between(anchor, &id.time, start, &context.asker_zone);
                runs.push(new(part, Some(*key), shift, start));
            }
        }
        runs
    }

    /// As [`Series::extent`], were the run to go from the first recurrence to the last.
    fn extent(&self) -> Option<(Timestamp, Option<Timestamp>)> {
        let set = self.context.master.as_ref()?.set;
        let (moved, slack) = self.shift.by();
        let first = key_of(&set.occurrences().next()?);
        let last = if set.is_endless() { None } else { set.last() };
        let longest = saturating_sum([moved, slack, self.length.longest()]);
        let end = last.map(|last| saturating_add(key_of(&last), longest));
        Some((saturating_add(saturating_add(first, moved), -slack), end))
    }

    /// Its instances in a window, by start.
    pub(super) fn instances(&self, window: UtcRange) -> RunInstances<'a> {
        RunInstances { occurrences: self.occurrences(window), run: self.clone(), window }
    }

    /// The recurrences that may give an instance in a window.
    fn occurrences(&self, window: UtcRange) -> Option<Occurrences<'a>> {
        let set = self.context.master.as_ref()?.set;
        let (moved, slack) = self.shift.by();
        let back = saturating_sum([-moved, -self.length.longest(), -slack]);
        // An instance that starts when the window ends can still count (a VTODO due then).
        let ahead = saturating_sum([-moved, slack, SignedDuration::from_secs(1)]);
        let from = window.start_utc().map(|start| saturating_add(start, back));
        let to = window.end_utc().map(|end| saturating_add(end, ahead));
        let begin = self.after.map(|key| self.context.instant_near(key, -FLOATING_SLACK));
        let end = self.before.map(|key| self.context.instant_near(key, FLOATING_SLACK));
        let span = UtcRange::new(from.max(begin), to.into_iter().chain(end).min())?;
        Some(set.occurrences_in(span, &self.context.asker_zone))
    }

    /// The instance of the recurrence that a key names, if the run stands for it.
    fn instance_of(&self, key: Key) -> Option<Instance<'a>> {
        let occurrence = self.context.occurrence(key).filter(|occurrence| self.covers(occurrence))?;
        self.instance(&occurrence)
    }

    /// Whether the run stands for a recurrence.
    fn covers(&self, occurrence: &Occurrence) -> bool {
        let key = key_of(occurrence);
        self.after.is_none_or(|after| after < key)
            && self.before.is_none_or(|before| key < before)
            && !self.context.is_replaced(key, occurrence)
    }

    fn instance(&self, occurrence: &Occurrence) -> Option<Instance<'a>> {
        let master = self.context.master.as_ref()?;
        let asker_zone = &self.context.asker_zone;
        let by_rule = match (master.anchor, occurrence.instant) {
            (CalTime::Utc(_), Some(instant)) => CalTime::Utc(instant),
            (anchor, _) => anchor.with_local(occurrence.local),
        };
        let by_rule_utc = occurrence.instant.unwrap_or_else(|| by_rule.to_utc(asker_zone));
        let (start, start_utc) = match &self.shift {
            Shift::None => (by_rule.clone(), by_rule_utc),
            Shift::OnTheClock(by, written_like) => {
                let start = written_like.with_local(occurrence.local.saturating_add(*by));
                let start_utc = start.to_utc(asker_zone);
                (start, start_utc)
            }
            Shift::InTime(by, written_like) => {
                let start_utc = saturating_add(by_rule_utc, *by);
                (written_like.with_instant(start_utc, asker_zone), start_utc)
            }
        };
        let (end, end_utc) = self.length.end(&start, start_utc, asker_zone);
        let recurrence_id = master.is_series.then_some(by_rule);
        Some(Instance { recurrence_id, start, end, start_utc, end_utc, component: self.component })
    }
}

impl Shift {
    /// How far, and how far from that an instance can be.
    const fn by(&self) -> (SignedDuration, SignedDuration) {
        match self {
            Self::None => (SignedDuration::ZERO, SignedDuration::ZERO),
            Self::OnTheClock(by, _) | Self::InTime(by, _) => (*by, CLOCK_SLACK),
        }
    }

    /// From where the rule of a master has a recurrence to where its override puts it. On one clock, or on none, the
    /// clock counts.
    fn between(anchor: &CalTime, recurrence_id: &CalTime, start: &CalTime, asker_zone: &TimeZone) -> Self {
        let on_one_clock = match (anchor, start) {
            (CalTime::Zoned { zone: one, .. }, CalTime::Zoned { zone: other, .. }) => one == other,
            (_, CalTime::Date(_) | CalTime::Floating(_)) => true,
            _ => false,
        };
        if on_one_clock {
            let from = recurrence_id.local();
            Self::OnTheClock(from.duration_until(start.local()), start.clone())
        } else {
            let from = recurrence_id.to_utc(&anchor.zone(asker_zone));
            Self::InTime(from.duration_until(start.to_utc(asker_zone)), start.clone())
        }
    }
}

/// The instances of a run in a window, by start.
#[derive(Clone, Debug)]
pub(super) struct RunInstances<'a> {
    run: Run<'a>,
    occurrences: Option<Occurrences<'a>>,
    window: UtcRange,
}

impl<'a> Iterator for RunInstances<'a> {
    type Item = Instance<'a>;

    fn next(&mut self) -> Option<Instance<'a>> {
        let overlap = Overlap::of(self.run.context.kind, self.run.part);
        for occurrence in self.occurrences.as_mut()? {
            if self.run.before.is_some_and(|before| key_of(&occurrence) >= before) {
                break;
            }
            if !self.run.covers(&occurrence) {
                continue;
            }
            let instance = self.run.instance(&occurrence)?;
            if overlap.overlaps(instance.start_utc, instance.end_utc, self.window) {
                return Some(instance);
            }
        }
        self.occurrences = None;
        None
    }
}

fn saturating_sum<const N: usize>(durations: [SignedDuration; N]) -> SignedDuration {
    durations.into_iter().fold(SignedDuration::ZERO, SignedDuration::saturating_add)
}

fn key_of(occurrence: &Occurrence) -> Key {
    occurrence.instant.unwrap_or_else(|| as_if_utc(occurrence.local))
}

fn as_if_utc(local: DateTime) -> Timestamp {
    CalTime::Floating(local).to_utc(&TimeZone::UTC)
}
