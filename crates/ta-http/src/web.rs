//! The web client's files. A release carries them inside; other builds read them from `web/dist` while they run. Without
//! them the server works all the same and says on its pages how to build them.

use std::borrow::Cow;

use axum::extract::Request;
use axum::response::{Html, IntoResponse, Response};
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct WebClient;

const INDEX: &str = "index.html";

/// Files with a digest of their content in the name never change.
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("no-cache");

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>TeamAgenda</title>\
    <h1>TeamAgenda</h1><p>This server was built without its web client. To build that:</p>\
    <pre>cd web &amp;&amp; npm ci &amp;&amp; npm run build</pre>\
    <p>Calendar programs are served at <code>/dav/</code>, scripts at <code>/api/v1/</code>.</p>";

/// Answers whatever no other door answers.
pub(crate) fn serve(request: &Request) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD => file_at::<WebClient>(request.uri(), request.headers()),
        _ => (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response(),
    }
}

/// The file at a path. A path without a dot is one of the client's own pages, which it draws by itself.
fn file_at<F: RustEmbed>(uri: &Uri, headers: &HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    let path = if path.contains('.') { path } else { INDEX };
    match F::get(path) {
        Some(file) => with_file(path, file, headers),
        None if path == INDEX => (StatusCode::SERVICE_UNAVAILABLE, Html(NOT_BUILT)).into_response(),
        None => (StatusCode::NOT_FOUND, "there is no such page\n").into_response(),
    }
}

fn with_file(path: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response {
    let etag = etag_of(&file);
    let cache = if path.starts_with("assets/") { FOR_GOOD } else { ASK_EACH_TIME };
    if is_known(headers, &etag) {
        return (StatusCode::NOT_MODIFIED, [(CACHE_CONTROL, cache), (ETAG, etag)]).into_response();
    }
    let head = [(CACHE_CONTROL, cache), (ETAG, etag), (CONTENT_TYPE, content_type(path))];
    match file.data {
        Cow::Borrowed(bytes) => (head, bytes).into_response(),
        Cow::Owned(bytes) => (head, bytes).into_response(),
    }
}

/// A weak tag, since the bytes on the wire may be compressed.
fn etag_of(file: &EmbeddedFile) -> HeaderValue {
    let digest = file.metadata.sha256_hash();
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::try_from(format!("W/\"{hex}\"")).unwrap_or(ASK_EACH_TIME)
}

fn is_known(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let sent = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let etag = etag.to_str().unwrap_or_default();
    sent.split(',').any(|tag| tag.trim() == etag)
}

fn content_type(path: &str) -> HeaderValue {
    let guessed = mime_guess::from_path(path).first_or_octet_stream();
    let text =
        if guessed.type_() == "text" { format!("{guessed}; charset=utf-8") } else { guessed.to_string() };
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

#[cfg(test)]
mod tests {
    use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
    use http::{HeaderMap, StatusCode, Uri};
    use rust_embed::RustEmbed;

    use super::{FOR_GOOD, Response, file_at};

    #[derive(RustEmbed)]
    #[folder = "tests/web-dist"]
    struct Built;

    #[derive(RustEmbed)]
    #[folder = "tests/no-such-folder"]
    #[allow_missing = true]
    struct NotBuilt;

    const SCRIPT: &str = "/assets/index-C1INuhW0.js";

    fn get<F: RustEmbed>(path: &'static str) -> Response {
        file_at::<F>(&Uri::from_static(path), &HeaderMap::new())
    }

    #[test]
    fn pages_of_the_client_get_its_index() {
        for path in ["/", "/connect", "/week/2026-11-23"] {
            let response = get::<Built>(path);
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(response.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
            assert_eq!(response.headers()[CACHE_CONTROL], "no-cache");
        }
    }

    #[test]
    fn files_with_a_digest_in_their_name_are_kept_for_good() {
        let response = get::<Built>(SCRIPT);
        assert_eq!(response.headers()[CACHE_CONTROL], FOR_GOOD);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/javascript; charset=utf-8");
    }

    #[test]
    fn a_known_file_is_not_sent_again() {
        let etag = get::<Built>("/icon.svg").headers()[ETAG].clone();
        let headers = HeaderMap::from_iter([(IF_NONE_MATCH, etag)]);
        let response = file_at::<Built>(&Uri::from_static("/icon.svg"), &headers);
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn a_missing_file_is_not_taken_for_a_page() {
        assert_eq!(get::<Built>("/assets/index-00000000.js").status(), StatusCode::NOT_FOUND);
        assert_eq!(get::<Built>("/../Cargo.toml").status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn without_the_client_a_page_says_how_to_build_it() {
        assert_eq!(get::<NotBuilt>("/").status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
