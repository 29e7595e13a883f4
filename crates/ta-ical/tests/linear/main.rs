//! Whatever the input, work and memory grow as it does and no faster.
//!
//! Each test does something twice, with an input eight times as large the second time, and compares the time that this
//! thread spent computing and the bytes that it asked of the allocator. No clock on a wall is involved, so that a busy
//! machine does not matter. `SHOW_WORK=1` shows what was measured.

#[cfg(test)]
mod edits;
#[cfg(test)]
mod freebusy;
#[cfg(test)]
mod objects;
#[cfg(test)]
mod streams;
#[cfg(test)]
mod texts;
#[cfg(test)]
mod values;
#[cfg(test)]
mod work;
#[cfg(test)]
mod zones;
