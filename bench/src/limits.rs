//! What the machine allows at best: a disk that confirms, and an HTTP stack that says hello.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use axum::Router;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

use crate::http_client::{Call, HttpClient};
use crate::measure::{Budget, Figures, closed_loop, timed};
use crate::operations::MANY_CONNECTIONS;
use crate::options::Options;

/// What a small event takes in a database's log.
const WRITE_BYTES: usize = 4096;

/// The figures that no server on this machine can beat.
#[derive(Debug)]
pub(crate) struct Limits {
    /// A write of [`WRITE_BYTES`] and `fdatasync`, one after the other.
    pub(crate) disk: Figures,
    /// A GET of five bytes from a bare axum server in this process, one connection.
    pub(crate) hello_one: Figures,
    /// The same with [`MANY_CONNECTIONS`].
    pub(crate) hello_many: Figures,
}

impl Limits {
    /// The rows of the table, with their titles.
    pub(crate) const fn rows(&self) -> [(&'static str, &Figures); 3] {
        [
            ("limit: 4 KiB and fdatasync", &self.disk),
            ("limit: GET from a bare axum, 1 connection", &self.hello_one),
            ("limit: GET from a bare axum, 16 connections", &self.hello_many),
        ]
    }

    /// Measures the disk under `folder` and the HTTP stack.
    ///
    /// # Errors
    /// A disk that is full, or no port to listen on.
    pub(crate) async fn measure(folder: &Path, options: &Options) -> Result<Self> {
        let budget = Budget::Time(options.budget());
        let url = serve_hello().await?;
        let client = HttpClient::new("nobody", "");
        let hello = async |_| timed(client.expect_success(Call::get(url.clone()))).await;
        Ok(Self {
            disk: confirmed_writes(folder, budget).await?,
            hello_one: closed_loop(1, budget, hello).await?,
            hello_many: closed_loop(MANY_CONNECTIONS, budget, hello).await?,
        })
    }
}

async fn confirmed_writes(folder: &Path, budget: Budget) -> Result<Figures> {
    let file = File::create(folder.join("confirmed-writes"))?;
    let write = async |_| {
        let mut file = file.try_clone()?;
        let done = spawn_blocking(move || {
            let begun = Instant::now();
            file.write_all(&[b'x'; WRITE_BYTES])?;
            file.sync_data()?;
            anyhow::Ok(begun.elapsed())
        });
        done.await?
    };
    closed_loop(1, budget, write).await
}

async fn serve_hello() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/", listener.local_addr()?);
    let router = Router::new().route("/", get(async || "hello"));
    tokio::spawn(async { axum::serve(listener, router).await });
    Ok(url)
}
