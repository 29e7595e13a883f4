//! The recurrence properties of a component (RFC 5545 §3.8.5).

use std::sync::OnceLock;

use super::DataError;
use crate::recur::{RecurrenceSet, Rule, RuleEnd};
use crate::time::Zones;
use crate::value::Period;
use crate::{CalTime, Component, Property};

/// The most RRULE and EXRULE together that one component may have. RFC 5545 §3.8.5.3 knows one.
const RULES_MAX: usize = 32;
/// The largest COUNT: where such a rule ends is found by counting.
const COUNT_MAX: u64 = 100_000;

/// What RRULE, RDATE, EXRULE and EXDATE say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    rrules: Vec<Rule>,
    rdates: Vec<CalTime>,
    exrules: Vec<Rule>,
    exdates: Vec<CalTime>,
    /// Where the first EXRULE stands.
    exrule_line: Option<u32>,
    /// The RDATEs that are periods, each with a length of its own.
    pub(crate) periods: Vec<Period>,
    /// Made when first asked for, as finding the end of a COUNT takes time.
    set: OnceLock<RecurrenceSet>,
}

impl Rules {
    /// Reads the recurrence properties of a component.
    pub(crate) fn read(component: Component<'_>, zones: &Zones<'_>) -> Result<Self, DataError> {
        let mut rules = Self::default();
        for property in component.properties() {
            rules.read_property(&property, zones)?;
        }
        Ok(rules)
    }

    fn read_property(&mut self, property: &Property<'_>, zones: &Zones<'_>) -> Result<(), DataError> {
        if property.is("RRULE") {
            let rule = self.read_rule(property, "RRULE")?;
            self.rrules.push(rule);
        } else if property.is("EXRULE") {
            let rule = self.read_rule(property, "EXRULE")?;
            self.exrules.push(rule);
            self.exrule_line.get_or_insert(property.line_number());
        } else if property.is("RDATE") {
            let is_read = read_dates(property, |value, tzid| self.read_rdate(value, tzid, zones));
            is_read.ok_or_else(|| not_dates(property, "RDATE", "a list of DATE, DATE-TIME or PERIOD"))?;
        } else if property.is("EXDATE") {
            let is_read = read_dates(property, |value, tzid| {
                self.exdates.push(CalTime::read(value, tzid, zones).ok()?);
                Some(())
            });
            is_read.ok_or_else(|| not_dates(property, "EXDATE", "a list of DATE or DATE-TIME"))?;
        }
        Ok(())
    }

    fn read_rule(&self, property: &Property<'_>, name: &'static str) -> Result<Rule, DataError> {
        let line = property.line_number();
        if self.rrules.len() + self.exrules.len() >= RULES_MAX {
            return Err(DataError::TooManyRules { line, limit: RULES_MAX });
        }
        let rule = Rule::parse(property.value()).map_err(|reason| DataError::BadRule {
            line,
            property: name,
            reason,
        })?;
        match rule.end() {
            RuleEnd::Count(count) if count > COUNT_MAX => {
                Err(DataError::CountTooLarge { line, limit: COUNT_MAX })
            }
            _ => Ok(rule),
        }
    }

    fn read_rdate(&mut self, value: &str, tzid: Option<&str>, zones: &Zones<'_>) -> Option<()> {
        if !value.contains('/') {
            self.rdates.push(CalTime::read(value, tzid, zones).ok()?);
            return Some(());
        }
        let period = Period::read(value, tzid, zones)?;
        self.rdates.push(period.start.clone());
        self.periods.push(period);
        Some(())
    }

    /// Whether there are more times than DTSTART.
    pub(crate) const fn recur(&self) -> bool {
        !self.rrules.is_empty() || !self.rdates.is_empty()
    }

    /// Whether an EXRULE leaves something of every rule without an end, in a component that first starts at `start`.
    pub(super) fn check_left(&self, start: &CalTime) -> Result<(), DataError> {
        match self.exrule_line {
            Some(line) if self.set(start).is_used_up() => Err(DataError::NothingLeft { line }),
            _ => Ok(()),
        }
    }

    /// All recurrences of a component that first starts at `start`, which must be the same at every call.
    pub(crate) fn set(&self, start: &CalTime) -> &RecurrenceSet {
        self.set.get_or_init(|| {
            let set = RecurrenceSet::new(start);
            let set = self.rrules.iter().fold(set, RecurrenceSet::with_rule);
            let set = self.exrules.iter().fold(set, RecurrenceSet::without_rule);
            set.with_dates(&self.rdates).without_dates(&self.exdates)
        })
    }
}

/// Reads a list of dates; `None` when one of them is none. Empty places in it say nothing.
fn read_dates(property: &Property<'_>, mut read: impl FnMut(&str, Option<&str>) -> Option<()>) -> Option<()> {
    let tzid = property.param("TZID");
    let mut values = property.value().split(',').map(str::trim_ascii).filter(|value| !value.is_empty());
    values.try_for_each(|value| read(value, tzid.as_deref()))
}

fn not_dates(property: &Property<'_>, name: &'static str, expected: &'static str) -> DataError {
    DataError::BadValue { line: property.line_number(), property: name, expected }
}
