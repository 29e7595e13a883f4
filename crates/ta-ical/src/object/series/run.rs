//! Recurrences that one component describes.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::super::Instance;
use super::super::length::Length;
use super::super::overlap::Overlap;
use super::super::part::{Part, Parts};
use super::context::{Context, key_of};
use super::shift::Shift;
use super::{Key, length_of};
use crate::recur::{Occurrence, Occurrences};
use crate::time::saturating_add;
use crate::{CalTime, Component, UtcRange};

/// Recurrences from one key to another that one component describes.
#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    context: Arc<Context<'a>>,
    pub(super) component: Component<'a>,
    overlap: Overlap,
    /// The recurrence after which they begin; `None` for those from the first on.
    after: Option<Key>,
    /// The recurrence before which they end.
    pub(super) before: Option<Key>,
    shift: Shift,
    length: Length,
}

impl<'a> Run<'a> {
    /// All recurrences, as the master describes them.
    pub(super) fn of_master(context: &Arc<Context<'a>>, parts: Parts<'a>, part: &'a Part) -> Option<Self> {
        Some(Self {
            context: Arc::clone(context),
            component: parts.component(part),
            overlap: Overlap::of(context.kind, part),
            after: None,
            before: None,
            shift: Shift::None,
            length: length_of(context, part, part.anchor()?),
        })
    }

    /// All recurrences after one that an override describes, as it describes that one.
    pub(super) fn of_override(
        context: &Arc<Context<'a>>,
        parts: Parts<'a>,
        part: &'a Part,
        key: Key,
    ) -> Option<Self> {
        let start = part.anchor()?;
        let by_rule = context.id_on_masters_clock(&part.recurrence.as_ref()?.time);
        Some(Self {
            context: Arc::clone(context),
            component: parts.component(part),
            overlap: Overlap::of(context.kind, part),
            after: Some(key),
            before: None,
            shift: Shift::between(&by_rule, start, &context.asker_zone),
            length: length_of(context, part, start),
        })
    }

    /// From no later than the first start to no earlier than the last end, were the run to go from the first
    /// recurrence to the last; without that end when there is no last.
    pub(super) fn extent(&self, first: Key, last: Option<Key>) -> (Timestamp, Option<Timestamp>) {
        let (moved, slack) = self.shift.by();
        let longest = saturating_sum([moved, slack, self.length.longest()]);
        let end = last.map(|last| saturating_add(last, longest));
        (saturating_add(saturating_add(first, moved), -slack), end)
    }

    /// Its instances in a window, by start.
    pub(super) fn instances(&self, window: UtcRange) -> RunInstances<'a> {
        RunInstances { occurrences: self.occurrences(window), run: self.clone(), window }
    }

    /// Start and end of its instances in a window, where they are the same for everybody and follow from the rule alone:
    /// several times as fast as the instances themselves.
    pub(super) fn plain_spans(
        &self,
        window: UtcRange,
    ) -> Option<impl Iterator<Item = (Timestamp, Timestamp)> + use<'a>> {
        let master = self.context.master.as_ref()?;
        let is_plain = matches!(self.shift, Shift::None)
            && matches!(master.anchor, CalTime::Utc(_) | CalTime::Zoned { .. })
            && self.length.end_of_instant(Timestamp::UNIX_EPOCH).is_some();
        let occurrences = if is_plain { self.occurrences(window) } else { return None };
        let run = self.clone();
        let span = move |occurrence: Occurrence| {
            let start = occurrence.instant.filter(|_| run.covers(&occurrence))?;
            let end = run.length.end_of_instant(start)?;
            run.overlap.overlaps(start, end, window).then_some((start, end))
        };
        Some(occurrences.into_iter().flatten().filter_map(span))
    }

    /// The recurrences that may give an instance in a window.
    fn occurrences(&self, window: UtcRange) -> Option<Occurrences<'a>> {
        // Longer than any hour that a clock leaves out.
        const GAP_SLACK: SignedDuration = SignedDuration::from_hours(3);
        let set = self.context.master.as_ref()?.set;
        let (moved, slack) = self.shift.by();
        let back = saturating_sum([-moved, -self.length.longest(), -slack]);
        // An instance that starts when the window ends can still count (a VTODO due then).
        let ahead = saturating_sum([-moved, slack, SignedDuration::from_secs(1)]);
        let from = window.start_utc().map(|start| saturating_add(start, back));
        let to = window.end_utc().map(|end| saturating_add(end, ahead));
        let begin = self.after.map(|key| self.context.instant_near(key, -GAP_SLACK));
        let end = self.before.map(|key| self.context.instant_near(key, GAP_SLACK));
        let span = UtcRange::new(from.max(begin), to.into_iter().chain(end).min())?;
        Some(set.occurrences_in(span, &self.context.asker_zone))
    }

    /// The instance of the recurrence that a key names, if the run stands for it.
    pub(super) fn instance_of(&self, key: Key) -> Option<Instance<'a>> {
        let occurrence = self.context.occurrence(key).filter(|occurrence| self.covers(occurrence))?;
        self.instance(&occurrence)
    }

    /// Whether the run stands for a recurrence.
    fn covers(&self, occurrence: &Occurrence) -> bool {
        let key = key_of(occurrence);
        self.after.is_none_or(|after| after < key)
            && self.before.is_none_or(|before| key < before)
            && !self.context.is_replaced(occurrence)
    }

    fn instance(&self, occurrence: &Occurrence) -> Option<Instance<'a>> {
        let master = self.context.master.as_ref()?;
        let asker_zone = &self.context.asker_zone;
        let by_rule = match (master.anchor, occurrence.instant) {
            (CalTime::Utc(_), Some(instant)) => CalTime::Utc(instant),
            (anchor, _) => anchor.with_local(occurrence.local),
        };
        let instant = occurrence.instant.unwrap_or_else(|| by_rule.to_utc(asker_zone));
        let (start, start_utc) = self.shift.apply(&by_rule, occurrence.local, instant, asker_zone);
        let (end, end_utc) = self.length.end(&start, start_utc, asker_zone);
        let recurrence_id = master.is_series.then(|| by_rule.naming(instant));
        Some(Instance { recurrence_id, start, end, start_utc, end_utc, component: self.component })
    }
}

/// The instances of a run in a window, by start.
#[derive(Clone, Debug)]
pub(in super::super) struct RunInstances<'a> {
    run: Run<'a>,
    occurrences: Option<Occurrences<'a>>,
    window: UtcRange,
}

impl<'a> Iterator for RunInstances<'a> {
    type Item = Instance<'a>;

    fn next(&mut self) -> Option<Instance<'a>> {
        for occurrence in self.occurrences.as_mut()? {
            if !self.run.covers(&occurrence) {
                continue;
            }
            let instance = self.run.instance(&occurrence)?;
            if self.run.overlap.overlaps(instance.start_utc, instance.end_utc, self.window) {
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
