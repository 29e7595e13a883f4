//! A request to be made.

use axum::body::Body;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE};
use http::request::Builder;
use serde_json::Value;

use crate::{Answer, BrowserSession, EventStream, TestServer};

/// A request to a [`TestServer`], built step by step.
#[must_use]
pub struct Request<'s> {
    server: &'s TestServer,
    builder: Builder,
    body: Bytes,
}

impl<'s> Request<'s> {
    pub(crate) fn new(server: &'s TestServer, method: &str, path: &str) -> Self {
        Self { server, builder: Builder::new().method(method).uri(path), body: Bytes::new() }
    }

    /// Sent by this member with HTTP Basic and its password.
    pub fn by(self, login: &str) -> Self {
        let password = TestServer::password_of(login);
        self.basic(login, &password)
    }

    /// Sent with HTTP Basic and this secret.
    pub fn basic(self, login: &str, secret: &str) -> Self {
        let token = STANDARD.encode(format!("{login}:{secret}"));
        self.header(AUTHORIZATION.as_str(), &format!("Basic {token}"))
    }

    /// Sent by a browser with its session, CSRF token included.
    pub fn within(self, session: &BrowserSession) -> Self {
        self.with_cookie(session).header("x-csrf-token", &session.csrf_token)
    }

    /// Sent by a browser with its cookie only, as another site can make it do.
    pub fn with_cookie(self, session: &BrowserSession) -> Self {
        self.header(COOKIE.as_str(), &session.cookie)
    }

    /// With a header.
    pub fn header(self, name: &str, value: &str) -> Self {
        Self { builder: self.builder.header(name, value), ..self }
    }

    /// With a JSON body.
    pub fn json(self, body: &Value) -> Self {
        self.header(CONTENT_TYPE.as_str(), "application/json").body(body.to_string())
    }

    /// With a body.
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), ..self }
    }

    /// Sends it and reads the answer to its end.
    ///
    /// # Panics
    /// When the request is malformed or the answer breaks off.
    #[track_caller]
    pub fn send(self) -> Answer {
        let (server, request) = self.built();
        server.answer(request)
    }

    /// Sends it and leaves the answer open, to read the events that it streams.
    ///
    /// # Panics
    /// When the request is malformed or the answer is no event stream.
    #[track_caller]
    pub fn stream(self) -> EventStream<'s> {
        let (server, request) = self.built();
        server.stream(request)
    }

    #[track_caller]
    fn built(self) -> (&'s TestServer, http::Request<Body>) {
        (self.server, self.builder.body(Body::from(self.body)).expect("the request is well-formed"))
    }
}
