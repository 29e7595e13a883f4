//! What all doors share.

use ta_app::App;
use tokio::sync::watch;

use crate::Limits;

/// What all doors share: the server behind them, their limits, and whether they are closing.
pub struct Doors {
    /// The server behind the doors.
    pub app: App,
    /// How much a client may ask for at once.
    pub limits: Limits,
    /// How browsers reach the doors.
    pub scheme: Scheme,
    closing: watch::Sender<Closing>,
}

/// How browsers reach the doors. The doors themselves speak plain HTTP; a proxy in front may speak TLS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// Plain HTTP.
    #[default]
    Http,
    /// HTTPS only. Cookies are then never sent over a plain connection.
    Https,
}

/// Whether the server is about to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    No,
    Yes,
}

impl Doors {
    /// Doors to a server, reached over plain HTTP.
    pub fn new(app: App, limits: Limits) -> Self {
        Self { app, limits, scheme: Scheme::default(), closing: watch::Sender::new(Closing::No) }
    }

    /// The same doors, reached in this way.
    #[must_use]
    pub fn reached_over(self, scheme: Scheme) -> Self {
        Self { scheme, ..self }
    }

    /// Tells streams that never end by themselves to end now, so that a stopping server can drain.
    pub fn close(&self) {
        self.closing.send_replace(Closing::Yes);
    }

    /// Waits until the doors close.
    pub(crate) async fn closed(&self) {
        let mut closing = self.closing.subscribe();
        // The sender lives as long as `self`, so waiting ends only when the value has come.
        let _ = closing.wait_for(|state| *state == Closing::Yes).await;
    }
}
