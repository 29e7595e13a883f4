//! The contract of the store, held against each engine.

mod fixture;
mod objects;
