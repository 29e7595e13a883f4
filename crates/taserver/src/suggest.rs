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

/// Up to three known words that an unknown one may have been meant to be, the likeliest first.
pub(crate) fn near<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Vec<&'w str> {
    const SHOWN: usize = 3;
    let far = 1 + word.chars().count() / 3;
    let distances = known.into_iter().map(|candidate| (strsim::osa_distance(word, candidate), candidate));
    let mut near: Vec<(usize, &str)> = distances.filter(|(distance, _)| *distance <= far).collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(SHOWN).map(|(_, candidate)| candidate).collect()
}

/// A hint to end a message with: `; did you mean "emails"?`, or nothing.
pub(crate) fn did_you_mean<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> String {
    nearest(word, known).map(|near| format!("; did you mean {near:?}?")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{near, nearest};

    #[test]
    fn two_swapped_letters_find_the_word() {
        assert_eq!(nearest("emials", ["login", "emails"]), Some("emails"));
    }

    #[test]
    fn the_nearest_of_several_comes_first_and_each_once() {
        let known = ["http", "https", "https", "ftp", "x11"];
        assert_eq!(near("htps", known), ["https", "ftp", "http"]);
        assert_eq!(near("favourite_food", known), [] as [&str; 0]);
    }

    #[test]
    fn a_word_like_nothing_known_gets_no_hint() {
        assert_eq!(nearest("favourite_food", ["login", "emails"]), None);
    }
}
