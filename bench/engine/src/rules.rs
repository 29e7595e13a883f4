//! Which rules of the case list each library has right.

use anyhow::Result;
use comfy_table::Table;
use comfy_table::presets::ASCII_MARKDOWN;
use jiff::tz::TimeZone;
use rrule::RRuleSet;
use ta_ical::CalTime;
use ta_ical::recur::{RecurrenceSet, Rule};

use crate::peer::Peers;

/// The rules of RFC 5545 §3.8.5.3 and the edge rules, the latter with clock changes among them. What is right is what the
/// tests of `ta-ical` hold: the RFC's dates, else what four of five engines say, else the decision that `cases.rs` states.
const CASES: &str = include_str!("../../../crates/ta-ical/tests/data/recurrence/cases.txt");

/// A rule of the list.
pub(crate) struct Listed<'c> {
    pub(crate) id: &'c str,
    /// The zone of DTSTART; empty where it has none.
    pub(crate) zone: &'c str,
    /// DTSTART as a local time.
    pub(crate) start: String,
    pub(crate) rule: &'c str,
    pub(crate) count: usize,
}

/// Those of the list that are rules: one is there to be refused.
pub(crate) fn listed() -> Vec<Listed<'static>> {
    let read = |line: &'static str| {
        let mut fields = line.split('|');
        let (id, dtstart, rule) = (fields.next()?, fields.next()?, fields.next()?);
        let (parameter, value) = dtstart.split_once(':')?;
        let value = value.trim_end_matches('Z');
        let start = if value.len() == 8 { format!("{value}T000000") } else { value.to_owned() };
        let zone = parameter.strip_prefix("TZID=").unwrap_or("");
        Some(Listed { id, zone, start, rule, count: fields.next()?.parse().ok()? })
    };
    CASES.lines().filter_map(read).filter(|case| Rule::parse(case.rule).is_ok()).collect()
}

impl Listed<'_> {
    /// The set of it, in its zone.
    pub(crate) fn set(&self) -> Result<RecurrenceSet> {
        let CalTime::Floating(local) = CalTime::parse(&self.start, None)? else {
            anyhow::bail!("{}", self.id)
        };
        let start = match self.zone {
            "" => CalTime::Floating(local),
            name => CalTime::Zoned { local, tzid: name.into(), zone: TimeZone::get(name)? },
        };
        Ok(RecurrenceSet::new(&start).with_rule(&Rule::parse(self.rule)?))
    }

    fn right(&self) -> Result<Vec<String>> {
        let local = |one: ta_ical::recur::Occurrence| one.local.strftime("%Y%m%dT%H%M%S").to_string();
        Ok(self.set()?.occurrences().take(self.count).map(local).collect())
    }
}

/// The table: how many rules each library has right.
pub(crate) fn measure(peers: &mut Peers) -> Result<Table> {
    let listed = listed();
    let mut right = [0_usize; 4];
    for case in &listed {
        let expected = case.right()?;
        let answers = [
            expected.clone(),
            by_rrule(case).unwrap_or_default(),
            by_libical(case, peers)?,
            by_dateutil(case, peers)?,
        ];
        for (count, answer) in right.iter_mut().zip(answers) {
            *count += usize::from(is_right(&answer, &expected, case));
        }
    }
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header(["", "ta-ical", "rrule 0.14", "libical", "dateutil"]);
    let of_all = right.map(|count| format!("{count} of {}", listed.len()));
    table.add_row(std::iter::once("rules right".to_owned()).chain(of_all));
    Ok(table)
}

/// A library that leaves out a DTSTART which the rule does not match is not wrong for that here.
fn is_right(answer: &[String], expected: &[String], case: &Listed<'_>) -> bool {
    let without_start =
        expected.split_first().filter(|(first, _)| **first == case.start).map(|(_, rest)| rest);
    answer == expected
        || without_start
            .is_some_and(|rest| answer.get(..rest.len().min(answer.len())) == Some(rest) && !rest.is_empty())
}

fn by_rrule(case: &Listed<'_>) -> Result<Vec<String>> {
    let set = rrule_set(case.zone, &case.start, case.rule)?;
    let found = set.into_iter().take(case.count);
    Ok(found.map(|one| one.format("%Y%m%dT%H%M%S").to_string()).collect())
}

/// A rule as the crate `rrule` takes it.
pub(crate) fn rrule_set(zone: &str, start: &str, rule: &str) -> Result<RRuleSet> {
    let zone = if zone.is_empty() { "UTC" } else { zone };
    let text = format!("DTSTART;TZID={zone}:{start}\nRRULE:{rule}");
    Ok(text.parse()?)
}

fn by_libical(case: &Listed<'_>, peers: &mut Peers) -> Result<Vec<String>> {
    // UNTIL in UTC is compared as it is written, which is right for the zone of none.
    let question = format!("{}|{}|{}|99991231T000000", case.start, case.rule, case.count);
    Ok(list(&peers.libical_rules.ask(&question)?))
}

fn by_dateutil(case: &Listed<'_>, peers: &mut Peers) -> Result<Vec<String>> {
    // It wants UNTIL in UTC where DTSTART has a zone, and a local one where it has none.
    let rule = match case.zone {
        "" => case.rule.replace("Z;", ";").trim_end_matches('Z').to_owned(),
        _ => case.rule.to_owned(),
    };
    let question = format!("{}|{}|{rule}|{}|0", case.zone, case.start, case.count);
    let answer = peers.dateutil.ask(&question)?;
    Ok(list(answer.split_once(' ').map_or("", |(_, found)| found)))
}

fn list(answer: &str) -> Vec<String> {
    answer.split(',').filter(|one| !one.is_empty()).map(str::to_owned).collect()
}
