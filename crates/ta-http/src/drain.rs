//! Taking in what nobody will read.

use axum::body::Body;
use http::HeaderMap;
use http::header::EXPECT;
use http_body_util::BodyExt;

/// The most of a body that is taken in only to be forgotten. It costs time, no memory.
const BYTES_MAX: usize = 64 * 1024 * 1024;

/// Takes in the rest of a body, as far as it is no longer than is reasonable, and forgets it.
///
/// A server that answers before it has taken in the request has to close the connection, and clients that are about to
/// repeat the request with their password, on that connection, take it for a failure. A client that asked whether to
/// send the body at all (RFC 9110 §10.1.1) has not sent it, and will not once it is refused.
pub(crate) async fn drain(headers: &HeaderMap, mut body: Body) {
    if headers.contains_key(EXPECT) {
        return;
    }
    let mut taken = 0;
    while let Some(Ok(frame)) = body.frame().await {
        taken += frame.data_ref().map_or(0, |data| data.len());
        if taken > BYTES_MAX {
            return;
        }
    }
}
