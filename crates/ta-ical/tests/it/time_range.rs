//! The tables of RFC 4791 §9.9 and RFC 7953 §7.2.2, row by row.
//!
//! Each test states a component and the condition of its row, copied from the table; the component is asked for every
//! range between the times that matter, and those a second before and after them, ranges that are open at one end among
//! them.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::filter::{CompFilter, CompTest, PropFilter, PropTest, ValueTest, index_range, matches};
use ta_ical::{CalendarObject, UtcRange};

/// A time as a number of seconds since 2026-03-01T00:00:00Z.
type At = i64;

const MINUTE: At = 60;
const HOUR: At = 60 * MINUTE;
const DAY: At = 24 * HOUR;

/// 2026-03-02T10:00:00Z, as [`START`] has it.
const START_VALUE: &str = "20260302T100000Z";
const START: At = DAY + 10 * HOUR;
/// 2026-03-02T12:30:00Z.
const END_VALUE: &str = "20260302T123000Z";
const END: At = DAY + 12 * HOUR + 30 * MINUTE;
/// 2026-03-02 and its midnights, for somebody in UTC.
const DAY_VALUE: &str = "20260302";
const MIDNIGHT: At = DAY;

fn instant(at: At) -> Timestamp {
    let zero: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();
    zero + jiff::SignedDuration::from_secs(at)
}

/// The ranges to ask for. An open end is one that no time comes near to.
fn ranges(edges: &[At]) -> Vec<(At, At)> {
    let near = |edge: &At| [edge - 1, *edge, edge + 1];
    let mut times: Vec<At> = edges.iter().flat_map(near).chain([-400 * DAY, 400 * DAY]).collect();
    times.sort_unstable();
    times.dedup();
    let from = |start: At| times.iter().map(move |end| (start, *end)).chain([(start, At::MAX)]);
    let mut ranges: Vec<_> = times.iter().flat_map(|start| from(*start)).collect();
    ranges.extend(times.iter().map(|end| (At::MIN, *end)));
    ranges.retain(|(start, end)| start < end);
    ranges
}

fn utc_range((start, end): (At, At)) -> UtcRange {
    let start = (start != At::MIN).then(|| instant(start));
    UtcRange::new(start, (end != At::MAX).then(|| instant(end))).unwrap()
}

fn object(kind: &str, lines: &[&str]) -> CalendarObject {
    let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:{kind}\r\nUID:1\r\n{lines}END:{kind}\r\nEND:VCALENDAR\r\n"
    );
    CalendarObject::from_bytes(text.into_bytes()).unwrap()
}

fn comp(
    name: &str,
    time_range: Option<UtcRange>,
    props: Vec<PropFilter>,
    comps: Vec<CompFilter>,
) -> CompFilter {
    CompFilter { name: name.to_owned(), test: CompTest::All { time_range, props, comps } }
}

/// Asserts that a filter holds just when a condition does; nothing that matches may be missed by an index of bounds.
#[track_caller]
fn assert_filter(
    object: &CalendarObject,
    edges: &[At],
    filter: impl Fn(UtcRange) -> CompFilter,
    condition: impl Fn(At, At) -> bool,
) {
    let bounds = object.bounds();
    let (mut held, mut failed) = (0, 0);
    for (start, end) in ranges(edges) {
        let filter = comp("VCALENDAR", None, Vec::new(), vec![filter(utc_range((start, end)))]);
        let is_match = matches(object, &filter, &TimeZone::UTC);
        assert_eq!(is_match, condition(start, end), "from {start} to {end}");
        let index = index_range(&filter).range;
        let before_end = bounds.start_utc.zip(index.end_utc()).is_none_or(|(start, end)| start <= end);
        let in_index =
            before_end && bounds.end_utc.zip(index.start_utc()).is_none_or(|(end, start)| end >= start);
        assert!(in_index || !is_match, "from {start} to {end} by the index");
        *if is_match { &mut held } else { &mut failed } += 1;
    }
    assert!(held > 0, "{failed} ranges, none of which matches");
}

/// Asserts that a component lies in a range just when a condition of start and end holds.
#[track_caller]
fn assert_row(kind: &str, lines: &[&str], edges: &[At], condition: impl Fn(At, At) -> bool) {
    let in_range = |range| comp(kind, Some(range), Vec::new(), Vec::new());
    assert_filter(&object(kind, lines), edges, in_range, condition);
}

mod vevent {
    use super::{At, DAY, DAY_VALUE, END, END_VALUE, HOUR, MIDNIGHT, START, START_VALUE, assert_row};

