//! Files and collections of files, by their paths in a member's home.

mod read;
mod write;

use ta_core::file::FilePath;

pub use read::{Tree, by_path, children, tree, usage, with_content};
pub use write::{
    TransferTo, copy, insert_collection, insert_file, lock_home, make_home, move_to, remove_tree,
    replace_content,
};

/// The columns of [`ta_core::file::FileMeta`], in the order in which `read_meta` takes them.
macro_rules! meta_columns {
    () => {
        "id, path, etag, media_type, size_bytes, created_us, modified_us"
    };
}
use meta_columns;

/// Between which texts the paths below this one lie, both exclusive: `/` is followed by `0`.
fn bounds_below(path: &FilePath) -> (String, String) {
    match path.is_home() {
        true => (String::new(), "\u{10ffff}".to_owned()),
        false => (format!("{path}/"), format!("{path}0")),
    }
}
