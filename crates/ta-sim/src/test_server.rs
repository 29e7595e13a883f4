//! A server in a box.

use std::net::{Ipv4Addr, SocketAddr};
use std::panic::resume_unwind;
use std::sync::Arc;

use argon2::password_hash::PasswordHasher;
use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::{Algorithm, Argon2, Params, Version};
use axum::Router;
use axum::body::Body;
use http::Response;
use http::header::SET_COOKIE;
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use serde_json::{Value, json};
use ta_app::{App, PasswordHash, Run, add_principal, apply_team, set_password, team_settings};
use ta_core::team::{TeamSettings, TeamSpec};
use ta_core::{Act, Login, PrincipalDraft, PrincipalKind, PrivateItems, Rights, See};
use ta_http::{Doors, Limits, Scheme, router};
use ta_testdb::TestDatabase;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt as _;

use crate::{Answer, BrowserSession, EventStream, Request, SeededEntropy, SimClock};

/// A server on a test database, without sockets. Its calls block, so that a test reads from top to bottom.
pub struct TestServer {
    /// What the server's clock shows.
    pub clock: Arc<SimClock>,
    doors: Arc<Doors>,
    router: Router,
    runtime: Runtime,
}

/// When every test begins: a Monday.
const START_UTC: &str = "2026-11-23T08:00:00Z";

impl TestServer {
    /// A server whose team is empty.
    ///
    /// # Panics
    /// When the database cannot be opened.
    pub fn on(database: &TestDatabase) -> Self {
        Self::with_limits(database, Limits::default())
    }

    /// A server with limits of its own.
    ///
    /// # Panics
    /// When the database cannot be opened.
    pub fn with_limits(database: &TestDatabase, limits: Limits) -> Self {
        Self::behind(database, limits, Scheme::Http)
    }

    /// A server that browsers reach in this way.
    ///
    /// # Panics
    /// When the database cannot be opened.
    pub fn behind(database: &TestDatabase, limits: Limits, scheme: Scheme) -> Self {
        let start: Timestamp = START_UTC.parse().expect("a time");
        let clock = Arc::new(SimClock::at(start));
        let app = App::open(&database.location(), clock.clone(), Arc::new(SeededEntropy::new(1)));
        let doors = Arc::new(Doors::new(app.expect("the test database opens"), limits).reached_over(scheme));
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
        Self { clock, router: router(Arc::clone(&doors)), doors, runtime }
    }

    /// A server with these members, each with [`Self::password_of`] as its password.
    ///
    /// # Panics
    /// When they cannot be made.
    pub fn with_members<const N: usize>(database: &TestDatabase, logins: [&str; N]) -> Self {
        let server = Self::on(database);
        logins.iter().for_each(|login| server.add_member(login));
        server
    }

    /// Adds a member who lives in Paris.
    ///
    /// # Panics
    /// When the login is taken or cannot be one.
    pub fn add_member(&self, login: &str) {
        let app = &self.doors.app;
        let (team, now) = (app.team, app.now());
        let name = Login::new(login).expect("a login");
        let hash = quick_hash(&Self::password_of(login));
        let mut draft = PrincipalDraft::new(PrincipalKind::Member, name.clone(), login);
        draft.time_zone = Some("Europe/Paris".to_owned());
        let added = app.store.write_blocking(move |tx| {
            add_principal(tx, team, &draft)?;
            set_password(tx, team, &name, &hash, now)
        });
        added.unwrap_or_else(|error: ta_app::Error| panic!("{login} is not added: {error}"));
    }

    /// Sets what every member may see of the others' calendars and do with them.
    ///
    /// # Panics
    /// When that cannot be.
    #[track_caller]
    pub fn let_members(&self, see: See, act: Act) {
        let app = &self.doors.app;
        let team = app.team;
        let stored = app.store.read_blocking(move |tx| team_settings(tx, team));
        let member_rights = Rights::new(see, act, PrivateItems::AsBusy);
        let settings = TeamSettings { member_rights, ..stored.expect("the team has settings") };
        self.describe(&TeamSpec { settings: Some(settings), ..TeamSpec::default() });
    }

