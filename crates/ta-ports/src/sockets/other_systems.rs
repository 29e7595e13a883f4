//! macOS, Windows and the BSDs, through the `listeners` crate. It leaves out sockets whose process we may not see.

use std::path::PathBuf;

use listeners::SocketState;

use super::{Family, ListError, Listener, Namespace, Process, Sight, Survey};
use crate::Protocol;

/// Every listening socket that has a visible owner, in no order.
pub(super) fn survey() -> Result<Survey, ListError> {
    let found = listeners::get_all().map_err(|error| ListError::Refused { reason: error.to_string() })?;
    let listeners = found.into_iter().filter(is_listening).map(listener).collect();
    Ok(Survey { listeners, sight: Sight::SocketsLeftOut })
}

fn is_listening(found: &listeners::Listener) -> bool {
    match found.protocol {
        listeners::Protocol::TCP => found.state == SocketState::Listen,
        listeners::Protocol::UDP => true,
    }
}

fn listener(found: listeners::Listener) -> Listener {
    let address = found.socket.ip();
    Listener {
        port: found.socket.port(),
        protocol: match found.protocol {
            listeners::Protocol::TCP => Protocol::Tcp,
            listeners::Protocol::UDP => Protocol::Udp,
        },
        address,
        // Only an unspecified address can take IPv4 too, and these systems do not tell whether it does.
        family: match (address.to_canonical().is_ipv4(), address.is_unspecified()) {
            (true, _) => Family::V4,
            (false, true) => Family::V6,
            (false, false) => Family::V6Only,
        },
        namespace: Namespace::Own,
        user: None,
        process: Some(process(found.process)),
        shared_with: Vec::new(),
    }
}

fn process(found: listeners::Process) -> Process {
    let path = (!found.path.is_empty()).then(|| PathBuf::from(found.path));
    Process { pid: found.pid, name: found.name, path, user: None, started_at: None, place: None }
}

/// The library speaks for Linux too, so that what is written here is held against the kernel's own tables.
#[cfg(test)]
mod tests {
    use std::net::{IpAddr, TcpListener, UdpSocket};

    use super::super::{Survey, survey as own_survey};
    use super::survey;
    use crate::Protocol;

    type Seen = (u16, Protocol, IpAddr, Option<u32>, String);

    fn of_this_process(survey: &Survey, ports: &[u16]) -> Vec<Seen> {
        let ours = survey.listeners.iter().filter(|one| ports.contains(&one.port));
        let mut seen: Vec<Seen> = ours
            .map(|one| {
                let process = one.process.as_ref();
                let program = process.map(|process| process.program().to_owned()).unwrap_or_default();
                (one.port, one.protocol, one.address, process.map(|process| process.pid), program)
            })
            .filter(|(.., pid, _)| *pid == Some(std::process::id()))
            .collect();
        seen.sort();
        seen
    }

    #[test]
    fn the_library_sees_of_our_own_sockets_what_the_kernels_tables_hold() {
        let tcp = ["127.0.0.1:0", "0.0.0.0:0", "[::1]:0", "[::]:0"].map(|on| TcpListener::bind(on).unwrap());
        let udp = ["127.0.0.1:0", "[::]:0"].map(|on| UdpSocket::bind(on).unwrap());
        let tcp_ports = tcp.iter().map(|socket| socket.local_addr().unwrap().port());
        let udp_ports = udp.iter().map(|socket| socket.local_addr().unwrap().port());
        let ports: Vec<u16> = tcp_ports.chain(udp_ports).collect();

        let found = of_this_process(&survey().unwrap(), &ports);

        assert_eq!(found.len(), ports.len(), "{found:?}");
        assert_eq!(found, of_this_process(&own_survey().unwrap(), &ports));
    }
}
