//! Time ranges on components: the tables of RFC 4791 §9.9.

use jiff::Timestamp;

use super::Question;
use crate::value::Period;
use crate::{CalDuration, Component, UtcRange};

impl<'a> Question<'a> {
    /// Whether a component lies in a range. For components that the RFC gives no meaning here, it does not.
    pub(super) fn is_in_range(
        &self,
        component: Component<'a>,
        owner: Option<Component<'a>>,
        range: UtcRange,
    ) -> bool {
        if component.is("VALARM") {
            owner.is_some_and(|owner| self.any_alarm_time(component, owner, range))
        } else if component.is("VFREEBUSY") {
            self.freebusy_overlaps(component, range)
        } else if component.is("VAVAILABILITY") {
            self.availability_overlaps(component, range)
        } else if component.is("VTODO") && !is_dated(component) {
            self.undated_todo_overlaps(component, range)
        } else {
            self.series().instances_of(component, range).next().is_some()
        }
    }

    fn undated_todo_overlaps(&self, todo: Component<'a>, range: UtcRange) -> bool {
        match (self.instant(todo, "COMPLETED"), self.instant(todo, "CREATED")) {
            (Some(completed), Some(created)) => {
                (range.starts_by(created) || range.starts_by(completed))
                    && (range.ends_from(created) || range.ends_from(completed))
            }
            (Some(completed), None) => range.starts_by(completed) && range.ends_from(completed),
            (None, Some(created)) => range.ends_after(created),
            (None, None) => true,
        }
    }

    fn freebusy_overlaps(&self, freebusy: Component<'a>, range: UtcRange) -> bool {
        match (self.instant(freebusy, "DTSTART"), self.instant(freebusy, "DTEND")) {
            (Some(start), Some(end)) => range.starts_by(end) && range.ends_after(start),
            _ => freebusy
                .properties_named("FREEBUSY")
                .flat_map(|property| property.value().split(','))
                .filter_map(Period::span_utc)
                .any(|(start, end)| range.starts_before(end) && range.ends_after(start)),
        }
    }

    /// From DTSTART to DTEND or DURATION, open where one is missing (RFC 7953 §3.1).
    fn availability_overlaps(&self, availability: Component<'a>, range: UtcRange) -> bool {
        let start = self.instant(availability, "DTSTART");
        let end = self.instant(availability, "DTEND").or_else(|| {
            let duration = CalDuration::parse(availability.property("DURATION")?.value())?;
            let start = self.time(&availability.property("DTSTART")?)?;
            Some(start.plus(duration, self.asker_zone).to_utc(self.asker_zone))
        });
        end.is_none_or(|end| range.starts_before(end)) && start.is_none_or(|start| range.ends_after(start))
    }

    fn instant(&self, component: Component<'a>, name: &str) -> Option<Timestamp> {
        Some(self.time(&component.property(name)?)?.to_utc(self.asker_zone))
    }
}

fn is_dated(todo: Component<'_>) -> bool {
    todo.property("DTSTART").is_some() || todo.property("DUE").is_some()
}