    /// Makes the team as described.
    ///
    /// # Panics
    /// When that cannot be.
    #[track_caller]
    pub fn describe(&self, spec: &TeamSpec) {
        let app = &self.doors.app;
        let applied = apply_team(&app.store, app.team, spec, Run::Apply, app.entropy.as_ref(), app.now());
        let _ = applied.expect("the description can be followed");
    }

    /// The password of a member that was added here.
    pub fn password_of(login: &str) -> String {
        format!("{login}'s password")
    }

    /// The doors and the server behind them.
    pub fn doors(&self) -> &Doors {
        &self.doors
    }

    /// Signs a member in as a browser does.
    ///
    /// # Panics
    /// When the server refuses.
    #[track_caller]
    pub fn sign_in(&self, login: &str) -> BrowserSession {
        let body = json!({ "login": login, "password": Self::password_of(login) });
        let answer = self.post("/api/v1/session").json(&body).send().expect(200);
        let set_cookie = answer.header(SET_COOKIE.as_str());
        let cookie = set_cookie.split(';').next().unwrap_or_default().to_owned();
        let csrf_token =
            answer.json().pointer("/csrf_token").and_then(Value::as_str).unwrap_or_default().to_owned();
        BrowserSession { cookie, csrf_token }
    }

    /// A GET.
    pub fn get(&self, path: &str) -> Request<'_> {
        self.request("GET", path)
    }

    /// A POST.
    pub fn post(&self, path: &str) -> Request<'_> {
        self.request("POST", path)
    }

    /// A PUT.
    pub fn put(&self, path: &str) -> Request<'_> {
        self.request("PUT", path)
    }

    /// A PATCH.
    pub fn patch(&self, path: &str) -> Request<'_> {
        self.request("PATCH", path)
    }

    /// A DELETE.
    pub fn delete(&self, path: &str) -> Request<'_> {
        self.request("DELETE", path)
    }

    /// A request of any method.
    pub fn request(&self, method: &str, path: &str) -> Request<'_> {
        Request::new(self, method, path)
    }

    /// Puts the server on a socket while `client` runs, for tests of what becomes of connections.
    ///
    /// # Panics
    /// When `client` does, or there is no socket to be had.
    pub fn on_a_socket(&self, client: impl FnOnce(SocketAddr) + Send + 'static) {
        self.block_on(async {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
            let address = listener.local_addr().expect("a bound socket has an address");
            let serving = tokio::spawn(axum::serve(listener, self.router.clone()).into_future());
            let done = tokio::task::spawn_blocking(move || client(address)).await;
            serving.abort();
            if let Err(failed) = done {
                resume_unwind(failed.into_panic());
            }
        });
    }

    pub(crate) fn answer(&self, request: http::Request<Body>) -> Answer {
        self.block_on(async {
            let (head, body) = self.call(request).await.into_parts();
            let body = body.collect().await.expect("the answer is complete").to_bytes();
            Answer { status: head.status, headers: head.headers, body }
        })
    }

    #[track_caller]
    pub(crate) fn stream(&self, request: http::Request<Body>) -> EventStream<'_> {
        let response = self.block_on(self.call(request));
        assert_eq!(response.status(), 200, "no stream");
        EventStream::new(self, response.into_body())
    }

    pub(crate) fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.runtime.block_on(future)
    }

    async fn call(&self, request: http::Request<Body>) -> Response<Body> {
        match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

/// An argon2 hash that is made and checked in no time, which a stored one may be: its parameters stand in it.
fn quick_hash(password: &str) -> PasswordHash {
    let params = Params::new(Params::MIN_M_COST, 1, 1, None).expect("parameters");
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash: Phc = hasher.hash_password_with_salt(password.as_bytes(), &[7; 16]).expect("a hash");
    PasswordHash::from_phc(&hash.to_string()).expect("a hash in PHC form")
}
