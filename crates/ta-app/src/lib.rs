//! The use cases: one function each, from caller and transaction to outcome.
