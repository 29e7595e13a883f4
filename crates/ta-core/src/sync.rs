//! Where a calendar's change log stands, and the token a client holds of it (RFC 6578).

use std::fmt;

use crate::{CalendarId, Etag, ObjectName, View};

/// A step of one calendar's change log. It starts at 0 and grows by one with every change; it never falls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SyncSeq(i64);

impl SyncSeq {
    /// The step before the first change.
    pub const START: Self = Self(0);

    /// Wraps a step that the store handed out.
    pub const fn new(step: i64) -> Self {
        Self(step)
    }

    /// The step as the store keeps it.
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// What a client holds to ask later for what has changed since (RFC 6578 §3.2, `DAV:sync-token`).
///
/// It names its calendar, so that the token of another calendar, or of a deleted one whose name was taken again, is
/// told apart and refused. It names the view, too: who sees more or less than before synchronises from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyncToken {
    /// The calendar it was given for.
    pub calendar: CalendarId,
    /// The view it was given in.
    pub view: View,
    /// Where that calendar's change log stood in that view.
    pub seq: SyncSeq,
}

impl SyncToken {
    const PREFIX: &'static str = "urn:teamagenda:sync:";

    /// Reads a token as this server writes it; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let (calendar, rest) = text.strip_prefix(Self::PREFIX)?.split_once(':')?;
        let (view, seq) = match rest.split_once(':') {
            None => (View::Full, rest),
            Some((word, seq)) => (NARROW.into_iter().find(|view| word_of(*view) == Some(word))?, seq),
        };
        Some(Self {
            calendar: CalendarId::new(parse_step(calendar)?),
            view,
            seq: SyncSeq::new(parse_step(seq)?),
        })
    }
}

impl SyncToken {
    /// Whether it is of the same calendar and view as another, and not of a later step.
    pub fn is_not_after(&self, other: &Self) -> bool {
        (self.calendar, self.view) == (other.calendar, other.view) && self.seq <= other.seq
    }
}

const NARROW: [View; 2] = [View::Shared, View::Titles];

/// A view's word in a token; most tokens are of the full view, which has none.
const fn word_of(view: View) -> Option<&'static str> {
    match view {
        View::Full => None,
        View::Shared => Some("shared"),
        View::Titles => Some("titles"),
    }
}

fn parse_step(digits: &str) -> Option<i64> {
    let all_digits = digits.bytes().all(|b| b.is_ascii_digit());
    if all_digits { digits.parse().ok() } else { None }
}

impl fmt::Display for SyncToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}:", Self::PREFIX, self.calendar.get())?;
        if let Some(word) = word_of(self.view) {
            write!(f, "{word}:")?;
        }
        write!(f, "{}", self.seq.get())
    }
}

/// What happened to one name of a calendar since a token, the last state only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedName {
    /// The path segment in the calendar.
    pub name: ObjectName,
    /// What the client has to do about it.
    pub kind: ChangeKind,
}

/// Whether a changed name holds an object now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It holds an object with this tag.
    Stored(Etag),
    /// It holds nothing any more.
    Deleted,
}

#[cfg(test)]
mod tests {
    use super::{CalendarId, SyncSeq, SyncToken, View};

    #[test]
    fn a_token_reads_back() {
        for view in [View::Full, View::Shared, View::Titles] {
            let token = SyncToken { calendar: CalendarId::new(7), view, seq: SyncSeq::new(42) };
            assert_eq!(SyncToken::parse(&token.to_string()), Some(token));
        }
    }

    #[test]
    fn foreign_tokens_are_none() {
        for text in [
            "",
            "42",
            "urn:teamagenda:sync:7",
            "urn:teamagenda:sync:7:-1",
            "urn:teamagenda:sync:7:+1",
            "urn:teamagenda:sync:7:all:1",
            "urn:teamagenda:sync:7:shared:1:1",
        ] {
            assert_eq!(SyncToken::parse(text), None, "{text}");
        }
    }
}
