//! The Prefer header (RFC 7240, RFC 8144) and its forerunner Brief.

/// What the client would like, as far as it is known here. Preferences may be ignored; other ones are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// How much to return; `None` when the client does not mind.
    pub returns: Option<ReturnPreference>,
    /// Leave the resource itself out and list only what is below it (`depth-noroot`, RFC 8144 §4).
    pub depth_noroot: bool,
}

/// How much to return (RFC 7240 §4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnPreference {
    /// As little as can be (RFC 8144 §2).
    Minimal,
    /// The resource as it is now (RFC 8144 §3).
    Representation,
}

impl ReturnPreference {
    /// The preference as the Preference-Applied header of an answer names it (RFC 7240 §3).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Minimal => "return=minimal",
            Self::Representation => "return=representation",
        }
    }
}

impl Preferences {
    /// Reads the values of all Prefer headers of a request, and of its Brief header, if it has any.
    ///
    /// `Brief: t` asks for the minimum too. Apple's clients send it beside Prefer, and older ones write
    /// `return-minimal` with a hyphen.
    pub fn parse<'a>(prefer: impl IntoIterator<Item = &'a str>, brief: Option<&str>) -> Self {
        let mut preferences = Self::default();
        for preference in prefer.into_iter().flat_map(|value| value.split(',')) {
            preferences.add(preference);
        }
        if brief.is_some_and(|value| value.trim_ascii().eq_ignore_ascii_case("t")) {
            preferences.returns.get_or_insert(ReturnPreference::Minimal);
        }
        preferences
    }

    /// Takes one preference in. Of those that contradict each other the first counts (RFC 7240 §2).
    fn add(&mut self, preference: &str) {
        let without_parameters = preference.split(';').next().unwrap_or_default();
        let compact: String = without_parameters.chars().filter(|c| !matches!(c, ' ' | '\t' | '"')).collect();
        match compact.to_ascii_lowercase().as_str() {
            "return=minimal" | "return-minimal" => {
                self.returns.get_or_insert(ReturnPreference::Minimal);
            }
            "return=representation" | "return-representation" => {
                self.returns.get_or_insert(ReturnPreference::Representation);
            }
            "depth-noroot" => self.depth_noroot = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Preferences, ReturnPreference};

    fn returns(prefer: &[&str], brief: Option<&str>) -> Option<ReturnPreference> {
        Preferences::parse(prefer.iter().copied(), brief).returns
    }

    #[test]
    fn preferences_stand_in_one_header_or_several() {
        let both = Preferences { returns: Some(ReturnPreference::Minimal), depth_noroot: true };
        assert_eq!(Preferences::parse(["return=minimal, depth-noroot"], None), both);
        assert_eq!(Preferences::parse(["return = \"minimal\"", "Depth-NoRoot; x=y"], None), both);
    }

    #[test]
    fn the_first_of_two_contradicting_preferences_counts() {
        assert_eq!(
            returns(&["return=representation", "return=minimal"], None),
            Some(ReturnPreference::Representation)
        );
    }

    #[test]
    fn brief_and_the_old_spelling_ask_for_the_minimum() {
        assert_eq!(returns(&[], Some("t")), Some(ReturnPreference::Minimal));
        assert_eq!(returns(&["return-minimal"], None), Some(ReturnPreference::Minimal));
        assert_eq!(returns(&[], Some("f")), None);
    }

    #[test]
    fn unknown_preferences_are_ignored() {
        assert_eq!(Preferences::parse(["respond-async, wait=100,,"], None), Preferences::default());
    }
}
