//! An open event stream.

use std::time::Duration;

use axum::body::Body;
use http_body_util::BodyExt as _;
use serde_json::Value;

use crate::TestServer;

/// An event stream that a test reads one event after the other.
pub struct EventStream<'s> {
    server: &'s TestServer,
    body: Body,
    received: String,
}

/// An event of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamEvent {
    /// Its name.
    pub event: String,
    /// Its data.
    pub data: Value,
}

/// What reading on led to.
enum Progress {
    Received,
    Ended,
    Silent,
}

impl<'s> EventStream<'s> {
    pub(crate) fn new(server: &'s TestServer, body: Body) -> Self {
        Self { server, body, received: String::new() }
    }

    /// The next event; `None` when none comes within this time.
    ///
    /// # Panics
    /// When the stream ends instead.
    pub fn next_within(&mut self, patience: Duration) -> Option<StreamEvent> {
        loop {
            if let Some((block, rest)) = self.received.split_once("\n\n") {
                let event = read_event(block);
                self.received = rest.to_owned();
                match event {
                    Some(event) => return Some(event),
                    // A comment, sent to keep the connection alive.
                    None => continue,
                }
            }
            match self.read_on(patience) {
                Progress::Received => {}
                Progress::Ended => panic!("the stream ended"),
                Progress::Silent => return None,
            }
        }
    }

    /// Whether the stream ends within this time, whatever comes before that.
    pub fn ends_within(&mut self, patience: Duration) -> bool {
        loop {
            match self.read_on(patience) {
                Progress::Received => {}
                Progress::Ended => return true,
                Progress::Silent => return false,
            }
        }
    }

    fn read_on(&mut self, patience: Duration) -> Progress {
        let body = &mut self.body;
        let frame = self.server.block_on(async { tokio::time::timeout(patience, body.frame()).await });
        match frame {
            Err(_) => Progress::Silent,
            Ok(None) => Progress::Ended,
            Ok(Some(frame)) => {
                let data = frame.expect("the stream goes on").into_data().unwrap_or_default();
                self.received.push_str(&String::from_utf8_lossy(&data));
                Progress::Received
            }
        }
    }
}

fn read_event(block: &str) -> Option<StreamEvent> {
    let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let data = field("data:").and_then(|data| serde_json::from_str(data).ok()).unwrap_or_default();
    Some(StreamEvent { event: field("event:")?.to_owned(), data })
}
