//! Taking in what nobody will read.

use axum::body::Body;
use http_body_util::BodyExt;

/// Takes in the rest of a body, as far as it is no longer than `bytes_max`, and forgets it.
///
/// A server that answers before it has taken in the request has to close the connection, and clients that are about to
/// repeat the request with their password, on that connection, take it for a failure.
pub(crate) async fn drain(mut body: Body, bytes_max: usize) {
    let mut taken = 0;
    while let Some(Ok(frame)) = body.frame().await {
        taken += frame.data_ref().map_or(0, |data| data.len());
        if taken > bytes_max {
            return;
        }
    }
}
