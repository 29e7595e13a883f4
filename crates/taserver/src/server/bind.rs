//! Taking the port, or saying who holds it.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;

use ta_ports::{Listener, Protocol};
use tokio::net::{TcpListener, lookup_host};

use crate::failure::{Exit, Failure};

/// A listening socket and its address.
pub(crate) struct Bound {
    /// The socket, already listening.
    pub(crate) listener: TcpListener,
    /// Its address, with the port that the system chose where 0 was asked for.
    pub(crate) address: SocketAddr,
}

impl Bound {
    /// The address as people open it in a browser.
    pub(crate) fn url(&self) -> String {
        let host = match self.address {
            SocketAddr::V4(v4) if v4.ip().is_unspecified() => "127.0.0.1".to_owned(),
            SocketAddr::V6(v6) if v6.ip().is_unspecified() => "[::1]".to_owned(),
            SocketAddr::V4(v4) => v4.ip().to_string(),
            SocketAddr::V6(v6) => format!("[{}]", v6.ip()),
        };
        format!("http://{host}:{}/", self.address.port())
    }

    /// Whether only this machine reaches it.
    pub(crate) fn is_private(&self) -> bool {
        self.address.ip().is_loopback()
    }
}

/// Listens on an address as `127.0.0.1:3552`, `[::1]:3552` or `localhost:3552`.
///
/// # Errors
/// A [`Failure`] that tells who holds the port, or what is wrong with the address.
pub(crate) async fn bind(listen: &str) -> Result<Bound, Failure> {
    let address = resolve(listen).await?;
    let listener = TcpListener::bind(address).await.map_err(|error| explain(address, &error))?;
    let address = listener.local_addr().map_err(|error| explain(address, &error))?;
    Ok(Bound { listener, address })
}

async fn resolve(listen: &str) -> Result<SocketAddr, Failure> {
    let resolved = lookup_host(listen).await.ok().and_then(|mut addresses| addresses.next());
    resolved.ok_or_else(|| {
        let what = format!("{listen:?} is no address to listen on");
        Failure::new(what, "write address and port, as --listen 127.0.0.1:3552").exit(Exit::Usage)
    })
}

fn explain(address: SocketAddr, error: &io::Error) -> Failure {
    let port = address.port();
    match error.kind() {
        ErrorKind::AddrInUse => port_in_use(address),
        ErrorKind::PermissionDenied => Failure::new(
            format!("this user may not listen on port {port}"),
            "choose a port from 1024 on, as --listen 127.0.0.1:3552, or allow it (CAP_NET_BIND_SERVICE)",
        ),
        ErrorKind::AddrNotAvailable => Failure::new(
            format!("this machine has no address {}", address.ip()),
            format!("choose one that it has, as --listen 127.0.0.1:{port}"),
        ),
        _ => {
            Failure::new(format!("{address} cannot be listened on: {error}"), "choose another with --listen")
        }
    }
}

fn port_in_use(address: SocketAddr) -> Failure {
    let listeners = ta_ports::listeners().unwrap_or_default();
    let port = address.port();
    let what = format!("port {port} is held by {}", holder(&listeners, port));
    let free = SocketAddr::new(address.ip(), free_port_after(&listeners, port));
    Failure::new(what, format!("end it, or choose another port with --listen {free}")).exit(Exit::InUse)
}

fn holder(listeners: &[Listener], port: u16) -> String {
    let mut holders = listeners.iter().filter(|held| held.port == port && held.protocol == Protocol::Tcp);
    let process = holders.find_map(|held| held.process.as_ref());
    process.map_or_else(|| "another process, which this user may not see".to_owned(), ToString::to_string)
}

fn free_port_after(listeners: &[Listener], port: u16) -> u16 {
    let is_held = |port: &u16| listeners.iter().any(|held| held.port == *port);
    (port.saturating_add(1)..u16::MAX).find(|port| !is_held(port)).unwrap_or(port)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use ta_ports::{Listener, Protocol};

    use super::free_port_after;

    #[test]
    fn the_next_port_that_nobody_holds_is_proposed() {
        let held = |port| Listener {
            port,
            protocol: Protocol::Tcp,
            address: Ipv4Addr::LOCALHOST.into(),
            process: None,
        };
        assert_eq!(free_port_after(&[held(3552), held(3553), held(3555)], 3552), 3554);
    }
}
