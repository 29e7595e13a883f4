//! Why an event is not made or changed.

use ta_ical::ObjectError;

/// Why an event is not made or changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventRefusal {
    /// The object is a to-do or a journal entry.
    #[error("this is no event")]
    NotAnEvent,
    /// There is no instance that the RECURRENCE-ID names.
    #[error("the event has no such instance")]
    NoSuchInstance,
    /// There are single instances only, of a series that lies with its organizer.
    #[error("only single instances of this series are here; change those")]
    NoSeries,
    /// One of start and end is a day and the other is a time.
    #[error("start and end are both days or both times")]
    DayAndTime,
    /// The end is not after the start.
    #[error("the end is not after the start")]
    EndBeforeStart,
    /// A rule for a single instance.
    #[error("a single instance has no recurrence rule; change the series")]
    RuleOfInstance,
    /// The rule names days or hours that the new start is not among, so that it would have to be another rule.
    #[error(
        "the series repeats on days or hours that its rule names; give a new rule along with the new start"
    )]
    RuleNamesTimes,
    /// Exceptions of the series would no longer belong to it.
    #[error("single instances of this series were changed or left out, and they cannot follow this change")]
    ExceptionsCannotFollow,
    /// The instance speaks for all later ones too (RANGE=THISANDFUTURE), so that it cannot be changed alone.
    #[error("this instance stands for all later ones too; change the series")]
    StandsForLater,
    /// The text that comes out could not be stored.
    #[error("that cannot be stored: {0}")]
    Invalid(#[from] ObjectError),
}
