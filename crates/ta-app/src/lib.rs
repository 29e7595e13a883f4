//! The use cases.
mod account;
mod environment;
pub use environment::{Clock, Entropy};
pub use account::{password::{PasswordHash, PasswordError}, secret::SecretDigest};
