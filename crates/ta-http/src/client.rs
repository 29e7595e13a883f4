//! What a request tells of the program and the place that it comes from.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::ConnectInfo;
use http::header::USER_AGENT;
use http::{Extensions, HeaderMap};
use ta_core::ClientName;

/// What the client program calls itself.
pub(crate) fn client_name(headers: &HeaderMap) -> ClientName {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
    ClientName::new(agent.unwrap_or("unnamed client"))
}

/// The network address of the other end of the connection. In tests that skip the network there is none; they count as
/// the machine itself.
pub(crate) fn peer_address(extensions: &Extensions) -> IpAddr {
    let connection = extensions.get::<ConnectInfo<SocketAddr>>();
    connection.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| address.ip().to_canonical())
}
