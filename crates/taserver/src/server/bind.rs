//! Taking the port, or saying who holds it.

use std::env;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::path::Path;

use ta_ports::{Listener, Namespace, Protocol, Survey};
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
    let survey = ta_ports::survey().unwrap_or_default();
    let own_program = env::current_exe().ok();
    let free = SocketAddr::new(address.ip(), free_port_after(&survey, address.port()));
    let (what, next) = told(&survey, address, own_program.as_deref());
    Failure::new(what, format!("{next}, or choose another port with --listen {free}")).exit(Exit::InUse)
}

/// Who is in the way of an address, and what to do about that.
fn told(survey: &Survey, address: SocketAddr, own_program: Option<&Path>) -> (String, String) {
    let port = address.port();
    let mut in_the_way: Vec<&Listener> =
        survey.on(port).filter(|held| is_in_the_way(held, address)).collect();
    // The one whose process is known tells most.
    in_the_way.sort_by_key(|held| held.process.is_none());
    let Some(held) = in_the_way.first() else {
        let what = format!("port {port} is in use, but nobody who can be seen listens on it");
        return (what, "wait for the program that is about to begin or to end there".to_owned());
    };
    let Some(process) = &held.process else {
        let user = held.user.as_ref().map_or_else(|| "another user".to_owned(), ToString::to_string);
        let what = format!("port {port} is held by a process of {user}, which this user may not see");
        return (what, format!("let an administrator look with 'taserver port {port}'"));
    };
    let place = process.place.as_ref().map(|place| format!(" of {place}")).unwrap_or_default();
    if own_program.is_some() && process.path.as_deref() == own_program {
        let what = format!("port {port} is held by another taserver (process {}){place}", process.pid);
        return (what, "end that one first".to_owned());
    }
    let what = format!("port {port} is held by {process}{place}");
    (what, format!("'taserver port {port}' tells more about it; end it"))
}

/// Whether a socket keeps TCP from listening on an address.
fn is_in_the_way(held: &Listener, address: SocketAddr) -> bool {
    let is_same = held.address.to_canonical() == address.ip().to_canonical();
    let is_any = held.address.is_unspecified() || address.ip().is_unspecified();
    held.protocol == Protocol::Tcp && held.namespace == Namespace::Own && (is_same || is_any)
}

fn free_port_after(survey: &Survey, port: u16) -> u16 {
    let is_free = |port: &u16| survey.on(*port).next().is_none();
    (port.saturating_add(1)..u16::MAX).find(is_free).unwrap_or(port)
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::path::Path;

    use ta_ports::{Family, Listener, Namespace, Place, Process, Protocol, Survey, User};

    use super::{free_port_after, told};

    fn held(address: &str, process: Option<(&str, &str)>) -> Listener {
        let address: SocketAddr = address.parse().unwrap();
        let process = process.map(|(name, path)| Process {
            pid: 41,
            name: name.into(),
            path: Some(path.into()),
            user: None,
            started_at: None,
            place: Some(Place::Unit(format!("{name}.service"))),
        });
        Listener {
            port: address.port(),
            protocol: Protocol::Tcp,
            address: address.ip(),
            family: Family::V4,
            namespace: Namespace::Own,
            user: Some(User { id: 33, name: Some("www-data".into()) }),
            process,
            shared_with: Vec::new(),
        }
    }

    fn told_of(listeners: &[Listener]) -> (String, String) {
        let survey = Survey { listeners: listeners.to_vec(), ..Survey::default() };
        told(&survey, ([127, 0, 0, 1], 3552).into(), Some(Path::new("/usr/bin/taserver")))
    }

    #[test]
    fn the_next_port_that_nobody_holds_is_proposed() {
        let listeners = [3552, 3553, 3555].map(|port| held(&format!("127.0.0.1:{port}"), None));
        assert_eq!(free_port_after(&Survey { listeners: listeners.into(), ..Survey::default() }, 3552), 3554);
    }

    #[test]
    fn another_program_is_named_with_the_service_that_it_is_of() {
        let (what, next) = told_of(&[held("0.0.0.0:3552", Some(("arcane", "/usr/bin/arcane")))]);
        assert_eq!(what, "port 3552 is held by arcane (process 41) of arcane.service");
        assert_eq!(next, "'taserver port 3552' tells more about it; end it");
    }

    #[test]
    fn another_server_of_the_same_program_is_called_that() {
        let (what, next) = told_of(&[held("127.0.0.1:3552", Some(("taserver", "/usr/bin/taserver")))]);
        assert_eq!(what, "port 3552 is held by another taserver (process 41) of taserver.service");
        assert_eq!(next, "end that one first");
    }

    #[test]
    fn of_a_process_that_cannot_be_seen_the_user_is_told() {
        let (what, next) = told_of(&[held("127.0.0.1:3552", None)]);
        assert_eq!(what, "port 3552 is held by a process of www-data, which this user may not see");
        assert_eq!(next, "let an administrator look with 'taserver port 3552'");
    }

    #[test]
    fn who_sits_elsewhere_on_the_port_is_not_accused() {
        let arcane = Some(("arcane", "/usr/bin/arcane"));
        let of_udp = Listener { protocol: Protocol::Udp, ..held("0.0.0.0:3552", arcane) };
        let of_container = Listener { namespace: Namespace::Other(7), ..held("0.0.0.0:3552", arcane) };
        let of_other_address = held("192.0.2.7:3552", arcane);
        let (what, _) = told_of(&[of_udp, of_container, of_other_address]);
        assert_eq!(what, "port 3552 is in use, but nobody who can be seen listens on it");
    }
}
