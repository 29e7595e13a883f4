//! `CALDAV:expand` (RFC 4791 §9.6.5).

use jiff::tz::TimeZone;

use super::instance_lines::{instance_lines, undated_lines};
use super::writer::{InstanceLine, Writer};
use super::{Budget, TooMuch, Wanted};
use crate::time::Zones;
use crate::{CalendarObject, Component, ComponentKind, UtcRange, filter};

/// Writes each instance in the span as a component of its own. VTIMEZONEs are left out, as nothing names them any more.
///
/// Kinds of component that have no instances, VFREEBUSY among them, stay as they are.
pub(super) fn write(
    object: &CalendarObject,
    range: UtcRange,
    asker_zone: &TimeZone,
    wanted: Wanted<'_>,
    budget: &mut Budget,
    writer: &mut Writer,
) -> Result<(), TooMuch> {
    let calendar = object.ical().root();
    if !has_instances(object.kind()) {
        writer.inner_components(calendar, wanted);
        return Ok(());
    }
    let kind = object.kind().as_str();
    let others = calendar.components().filter(|inner| !inner.is(kind) && !inner.is("VTIMEZONE"));
    others.for_each(|inner| writer.inner_component(inner, wanted));
    let Some(wanted) = wanted.component(kind) else { return Ok(()) };
    let mut output = Output { writer, budget, wanted };
    let zones = Zones::of(calendar);
    let is_in_range = filter::range_test(object, range, asker_zone);
    for undated in undated(object).filter(|one| is_in_range(*one)) {
        output.component(undated, &undated_lines(undated, &zones))?;
    }
    for instance in object.instances(range, asker_zone) {
        let lines = instance_lines(&instance, object.kind(), &zones, asker_zone);
        output.component(instance.component, &lines)?;
    }
    Ok(())
}

const fn has_instances(kind: ComponentKind) -> bool {
    matches!(kind, ComponentKind::Event | ComponentKind::Todo | ComponentKind::Journal)
}

/// The components without a time of their own, such as a VTODO that is to be done some day.
fn undated(object: &CalendarObject) -> impl Iterator<Item = Component<'_>> {
    object.parts().iter().filter(|part| part.anchor().is_none()).map(|part| object.component(part))
}

struct Output<'o> {
    writer: &'o mut Writer,
    budget: &'o mut Budget,
    wanted: Wanted<'o>,
}

impl Output<'_> {
    fn component(&mut self, component: Component<'_>, lines: &[InstanceLine<'_>]) -> Result<(), TooMuch> {
        let before = self.writer.size_bytes();
        self.writer.instance(component, lines, self.wanted);
        self.budget.spend(self.writer.size_bytes() - before)
    }
}
