//! What a client says must hold before its change is made (RFC 9110 §13.1).

use crate::Etag;

/// The conditions of one request, all of which must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// `If-Match`: what must be there.
    pub if_match: Option<EtagList>,
    /// `If-None-Match`: what must not be there.
    pub if_none_match: Option<EtagList>,
}

/// The tags a condition names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EtagList {
    /// `*`: whatever is there.
    Any,
    /// One of these.
    OneOf(Vec<Etag>),
}

/// A condition did not hold: somebody else was faster, or the client guessed wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it was changed, made or deleted in the meantime; fetch it again before changing it")]
pub struct ConditionFailed {
    /// The tag of what is there now; `None` when nothing is.
    pub found: Option<Etag>,
}

impl Condition {
    /// The condition that exactly this version is there.
    pub fn unchanged_since(etag: Etag) -> Self {
        Self { if_match: Some(EtagList::OneOf(vec![etag])), if_none_match: None }
    }

    /// The condition that nothing is there.
    pub fn nothing_there() -> Self {
        Self { if_match: None, if_none_match: Some(EtagList::Any) }
    }

    /// Checks the conditions against what is there.
    ///
    /// # Errors
    /// [`ConditionFailed`] with what was found.
    pub fn check(&self, found: Option<&Etag>) -> Result<(), ConditionFailed> {
        let wanted_is_there = self.if_match.as_ref().is_none_or(|tags| tags.includes(found));
        let unwanted_is_there = self.if_none_match.as_ref().is_some_and(|tags| tags.includes(found));
        if wanted_is_there && !unwanted_is_there {
            Ok(())
        } else {
            Err(ConditionFailed { found: found.cloned() })
        }
    }
}

impl EtagList {
    fn includes(&self, found: Option<&Etag>) -> bool {
        match (self, found) {
            (_, None) => false,
            (Self::Any, Some(_)) => true,
            (Self::OneOf(tags), Some(found)) => tags.contains(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Condition, ConditionFailed, EtagList};
    use crate::Etag;

    fn tag(text: &str) -> Etag {
        Etag::from_opaque(text)
    }

    #[test]
    fn no_condition_always_holds() {
        assert_eq!(Condition::default().check(None), Ok(()));
        assert_eq!(Condition::default().check(Some(&tag("a"))), Ok(()));
    }

    #[test]
    fn if_match_fails_on_a_newer_version_and_tells_it() {
        let condition = Condition::unchanged_since(tag("a"));
        assert_eq!(condition.check(Some(&tag("a"))), Ok(()));
        assert_eq!(condition.check(Some(&tag("b"))), Err(ConditionFailed { found: Some(tag("b")) }));
        assert_eq!(condition.check(None), Err(ConditionFailed { found: None }));
    }

    #[test]
    fn if_none_match_any_holds_only_where_nothing_is() {
        assert_eq!(Condition::nothing_there().check(None), Ok(()));
        assert!(Condition::nothing_there().check(Some(&tag("a"))).is_err());
    }

    #[test]
    fn if_match_any_needs_something_there() {
        let condition = Condition { if_match: Some(EtagList::Any), if_none_match: None };
        assert_eq!(condition.check(Some(&tag("a"))), Ok(()));
        assert!(condition.check(None).is_err());
    }
}
