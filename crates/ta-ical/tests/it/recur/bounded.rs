//! Rules that hardly ever or never match end in bounded work, and far dates cost no more than near ones.
//!
//! There is no clock here: a search without a bound would not come back at all.

use jiff::tz::TimeZone;
use ta_ical::UtcRange;
use ta_ical::recur::Rule;

use super::{basic, local, locals, set};

/// DTSTART and nothing else, for ever.
fn assert_only_start(dtstart: &str, rule: &str) {
    assert_eq!(locals(&set(dtstart, rule), 2).len(), 1, "{rule}");
    let last = set(dtstart, rule).occurrences_before(local("99991231T000000")).count();
    assert_eq!(last, 1, "{rule}");
}

#[test]
fn days_that_are_in_no_year_end_every_frequency() {
    for frequency in ["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "MONTHLY", "YEARLY"] {
        let rule = format!("FREQ={frequency};BYMONTH=2,4;BYMONTHDAY=31");
        assert_only_start(":20260101T000000Z", &rule);
        assert_only_start("TZID=Europe/Paris:20260101T000000", &rule);
    }
}

#[test]
fn steps_over_every_allowed_time_of_day_end() {
    assert_only_start(":20260101T000000Z", "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1");
    assert_only_start(":20260101T000000Z", "FREQ=MINUTELY;INTERVAL=30;BYMINUTE=1,59");
    assert_only_start(":20260101T000000Z", "FREQ=HOURLY;INTERVAL=24;BYHOUR=12");
    assert_only_start(":20260101T000000Z", "FREQ=SECONDLY;INTERVAL=7200;BYHOUR=13");
}

#[test]
fn steps_over_every_allowed_weekday_end() {
    // 2026-01-01 is a Thursday.
    assert_only_start(":20260101T000000Z", "FREQ=DAILY;INTERVAL=14;BYDAY=FR");
    assert_only_start(":20260101T000000Z", "FREQ=HOURLY;INTERVAL=168;BYDAY=MO,TU");
    assert_only_start(":20260101T000000Z", "FREQ=SECONDLY;INTERVAL=604800;BYDAY=SU");
}

#[test]
fn steps_over_every_leap_year_end() {
    assert_only_start("VALUE=DATE:20250301", "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29");
    assert_only_start("VALUE=DATE:20250301", "FREQ=YEARLY;INTERVAL=2;BYYEARDAY=366");
}

