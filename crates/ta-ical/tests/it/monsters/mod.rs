//! Input that grows without sense is answered, and the answer is the right one.
//!
//! That the work grows as the input does is what the `linear` tests are for. Here are single giants; anything that took
//! the square of these sizes would not come back.

mod ages;
mod objects;
mod rules;
mod texts;