    fn row(lines: &[&str], edges: &[At], condition: impl Fn(At, At) -> bool) {
        assert_row("VEVENT", lines, edges, condition);
    }

    #[test]
    fn with_dtend() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..], &format!("DTEND:{END_VALUE}")];
        row(&lines, &[START, END], |start, end| start < END && end > START);
    }

    #[test]
    fn with_dtend_of_a_day() {
        let lines = ["DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260304"];
        row(&lines, &[MIDNIGHT, MIDNIGHT + 2 * DAY], |start, end| {
            start < MIDNIGHT + 2 * DAY && end > MIDNIGHT
        });
    }

    #[test]
    fn with_duration() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..], "DURATION:PT2H"];
        row(&lines, &[START, START + 2 * HOUR], |start, end| start < START + 2 * HOUR && end > START);
    }

    #[test]
    fn with_duration_of_a_day() {
        let lines = ["DTSTART;VALUE=DATE:20260302", "DURATION:P3D"];
        row(&lines, &[MIDNIGHT, MIDNIGHT + 3 * DAY], |start, end| {
            start < MIDNIGHT + 3 * DAY && end > MIDNIGHT
        });
    }

    #[test]
    fn with_duration_of_no_seconds() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..], "DURATION:PT0S"];
        row(&lines, &[START], |start, end| start <= START && end > START);
    }

    #[test]
    fn with_a_date_time_alone() {
        row(&[&format!("DTSTART:{START_VALUE}")], &[START], |start, end| start <= START && end > START);
    }

    #[test]
    fn with_a_date_alone() {
        let edges = [MIDNIGHT, MIDNIGHT + DAY];
        let lines = [&format!("DTSTART;VALUE=DATE:{DAY_VALUE}")[..]];
        row(&lines, &edges, |start, end| start < MIDNIGHT + DAY && end > MIDNIGHT);
    }

    /// "Time range tests MUST consider every recurrence instance".
    #[test]
    fn of_which_any_instance_counts() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..], "DURATION:PT2H", "RRULE:FREQ=DAILY;COUNT=2"];
        let edges = [START, START + 2 * HOUR, START + DAY, START + DAY + 2 * HOUR];
        row(&lines, &edges, |start, end| {
            [START, START + DAY].iter().any(|dtstart| start < dtstart + 2 * HOUR && end > *dtstart)
        });
    }
}

mod vtodo {
    use super::{At, DAY, END, END_VALUE, HOUR, START, START_VALUE, assert_row};

    fn row(lines: &[&str], edges: &[At], condition: impl Fn(At, At) -> bool) {
        assert_row("VTODO", lines, edges, condition);
    }

    #[test]
    fn with_dtstart_and_duration() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..], "DURATION:PT2H"];
        let edges = [START, START + 2 * HOUR];
        row(&lines, &edges, |start, end| {
            start <= START + 2 * HOUR && (end > START || end >= START + 2 * HOUR)
        });
    }

    #[test]
    fn with_dtstart_and_due() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..], &format!("DUE:{END_VALUE}")];
        row(&lines, &[START, END], |start, end| {
            (start < END || start <= START) && (end > START || end >= END)
        });
    }

    #[test]
    fn with_dtstart_and_due_at_once() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..], &format!("DUE:{START_VALUE}")];
        let (due, dtstart) = (START, START);
        row(&lines, &[START], |start, end| {
            (start < due || start <= dtstart) && (end > dtstart || end >= due)
        });
    }

    #[test]
    fn with_dtstart_alone() {
        row(&[&format!("DTSTART:{START_VALUE}")], &[START], |start, end| start <= START && end > START);
    }

    #[test]
    fn with_due_alone() {
        row(&[&format!("DUE:{END_VALUE}")], &[END], |start, end| start < END && end >= END);
    }

    #[test]
    fn with_due_beside_completed_and_created() {
        let lines = [
            &format!("DUE:{END_VALUE}")[..],
            "COMPLETED:20260201T000000Z",
            "CREATED:20260201T000000Z",
            "STATUS:COMPLETED",
        ];
        row(&lines, &[END, -28 * DAY], |start, end| start < END && end >= END);
    }

    #[test]
    fn with_completed_and_created() {
        let (created, completed) = (START, END);
        let lines = [&format!("CREATED:{START_VALUE}")[..], &format!("COMPLETED:{END_VALUE}")];
        row(&lines, &[START, END], |start, end| {
            (start <= created || start <= completed) && (end >= created || end >= completed)
        });
    }

    #[test]
    fn with_completed_alone() {
        row(&[&format!("COMPLETED:{END_VALUE}")], &[END], |start, end| start <= END && end >= END);
    }

    #[test]
    fn with_created_alone() {
        row(&[&format!("CREATED:{START_VALUE}")], &[START], |_, end| end > START);
    }

    #[test]
    fn with_nothing() {
        row(&[], &[START], |_, _| true);
    }
}

