//! Nothing is lost: what is read is kept byte for byte, and an edit leaves every content line that it does not name.
//!
//! The content lines are found by a splitter of these tests' own, which knows line ends and folds and nothing else.

mod edits;
mod generated;
mod lines;
mod streams;
