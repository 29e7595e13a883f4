//! Holds the list of allowed imports of ARCHITECTURE.md against the manifests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which crate may import which. A crate that is not listed may import nothing of the house.
const ALLOWED: &[(&str, &[&str])] = &[
    ("taserver", &["ta-http", "ta-mail", "ta-app", "ta-core", "ta-ical", "ta-ports"]),
    ("ta-http", &["ta-dav", "ta-app", "ta-core", "ta-ical"]),
    ("ta-app", &["ta-store", "ta-core", "ta-ical"]),
    ("ta-mail", &["ta-core", "ta-ical"]),
    ("ta-store", &["ta-core"]),
    ("ta-dav", &["ta-ical"]),
    ("ta-core", &["ta-ical"]),
    ("ta-ical", &[]),
    ("ta-ports", &[]),
    // Test support may see everything but the binary.
    ("ta-sim", &["ta-http", "ta-dav", "ta-app", "ta-store", "ta-core", "ta-ical", "ta-testdb"]),
    ("ta-testdb", &["ta-store"]),
    ("ta-oracle", &["ta-ical"]),
];

/// What a crate must never know, as the crates that carry that knowledge.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("ta-ical", &["tokio", "axum", "http", "quick-xml", "serde", "rusqlite", "postgres", "getrandom"]),
    ("ta-core", &["tokio", "axum", "http", "quick-xml", "serde", "rusqlite", "postgres", "getrandom"]),
    ("ta-store", &["axum", "http", "quick-xml", "serde", "serde_json"]),
    ("ta-app", &["axum", "http", "quick-xml", "serde", "serde_json", "rusqlite", "postgres", "getrandom"]),
    ("ta-dav", &["axum", "http", "tokio", "rusqlite", "postgres", "serde"]),
    ("ta-http", &["rusqlite", "postgres", "quick-xml", "getrandom"]),
    ("ta-ports", &["tokio", "axum", "jiff"]),
];

struct Manifest {
    name: String,
    dependencies: BTreeSet<String>,
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn manifests() -> Vec<Manifest> {
    let crates = fs::read_dir(workspace().join("crates")).unwrap();
    crates.map(|entry| read_manifest(&entry.unwrap().path().join("Cargo.toml"))).collect()
}

/// Reads the names in the `[dependencies]` tables, those of single targets included, those for tests not.
fn read_manifest(path: &Path) -> Manifest {
    let text = fs::read_to_string(path).unwrap();
    let mut section = String::new();
    let mut manifest = Manifest { name: String::new(), dependencies: BTreeSet::new() };
    for line in text.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']').to_owned();
            continue;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        if section == "package" && key.trim() == "name" {
            manifest.name = value.trim().trim_matches('"').to_owned();
        }
        if section == "dependencies" || (section.starts_with("target.") && section.ends_with(".dependencies"))
        {
            manifest.dependencies.insert(key.split('.').next().unwrap().trim().to_owned());
        }
    }
    manifest
}

#[test]
fn every_crate_imports_only_what_it_may() {
    let allowed: BTreeMap<_, BTreeSet<_>> =
        ALLOWED.iter().map(|(name, imports)| (*name, imports.iter().copied().collect())).collect();
    for manifest in manifests() {
        let imports = manifest.dependencies.iter().map(String::as_str);
        let own: BTreeSet<_> =
            imports.filter(|name| name.starts_with("ta-") || *name == "taserver").collect();
        let may =
            allowed.get(manifest.name.as_str()).unwrap_or_else(|| panic!("{} is not listed", manifest.name));
        let too_much: Vec<_> = own.difference(may).collect();
        assert!(too_much.is_empty(), "{} must not import {too_much:?}; see ARCHITECTURE.md", manifest.name);
    }
}

#[test]
fn no_crate_carries_knowledge_it_must_not_have() {
    for manifest in manifests() {
        let Some((_, forbidden)) = FORBIDDEN.iter().find(|(name, _)| *name == manifest.name) else {
            continue;
        };
        for name in *forbidden {
            let carried = manifest.dependencies.contains(*name);
            assert!(!carried, "{} must not depend on {name}; see ARCHITECTURE.md", manifest.name);
        }
    }
}

#[test]
fn a_folder_has_the_name_of_its_crate() {
    for entry in fs::read_dir(workspace().join("crates")).unwrap() {
        let path = entry.unwrap().path();
        let manifest = read_manifest(&path.join("Cargo.toml"));
        assert_eq!(path.file_name().unwrap().to_str(), Some(manifest.name.as_str()));
    }
}
