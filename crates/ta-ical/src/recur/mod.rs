//! Recurrence: from RRULE, RDATE, EXRULE and EXDATE to occurrences, in either direction from any date.
//!
//! A rule says nothing until it meets a DTSTART. Then its occurrences are found without walking there: the periods of
//! FREQ and INTERVAL are numbered, so that the one of any date is a division away; the days and times of one period are
//! sets of bits. COUNT and UNTIL are turned into a last occurrence once. All of it happens on the wall, in local time;
//! what a zone makes of a local time is asked last.
//!
//! ```
//! use jiff::civil::date;
//! use jiff::tz::TimeZone;
//! use ta_ical::CalTime;
//! use ta_ical::recur::{RecurrenceSet, Rule};
//!
//! // The last Friday of each month at half past two in the night, in New York.
//! let zone = TimeZone::get("America/New_York")?;
//! let local = date(2026, 1, 30).at(2, 30, 0, 0);
//! let start = CalTime::Zoned { local, tzid: "America/New_York".into(), zone };
//! let set = RecurrenceSet::new(&start).with_rule(&Rule::parse("FREQ=MONTHLY;BYDAY=-1FR")?);
//!
//! // Three hundred years on is as near as the next one.
//! let mut later = set.occurrences_from(date(2326, 1, 1).at(0, 0, 0, 0));
//! assert_eq!(later.next().unwrap().local, date(2326, 1, 29).at(2, 30, 0, 0));
//!
//! let mut earlier = set.occurrences_before(date(2026, 4, 1).at(0, 0, 0, 0));
//! assert_eq!(earlier.next().unwrap().instant.unwrap().to_string(), "2026-03-27T06:30:00Z");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is meant where texts are silent or at odds
//!
//! RFC 8984 §4.3.3 words the rules of RFC 5545 as an algorithm, "with the same semantics". Where RFC 5545 is vague, it
//! is followed.
//!
//! - **DTSTART is always the first occurrence and counts as one of COUNT**, even if the rule does not match it (RFC
//!   5545 §3.3.10 "always counts", RFC 8984 §4.3.3.1). An EXDATE can take it away; it has then still been counted.
//! - **Local times that a zone leaves out are no occurrences**, count for nothing and have no BYSETPOS (RFC 5545 §3.3.10
//!   "MUST be ignored"). A DTSTART, RDATE or EXDATE written in such a gap is as much later as the clock is put forward
//!   (§3.3.5). Local times that come twice are the first of the two.
//! - **HOURLY, MINUTELY and SECONDLY count hours on the wall** like all others: the RFC knows only the "computed local
//!   start time". So an hourly rule has no occurrence in the hour that is repeated in autumn, and none in the one that
//!   is left out in spring.
//! - **What a rule leaves open is DTSTART's.** `FREQ=YEARLY;BYMONTHDAY=13` has its occurrences in the month of DTSTART
//!   only, and `FREQ=YEARLY;BYWEEKNO=20` on its weekday.
//! - **Weeks at the turn of the year**: a YEARLY rule takes the days of a calendar year, and each goes by the number of
//!   its week, which may belong to the year beside it.
//! - **UNTIL** in UTC is compared with instants, a local one on the wall of DTSTART's zone, and a DATE includes its
//!   whole day. On a floating or all-day DTSTART, one in UTC is compared as it is written.
//! - **The second 60** is the second 59 (§3.3.5, for those who know no leap seconds).
//! - **BYHOUR, BYMINUTE and BYSECOND are ignored for a DATE** (§3.3.10), of which a rule that is finer than DAILY gives
//!   the midnights.
//! - **Several RRULEs** are a union without repeats, each with DTSTART as its first; EXRULE (RFC 2445) is honoured, and
//!   takes DTSTART away only when it matches it.
//! - **RSCALE** (RFC 7529) counts years, months, weeks of the year and days in the rule's own calendar; what the rule leaves
//!   open is DTSTART's in that calendar. Scales that only number years otherwise (BUDDHIST, JAPANESE, ROC) are Gregorian.
//! - **SKIP** moves a positive BYMONTHDAY (or DTSTART's own) that a month is too short for, as long as some month of the
//!   calendar has that many days; a negative one is left out. A leap month that a year lacks is moved by YEARLY rules
//!   only, before its days are. A day of the year or a week that does not exist is left out, and so is a moved day where
//!   BYYEARDAY or BYWEEKNO is written (all by RFC 8984 §4.3.3.1).
//!
//! # Bounds
//!
//! Nothing after the year 9999 is looked for. A rule that never matches ends after looking at the whole weeks, months or
//! years of twice 400 years, the cycle of the Gregorian calendar, in calendars that have no cycle too; with FREQ=DAILY or
//! less, whole years without a matching day are leapt over, and a step that can hit no allowed time of day on any allowed
//! weekday is recognised beforehand. Where an EXRULE has all that a rule can have on a day, the day
//! is left in one step; a set of which 200,000 days or occurrences in a row are taken away is over. A COUNT is followed
//! over 150,000 days or longer periods, which is 410 years at least; a rule that has not come to it by then goes on to
//! the year 9999.

mod bits;
mod cadence;
mod calendar;
mod choice;
mod clock;
mod day_rule;
mod day_set;
mod error;
mod parse;
mod period;
mod plan;
mod position;
mod rule;
mod series;
mod set;
mod slots;
mod tally;
mod time_set;
mod wall;

pub use calendar::{CalendarScale, MonthKind, MonthNum};
pub use error::{RuleError, RulePart};
pub use rule::{Frequency, Rule, RuleEnd, Skip, Until, WeekdayNum};
pub use set::{Occurrence, Occurrences, OccurrencesBackward, RecurrenceSet};
