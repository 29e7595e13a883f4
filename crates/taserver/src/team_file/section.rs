//! One table of a team file, read key by key with every wrong type noted.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::Problems;
use crate::suggest::did_you_mean;

/// A value and where it was written.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// A table under its heading, as `[[members]]`.
pub(crate) struct Section<'t> {
    heading: &'static str,
    span: Range<usize>,
    table: &'t DeTable<'t>,
}

impl<'t> Section<'t> {
    /// Opens a table and notes every key of it that is not among the known ones.
    pub(crate) fn open(
        heading: &'static str,
        value: &'t Spanned<DeValue<'t>>,
        known_keys: &[&str],
        problems: &mut Problems<'_>,
    ) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            problems.add(&value.span(), format!("this must be a table, written {heading}"));
            return None;
        };
        let section = Self { heading, span: value.span(), table };
        section.note_unknown_keys(known_keys, problems);
        Some(section)
    }

    /// The section's heading, for messages.
    pub(crate) fn heading(&self) -> &'static str {
        self.heading
    }

    /// Whether a key was written, whatever its value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A text that must be there.
    pub(crate) fn required_text(&self, key: &str, problems: &mut Problems<'_>) -> Option<At<&'t str>> {
        if !self.has(key) {
            problems.add(&self.span, format!("{} has no {key:?}", self.heading));
        }
        self.text(key, problems)
    }

    /// A text that may be there.
    pub(crate) fn text(&self, key: &str, problems: &mut Problems<'_>) -> Option<At<&'t str>> {
        let value = self.table.get(key)?;
        let text = value.get_ref().as_str();
        self.typed(key, value, text, "a text in quotes", problems)
    }

    /// One of a few words that may be there.
    pub(crate) fn word<T: Copy>(
        &self,
        key: &str,
        all: &[T],
        name: fn(T) -> &'static str,
        problems: &mut Problems<'_>,
    ) -> Option<T> {
        let written = self.text(key, problems)?;
        let found = all.iter().copied().find(|one| name(*one) == written.value);
        if found.is_none() {
            let words = all.iter().map(|one| name(*one)).collect::<Vec<_>>().join(", ");
            let hint = did_you_mean(written.value, all.iter().map(|one| name(*one)));
            let problem = format!("{:?} is no {key:?}; it is one of {words}{hint}", written.value);
            problems.add(&written.span, problem);
        }
        found
    }

    /// Yes or no; no where the key is missing.
    pub(crate) fn flag(&self, key: &str, problems: &mut Problems<'_>) -> Option<bool> {
        let Some(value) = self.table.get(key) else { return Some(false) };
        let flag = self.typed(key, value, value.get_ref().as_bool(), "true or false", problems)?;
        Some(flag.value)
    }

    /// A whole number that may be there, not negative.
    pub(crate) fn count(&self, key: &str, problems: &mut Problems<'_>) -> Option<u32> {
        let value = self.table.get(key)?;
        let integer = value.get_ref().as_integer();
        let count = integer.and_then(|digits| u32::from_str_radix(digits.as_str(), digits.radix()).ok());
        let wanted = format!("a whole number from 0 to {}", u32::MAX);
        Some(self.typed(key, value, count, &wanted, problems)?.value)
    }

    /// A list of texts; empty where the key is missing.
    pub(crate) fn texts(&self, key: &str, problems: &mut Problems<'_>) -> Vec<At<&'t str>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let wanted = "a list of texts, as [\"one\", \"two\"]";
        let Some(list) = self.typed(key, value, value.get_ref().as_array(), wanted, problems) else {
            return Vec::new();
        };
        let texts =
            list.value.iter().map(|item| self.typed(key, item, item.get_ref().as_str(), wanted, problems));
        texts.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    fn typed<T>(
        &self,
        key: &str,
        written: &Spanned<DeValue<'_>>,
        read: Option<T>,
        wanted: &str,
        problems: &mut Problems<'_>,
    ) -> Option<At<T>> {
        if read.is_none() {
            problems.add(&written.span(), format!("{key:?} of {} must be {wanted}", self.heading));
        }
        read.map(|value| At { value, span: written.span() })
    }

    fn note_unknown_keys(&self, known: &[&str], problems: &mut Problems<'_>) {
        for key in self.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let word = key.get_ref();
            let hint = did_you_mean(word, known.iter().copied());
            problems.add(&key.span(), format!("{} has no key {word:?}{hint}", self.heading));
        }
    }
}
