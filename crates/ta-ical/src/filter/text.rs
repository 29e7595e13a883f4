//! Conditions on text (RFC 4791 §9.7.5) and how characters compare.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::{Collation, MatchCondition, TextMatch};

/// Whether a text satisfies a condition.
pub(super) fn matches_text(text: &str, wanted: &TextMatch) -> bool {
    matches_any([Cow::Borrowed(text)].into_iter(), wanted)
}

/// Whether one of some texts holds what is looked for, or none of them when it must not be there.
pub(super) fn matches_any<'t>(mut texts: impl Iterator<Item = Cow<'t, str>>, wanted: &TextMatch) -> bool {
    let needle = wanted.collation.key(&wanted.needle);
    let found = texts.any(|text| wanted.collation.key(&text).contains(&*needle));
    found == (wanted.condition == MatchCondition::Contains)
}

impl Collation {
    /// A form of the text in which equal characters are the same.
    fn key(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Octet => Cow::Borrowed(text),
            Self::AsciiCasemap => Cow::Owned(text.to_ascii_uppercase()),
            Self::UnicodeCasemap => Cow::Owned(unicode_casemap(text)),
        }
    }
}

/// RFC 5051 §2 gives each character its title case and decomposes it. Going over upper case to lower case tells the
/// same characters apart, and makes one of those that differ only at the end of a word as well.
fn unicode_casemap(text: &str) -> String {
    text.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfkd().collect()
}

#[cfg(test)]
mod tests {
    use super::matches_text;
    use crate::filter::{Collation, MatchCondition, TextMatch};

    fn matches(text: &str, needle: &str, collation: Collation) -> bool {
        matches_text(
            text,
            &TextMatch { needle: needle.to_owned(), collation, condition: MatchCondition::Contains },
        )
    }

    #[test]
    fn octets_compare_as_they_are() {
        assert!(matches("Tea at five", "at", Collation::Octet));
        assert!(!matches("Tea at five", "tea", Collation::Octet));
    }

    #[test]
    fn ascii_casemap_knows_ascii_letters_only() {
        assert!(matches("TEA", "tea", Collation::AsciiCasemap));
        assert!(!matches("ÄRZTE", "ärzte", Collation::AsciiCasemap));
    }

    #[test]
    fn unicode_casemap_knows_all_letters() {
        assert!(matches("ÄRZTE", "ärzte", Collation::UnicodeCasemap));
        assert!(matches("ΣΊΣΥΦΟΣ", "Σίσυφος", Collation::UnicodeCasemap));
        assert!(!matches("Ärzte", "xrzte", Collation::UnicodeCasemap));
    }

    #[test]
    fn unicode_casemap_ignores_how_a_letter_is_composed() {
        assert!(matches("Zu\u{308}rich", "z\u{fc}rich", Collation::UnicodeCasemap));
    }

    #[test]
    fn negated_condition() {
        let absent = |needle: &str| TextMatch {
            needle: needle.to_owned(),
            collation: Collation::AsciiCasemap,
            condition: MatchCondition::ContainsNot,
        };
        assert!(!matches_text("CANCELLED", &absent("cancelled")));
        assert!(matches_text("CONFIRMED", &absent("cancelled")));
    }
}
