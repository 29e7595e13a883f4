//! Conditions on components (RFC 4791 §9.7.1).

use super::{CompFilter, CompTest, Question};
use crate::Component;

impl<'a> Question<'a> {
    /// Whether the components of a scope, which is what lies in `owner`, satisfy a filter on those of one name.
    pub(super) fn any_component(
        &self,
        owner: Option<Component<'a>>,
        scope: impl Iterator<Item = Component<'a>>,
        filter: &CompFilter,
    ) -> bool {
        let mut named = scope.filter(|component| component.is(&filter.name));
        match &filter.test {
            CompTest::IsNotDefined => named.next().is_none(),
            CompTest::All { time_range, props, comps } => named.any(|component| {
                props.iter().all(|prop| self.any_property(component, prop))
                    && comps
                        .iter()
                        .all(|comp| self.any_component(Some(component), component.components(), comp))
                    && time_range.is_none_or(|range| self.is_in_range(component, owner, range))
            }),
        }
    }
}
