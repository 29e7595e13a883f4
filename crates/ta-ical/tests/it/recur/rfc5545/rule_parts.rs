//! What RFC 5545 §3.3.10 says about each rule part, and its example of several. The RFC prints no dates there; these
//! were found with a calendar by hand.

use super::check::check;

#[test]
fn interval_of_8_is_every_eight_days() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=DAILY;INTERVAL=8",
        "(1997 9:00 AM EDT) September 2,10,18,26;October 4,12,20
         (1997 9:00 AM EST) October 28 ...",
    );
}

#[test]
fn until_that_is_an_instance_becomes_the_last_one() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=DAILY;UNTIL=19970904T130000Z",
        "(1997 EDT) September 2-4",
    );
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=DAILY;UNTIL=19970904T125959Z",
        "(1997 EDT) September 2-3",
    );
}

#[test]
fn dtstart_always_counts_as_the_first_occurrence() {
    // 2 September 1997 is a Tuesday.
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO",
        "(1997 EDT) September 2,8,15",
    );
}

#[test]
fn plus_1mo_or_simply_1mo_is_the_first_monday_within_the_month() {
    for rule in ["BYDAY=+1MO", "BYDAY=1MO"] {
        check(
            &format!("DTSTART;TZID=America/New_York:19970901T090000\nRRULE:FREQ=MONTHLY;COUNT=3;{rule}"),
            "(1997 EDT) September 1;October 6 (1997 EST) November 3",
        );
    }
}

#[test]
fn minus_1mo_is_the_last_monday_within_the_month() {
    check(
        "DTSTART;TZID=America/New_York:19970929T090000
         RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=-1MO",
        "(1997 EDT) September 29 (1997 EST) October 27;November 24",
    );
}

#[test]
fn number_of_a_weekday_in_a_yearly_rule_is_within_the_month_beside_bymonth() {
    check(
        "DTSTART;TZID=America/New_York:19970929T090000
         RRULE:FREQ=YEARLY;COUNT=3;BYMONTH=9;BYDAY=-1MO",
        "(1997 EDT) September 29 (1998 EDT) September 28 (1999 EDT) September 27",
    );
}

#[test]
fn number_of_a_weekday_in_a_yearly_rule_is_within_the_year_otherwise() {
    check(
        "DTSTART;TZID=America/New_York:19971229T090000
         RRULE:FREQ=YEARLY;COUNT=3;BYDAY=-1MO",
        "(1997 EST) December 29 (1998 EST) December 28 (1999 EST) December 27",
    );
}

#[test]
fn weekday_without_a_number_is_all_days_of_this_type_within_the_frequency() {
    check(
        "DTSTART;TZID=America/New_York:19970901T090000
         RRULE:FREQ=MONTHLY;COUNT=7;BYDAY=MO",
        "(1997 EDT) September 1,8,15,22,29;October 6,13",
    );
}

#[test]
fn monthday_minus_10_is_the_tenth_to_the_last_day_of_the_month() {
    check(
        "DTSTART;TZID=America/New_York:19970921T090000
         RRULE:FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-10",
        "(1997 EDT) September 21;October 22 (1997 EST) November 21",
    );
}

#[test]
fn yearday_minus_1_is_december_31_and_minus_306_is_march_1() {
    check(
        "DTSTART;TZID=America/New_York:19970301T090000
         RRULE:FREQ=YEARLY;COUNT=6;BYYEARDAY=-1,-306",
        "(1997 EST) March 1;December 31 (1998 EST) March 1;December 31 (1999 EST) March 1;December 31",
    );
}

/// In a leap year too: it is counted from the end.
#[test]
fn yearday_minus_306_is_march_1_in_a_leap_year() {
    check(
        "DTSTART;TZID=America/New_York:19990301T090000
         RRULE:FREQ=YEARLY;COUNT=2;BYYEARDAY=-306",
        "(1999 EST) March 1 (2000 EST) March 1",
    );
}

#[test]
fn week_number_one_is_the_first_with_four_days_in_the_year() {
    // The third week of 1998 began on Monday 12 January, that of 1999, whose week 1 began on 4 January, on the 18th.
    check(
        "DTSTART;TZID=America/New_York:19980112T090000
         RRULE:FREQ=YEARLY;COUNT=2;BYWEEKNO=3;BYDAY=MO",
        "(1998 EST) January 12 (1999 EST) January 18",
    );
}

/// Thursday was 1 January in 1998 and 2009, Wednesday in the leap year 2020.
#[test]
fn week_53_is_in_years_that_begin_on_thursday_or_are_leap_and_begin_on_wednesday() {
    check(
        "DTSTART;TZID=America/New_York:19981231T090000
         RRULE:FREQ=YEARLY;COUNT=5;BYWEEKNO=53;BYDAY=TH",
        "(1998 EST) December 31 (2004 EST) December 30 (2009 EST) December 31
         (2015 EST) December 31 (2020 EST) December 31",
    );
}

#[test]
fn the_last_work_day_of_the_month() {
    check(
        "DTSTART;TZID=America/New_York:19970930T090000
         RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4",
        "(1997 EDT) September 30 (1997 EST) October 31;November 28;December 31",
    );
}

/// On 5 April 1998 New York had no time between 2:00 and 3:00.
#[test]
fn nonexistent_local_time_is_ignored_and_not_counted() {
    check(
        "DTSTART;TZID=America/New_York:19980404T023000
         RRULE:FREQ=DAILY;COUNT=3",
        "(1998 2:30 AM EST) April 4 (1998 2:30 AM EDT) April 6,7",
    );
}

#[test]
fn what_the_rule_leaves_open_is_derived_from_dtstart() {
    check(
        "DTSTART;TZID=America/New_York:19970117T090000
         RRULE:FREQ=YEARLY;BYMONTH=1;COUNT=3",
        "(1997 EST) January 17 (1998 EST) January 17 (1999 EST) January 17",
    );
}

#[test]
fn bymonth_reduces_a_daily_rule_to_all_days_in_january() {
    check(
        "DTSTART;TZID=America/New_York:19970130T090000
         RRULE:FREQ=DAILY;BYMONTH=1;COUNT=4",
        "(1997 EST) January 30-31 (1998 EST) January 1-2",
    );
}

#[test]
fn bymonth_increases_a_yearly_rule_from_1_day_to_2() {
    check(
        "DTSTART;TZID=America/New_York:19970117T090000
         RRULE:FREQ=YEARLY;BYMONTH=1,2;COUNT=4",
        "(1997 EST) January 17;February 17 (1998 EST) January 17;February 17",
    );
}

#[test]
fn every_sunday_in_january_at_8_30_and_9_30_every_other_year() {
    check(
        "DTSTART;TZID=America/New_York:19970105T083000
         RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;
         BYMINUTE=30",
        "(January 5, 1997 EST) 8:30,9:30 (January 12, 1997 EST) 8:30,9:30 (January 19, 1997 EST) 8:30,9:30
         (January 26, 1997 EST) 8:30,9:30 (January 3, 1999 EST) 8:30,9:30 (January 10, 1999 EST) 8:30,9:30
         ...",
    );
}
