//! The table of standards names tests that exist.

use std::fs;
use std::path::Path;

#[test]
fn every_test_that_the_table_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let table = fs::read_to_string(root.join("docs/standards.md")).unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| ") && line.ends_with("` |"));
    let named: Vec<_> = rows.map(|row| row.trim_end_matches("` |").rsplit('`').next().unwrap()).collect();
    assert!(named.len() > 50, "{} rows are read", named.len());
    for name in named {
        let Some((module, test)) = name.split_once("::") else {
            assert!(root.join(name).exists(), "{name} is not there");
            continue;
        };
        let file = root.join(format!("crates/ta-http/tests/it/dav/{module}.rs"));
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert!(text.contains(&format!("fn {test}(")), "{name} is not there");
    }
}
