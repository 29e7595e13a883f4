//! Whatever can be called has an example in its documentation.

use std::fs;
use std::path::{Path, PathBuf};

/// What a public item begins with; variants of enums and fields are told by the item that they belong to.
const ITEMS: [&str; 6] = ["pub fn ", "pub const fn ", "pub const ", "pub struct ", "pub enum ", "pub trait "];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    folders.iter().flat_map(|folder| sources(folder)).chain(files).collect()
}

/// The public items of a file that have no example, by their first lines.
fn without_example(source: &str) -> Vec<&str> {
    let mut has_example = false;
    let mut missing = Vec::new();
    for line in source.lines().map(str::trim_start) {
        if ITEMS.iter().any(|item| line.starts_with(item)) && !has_example {
            missing.push(line);
        }
        // Attributes stand between an item and what is said of it, some on several lines.
        let belongs_to_the_next = line.starts_with("///") || line.starts_with(['#', '"', ')']);
        has_example = belongs_to_the_next && (has_example || line.starts_with("/// ```"));
    }
    missing
}

#[test]
fn every_public_item_has_one() {
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let source = fs::read_to_string(&path).unwrap();
        assert_eq!(without_example(&source), Vec::<&str>::new(), "{}", path.display());
    }
}

#[test]
fn an_item_without_one_is_told() {
    let source = "/// Good.\n/// ```\n/// good();\n/// ```\n#[must_use]\npub fn good() {}\n\n/// Bad.\npub fn bad() {}\n";
    assert_eq!(without_example(source), ["pub fn bad() {}"]);
}
