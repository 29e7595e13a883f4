//! Who may come in, and with what.

pub(crate) mod app_password;
pub(crate) mod authenticate;
pub(crate) mod password;
pub(crate) mod secret;
pub(crate) mod web_session;
