//! Answering connections, until the server is asked to stop; then no new ones, and those there are end in peace.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::response::Response;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::{ServiceExt, service_fn};
use tracing::{debug, info, warn};

use super::stall::impatient;

/// The most connections held open; more wait in the system's queue.
const CONNECTIONS_MAX: usize = 10_000;

/// How long a client may take to send the head of a request, and how long an idle connection is kept.
const HEAD_TIMEOUT: Duration = Duration::from_secs(75);

/// How long a client may pause while it sends the body of a request.
const BODY_PATIENCE: Duration = Duration::from_secs(60);

/// How long accepting rests when the system has no more file descriptors to give.
const ACCEPT_REST: Duration = Duration::from_millis(100);

/// Answers connections with `router` until `stop` is ready, then lets those in progress end, for at most `drain`.
pub(crate) async fn answer(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
    drain: Duration,
) {
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    let slots = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        tokio::select! {
            Some((stream, peer, slot)) = accept(&listener, &slots) => {
                tokio::spawn(answer_one(stream, peer, router.clone(), graceful.watcher(), slot));
            }
            () = &mut stop => break,
        }
    }
    drop(listener);
    end_in_peace(graceful, drain).await;
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let slot = Arc::clone(slots).acquire_owned().await.ok()?;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return Some((stream, peer, slot)),
            Err(error) => {
                warn!(%error, "a connection was not accepted");
                tokio::time::sleep(ACCEPT_REST).await;
            }
        }
    }
}

async fn answer_one(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    watcher: Watcher,
    slot: OwnedSemaphorePermit,
) {
    // Answers are written whole; waiting to fill a packet would only delay them.
    if let Err(error) = stream.set_nodelay(true) {
        debug!(%error, "the connection keeps its delay");
    }
    let service = TowerToHyperService::new(service_fn(move |request| call(router.clone(), peer, request)));
    // Without TLS no browser asks for HTTP/2, and to tell the two apart would mean to wait for silent clients.
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
    if let Err(error) = watcher.watch(connection).await {
        debug!(%error, "a connection ended early");
    }
    drop(slot);
}

async fn call<B>(router: Router, peer: SocketAddr, mut request: Request<B>) -> Result<Response, Infallible>
where
    B: axum::body::HttpBody<Data = axum::body::Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request.map(|body| impatient(Body::new(body), BODY_PATIENCE))).await
}

async fn end_in_peace(graceful: GracefulShutdown, drain: Duration) {
    let open = graceful.count();
    info!(connections = open, "letting requests in progress end");
    if tokio::time::timeout(drain, graceful.shutdown()).await.is_err() {
        warn!(seconds = drain.as_secs(), "some requests did not end in time and are cut off");
    }
}
