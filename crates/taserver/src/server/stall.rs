//! Request bodies that come to a halt.

use std::io::{self, ErrorKind};
use std::time::Duration;

use axum::body::{Body, HttpBody};
use tokio_stream::StreamExt;

/// The same body, which fails once nothing more of it has come for `patience`: otherwise whoever sends half a request
/// and falls silent, out of malice or because the phone left the network, would hold a connection for ever.
pub(super) fn impatient(body: Body, patience: Duration) -> Body {
    if body.is_end_stream() {
        return body;
    }
    let parts = body.into_data_stream().timeout(patience);
    Body::from_stream(parts.map(|part| match part {
        Ok(part) => part.map_err(io::Error::other),
        Err(_) => Err(io::Error::new(ErrorKind::TimedOut, "the request came to a halt")),
    }))
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::time::Duration;

    use axum::body::{Body, to_bytes};
    use tokio_stream::{Stream, StreamExt, iter, pending};

    use super::impatient;

    fn parts(of: &'static [&'static str]) -> impl Stream<Item = Result<&'static str, Infallible>> {
        iter(of).map(|part| Ok(*part))
    }

    #[tokio::test]
    async fn a_body_that_goes_on_comes_through_whole() {
        let body = impatient(Body::from_stream(parts(&["Tea ", "and cake"])), Duration::from_secs(60));
        assert_eq!(to_bytes(body, 100).await.unwrap(), "Tea and cake");
    }

    #[tokio::test]
    async fn a_body_that_halts_fails() {
        let halting = Body::from_stream(parts(&["Tea "]).chain(pending()));
        let body = impatient(halting, Duration::from_millis(20));
        assert!(to_bytes(body, 100).await.is_err());
    }
}