mod vjournal {
    use super::{DAY, DAY_VALUE, MIDNIGHT, START, START_VALUE, assert_row, never};

    #[test]
    fn with_a_date_time() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..]];
        assert_row("VJOURNAL", &lines, &[START], |start, end| start <= START && end > START);
    }

    #[test]
    fn with_a_date() {
        let lines = [&format!("DTSTART;VALUE=DATE:{DAY_VALUE}")[..]];
        let edges = [MIDNIGHT, MIDNIGHT + DAY];
        assert_row("VJOURNAL", &lines, &edges, |start, end| start < MIDNIGHT + DAY && end > MIDNIGHT);
    }

    #[test]
    fn without_a_start() {
        never("VJOURNAL", &["DTSTAMP:20260302T100000Z", "CREATED:20260302T100000Z"]);
    }
}

mod vfreebusy {
    use super::{DAY, END, END_VALUE, HOUR, MINUTE, START, START_VALUE, assert_row, never};

    #[test]
    fn with_dtstart_and_dtend() {
        // A period far away, which does not count then.
        let lines = [
            &format!("DTSTART:{START_VALUE}")[..],
            &format!("DTEND:{END_VALUE}"),
            "FREEBUSY:20260401T000000Z/PT1H",
        ];
        let edges = [START, END, 31 * DAY];
        assert_row("VFREEBUSY", &lines, &edges, |start, end| start <= END && end > START);
    }

    #[test]
    fn with_periods_alone() {
        let lines = [
            &format!("FREEBUSY;FBTYPE=FREE:{START_VALUE}/PT1H,20260303T000000Z/20260303T020000Z")[..],
            "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260304T000000Z/PT30M",
            // "Any DURATION property is ignored".
            "DURATION:P30D",
        ];
        let periods =
            [(START, START + HOUR), (2 * DAY, 2 * DAY + 2 * HOUR), (3 * DAY, 3 * DAY + 30 * MINUTE)];
        let edges: Vec<_> = periods.iter().flat_map(|(start, end)| [*start, *end]).collect();
        assert_row("VFREEBUSY", &lines, &edges, |start, end| {
            periods.iter().any(|(period_start, period_end)| start < *period_end && end > *period_start)
        });
    }

    #[test]
    fn with_one_of_dtstart_and_dtend() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..], "FREEBUSY:20260303T000000Z/PT2H"];
        let edges = [START, 2 * DAY, 2 * DAY + 2 * HOUR];
        assert_row("VFREEBUSY", &lines, &edges, |start, end| start < 2 * DAY + 2 * HOUR && end > 2 * DAY);
    }

    #[test]
    fn with_nothing() {
        never("VFREEBUSY", &["DTSTAMP:20260302T100000Z"]);
    }
}

mod valarm {
    use super::{At, DAY, END, HOUR, MINUTE, START, assert_filter, comp, object};

    /// The alarm of an event from [`START`] to [`END`], or of a to-do.
    #[track_caller]
    fn row(kind: &str, own: &[&str], alarm: &[&str], edges: &[At], condition: impl Fn(At, At) -> bool) {
        let alarm = [&["BEGIN:VALARM", "ACTION:DISPLAY"], alarm, &["END:VALARM"]].concat();
        let in_range =
            |range| comp(kind, None, Vec::new(), vec![comp("VALARM", Some(range), Vec::new(), Vec::new())]);
        assert_filter(&object(kind, &[own, &alarm[..]].concat()), edges, in_range, condition);
    }

    const EVENT: [&str; 2] = ["DTSTART:20260302T100000Z", "DTEND:20260302T123000Z"];

    #[test]
    fn before_the_start() {
        let trigger = START - 15 * MINUTE;
        row("VEVENT", &EVENT, &["TRIGGER:-PT15M"], &[trigger], |start, end| {
            start <= trigger && end > trigger
        });
    }

    #[test]
    fn after_the_end() {
        let trigger = END + HOUR;
        let alarm = ["TRIGGER;RELATED=END:PT1H"];
        row("VEVENT", &EVENT, &alarm, &[trigger], |start, end| start <= trigger && end > trigger);
    }

    #[test]
    fn at_a_time() {
        let trigger = 5 * DAY;
        let alarm = ["TRIGGER;VALUE=DATE-TIME:20260306T000000Z"];
        row("VEVENT", &EVENT, &alarm, &[trigger], |start, end| start <= trigger && end > trigger);
    }