#[test]
fn positions_that_no_period_has_end() {
    assert_only_start(":20260101T000000Z", "FREQ=SECONDLY;BYMONTH=1;BYSETPOS=2");
    assert_only_start(":20260101T000000Z", "FREQ=MINUTELY;BYSECOND=10,20;BYSETPOS=-3");
    assert_only_start("VALUE=DATE:20260101", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6");
    assert_only_start("VALUE=DATE:20260101", "FREQ=YEARLY;BYDAY=MO;BYSETPOS=60,-60");
}

#[test]
fn times_that_a_zone_leaves_out_every_year_end() {
    let rule = "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU";
    assert_only_start("TZID=America/New_York:20260101T023000", rule);
    let each_second = "FREQ=SECONDLY;BYMONTH=3;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU;BYHOUR=2";
    assert_only_start("TZID=America/New_York:20260101T023000", each_second);
}

#[test]
fn an_interval_beyond_the_calendar_leaves_dtstart() {
    for frequency in ["SECONDLY", "DAILY", "WEEKLY", "YEARLY"] {
        assert_only_start(":20260101T000000Z", &format!("FREQ={frequency};INTERVAL=99999999999999999999999"));
    }
}

#[test]
fn every_frequency_is_found_in_the_year_9999() {
    for (rule, expected) in [
        ("FREQ=SECONDLY;INTERVAL=7", "99990601T000005"),
        ("FREQ=MINUTELY;INTERVAL=7", "99990601T000300"),
        ("FREQ=HOURLY;INTERVAL=7", "99990601T060000"),
        ("FREQ=DAILY;INTERVAL=7", "99990603T000000"),
        ("FREQ=WEEKLY", "99990603T000000"),
        ("FREQ=MONTHLY;INTERVAL=7", "99990801T000000"),
    ] {
        let set = set(":20260101T000000", rule);
        let found = set.occurrences_from(local("99990601T000000")).next().map(|found| basic(found.local));
        assert_eq!(found.as_deref(), Some(expected), "{rule}");
    }
}

#[test]
fn nothing_comes_after_the_year_9999() {
    for rule in ["FREQ=SECONDLY", "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"] {
        let set = set(":99981231T235959", rule);
        assert!(set.occurrences_from(local("99991231T235958")).count() <= 2, "{rule}");
    }
}

#[test]
fn a_count_beyond_what_fits_is_no_end() {
    let set = set("VALUE=DATE:99900101", "FREQ=DAILY;COUNT=99999999999999999999999");
    assert_eq!(basic(set.last().unwrap().local), "99991231T000000");
    assert!(Rule::parse("FREQ=DAILY;COUNT=0").is_err());
}

#[test]
fn a_large_count_is_not_walked() {
    let last = |dtstart: &str, rule: &str| basic(set(dtstart, rule).last().unwrap().local);
    // 86,400 seconds a day, 3,600 of them in one hour.
    assert_eq!(last(":20260101T000000", "FREQ=SECONDLY;COUNT=8640000001"), "22991017T000000");
    assert_eq!(last(":20260101T000000", "FREQ=SECONDLY;BYHOUR=0;COUNT=360000001"), "22991017T000000");
    assert_eq!(last(":20260101T000000", "FREQ=SECONDLY;INTERVAL=7;COUNT=1000000000"), "22471028T122633");
    // An hour is lost in each of two springs, none is won in autumn.
    assert_eq!(
        last("TZID=America/New_York:20260101T000000", "FREQ=MINUTELY;COUNT=1051081"),
        "20280101T000000"
    );
}

#[test]
fn a_count_that_hardly_ever_counts_is_followed_for_centuries_only() {
    // Each day has two of these seconds, and a step of 97 seconds comes past one of them every other month.
    let rule = "FREQ=SECONDLY;INTERVAL=97;BYHOUR=4;BYMINUTE=3;BYSECOND=7,8;COUNT=100000";
    assert_eq!(set(":20260101T000000", rule).last().unwrap().local.year(), 9999);
    let daily = set(":20260101T000000", "FREQ=DAILY;COUNT=100000").last().unwrap();
    // 99,999 days on.
    assert_eq!(basic(daily.local), "22991016T000000");
}

#[test]
fn an_exrule_that_takes_everything_away_ends() {
    let rule = Rule::parse("FREQ=SECONDLY").unwrap();
    let set = set("TZID=Europe/Paris:20260101T000000", "FREQ=SECONDLY").without_rule(&rule);
    assert_eq!(set.occurrences().next(), None);
    assert_eq!(set.occurrences_before(local("99990101T000000")).next(), None);
}

/// What is left of a rule when EXRULEs have had their say, from a time on and before one.
fn neighbours(dtstart: &str, rule: &str, exrules: &[&str], at: &str) -> [Option<String>; 2] {
    let exrules = exrules.iter().map(|rule| Rule::parse(rule).unwrap());
    let set = exrules.fold(set(dtstart, rule), |set, rule| set.without_rule(&rule));
    let later = set.occurrences_from(local(at)).next();
    let earlier = set.occurrences_before(local(at)).next();
    [later, earlier].map(|found| found.map(|found| basic(found.local)))
}

fn both(later: &str, earlier: &str) -> [Option<String>; 2] {
    [later, earlier].map(|text| Some(text.to_owned()))
}

#[test]
fn an_exrule_for_eleven_months_of_seconds_is_stepped_over() {
    let months = "FREQ=SECONDLY;BYMONTH=2,3,4,5,6,7,8,9,10,11,12";
    for dtstart in [":20260101T000000Z", "TZID=America/New_York:20260101T000000"] {
        assert_eq!(
            neighbours(dtstart, "FREQ=SECONDLY", &[months], "20260701T120000"),
            both("20270101T000000", "20260131T235959")
        );
    }
}

#[test]
fn an_exrule_that_ends_within_a_day_takes_what_comes_before_its_end() {
    let until = "FREQ=SECONDLY;UNTIL=20260301T120000Z";
    let paris = "TZID=Europe/Paris:20260101T000000";
    let later = |dtstart| neighbours(dtstart, "FREQ=SECONDLY", &[until], "20260215T000000")[0].clone();
    assert_eq!(later(":20260101T000000Z").as_deref(), Some("20260301T120001"));
    // Paris is an hour ahead of UTC in winter.
    assert_eq!(later(paris).as_deref(), Some("20260301T130001"));
}

#[test]
fn an_exrule_for_part_of_each_day_leaves_the_other_part() {
    let morning = "FREQ=MINUTELY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11";
    assert_eq!(
        neighbours(":20260101T000000Z", "FREQ=MINUTELY", &[morning], "20260301T060000"),
        both("20260301T120000", "20260228T235900")
    );
    let every_other = "FREQ=HOURLY;INTERVAL=2";
    assert_eq!(
        neighbours(":20260101T000000Z", "FREQ=HOURLY", &[every_other], "20260301T060000"),
        both("20260301T070000", "20260301T050000")
    );
}

#[test]
fn an_exrule_of_whole_periods_leaves_the_periods_between() {
    // Weeks from Monday, 29 December 2025; the second is the one from 5 January.
    let every_other_week = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,6,12,18";
    assert_eq!(
        neighbours(":20260101T000000Z", "FREQ=HOURLY;INTERVAL=6", &[every_other_week], "20260114T000000"),
        both("20260119T000000", "20260111T180000")
    );
}

#[test]
fn exrules_that_share_a_day_between_them_end() {
    let halves = ["0,1,2,3,4,5,6,7,8,9,10,11", "12,13,14,15,16,17,18,19,20,21,22,23"]
        .map(|hours| format!("FREQ=SECONDLY;BYHOUR={hours}"));
    let halves = [halves[0].as_str(), halves[1].as_str()];
    let found = neighbours("TZID=Europe/Paris:20260101T000000", "FREQ=SECONDLY", &halves, "20260301T060000");
    assert_eq!(found, [None, None]);
}

#[test]
fn a_set_is_used_up_when_a_rule_without_an_end_has_nothing_left() {
    let is_used_up = |rule: &str, exrule: &str| {
        set(":20260101T000000Z", rule).without_rule(&Rule::parse(exrule).unwrap()).is_used_up()
    };
    assert!(is_used_up("FREQ=DAILY", "FREQ=HOURLY"));
    assert!(is_used_up("FREQ=SECONDLY", "FREQ=SECONDLY"));
    assert!(is_used_up("FREQ=YEARLY", "FREQ=DAILY;BYMONTH=1"));
    // 1 January 2026 is a Thursday and stays; all Fridays go.
    assert!(is_used_up("FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;BYDAY=FR"));
    assert!(!is_used_up("FREQ=DAILY", "FREQ=DAILY;INTERVAL=2"));
    assert!(!is_used_up("FREQ=DAILY;COUNT=9", "FREQ=DAILY"));
    assert!(!is_used_up("FREQ=DAILY", "FREQ=DAILY;COUNT=9"));
    assert!(!is_used_up("FREQ=DAILY", "FREQ=DAILY;UNTIL=23000101"));
    // What never comes is not missed.
    assert!(!is_used_up("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2"));
}

/// What one rule has and another has not, from two walks that know nothing of each other.
fn difference(dtstart: &str, rule: &str, exrule: &str, until: &str) -> Vec<String> {
    let until = local(until);
    let walk = |rule: &str| -> Vec<_> {
        let set = set(dtstart, rule);
        set.occurrences().take_while(|found| found.local < until).map(|found| basic(found.local)).collect()
    };
    let taken = walk(exrule);
    walk(rule).into_iter().filter(|found| taken.binary_search(found).is_err()).collect()
}

#[test]
fn days_are_left_only_when_nothing_of_them_is() {
    // Every EXRULE matches DTSTART, so that as an RRULE it has nothing more; 1 January 2026 is a Thursday.
    let rules = [
        "FREQ=HOURLY",
        "FREQ=HOURLY;INTERVAL=5",
        "FREQ=DAILY;BYHOUR=0,7,13;BYMINUTE=0,30",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH,SU;BYHOUR=0,12",
        "FREQ=MONTHLY;BYDAY=1TH,-1SU;BYHOUR=0,23",
        "FREQ=MINUTELY;INTERVAL=45",
        "FREQ=YEARLY;BYMONTH=1,2;BYDAY=TH;BYSETPOS=1,-1",
    ];
    let exrules = [
        "FREQ=HOURLY",
        "FREQ=HOURLY;INTERVAL=3",
        "FREQ=DAILY;INTERVAL=2;BYHOUR=0,7,12,13,23;BYMINUTE=0,30",
        "FREQ=MINUTELY;BYMONTH=1",
        "FREQ=MINUTELY;UNTIL=20260203T043000Z",
        "FREQ=MINUTELY;COUNT=5000",
        "FREQ=WEEKLY;BYDAY=TH,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,15,30,45",
        "FREQ=MONTHLY;BYMONTHDAY=1,2,3,-1;BYHOUR=0,12,23",
        "FREQ=MONTHLY;BYDAY=TH;BYHOUR=0,12,23;BYSETPOS=1,2,3",
    ];
    for dtstart in [":20260101T000000Z", ":20260101T000000", "TZID=Europe/Paris:20260101T000000"] {
        for (rule, exrule) in rules.iter().flat_map(|rule| exrules.map(|exrule| (*rule, exrule))) {
            let until = "20260601T000000";
            let expected = difference(dtstart, rule, exrule, until);
            let set = set(dtstart, rule).without_rule(&Rule::parse(exrule).unwrap());
            // Not beyond: what never comes any more would be looked for.
            let window = UtcRange::new(None, Some("2026-06-02T00:00:00Z".parse().unwrap())).unwrap();
            let forward =
                set.occurrences_in(window, &TimeZone::UTC).filter(|found| found.local < local(until));
            let forward: Vec<_> = forward.map(|found| basic(found.local)).collect();
            assert_eq!(forward, expected, "{dtstart} {rule} less {exrule}");
            let mut backward: Vec<_> =
                set.occurrences_before(local(until)).map(|found| basic(found.local)).collect();
            backward.reverse();
            assert_eq!(backward, expected, "{dtstart} {rule} less {exrule}, backward");
        }
    }
}
