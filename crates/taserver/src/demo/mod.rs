//! A sample team with some weeks of agenda around a given day, always the same for the same day.

mod agenda;
mod dice;
mod entry;
mod fill;
mod people;
mod team;
mod text;

pub(crate) use fill::{Filled, fill};
pub(crate) use people::PEOPLE;