    #[test]
    fn that_triggers_repeatedly() {
        let alarm = ["TRIGGER:-PT15M", "REPEAT:2", "DURATION:PT5M"];
        let triggers = [START - 15 * MINUTE, START - 10 * MINUTE, START - 5 * MINUTE];
        row("VEVENT", &EVENT, &alarm, &triggers, |start, end| {
            triggers.iter().any(|trigger| start <= *trigger && end > *trigger)
        });
    }

    #[test]
    fn of_a_to_do_that_is_due() {
        let trigger = END - HOUR;
        let alarm = ["TRIGGER;RELATED=END:-PT1H"];
        row("VTODO", &["DUE:20260302T123000Z"], &alarm, &[trigger], |start, end| {
            start <= trigger && end > trigger
        });
    }

    #[test]
    fn of_every_instance() {
        let triggers = [START - 15 * MINUTE, START - 15 * MINUTE + DAY];
        let own = [&EVENT[..], &["RRULE:FREQ=DAILY;COUNT=2"]].concat();
        row("VEVENT", &own, &["TRIGGER:-PT15M"], &triggers, |start, end| {
            triggers.iter().any(|trigger| start <= *trigger && end > *trigger)
        });
    }
}

mod vavailability {
    use super::{At, END, END_VALUE, HOUR, START, START_VALUE, assert_row};

    fn row(lines: &[&str], edges: &[At], condition: impl Fn(At, At) -> bool) {
        assert_row("VAVAILABILITY", lines, edges, condition);
    }

    #[test]
    fn with_dtstart_and_dtend() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..], &format!("DTEND:{END_VALUE}")];
        row(&lines, &[START, END], |start, end| start < END && end > START);
    }

    #[test]
    fn with_dtstart_and_duration() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..], "DURATION:PT2H"];
        row(&lines, &[START, START + 2 * HOUR], |start, end| start < START + 2 * HOUR && end > START);
    }

    #[test]
    fn with_dtstart_alone() {
        row(&[&format!("DTSTART:{START_VALUE}")], &[START], |_, end| end > START);
    }

    #[test]
    fn with_dtend_alone() {
        row(&[&format!("DTEND:{END_VALUE}")], &[END], |start, _| start < END);
    }

    #[test]
    fn with_neither() {
        row(&[], &[START], |_, _| true);
        row(&["DURATION:PT1H"], &[START], |_, _| true);
    }
}

/// The calendar properties that overlap a range.
mod properties {
    use super::{
        At, END, END_VALUE, HOUR, PropFilter, PropTest, START, START_VALUE, ValueTest, assert_filter, comp,
        object,
    };

    #[track_caller]
    fn row(kind: &str, name: &str, lines: &[&str], at: At) {
        let in_range = |range| {
            let value = Some(ValueTest::TimeRange(range));
            let test = PropTest::All { value, params: Vec::new() };
            comp(kind, None, vec![PropFilter { name: name.to_owned(), test }], Vec::new())
        };
        assert_filter(&object(kind, lines), &[at], in_range, |start, end| start <= at && end > at);
    }

    #[test]
    fn instants() {
        for name in ["CREATED", "DTSTAMP", "LAST-MODIFIED"] {
            row("VEVENT", name, &["DTSTART:20200101T000000Z", &format!("{name}:{START_VALUE}")], START);
        }
        row("VTODO", "COMPLETED", &[&format!("COMPLETED:{START_VALUE}")], START);
    }

    #[test]
    fn starts_and_ends() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..], &format!("DTEND:{END_VALUE}")];
        row("VEVENT", "DTSTART", &lines, START);
        row("VEVENT", "DTEND", &lines, END);
        row("VTODO", "DUE", &[&format!("DUE:{END_VALUE}")], END);
    }

    #[test]
    fn ends_that_are_implied() {
        let lines = [&format!("DTSTART:{START_VALUE}")[..], "DURATION:PT2H"];
        row("VEVENT", "DTEND", &lines, START + 2 * HOUR);
        row("VTODO", "DUE", &lines, START + 2 * HOUR);
    }
}

/// Asserts that a component lies in no range.
#[track_caller]
fn never(kind: &str, lines: &[&str]) {
    let object = object(kind, lines);
    for range in ranges(&[START]) {
        let in_range = comp(kind, Some(utc_range(range)), Vec::new(), Vec::new());
        let filter = comp("VCALENDAR", None, Vec::new(), vec![in_range]);
        assert!(!matches(&object, &filter, &TimeZone::UTC), "{range:?}");
    }
}
