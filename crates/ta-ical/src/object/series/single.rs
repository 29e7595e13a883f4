//! An instance with a description of its own.

use super::super::Instance;
use super::super::length::Length;
use super::super::overlap::Overlap;
use super::super::part::{Part, Parts};
use super::context::Context;
use super::{Key, length_of};
use crate::value::Period;
use crate::{CalTime, Component, UtcRange};

/// An instance with a description of its own.
#[derive(Clone, Debug)]
pub(super) struct Single<'a> {
    pub(super) component: Component<'a>,
    overlap: Overlap,
    recurrence_id: Option<CalTime>,
    start: CalTime,
    length: Length,
}

impl<'a> Single<'a> {
    /// What an override describes; `None` when it says nothing about time.
    pub(super) fn of_override(context: &Context<'a>, parts: Parts<'a>, part: &'a Part) -> Option<Self> {
        let start = part.anchor()?.clone();
        Some(Self {
            component: parts.component(part),
            overlap: Overlap::of(context.kind, part),
            recurrence_id: part.recurrence.as_ref().map(|id| context.id_on_masters_clock(&id.time)),
            length: length_of(context, part, &start),
            start,
        })
    }

    /// An RDATE of the master that is a period.
    pub(super) fn of_period(
        context: &Context<'a>,
        parts: Parts<'a>,
        part: &'a Part,
        period: &'a Period,
    ) -> Self {
        Self {
            component: parts.component(part),
            overlap: Overlap::of(context.kind, part),
            recurrence_id: Some(context.on_masters_clock(&period.start, context.key(&period.start))),
            start: period.start.clone(),
            length: Length::of_period(period, &context.asker_zone),
        }
    }

    /// The key that names it.
    pub(super) fn key(&self, context: &Context<'a>) -> Option<Key> {
        self.recurrence_id.as_ref().map(|id| context.key(id))
    }

    pub(super) fn instance_in(&self, context: &Context<'a>, window: UtcRange) -> Option<Instance<'a>> {
        let instance = self.instance(context);
        self.overlap.overlaps(instance.start_utc, instance.end_utc, window).then_some(instance)
    }

    pub(super) fn instance(&self, context: &Context<'a>) -> Instance<'a> {
        let start_utc = self.start.to_utc(&context.asker_zone);
        let (end, end_utc) = self.length.end(&self.start, start_utc, &context.asker_zone);
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
