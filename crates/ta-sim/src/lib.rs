//! Test support: a server in a box, simulated clock, seeded clients and oracles.
//!
//! A [`TestServer`] is the whole server but its sockets: requests go straight to the doors. Its time stands still until
//! a test moves it, and its randomness is the same in each run.

#![allow(clippy::panic, clippy::expect_used, reason = "a failure of test support is a failed test")]

mod answer;
mod clock;
mod dav_client;
mod dice;
mod entropy;
mod event_stream;
mod multistatus;
mod replay;
mod request;
mod session;
mod test_server;

pub use answer::Answer;
pub use clock::SimClock;
pub use dav_client::DavClient;
pub use dice::Dice;
pub use entropy::SeededEntropy;
pub use event_stream::{EventStream, StreamEvent};
pub use multistatus::{DavProperty, DavResponse, Multistatus, xml_body};
pub use replay::{Replay, seeds};
pub use request::Request;
pub use session::BrowserSession;
pub use test_server::TestServer;
