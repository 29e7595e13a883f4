//! The examples of RFC 5545 §3.8.5.3, all of them and in its order, with its dates as it prints them.

use super::check::check;

#[test]
fn daily_for_10_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=DAILY;COUNT=10",
        "(1997 9:00 AM EDT) September 2-11",
    );
}

#[test]
fn daily_until_december_24_1997() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=DAILY;UNTIL=19971224T000000Z",
        "(1997 9:00 AM EDT) September 2-30;October 1-25
         (1997 9:00 AM EST) October 26-31;November 1-30;December 1-23",
    );
}

#[test]
fn every_other_day_forever() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=DAILY;INTERVAL=2",
        "(1997 9:00 AM EDT) September 2,4,6,8...24,26,28,30;
         October 2,4,6...20,22,24
         (1997 9:00 AM EST) October 26,28,30;
         November 1,3,5,7...25,27,29;
         December 1,3,...",
    );
}

#[test]
fn every_10_days_5_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=DAILY;INTERVAL=10;COUNT=5",
        "(1997 9:00 AM EDT) September 2,12,22;
         October 2,12",
    );
}

#[test]
fn every_day_in_january_for_3_years() {
    let dates = "(1998 9:00 AM EST)January 1-31
                 (1999 9:00 AM EST)January 1-31
                 (2000 9:00 AM EST)January 1-31";
    check(
        "DTSTART;TZID=America/New_York:19980101T090000
         RRULE:FREQ=YEARLY;UNTIL=20000131T140000Z;
         BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        dates,
    );
    check(
        "DTSTART;TZID=America/New_York:19980101T090000
         RRULE:FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
        dates,
    );
}

#[test]
fn weekly_for_10_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=WEEKLY;COUNT=10",
        "(1997 9:00 AM EDT) September 2,9,16,23,30;October 7,14,21
         (1997 9:00 AM EST) October 28;November 4",
    );
}

#[test]
fn weekly_until_december_24_1997() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=WEEKLY;UNTIL=19971224T000000Z",
        "(1997 9:00 AM EDT) September 2,9,16,23,30;
         October 7,14,21
         (1997 9:00 AM EST) October 28;
         November 4,11,18,25;
         December 2,9,16,23",
    );
}

#[test]
fn every_other_week_forever() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "(1997 9:00 AM EDT) September 2,16,30;
         October 14
         (1997 9:00 AM EST) October 28;
         November 11,25;
         December 9,23
         (1998 9:00 AM EST) January 6,20;
         February 3, 17
         ...",
    );
}

#[test]
fn weekly_on_tuesday_and_thursday_for_five_weeks() {
    let dates = "(1997 9:00 AM EDT) September 2,4,9,11,16,18,23,25,30;
                 October 2";
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        dates,
    );
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
        dates,
    );
}

#[test]
fn every_other_week_on_monday_wednesday_and_friday_until_december_24_1997() {
    check(
        "DTSTART;TZID=America/New_York:19970901T090000
         RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;
         BYDAY=MO,WE,FR",
        "(1997 9:00 AM EDT) September 1,3,5,15,17,19,29;
         October 1,3,13,15,17
         (1997 9:00 AM EST) October 27,29,31;
         November 10,12,14,24,26,28;
         December 8,10,12,22",
    );
}

#[test]
fn every_other_week_on_tuesday_and_thursday_for_8_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "(1997 9:00 AM EDT) September 2,4,16,18,30;
         October 2,14,16",
    );
}

#[test]
fn monthly_on_the_first_friday_for_10_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970905T090000
         RRULE:FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "(1997 9:00 AM EDT) September 5;October 3
         (1997 9:00 AM EST) November 7;December 5
         (1998 9:00 AM EST) January 2;February 6;March 6;April 3
         (1998 9:00 AM EDT) May 1;June 5",
    );
}

#[test]
fn monthly_on_the_first_friday_until_december_24_1997() {
    check(
        "DTSTART;TZID=America/New_York:19970905T090000
         RRULE:FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
        "(1997 9:00 AM EDT) September 5; October 3
         (1997 9:00 AM EST) November 7; December 5",
    );
}

#[test]
fn every_other_month_on_the_first_and_last_sunday_of_the_month_for_10_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970907T090000
         RRULE:FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "(1997 9:00 AM EDT) September 7,28
         (1997 9:00 AM EST) November 2,30
         (1998 9:00 AM EST) January 4,25;March 1,29
         (1998 9:00 AM EDT) May 3,31",
    );
}

