//! A signed-in browser.

/// What a browser keeps of its session.
#[derive(Clone, Debug)]
pub struct BrowserSession {
    /// `name=value`, as the header Cookie carries it.
    pub cookie: String,
    /// What a request that changes something carries besides.
    pub csrf_token: String,
}
