//! Finding the programs of PostgreSQL.

use std::env;
use std::path::{Path, PathBuf};

/// Folders where packages put them, one folder per version below.
const VERSIONED: [&str; 2] = ["/usr/lib/postgresql", "/usr/local/opt"];

/// The folder that has `initdb` and `postgres`: the latest version that a package installed, or else the first on PATH.
pub(crate) fn find() -> Option<PathBuf> {
    let mut packaged: Vec<_> = VERSIONED.iter().flat_map(|folder| versions_in(Path::new(folder))).collect();
    packaged.sort();
    let packaged = packaged.into_iter().rev().map(|(_, folder)| folder);
    let on_path = env::var_os("PATH").unwrap_or_default();
    let on_path: Vec<_> = env::split_paths(&on_path).collect();
    packaged.chain(on_path).find(|folder| has_programs(folder))
}

fn versions_in(folder: &Path) -> Vec<(u32, PathBuf)> {
    let Ok(entries) = folder.read_dir() else { return Vec::new() };
    let versioned = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let digits = name.trim_start_matches("postgresql@");
        Some((digits.parse().ok()?, entry.path().join("bin")))
    });
    versioned.collect()
}

fn has_programs(folder: &Path) -> bool {
    folder.join("initdb").is_file() && folder.join("postgres").is_file()
}
