//! What the IANA registry of service names and port numbers says about ports that matter here.

use crate::Protocol;

/// The port that IANA keeps for the TeamAgenda server, over TCP and UDP.
pub const TASERVER_PORT: u16 = 3552;

/// An entry of the IANA registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    /// The registered service name.
    pub name: &'static str,
    /// The registered description.
    pub description: &'static str,
}

/// The service that IANA has registered on a port; `None` for a port that this crate knows nothing of.
pub const fn service(port: u16, protocol: Protocol) -> Option<Service> {
    match (port, protocol) {
        (TASERVER_PORT, Protocol::Tcp | Protocol::Udp) => {
            Some(Service { name: "taserver", description: "TeamAgenda Server Port" })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Protocol, service};

    #[test]
    fn port_3552_is_taserver() {
        assert_eq!(service(3552, Protocol::Tcp).map(|found| found.name), Some("taserver"));
        assert_eq!(service(3552, Protocol::Udp).map(|found| found.name), Some("taserver"));
    }
}
