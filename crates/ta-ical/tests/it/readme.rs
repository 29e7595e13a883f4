//! The README tells the truth about where things are. Its code is run with the documentation.

use std::path::Path;

const README: &str = include_str!("../../README.md");

#[test]
fn every_test_that_the_table_names_is_there() {
    let rows = README.lines().filter(|line| line.starts_with("| ")).skip(1);
    let named =
        rows.filter_map(|row| row.split('|').nth(3)).flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let mut count = 0;
    for path in named {
        let folder = if path.starts_with("src/") { "" } else { "tests" };
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(path).exists(), "{path}");
        count += 1;
    }
    assert!(count > 30, "{count} paths");
}
