//! The examples of RFC 5545 §3.8.5.3 and some rules at the edge, against what most of five engines say.
//!
//! Those engines expand the bare rule. A DTSTART that the rule does not match is no occurrence to them; to RFC 5545
//! §3.3.10 it "always counts as the first occurrence", and RFC 8984 §4.3.3.1 adds "even if it would normally not match
//! the rule". So where DTSTART is missing from their answer, it is put before it here, and takes one of COUNT.

use ta_ical::recur::{Rule, RuleError};

use super::{locals, set};

const CASES: &str = include_str!("../../data/recurrence/cases.txt");
const MAJORITY: &str = include_str!("../../data/recurrence/expected-by-majority.txt");

/// Cases where fewer than four of the five agree. What the RFC says instead, and why.
const DECIDED: &[(&str, &str)] = &[
    // 17:00 UTC is 13:00 in New York: that the RFC's example goes on to 15:00 is a known erratum in its UNTIL.
    ("rfc34", "19970902T090000,19970902T120000"),
    // Week 1 of 2026 has its Monday in 2025, week 1 of 2030 in 2029.
    ("w1", "20250101T090000,20251229T090000,20270104T090000,20280103T090000,20290101T090000"),
    // BYSETPOS is applied to all six candidates of a week, hours included: the first and the last of them.
    (
        "setpos2",
        "20260105T090000,20260107T170000,20260112T090000,20260114T170000,20260119T090000,20260121T170000",
    ),
    // The missing month is that of DTSTART ("if the … BYMONTH rule part were missing, the appropriate … month would
    // have been retrieved from the DTSTART property").
    ("yrbymd", "20260113T000000,20270113T000000,20280113T000000,20290113T000000,20300113T000000"),
    // The second of the three candidates of each hour.
    ("minsetpos", "20260101T000000,20260101T002000,20260101T012000,20260101T022000"),
    // The second 60 is the second 59 (§3.3.5).
    ("sec60", "20260101T000000,20260101T000059,20260101T000100"),
    // DTSTART, and then nothing for ever.
    ("feb30", "20260101T000000"),
    ("secdos", "20260101T000000"),
    // The last day of a leap year, second by second.
    ("secdos2", "20260101T000000,20281231T000000,20281231T000001"),
];

/// Cases that are tested elsewhere: clock changes (`gaps`), and a rule that is refused (below).
fn is_elsewhere(id: &str, gap_cases: &str) -> bool {
    id == "int0" || gap_cases.lines().any(|line| line.split('|').next() == Some(id))
}

#[test]
fn all_cases_are_as_most_engines_or_the_rfc_say() {
    let gap_cases = include_str!("../../data/recurrence/expected-at-gaps.txt");
    for case in CASES.lines() {
        let [id, dtstart, rule, limit] = fields(case);
        if is_elsewhere(id, gap_cases) {
            continue;
        }
        let found = locals(&set(dtstart, rule), limit.parse().unwrap());
        assert_eq!(found, expected(id, dtstart, rule, limit.parse().unwrap()), "{case}");
    }
}

#[test]
fn an_interval_of_zero_is_refused() {
    let refusal = Rule::parse("FREQ=DAILY;INTERVAL=0;COUNT=3").unwrap_err();
    assert!(matches!(refusal, RuleError::InvalidValue { .. }), "{refusal:?}");
}

fn expected(id: &str, dtstart: &str, rule: &str, limit: usize) -> Vec<String> {
    if let Some((_, decided)) = DECIDED.iter().find(|decided| decided.0 == id) {
        return decided.split(',').map(str::to_owned).collect();
    }
    let line = MAJORITY.lines().find(|line| line.split('|').next() == Some(id)).unwrap();
    let [_, agreeing, _, times] = fields(line);
    assert!(agreeing.parse::<u8>().unwrap() >= 4, "decide {id}");
    with_start(times.split(',').map(str::to_owned).collect(), dtstart, rule, limit)
}

/// Puts DTSTART first if it is not, at the cost of the last of COUNT.
fn with_start(mut times: Vec<String>, dtstart: &str, rule: &str, limit: usize) -> Vec<String> {
    let (_, value) = dtstart.split_once(':').unwrap();
    let first =
        if value.len() == 8 { format!("{value}T000000") } else { value.trim_end_matches('Z').to_owned() };
    if times.first() != Some(&first) {
        times.insert(0, first);
        if rule.contains("COUNT") || times.len() > limit {
            times.pop();
        }
    }
    times
}

fn fields(line: &str) -> [&str; 4] {
    line.split('|').collect::<Vec<_>>().try_into().unwrap()
}
