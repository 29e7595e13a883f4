//! Conditions on properties and parameters (RFC 4791 §9.7.2 and §9.7.3).

use jiff::SignedDuration;

use super::text::{matches_any, matches_text};
use super::{INSTANCES_MAX, ParamFilter, ParamTest, PropFilter, PropTest, Question, ValueTest};
use crate::{Component, Instance, Property, UtcRange};

impl<'a> Question<'a> {
    /// Whether the properties of a component satisfy a filter on those of one name.
    pub(super) fn any_property(&self, component: Component<'a>, filter: &PropFilter) -> bool {
        let mut named = component.properties_named(&filter.name);
        match &filter.test {
            PropTest::IsNotDefined => named.next().is_none(),
            PropTest::All { value: Some(ValueTest::TimeRange(range)), params } => {
                self.any_time(component, filter, *range)
                    && (params.is_empty() || named.any(|property| has_params(&property, params)))
            }
            PropTest::All { value, params } => named.any(|property| {
                let matches_value = match value {
                    Some(ValueTest::Text(wanted)) => matches_text(&property.text(), wanted),
                    _ => true,
                };
                matches_value && has_params(&property, params)
            }),
        }
    }

    /// Whether a property states a time in a range. Start and end are those of every instance, whether a property
    /// states them or a DURATION implies them (RFC 4791 §9.9).
    fn any_time(&self, component: Component<'a>, filter: &PropFilter, range: UtcRange) -> bool {
        let is = |name: &str| filter.name.eq_ignore_ascii_case(name);
        let states = |name: &str| component.property(name).is_some();
        let in_series = self.object.has_component(component);
        if in_series && is("DTSTART") && states("DTSTART") {
            self.any_instance(component, range, |instance| range.contains(instance.start_utc))
        } else if in_series && (is("DTEND") || is("DUE")) && (states(&filter.name) || states("DURATION")) {
            self.any_instance(component, range, |instance| range.contains(instance.end_utc))
        } else {
            component.properties_named(&filter.name).any(|property| {
                let time = self.time(&property);
                time.is_some_and(|time| range.contains(time.to_utc(self.asker_zone)))
            })
        }
    }

    fn any_instance(
        &self,
        component: Component<'a>,
        range: UtcRange,
        test: impl Fn(&Instance<'a>) -> bool,
    ) -> bool {
        let second = SignedDuration::from_secs(1);
        let near = self.series().instances_of(component, range.widened(second, second));
        near.enumerate().any(|(count, instance)| count >= INSTANCES_MAX || test(&instance))
    }
}

fn has_params(property: &Property<'_>, filters: &[ParamFilter]) -> bool {
    filters.iter().all(|filter| has_param(property, filter))
}

fn has_param(property: &Property<'_>, filter: &ParamFilter) -> bool {
    let found = property.params().find(|param| param.is(&filter.name));
    match (&filter.test, found) {
        (ParamTest::IsNotDefined, found) => found.is_none(),
        (ParamTest::IsDefined, found) => found.is_some(),
        (ParamTest::Text(wanted), Some(param)) => matches_any(param.values(), wanted),
        (ParamTest::Text(_), None) => false,
    }
}
