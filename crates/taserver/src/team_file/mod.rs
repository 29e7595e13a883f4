//! The team file: a whole team in one TOML text, read with every problem in it told at once.

mod entries;
mod names;
mod problem;
mod section;

use std::collections::BTreeSet;

use ta_core::Login;
use ta_core::team::TeamSpec;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use names::Names;
pub(crate) use problem::Problem;
use problem::Problems;

use crate::suggest::did_you_mean;

/// The headings a team file is made of.
const HEADINGS: [&str; 5] = ["team", "members", "groups", "resources", "delegations"];

/// What was read so far: the description itself, and the names in it, which are checked once all of them are known.
#[derive(Default)]
struct Draft<'t> {
    spec: TeamSpec,
    names: Names<'t>,
}

/// Reads a team file. `stored` are the logins that the store has already, which the file may name without describing
/// them.
///
/// # Errors
/// Every problem of the file, in the order of its lines.
pub(crate) fn read(source: &str, stored: &BTreeSet<Login>) -> Result<TeamSpec, Vec<Problem>> {
    let mut problems = Problems::new(source);
    let (document, mistakes) = DeTable::parse_recoverable(source);
    for mistake in mistakes {
        problems.add(&mistake.span().unwrap_or_default(), mistake.message());
    }
    let draft = read_document(document.get_ref(), &mut problems);
    draft.names.check(stored, &mut problems);
    let problems = problems.into_sorted();
    if problems.is_empty() { Ok(draft.spec) } else { Err(problems) }
}

fn read_document<'t>(document: &'t DeTable<'t>, problems: &mut Problems<'_>) -> Draft<'t> {
    let mut draft = Draft::default();
    note_unknown_headings(document, problems);
    if let Some(team) = document.get("team") {
        draft.spec.settings = entries::team(team, problems);
    }
    for member in entries_of(document, "members", problems) {
        entries::member(member, &mut draft, problems);
    }
    for group in entries_of(document, "groups", problems) {
        entries::group(group, &mut draft, problems);
    }
    for resource in entries_of(document, "resources", problems) {
        entries::resource(resource, &mut draft, problems);
    }
    for delegation in entries_of(document, "delegations", problems) {
        entries::delegation(delegation, &mut draft, problems);
    }
    draft
}

fn note_unknown_headings(document: &DeTable<'_>, problems: &mut Problems<'_>) {
    for key in document.keys().filter(|key| !HEADINGS.contains(&key.get_ref().as_ref())) {
        let word = key.get_ref();
        let hint = did_you_mean(word, HEADINGS);
        problems.add(&key.span(), format!("a team file has no section {word:?}{hint}"));
    }
}

fn entries_of<'t>(
    document: &'t DeTable<'t>,
    heading: &str,
    problems: &mut Problems<'_>,
) -> impl Iterator<Item = &'t Spanned<DeValue<'t>>> + use<'t> {
    let written = document.get(heading);
    let entries = written.and_then(|written| written.get_ref().as_array());
    if let (Some(written), None) = (written, entries) {
        problems.add(&written.span(), format!("each entry of {heading:?} begins with a line [[{heading}]]"));
    }
    entries.into_iter().flat_map(|entries| entries.iter())
}

#[cfg(test)]
mod tests;
