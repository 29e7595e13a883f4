//! Who may come in.
pub(crate) mod password;
pub(crate) mod secret;