#[test]
fn monthly_on_the_second_to_last_monday_of_the_month_for_6_months() {
    check(
        "DTSTART;TZID=America/New_York:19970922T090000
         RRULE:FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "(1997 9:00 AM EDT) September 22;October 20
         (1997 9:00 AM EST) November 17;December 22
         (1998 9:00 AM EST) January 19;February 16",
    );
}

#[test]
fn monthly_on_the_third_to_the_last_day_of_the_month_forever() {
    check(
        "DTSTART;TZID=America/New_York:19970928T090000
         RRULE:FREQ=MONTHLY;BYMONTHDAY=-3",
        "(1997 9:00 AM EDT) September 28
         (1997 9:00 AM EST) October 29;November 28;December 29
         (1998 9:00 AM EST) January 29;February 26
         ...",
    );
}

#[test]
fn monthly_on_the_2nd_and_15th_of_the_month_for_10_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "(1997 9:00 AM EDT) September 2,15;October 2,15
         (1997 9:00 AM EST) November 2,15;December 2,15
         (1998 9:00 AM EST) January 2,15",
    );
}

#[test]
fn monthly_on_the_first_and_last_day_of_the_month_for_10_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970930T090000
         RRULE:FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "(1997 9:00 AM EDT) September 30;October 1
         (1997 9:00 AM EST) October 31;November 1,30;December 1,31
         (1998 9:00 AM EST) January 1,31;February 1",
    );
}

#[test]
fn every_18_months_on_the_10th_thru_15th_of_the_month_for_10_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970910T090000
         RRULE:FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,
         13,14,15",
        "(1997 9:00 AM EDT) September 10,11,12,13,14,15
         (1999 9:00 AM EST) March 10,11,12,13",
    );
}

#[test]
fn every_tuesday_every_other_month() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "(1997 9:00 AM EDT) September 2,9,16,23,30
         (1997 9:00 AM EST) November 4,11,18,25
         (1998 9:00 AM EST) January 6,13,20,27;March 3,10,17,24,31
         ...",
    );
}

#[test]
fn yearly_in_june_and_july_for_10_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970610T090000
         RRULE:FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "(1997 9:00 AM EDT) June 10;July 10
         (1998 9:00 AM EDT) June 10;July 10
         (1999 9:00 AM EDT) June 10;July 10
         (2000 9:00 AM EDT) June 10;July 10
         (2001 9:00 AM EDT) June 10;July 10",
    );
}

#[test]
fn every_other_year_on_january_february_and_march_for_10_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970310T090000
         RRULE:FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "(1997 9:00 AM EST) March 10
         (1999 9:00 AM EST) January 10;February 10;March 10
         (2001 9:00 AM EST) January 10;February 10;March 10
         (2003 9:00 AM EST) January 10;February 10;March 10",
    );
}

#[test]
fn every_third_year_on_the_1st_100th_and_200th_day_for_10_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970101T090000
         RRULE:FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "(1997 9:00 AM EST) January 1
         (1997 9:00 AM EDT) April 10;July 19
         (2000 9:00 AM EST) January 1
         (2000 9:00 AM EDT) April 9;July 18
         (2003 9:00 AM EST) January 1
         (2003 9:00 AM EDT) April 10;July 19
         (2006 9:00 AM EST) January 1",
    );
}

#[test]
fn every_20th_monday_of_the_year_forever() {
    check(
        "DTSTART;TZID=America/New_York:19970519T090000
         RRULE:FREQ=YEARLY;BYDAY=20MO",
        "(1997 9:00 AM EDT) May 19
         (1998 9:00 AM EDT) May 18
         (1999 9:00 AM EDT) May 17
         ...",
    );
}

#[test]
fn monday_of_week_number_20_forever() {
    check(
        "DTSTART;TZID=America/New_York:19970512T090000
         RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "(1997 9:00 AM EDT) May 12
         (1998 9:00 AM EDT) May 11
         (1999 9:00 AM EDT) May 17
         ...",
    );
}

#[test]
fn every_thursday_in_march_forever() {
    check(
        "DTSTART;TZID=America/New_York:19970313T090000
         RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "(1997 9:00 AM EST) March 13,20,27
         (1998 9:00 AM EST) March 5,12,19,26
         (1999 9:00 AM EST) March 4,11,18,25
         ...",
    );
}

