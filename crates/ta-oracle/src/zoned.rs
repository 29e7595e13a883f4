//! What rrule-temporal says in a zone.

use anyhow::Result;

use crate::case::{Case, End, basic};
use crate::difference::literal;
use crate::engine::{Answer, Engine};
use crate::ours::{in_zone, on_the_wall};
use crate::report::Report;

const ENGINE: &str = "rrule-temporal";

/// Asks rrule-temporal about the whole rule in its zone.
pub(crate) fn judge_temporal(case: &Case, engine: &mut Engine, report: &mut Report) -> Result<()> {
    if case.all_day {
        return Ok(());
    }
    let rule = whole_rule(case)?;
    let ours: Vec<String> = in_zone(case, &rule)?
        .iter()
        .filter_map(|one| {
            let zoned = one.instant?.to_zoned(jiff::tz::TimeZone::get(case.zone).ok()?);
            Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
        })
        .collect();
    let question = format!("{}|{}|{rule}|{}", case.zone, case.start_text(), case.count);
    let theirs = match engine.ask(&question)? {
        Answer::Recurrences(theirs) => theirs,
        Answer::Refused => {
            report.count(ENGINE, "does not take the rule");
            return Ok(());
        }
        Answer::None => {
            report.count(ENGINE, "looks for ever");
            return Ok(());
        }
        Answer::Died => {
            report.count(ENGINE, "dies of the rule");
            return Ok(());
        }
    };
    let theirs: Vec<String> = with_start(theirs, &ours, case);
    if theirs == ours {
        report.count(ENGINE, "agrees");
    } else if let Some(reason) = explain(case)? {
        report.count(ENGINE, reason);
    } else {
        report.differ(&question, &ours, &theirs);
    }
    Ok(())
}

/// The reason for a difference, as long as RFC 8984 taken literally is on our side.
fn explain(case: &Case) -> Result<Option<&'static str>> {
    let is_ours = literal(case, &on_the_wall(case)?) == Some(true);
    Ok(reason(case).filter(|_| is_ours))
}

/// Why rrule-temporal says something else: see `docs/recurrence.md`.
fn reason(case: &Case) -> Option<&'static str> {
    let is_yearly = case.frequency == "YEARLY";
    let is_fine = matches!(case.frequency, "HOURLY" | "MINUTELY" | "SECONDLY");
    if is_fine && clock_changes(case) {
        return Some("hours, minutes and seconds that pass, not those on the wall");
    }
    if is_yearly && case.has("BYWEEKNO") {
        Some("BYWEEKNO")
    } else if is_yearly && case.has("BYMONTHDAY") && !case.has("BYMONTH") {
        Some("YEARLY with BYMONTHDAY and without BYMONTH")
    } else if is_yearly && case.has("BYYEARDAY") && (case.has("BYDAY") || case.has("BYMONTHDAY")) {
        Some("BYYEARDAY beside other days")
    } else if is_yearly && has_both_kinds(case) {
        Some("weekdays with and without numbers")
    } else {
        None
    }
}

/// Whether the clock is changed in the time that is compared.
fn clock_changes(case: &Case) -> bool {
    let Ok(zone) = jiff::tz::TimeZone::get(case.zone) else { return false };
    let instant = |local| zone.to_ambiguous_timestamp(local).compatible().ok();
    let Some((start, until)) = instant(case.start).zip(instant(case.until)) else { return false };
    zone.following(start).next().is_some_and(|change| change.timestamp() <= until)
}

fn has_both_kinds(case: &Case) -> bool {
    let days = case.list("BYDAY").unwrap_or_default();
    days.iter().any(|day| day.len() == 2) && days.iter().any(|day| day.len() > 2)
}

/// rrule-temporal gives what the rule matches and counts it; to RFC 5545 §3.3.10 DTSTART is the first recurrence whether it
/// matches or not, and takes one of COUNT. It looks as long as it likes; here only what comes early enough is compared.
fn with_start(mut theirs: Vec<String>, ours: &[String], case: &Case) -> Vec<String> {
    if let Some(start) = ours.first().filter(|start| theirs.first() != Some(start)) {
        theirs.insert(0, start.clone());
        if matches!(case.end, End::Count(_)) {
            theirs.pop();
        }
    }
    theirs.truncate(ours.len().max(1));
    theirs
}

/// The rule with its end.
fn whole_rule(case: &Case) -> Result<String> {
    Ok(match case.end {
        End::Never => case.core.clone(),
        End::Count(count) => format!("{};COUNT={count}", case.core),
        End::Until { number, off_by_seconds } => {
            let wall = on_the_wall(case)?;
            let last = wall.get(number.min(wall.len().saturating_sub(1))).copied().unwrap_or(case.start);
            let zone = jiff::tz::TimeZone::get(case.zone)?;
            let last = zone.to_ambiguous_zoned(last).compatible()?.timestamp();
            let last = last.saturating_add(jiff::SignedDuration::from_secs(off_by_seconds))?;
            format!("{};UNTIL={}Z", case.core, basic(jiff::tz::Offset::UTC.to_datetime(last), false))
        }
    })
}
