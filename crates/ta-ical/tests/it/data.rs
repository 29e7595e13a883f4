//! The files under `tests/data`.

use std::fs;
use std::path::PathBuf;

/// The bytes of one file of a folder.
pub(crate) fn read(folder: &str, name: &str) -> Vec<u8> {
    fs::read(path(folder).join(name)).unwrap()
}

/// Every file of a folder by name, in order.
pub(crate) fn read_all(folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(path(folder))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no files in {folder}");
    files
}

fn path(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder)
}
