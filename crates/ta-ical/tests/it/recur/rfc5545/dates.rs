//! The examples of EXDATE and RDATE (RFC 5545 §3.8.5.1 and §3.8.5.2), each in an event that it belongs to.

use jiff::tz::TimeZone;
use ta_ical::UtcRange;

use super::check::event;

/// Start and end of every instance for somebody in New York.
fn spans(properties: &str) -> Vec<String> {
    let new_york = TimeZone::get("America/New_York").unwrap();
    let object = event(properties);
    let instances = object.instances(UtcRange::ALWAYS, &new_york);
    instances.map(|one| format!("{}/{}", one.start.to_value(), one.end.to_value())).collect()
}

#[test]
fn exdate_takes_its_three_times_away() {
    let found = spans(
        "DTSTART:19960401T010000Z
         RRULE:FREQ=DAILY;COUNT=5
         EXDATE:19960402T010000Z,19960403T010000Z,19960404T010000Z",
    );
    assert_eq!(found, ["19960401T010000Z/19960401T010000Z", "19960405T010000Z/19960405T010000Z"]);
}

#[test]
fn exdate_takes_precedence_over_rrule_and_rdate() {
    let found = spans(
        "DTSTART:19960401T010000Z
         RRULE:FREQ=DAILY;COUNT=2
         RDATE:19960402T010000Z,19960403T010000Z
         EXDATE:19960402T010000Z,19960403T010000Z,19960404T010000Z",
    );
    assert_eq!(found, ["19960401T010000Z/19960401T010000Z"]);
}

#[test]
fn exdate_can_exclude_dtstart() {
    let found = spans(
        "DTSTART:19960402T010000Z
         RRULE:FREQ=DAILY;COUNT=4
         EXDATE:19960402T010000Z,19960403T010000Z,19960404T010000Z",
    );
    assert_eq!(found, ["19960405T010000Z/19960405T010000Z"]);
}

#[test]
fn rdate_in_utc_and_one_in_new_york_are_the_same_instant() {
    let expected = ["19970713T083000/19970713T093000", "19970714T083000/19970714T093000"];
    for rdate in ["RDATE:19970714T123000Z", "RDATE;TZID=America/New_York:19970714T083000"] {
        let found = spans(&format!(
            "DTSTART;TZID=America/New_York:19970713T083000
             DTEND;TZID=America/New_York:19970713T093000
             {rdate}"
        ));
        assert_eq!(found, expected, "{rdate}");
    }
}

#[test]
fn rdate_of_periods_gives_each_its_own_length() {
    let found = spans(
        "DTSTART:19960402T020000Z
         DTEND:19960402T023000Z
         RDATE;VALUE=PERIOD:19960403T020000Z/19960403T040000Z,
         19960404T010000Z/PT3H",
    );
    assert_eq!(
        found,
        [
            "19960402T020000Z/19960402T023000Z",
            "19960403T020000Z/19960403T040000Z",
            "19960404T010000Z/19960404T040000Z"
        ]
    );
}

/// As printed, the list lacks the comma between its two lines, so that unfolding makes one number of two dates.
#[test]
fn rdate_of_days() {
    let found = spans(
        "DTSTART;VALUE=DATE:19970101
         RDATE;VALUE=DATE:19970101,19970120,19970217,19970421,
         19970526,19970704,19970901,19971014,19971128,19971129,19971225",
    );
    assert_eq!(
        found,
        [
            "19970101/19970102",
            "19970120/19970121",
            "19970217/19970218",
            "19970421/19970422",
            "19970526/19970527",
            "19970704/19970705",
            "19970901/19970902",
            "19971014/19971015",
            "19971128/19971129",
            "19971129/19971130",
            "19971225/19971226"
        ]
    );
}

#[test]
fn where_rrule_and_rdate_give_the_same_only_one_is_considered() {
    let found = spans(
        "DTSTART:19970713T123000Z
         RRULE:FREQ=DAILY;COUNT=2
         RDATE:19970713T123000Z,19970714T123000Z,19970714T123000Z",
    );
    assert_eq!(found, ["19970713T123000Z/19970713T123000Z", "19970714T123000Z/19970714T123000Z"]);
}

/// In New York 26 October 1997 had 25 hours: DTEND gives the same exact duration to all, DURATION the same nominal one.
#[test]
fn duration_of_one_day_is_nominal_and_dtend_a_day_later_is_exact() {
    let start = "DTSTART;TZID=America/New_York:19971025T120000\nRRULE:FREQ=DAILY;COUNT=2\n";
    let nominal = spans(&format!("{start}DURATION:P1D"));
    assert_eq!(nominal, ["19971025T120000/19971026T120000", "19971026T120000/19971027T120000"]);
    let exact = spans(&format!("{start}DTEND;TZID=America/New_York:19971026T120000"));
    assert_eq!(exact, ["19971025T120000/19971026T120000", "19971026T120000/19971027T130000"]);
}
