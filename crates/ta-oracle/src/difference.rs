//! Where libical says something else, and why.

use anyhow::Result;
use jiff::civil::DateTime;

use crate::case::{Case, basic};
use crate::engine::{Answer, Engine};
use crate::literal::Oracle;
use crate::ours::on_the_wall;
use crate::report::Report;

const ENGINE: &str = "libical";

/// Asks libical about the rule without its end, on a clock that is never set.
pub(crate) fn judge_libical(case: &Case, engine: &mut Engine, report: &mut Report) -> Result<()> {
    let ours = match on_the_wall(case) {
        Ok(ours) => ours,
        Err(error) => {
            report.unexplained(format!("{} from {}: {error}", case.core, case.start_text()));
            return Ok(());
        }
    };
    if ours.len() < 2 {
        // An engine that walks would look for what never comes. The literal algorithm looks at each period.
        match literal(case, &ours) {
            Some(true) => report.count("RFC 8984", "agrees that there is nothing more"),
            other => report.unexplained(format!(
                "{} from {}: nothing more? {other:?}",
                case.core,
                case.start_text()
            )),
        }
        return Ok(());
    }
    let until = basic(case.until, case.all_day);
    let question = format!("{}|{}|{}|{until}", case.start_text(), case.core, case.count);
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
    let written: Vec<String> = ours.iter().map(|local| basic(*local, case.all_day)).collect();
    let outcome = match with_start(theirs.clone(), case) {
        all if all == written => "agrees",
        _ => match explain(case, &ours, &theirs) {
            Some(reason) => reason,
            None => {
                report.differ(&question, &written, &theirs);
                return Ok(());
            }
        },
    };
    report.count(ENGINE, outcome);
    Ok(())
}

/// libical gives what the rule matches; to RFC 5545 §3.3.10 DTSTART is the first recurrence whether it matches or not.
fn with_start(mut theirs: Vec<String>, case: &Case) -> Vec<String> {
    let start = case.start_text();
    if theirs.first() != Some(&start) {
        theirs.insert(0, start);
        theirs.truncate(case.count);
    }
    theirs
}

/// The reason for a difference, as long as RFC 8984 taken literally is on our side.
fn explain(case: &Case, ours: &[DateTime], theirs: &[String]) -> Option<&'static str> {
    let is_ours = literal(case, ours)?;
    is_ours.then(|| reason(case, theirs)).flatten()
}

/// Whether RFC 8984 taken literally says what we say; `None` where it would take too long.
pub(crate) fn literal(case: &Case, ours: &[DateTime]) -> Option<bool> {
    const PERIODS: [(&str, i64); 7] = [
        ("YEARLY", 31),
        ("MONTHLY", 146),
        ("WEEKLY", 420),
        ("DAILY", 1463),
        ("HOURLY", 1442),
        ("MINUTELY", 2882),
        ("SECONDLY", 7202),
    ];
    let (_, periods) = PERIODS.into_iter().find(|(frequency, _)| *frequency == case.frequency)?;
    let interval: i64 = case.list("INTERVAL")?.first()?.parse().ok()?;
    let (found, end) = Oracle::new(&case.core, case.start).occurrences(periods / interval + 1);
    let until = case.until.min(end);
    let found: Vec<DateTime> = found.into_iter().filter(|local| *local <= until).take(case.count).collect();
    let ours: Vec<DateTime> = ours.iter().copied().filter(|local| *local <= until).collect();
    Some(found == ours)
}

/// Why libical says something else: see `docs/recurrence.md`.
fn reason(case: &Case, theirs: &[String]) -> Option<&'static str> {
    let has = |part| case.has(part);
    let is = |frequencies: &[&str]| frequencies.contains(&case.frequency);
    let negative = |part| case.list(part).is_some_and(|list| list.iter().any(|item| item.starts_with('-')));
    let has_times = has("BYHOUR") || has("BYMINUTE") || has("BYSECOND");
    let starts_later = theirs.first() != Some(&case.start_text());
    if has("BYSETPOS") && (has_times || !is(&["MONTHLY", "YEARLY"])) {
        Some("BYSETPOS that is about more than the days of a month or year")
    } else if negative("BYMONTHDAY") && is(&["DAILY", "HOURLY", "MINUTELY", "SECONDLY"]) {
        Some("a negative BYMONTHDAY that limits")
    } else if is(&["HOURLY", "MINUTELY", "SECONDLY"]) && has_times {
        Some("times of day that limit")
    } else if is(&["WEEKLY"]) && !case.core.contains("INTERVAL=1;") && starts_later {
        Some("every so many weeks from a DTSTART that does not match")
    } else if has("BYSETPOS") && negative("BYMONTHDAY") {
        Some("BYSETPOS where two numbers name one day")
    } else if has("BYWEEKNO") {
        Some("BYWEEKNO")
    } else if is(&["YEARLY"]) && has("BYMONTHDAY") && has("BYDAY") {
        Some("YEARLY with BYMONTHDAY and BYDAY")
    } else {
        None
    }
}
