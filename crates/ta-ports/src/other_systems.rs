//! macOS, Windows and the BSDs, through the `listeners` crate. It leaves out sockets whose process we may not see.

use std::path::PathBuf;

use listeners::SocketState;

use crate::{ListError, Listener, Process, Protocol};

/// Every listening socket that has a visible owner, in no order.
pub(crate) fn listeners() -> Result<Vec<Listener>, ListError> {
    let found = listeners::get_all().map_err(|error| ListError { reason: error.to_string() })?;
    Ok(found.into_iter().filter(is_listening).map(listener).collect())
}

fn is_listening(found: &listeners::Listener) -> bool {
    match found.protocol {
        listeners::Protocol::TCP => found.state == SocketState::Listen,
        listeners::Protocol::UDP => true,
    }
}

fn listener(found: listeners::Listener) -> Listener {
    Listener {
        port: found.socket.port(),
        protocol: match found.protocol {
            listeners::Protocol::TCP => Protocol::Tcp,
            listeners::Protocol::UDP => Protocol::Udp,
        },
        address: found.socket.ip(),
        process: Some(process(found.process)),
    }
}

fn process(found: listeners::Process) -> Process {
    let path = (!found.path.is_empty()).then(|| PathBuf::from(found.path));
    Process { pid: found.pid, name: found.name, path }
}
