//! One member's HTTP connections to one server.

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use http::{Method, Request, StatusCode, Uri};
use http_body_util::BodyExt;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// How many redirects discovery may need.
const REDIRECTS_MAX: usize = 3;

/// A client that sends the member's password with each request and keeps its connection open where the server does.
#[derive(Clone, Debug)]
pub(crate) struct HttpClient {
    client: Client<HttpConnector, String>,
    authorization: String,
}

/// A request still to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) url: String,
    /// The `Depth` header's value.
    pub(crate) depth: Option<&'static str>,
    pub(crate) content_type: &'static str,
    pub(crate) body: String,
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) body: String,
}

impl Call {
    pub(crate) fn get(url: String) -> Self {
        Self { method: Method::GET, url, depth: None, content_type: "", body: String::new() }
    }

    pub(crate) fn put(url: String, calendar_text: String) -> Self {
        Self { method: Method::PUT, url, depth: None, content_type: "text/calendar", body: calendar_text }
    }

    /// A request with an XML body.
    ///
    /// # Errors
    /// A method that is no token.
    pub(crate) fn xml(method: &str, url: &str, depth: &'static str, body: String) -> Result<Self> {
        let method = Method::from_bytes(method.as_bytes())?;
        Ok(Self { method, url: url.to_owned(), depth: Some(depth), content_type: "application/xml", body })
    }
}

impl HttpClient {
    pub(crate) fn new(login: &str, password: &str) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let client = Client::builder(TokioExecutor::new()).build(connector);
        Self { client, authorization: format!("Basic {}", STANDARD.encode(format!("{login}:{password}"))) }
    }

    /// Sends a request and reads the whole answer, whatever its status.
    ///
    /// # Errors
    /// No connection, or an answer that is not HTTP or not UTF-8.
    pub(crate) async fn send(&self, call: Call) -> Result<Answer> {
        let mut request = Request::builder()
            .method(call.method)
            .uri(&call.url)
            .header(AUTHORIZATION, &self.authorization)
            .header(CONTENT_TYPE, call.content_type);
        if let Some(depth) = call.depth {
            request = request.header("Depth", depth);
        }
        let response = self.client.request(request.body(call.body)?).await.context(call.url)?;
        let (head, body) = response.into_parts();
        let body = String::from_utf8(body.collect().await?.to_bytes().to_vec())?;
        let location = head.headers.get(LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Answer { status: head.status, location, body })
    }

    /// Sends a request that must succeed.
    ///
    /// # Errors
    /// As [`send`](Self::send), and every status outside 2xx.
    pub(crate) async fn expect_success(&self, call: Call) -> Result<Answer> {
        let what = format!("{} {}", call.method, call.url);
        let answer = self.send(call).await?;
        ensure!(answer.status.is_success(), "{what}: {} {}", answer.status, answer.body);
        Ok(answer)
    }

    /// Sends a request that must succeed after redirects, and tells where it did.
    ///
    /// # Errors
    /// As [`expect_success`](Self::expect_success), and more than [`REDIRECTS_MAX`] redirects.
    pub(crate) async fn follow(&self, mut call: Call) -> Result<(String, Answer)> {
        for _ in 0..REDIRECTS_MAX {
            let answer = self.send(call.clone()).await?;
            let Some(location) = answer.location.filter(|_| answer.status.is_redirection()) else {
                let url = call.url.clone();
                return Ok((url, self.expect_success(call).await?));
            };
            call.url = resolve(&call.url, &location)?;
        }
        bail!("{} is redirected again and again", call.url)
    }
}

/// The address that an href of an answer stands for.
///
/// # Errors
/// A base that is no absolute address.
pub(crate) fn resolve(base: &str, href: &str) -> Result<String> {
    if href.contains("://") {
        return Ok(href.to_owned());
    }
    let base: Uri = base.parse()?;
    let authority = base.authority().context("an absolute address")?;
    Ok(format!("{}://{authority}{href}", base.scheme_str().unwrap_or("http")))
}
