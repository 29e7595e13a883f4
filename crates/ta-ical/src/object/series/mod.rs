//! Which component stands for which recurrences, and where that puts them in time.
//!
//! An object's instances are of two sorts. A single one has a description of its own: each override, and each RDATE
//! that is a period. A run is what one component describes of the rule: the master's from the beginning, and one for
//! each override with RANGE=THISANDFUTURE, up to where the next such override takes over. Within a run everything has
//! the same length and the same distance from where the rule has it, so that a run is in order by itself and can begin
//! anywhere.

mod context;
mod run;
mod shift;
mod single;

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use context::Context;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use run::Run;
pub(super) use run::RunInstances;
use single::Single;

use super::length::Length;
use super::part::{OverrideRange, Part, Parts};
use super::{CalendarObject, Instance, Instances};
use crate::{CalTime, Component, UtcRange};

/// What names a recurrence within its series: its instant by the rule; for a series that floats, its local time as if
/// it were UTC.
type Key = Timestamp;

/// The instances of an object, as somebody in a zone sees them. See the [module](self).
#[derive(Clone, Debug)]
pub(crate) struct Series<'a> {
    context: Arc<Context<'a>>,
    /// In the order of their components.
    singles: Vec<Single<'a>>,
    /// Which of the singles a key names, made when first asked for. Of two that one key names, the first.
    single_of: OnceCell<HashMap<Key, usize>>,
    /// In the order of their components.
    runs: Vec<Run<'a>>,
}

impl<'a> Series<'a> {
    /// The series of an object as somebody in `asker_zone` sees it.
    pub(crate) fn of(object: &'a CalendarObject, asker_zone: &TimeZone) -> Self {
        Self::of_parts(object.series_parts(), asker_zone)
    }

    /// The series of some components.
    pub(crate) fn of_parts(parts: Parts<'a>, asker_zone: &TimeZone) -> Self {
        let overrides = parts.parts.iter().filter(|part| part.recurrence.is_some());
        Self::with_overrides(parts, overrides.collect(), asker_zone)
    }

    /// The series as it would be if nothing were overridden.
    pub(crate) fn without_overrides(object: &'a CalendarObject, asker_zone: &TimeZone) -> Self {
        Self::with_overrides(object.series_parts(), Vec::new(), asker_zone)
    }

    fn with_overrides(parts: Parts<'a>, overrides: Vec<&'a Part>, asker_zone: &TimeZone) -> Self {
        let master = parts.parts.iter().find(|part| part.recurrence.is_none());
        let mut context = Context::new(parts.kind, master, &overrides, asker_zone);
        // Of two overrides of one recurrence the last counts.
        let overrides: BTreeMap<Key, &Part> =
            overrides.into_iter().filter_map(|part| Some((context.key_of_override(part)?, part))).collect();
        let mut singles: Vec<_> =
            overrides.values().filter_map(|part| Single::of_override(&context, parts, part)).collect();
        singles.extend(master.into_iter().flat_map(|part| periods(&mut context, parts, part)));
        let context = Arc::new(context);
        let mut runs = runs(&context, parts, master, &overrides);
        singles.sort_by_key(|single| single.component.index());
        runs.sort_by_key(|run| run.component.index());
        Self { context, singles, single_of: OnceCell::new(), runs }
    }

