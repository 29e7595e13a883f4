//! What the server answered.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::multistatus::read_error;

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

impl Answer {
    /// Asserts the status.
    ///
    /// # Panics
    /// When the status is another one, with the body in the message.
    #[track_caller]
    #[must_use]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "the body says: {}", self.text());
        self
    }

    /// A header as text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is something else.
    #[track_caller]
    pub fn json(&self) -> Value {
        match serde_json::from_slice(&self.body) {
            Ok(value) => value,
            Err(error) => panic!("not JSON ({error}): {}", self.text()),
        }
    }

    /// The word of an error of the JSON API.
    ///
    /// # Panics
    /// When the body is no such error.
    #[track_caller]
    pub fn error_code(&self) -> String {
        match self.json().pointer("/error/code") {
            Some(Value::String(code)) => code.clone(),
            _ => panic!("no error: {}", self.text()),
        }
    }

    /// The condition that a `DAV:error` names.
    ///
    /// # Panics
    /// When the body is none.
    #[track_caller]
    pub fn precondition(&self) -> String {
        read_error(&self.text()).0
    }

    /// The sentence beside the condition in a `DAV:error`.
    ///
    /// # Panics
    /// When the body is none.
    #[track_caller]
    pub fn explanation(&self) -> String {
        read_error(&self.text()).1
    }

    /// The references in the condition of a `DAV:error`.
    ///
    /// # Panics
    /// When the body is none.
    #[track_caller]
    pub fn precondition_hrefs(&self) -> Vec<String> {
        read_error(&self.text()).2
    }
}
