//! Which answers are compressed.

use http::header::ETAG;
use http::{Extensions, HeaderMap, StatusCode, Version};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, DefaultPredicate, Predicate as _};

type Unless = fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool;

/// Compresses what gains by it. Event streams and images stay as they are, and so does everything with a strong entity
/// tag: the tag names its very bytes (RFC 9110 §8.8.1), and CalDAV clients come back with it in If-Match.
pub(crate) fn compress() -> CompressionLayer<And<DefaultPredicate, Unless>> {
    CompressionLayer::new().compress_when(DefaultPredicate::new().and(without_strong_etag as Unless))
}

fn without_strong_etag(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    headers.get(ETAG).is_none_or(|etag| etag.as_bytes().starts_with(b"W/"))
}