    /// All instances in a window, by start.
    pub(crate) fn instances(&self, window: UtcRange) -> Instances<'a> {
        Instances::new(self, window)
    }

    /// Start and end of all instances in a window, by start, where nothing but one rule has to be looked at; see
    /// [`Run::plain_spans`].
    pub(crate) fn plain_spans(
        &self,
        window: UtcRange,
    ) -> Option<impl Iterator<Item = (Timestamp, Timestamp)> + use<'a>> {
        match (self.singles.as_slice(), self.runs.as_slice()) {
            ([], [run]) => run.plain_spans(window),
            _ => None,
        }
    }

    /// The single instances in a window, in no order.
    pub(super) fn singles_in(&self, window: UtcRange) -> impl Iterator<Item = Instance<'a>> {
        self.singles.iter().filter_map(move |single| single.instance_in(&self.context, window))
    }

    /// The instances of each run in a window, in order. The runs are disjoint.
    pub(super) fn runs_in(&self, window: UtcRange) -> impl Iterator<Item = RunInstances<'a>> {
        self.runs.iter().map(move |run| run.instances(window))
    }

    /// The instances in a window that a component describes, in no order.
    pub(crate) fn instances_of(
        &self,
        component: Component<'a>,
        window: UtcRange,
    ) -> impl Iterator<Item = Instance<'a>> {
        let index = component.index();
        let singles = stretch(&self.singles, index, |single| single.component.index());
        let runs = stretch(&self.runs, index, |run| run.component.index());
        singles
            .iter()
            .filter_map(move |single| single.instance_in(&self.context, window))
            .chain(runs.iter().flat_map(move |run| run.instances(window)))
    }

    /// From no later than the first start to no earlier than the last end; without that end when there is no last.
    /// `None` when there is no instance.
    pub(super) fn extent(&self) -> Option<(Timestamp, Option<Timestamp>)> {
        let singles = self.singles.iter().map(|single| {
            let instance = single.instance(&self.context);
            (instance.start_utc, Some(instance.end_utc))
        });
        let ends = self.context.first_and_last();
        let runs =
            ends.iter().flat_map(|(first, last)| self.runs.iter().map(|run| run.extent(*first, *last)));
        singles.chain(runs).reduce(|(start, end), (other_start, other_end)| {
            (start.min(other_start), end.zip(other_end).map(|(end, other_end)| end.max(other_end)))
        })
    }

    /// The instance that a RECURRENCE-ID names.
    pub(crate) fn instance(&self, recurrence_id: &CalTime) -> Option<Instance<'a>> {
        let key = self.context.key_of_id(recurrence_id);
        match self.single_of().get(&key).and_then(|index| self.singles.get(*index)) {
            Some(single) => Some(single.instance(&self.context)),
            None => self.runs.iter().find_map(|run| run.instance_of(key)),
        }
    }

    fn single_of(&self) -> &HashMap<Key, usize> {
        self.single_of.get_or_init(|| {
            let mut single_of = HashMap::with_capacity(self.singles.len());
            for (index, key) in self.singles.iter().map(|single| single.key(&self.context)).enumerate() {
                if let Some(key) = key {
                    single_of.entry(key).or_insert(index);
                }
            }
            single_of
        })
    }
}

/// Those of some sorted things that have one index.
fn stretch<T>(sorted: &[T], index: u32, index_of: impl Fn(&T) -> u32) -> &[T] {
    let start = sorted.partition_point(|thing| index_of(thing) < index);
    let end = sorted.partition_point(|thing| index_of(thing) <= index);
    sorted.get(start..end).unwrap_or_default()
}

/// The RDATEs that are periods and neither excluded nor overridden. From here on they count as replaced.
fn periods<'a>(context: &mut Context<'a>, parts: Parts<'a>, part: &'a Part) -> Vec<Single<'a>> {
    let mut singles = Vec::new();
    for period in &part.rules.periods {
        let key = context.key(&period.start);
        if context.occurrence(key).is_some_and(|occurrence| !context.is_replaced(&occurrence)) {
            singles.push(Single::of_period(context, parts, part, period));
            context.replaced.insert(key);
        }
    }
    singles
}

/// The master's run, and one for each override that stands for later recurrences too. Each ends where the next begins.
fn runs<'a>(
    context: &Arc<Context<'a>>,
    parts: Parts<'a>,
    master: Option<&'a Part>,
    overrides: &BTreeMap<Key, &'a Part>,
) -> Vec<Run<'a>> {
    let Some(master) = master.and_then(|part| Run::of_master(context, parts, part)) else {
        return Vec::new();
    };
    let mut runs = vec![master];
    for (key, part) in overrides {
        let is_for_future =
            part.recurrence.as_ref().is_some_and(|id| id.range == OverrideRange::ThisAndFuture);
        if let Some(run) = Run::of_override(context, parts, part, *key).filter(|_| is_for_future) {
            if let Some(former) = runs.last_mut() {
                former.before = Some(*key);
            }
            runs.push(run);
        }
    }
    runs
}

/// The length that a part gives to its instances, which begin at `start`.
fn length_of(context: &Context<'_>, part: &Part, start: &CalTime) -> Length {
    Length::of(context.kind, part, start, &context.asker_zone)
}