#[test]
fn every_thursday_but_only_during_june_july_and_august_forever() {
    check(
        "DTSTART;TZID=America/New_York:19970605T090000
         RRULE:FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "(1997 9:00 AM EDT) June 5,12,19,26;July 3,10,17,24,31;
         August 7,14,21,28
         (1998 9:00 AM EDT) June 4,11,18,25;July 2,9,16,23,30;
         August 6,13,20,27
         (1999 9:00 AM EDT) June 3,10,17,24;July 1,8,15,22,29;
         August 5,12,19,26
         ...",
    );
}

#[test]
fn every_friday_the_13th_forever() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         EXDATE;TZID=America/New_York:19970902T090000
         RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "(1998 9:00 AM EST) February 13;March 13;November 13
         (1999 9:00 AM EDT) August 13
         (2000 9:00 AM EDT) October 13
         ...",
    );
}

#[test]
fn the_first_saturday_that_follows_the_first_sunday_of_the_month_forever() {
    check(
        "DTSTART;TZID=America/New_York:19970913T090000
         RRULE:FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "(1997 9:00 AM EDT) September 13;October 11
         (1997 9:00 AM EST) November 8;December 13
         (1998 9:00 AM EST) January 10;February 7;March 7
         (1998 9:00 AM EDT) April 11;May 9;June 13...
         ...",
    );
}

#[test]
fn every_4_years_the_first_tuesday_after_a_monday_in_november_forever() {
    check(
        "DTSTART;TZID=America/New_York:19961105T090000
         RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;
         BYMONTHDAY=2,3,4,5,6,7,8",
        "(1996 9:00 AM EST) November 5
         (2000 9:00 AM EST) November 7
         (2004 9:00 AM EST) November 2
         ...",
    );
}

#[test]
fn the_third_instance_into_the_month_of_tuesday_wednesday_or_thursday_for_3_months() {
    check(
        "DTSTART;TZID=America/New_York:19970904T090000
         RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "(1997 9:00 AM EDT) September 4;October 7
         (1997 9:00 AM EST) November 6",
    );
}

#[test]
fn the_second_to_last_weekday_of_the_month() {
    check(
        "DTSTART;TZID=America/New_York:19970929T090000
         RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "(1997 9:00 AM EDT) September 29
         (1997 9:00 AM EST) October 30;November 27;December 30
         (1998 9:00 AM EST) January 29;February 26;March 30
         ...",
    );
}

/// As printed, UNTIL is 17:00 in UTC, which is 13:00 in New York and leaves out the last of the dates printed. The
/// errata of the RFC put it right: 5:00 PM there is 21:00 in UTC.
#[test]
fn every_3_hours_from_9_am_to_5_pm_on_a_specific_day() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z",
        "(September 2, 1997 EDT) 09:00,12:00,15:00",
    );
    let as_printed = "DTSTART;TZID=America/New_York:19970902T090000
                      RRULE:FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z";
    check(as_printed, "(September 2, 1997 EDT) 09:00,12:00");
}

#[test]
fn every_15_minutes_for_6_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=MINUTELY;INTERVAL=15;COUNT=6",
        "(September 2, 1997 EDT) 09:00,09:15,09:30,09:45,10:00,10:15",
    );
}

#[test]
fn every_hour_and_a_half_for_4_occurrences() {
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=MINUTELY;INTERVAL=90;COUNT=4",
        "(September 2, 1997 EDT) 09:00,10:30;12:00;13:30",
    );
}

#[test]
fn every_20_minutes_from_9_00_am_to_4_40_pm_every_day() {
    let dates = "(September 2, 1997 EDT) 9:00,9:20,9:40,10:00,10:20,
                 ... 16:00,16:20,16:40
                 (September 3, 1997 EDT) 9:00,9:20,9:40,10:00,10:20,
                 ...16:00,16:20,16:40
                 ...";
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
        dates,
    );
    check(
        "DTSTART;TZID=America/New_York:19970902T090000
         RRULE:FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
        dates,
    );
}

#[test]
fn days_generated_make_a_difference_because_of_wkst() {
    check(
        "DTSTART;TZID=America/New_York:19970805T090000
         RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        "(1997 EDT) August 5,10,19,24",
    );
}

#[test]
fn changing_only_wkst_from_mo_to_su_yields_different_results() {
    check(
        "DTSTART;TZID=America/New_York:19970805T090000
         RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        "(1997 EDT) August 5,17,19,31",
    );
}

#[test]
fn an_invalid_date_is_ignored() {
    check(
        "DTSTART;TZID=America/New_York:20070115T090000
         RRULE:FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "(2007 EST) January 15,30
         (2007 EST) February 15
         (2007 EDT) March 15,30",
    );
}
