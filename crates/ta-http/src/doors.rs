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
    closing: watch::Sender<Closing>,
}

/// Whether the server is about to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    No,
    Yes,
}

impl Doors {
    /// Doors to a server.
    pub fn new(app: App, limits: Limits) -> Self {
        Self { app, limits, closing: watch::Sender::new(Closing::No) }
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
