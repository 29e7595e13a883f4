//! A server from its port to its last answer.

use std::sync::Arc;
use std::time::Duration;

use ta_app::App;
use ta_http::{Doors, Limits};
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tracing::{info, warn};

use super::{Bound, StopSignals, answer, bind, keep_up, tell_ready, tell_stopping};
use crate::failure::Failure;
use crate::settings::{PublicUrl, Settings};

/// A server that holds its port and does not answer yet.
pub(crate) struct Server {
    runtime: Runtime,
    bound: Bound,
}

impl Server {
    /// Takes the port. It is the first thing to do: a server that cannot have its port should touch no data.
    ///
    /// # Errors
    /// A [`Failure`] that tells who holds the port, or what is wrong with the address.
    pub(crate) fn bind(listen: &str) -> Result<Self, Failure> {
        let runtime = Runtime::new().map_err(|error| {
            let what = format!("the server cannot start its threads: {error}");
            Failure::new(what, "look at the limits of this user, as with 'ulimit -u'")
        })?;
        let bound = runtime.block_on(bind(listen))?;
        Ok(Self { runtime, bound })
    }

    /// Introduces itself, given its address as people open it in a browser, and answers until a signal asks to stop,
    /// and then until the last request is answered, the drain is over or a second signal comes. The store is closed
    /// last.
    ///
    /// # Errors
    /// A [`Failure`] when the system gives no signals, or of the introduction.
    pub(crate) fn run(
        self,
        app: App,
        settings: &Settings,
        introduce: impl FnOnce(&str, &App) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Self { runtime, bound } = self;
        // Whoever reads the introduction may stop the server at once, and that should end it in order.
        let signals = runtime.block_on(async { listen_for_signals() })?;
        let public = settings.public_url.as_ref();
        introduce(&public.map_or_else(|| bound.url(), |url| url.as_str().to_owned()), &app)?;
        let store = app.store.clone();
        let scheme = public.map(PublicUrl::scheme).unwrap_or_default();
        let doors = Arc::new(Doors::new(app, Limits::default()).reached_over(scheme));
        runtime.block_on(answer_until_stopped(bound, doors, signals, settings.drain()));
        runtime.block_on(store.close());
        info!("stopped");
        Ok(())
    }
}

fn listen_for_signals() -> Result<StopSignals, Failure> {
    StopSignals::listen().map_err(|error| {
        Failure::new(format!("the system gives no signals: {error}"), "run the server on a system that does")
    })
}

async fn answer_until_stopped(bound: Bound, doors: Arc<Doors>, mut signals: StopSignals, drain: Duration) {
    let url = bound.url();
    warn_if_open(&bound);
    info!(%url, "answering");
    tell_ready(&url);
    let (stop, stopped) = oneshot::channel::<()>();
    let router = ta_http::router(Arc::clone(&doors));
    let answering = answer(bound.listener, router, async { drop(stopped.await) }, drain);
    let asking = async {
        signals.next().await;
        tell_stopping();
        doors.close();
        drop(stop);
        signals.next().await;
        warn!("asked again; stopping at once");
    };
    tokio::select! {
        () = answering => {}
        () = asking => {}
        () = keep_up(Arc::clone(&doors)) => {}
    }
}

fn warn_if_open(bound: &Bound) {
    if !bound.is_private() {
        warn!(
            address = %bound.address,
            "other machines reach this port, and passwords cross the network unencrypted; put a TLS proxy before it \
             and listen on 127.0.0.1"
        );
    }
}
