//! Why a recurrence rule was refused.

use std::fmt;

use super::calendar::CalendarScale;
use super::rule::Frequency;

/// Why a text is not a recurrence rule (RFC 5545 §3.3.10, RFC 7529 §4).
///
/// ```
/// use ta_ical::recur::{Rule, RuleError, RulePart};
///
/// let refusal = Rule::parse("FREQ=DAILY;BYHOUR=25").unwrap_err();
/// assert!(matches!(refusal, RuleError::InvalidValue { part: RulePart::ByHour, .. }));
/// assert_eq!(refusal.to_string(), "BYHOUR=25: expected hours from 0 to 23");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// A part has no equals sign, or nothing on one side of it.
    #[error("{:?} is not a rule part: NAME=VALUE was expected", clipped(found))]
    Malformed {
        /// The part.
        found: String,
    },
    /// A part that is neither known nor experimental (X-).
    #[error("{} is not a part of recurrence rules", clipped(name))]
    UnknownPart {
        /// Its name.
        name: String,
    },
    /// A part is written twice.
    #[error("{part} is written more than once")]
    Repeated {
        /// The part.
        part: RulePart,
    },
    /// There is no FREQ.
    #[error("FREQ is missing")]
    MissingFrequency,
    /// A value that its part cannot take.
    #[error("{part}={}: expected {expected}", clipped(found))]
    InvalidValue {
        /// The part.
        part: RulePart,
        /// The value, or the item of a list, that was found.
        found: String,
        /// What can stand there.
        expected: &'static str,
    },
    /// Both COUNT and UNTIL.
    #[error("COUNT and UNTIL cannot be in one rule")]
    CountAndUntil,
    /// A part that the frequency does not know ("N/A" in the table of RFC 5545 §3.3.10).
    #[error("{part} cannot be used with FREQ={frequency}")]
    NotWithFrequency {
        /// The part.
        part: RulePart,
        /// The frequency of the rule.
        frequency: Frequency,
    },
    /// A numbered weekday, `2MO` say, where the period is neither a month nor a year.
    #[error(
        "BYDAY={}: a number is only for FREQ=MONTHLY and FREQ=YEARLY, not FREQ={frequency}",
        clipped(found)
    )]
    NumberedWeekday {
        /// The value of BYDAY.
        found: String,
        /// The frequency of the rule.
        frequency: Frequency,
    },
    /// A numbered weekday beside BYWEEKNO.
    #[error("BYDAY={}: a number cannot be used together with BYWEEKNO", clipped(found))]
    NumberedWeekdayInWeek {
        /// The value of BYDAY.
        found: String,
    },
    /// BYSETPOS with no other BYxxx part to choose from.
    #[error("BYSETPOS needs another BY part")]
    SetPosAlone,
    /// SKIP without RSCALE.
    #[error("SKIP needs RSCALE")]
    SkipWithoutScale,
    /// A calendar scale that is not supported; CalDAV has a precondition for it (RFC 7529 §10).
    #[error("RSCALE={} is not a supported calendar scale; supported are {}", clipped(scale), Scales)]
    UnsupportedScale {
        /// The value of RSCALE.
        scale: String,
    },
}

/// What of a text goes into a message, which must not grow with the input.
fn clipped(text: &str) -> &str {
    const BYTES_MAX: usize = 40;
    text.get(..text.floor_char_boundary(BYTES_MAX)).unwrap_or(text)
}

/// The names of the supported scales, in one line.
struct Scales;

impl fmt::Display for Scales {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&CalendarScale::ALL.map(CalendarScale::as_str).join(", "))
    }
}

/// The name of a rule part.
///
/// ```
/// use ta_ical::recur::RulePart;
///
/// assert_eq!(RulePart::ByMonthDay.to_string(), "BYMONTHDAY");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the part of its name")]
pub enum RulePart {
    Freq,
    Until,
    Count,
    Interval,
    BySecond,
    ByMinute,
    ByHour,
    ByDay,
    ByMonthDay,
    ByYearDay,
    ByWeekNo,
    ByMonth,
    BySetPos,
    Wkst,
    Rscale,
    Skip,
}

impl RulePart {
    const ALL: [Self; 16] = [
        Self::Freq,
        Self::Until,
        Self::Count,
        Self::Interval,
        Self::BySecond,
        Self::ByMinute,
        Self::ByHour,
        Self::ByDay,
        Self::ByMonthDay,
        Self::ByYearDay,
        Self::ByWeekNo,
        Self::ByMonth,
        Self::BySetPos,
        Self::Wkst,
        Self::Rscale,
        Self::Skip,
    ];

    /// The name as it is written.
    ///
    /// ```
    /// use ta_ical::recur::RulePart;
    ///
    /// assert_eq!(RulePart::Wkst.as_str(), "WKST");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Freq => "FREQ",
            Self::Until => "UNTIL",
            Self::Count => "COUNT",
            Self::Interval => "INTERVAL",
            Self::BySecond => "BYSECOND",
            Self::ByMinute => "BYMINUTE",
            Self::ByHour => "BYHOUR",
            Self::ByDay => "BYDAY",
            Self::ByMonthDay => "BYMONTHDAY",
            Self::ByYearDay => "BYYEARDAY",
            Self::ByWeekNo => "BYWEEKNO",
            Self::ByMonth => "BYMONTH",
            Self::BySetPos => "BYSETPOS",
            Self::Wkst => "WKST",
            Self::Rscale => "RSCALE",
            Self::Skip => "SKIP",
        }
    }

    /// The part of a name, in any case.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for RulePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
