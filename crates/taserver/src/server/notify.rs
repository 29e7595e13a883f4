//! What systemd is told. Without systemd nobody listens, and nothing happens.

use sd_notify::NotifyState;
use tracing::debug;

/// The server answers from now on.
pub(crate) fn tell_ready(url: &str) {
    tell(&[NotifyState::Ready, NotifyState::Status(&format!("answering on {url}"))]);
}

/// The server was asked to stop.
pub(crate) fn tell_stopping() {
    tell(&[NotifyState::Stopping]);
}

fn tell(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        debug!(%error, "systemd could not be told");
    }
}
