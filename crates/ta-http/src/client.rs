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

/// The network address that a request comes from. In tests that skip the network there is none; they count as the machine
/// itself.
///
/// A proxy on the same machine adds the address that it serves to X-Forwarded-For, at the end. Nobody else is believed:
/// what stands before that entry, and the whole header of a request from elsewhere, is the client's own word.
pub(crate) fn peer_address(headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
    let connection = extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = connection
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| address.ip().to_canonical());
    if peer.is_loopback() { forwarded_for(headers).unwrap_or(peer) } else { peer }
}

fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let header = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    let last = header.rsplit(',').next()?.trim();
    last.parse::<IpAddr>().ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use axum::extract::ConnectInfo;
    use http::{Extensions, HeaderMap, HeaderValue};

    use super::peer_address;

    fn seen(peer: &str, forwarded: Option<&'static str>) -> String {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
        let mut headers = HeaderMap::new();
        if let Some(forwarded) = forwarded {
            headers.insert("x-forwarded-for", HeaderValue::from_static(forwarded));
        }
        peer_address(&headers, &extensions).to_string()
    }

    #[test]
    fn a_proxy_on_the_machine_tells_whom_it_serves() {
        assert_eq!(seen("127.0.0.1:5000", Some("203.0.113.9, 192.0.2.7")), "192.0.2.7");
        assert_eq!(seen("[::1]:5000", Some("2001:db8::1")), "2001:db8::1");
    }

    #[test]
    fn a_client_from_elsewhere_is_not_believed() {
        assert_eq!(seen("192.0.2.1:5000", Some("127.0.0.1")), "192.0.2.1");
    }

    #[test]
    fn nonsense_counts_for_nothing() {
        assert_eq!(seen("127.0.0.1:5000", Some("somewhere")), "127.0.0.1");
        assert_eq!(seen("127.0.0.1:5000", None), "127.0.0.1");
    }
}
