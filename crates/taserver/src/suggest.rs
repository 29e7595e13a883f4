//! The known word that a mistyped one was meant to be.

/// The known word that an unknown one was probably meant to be.
fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let far = 1 + word.chars().count() / 3;
    let distance = |candidate: &str| strsim::osa_distance(word, candidate);
    known
        .into_iter()
        .filter(|candidate| distance(candidate) <= far)
        .min_by_key(|candidate| distance(candidate))
}

/// A hint to end a message with: `; did you mean "emails"?`, or nothing.
pub(crate) fn did_you_mean<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> String {
    nearest(word, known).map(|near| format!("; did you mean {near:?}?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn two_swapped_letters_find_the_word() {
        assert_eq!(nearest("emials", ["login", "emails"]), Some("emails"));
    }

    #[test]
    fn a_word_like_nothing_known_gets_no_hint() {
        assert_eq!(nearest("favourite_food", ["login", "emails"]), None);
    }
}
