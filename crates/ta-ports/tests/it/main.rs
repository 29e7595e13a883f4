//! Listening sockets, looked for on the machine that runs the test.

#![allow(clippy::unwrap_used, reason = "a panic in a test helper is a failed test")]

use std::net::{IpAddr, TcpListener, TcpStream, UdpSocket};
use std::process;

use ta_ports::{Listener, Protocol, who_holds};

fn held_by_us(port: u16) -> Vec<Listener> {
    let ours = |listener: &Listener| listener.process.as_ref().is_some_and(|p| p.pid == process::id());
    who_holds(port).unwrap().into_iter().filter(ours).collect()
}

#[test]
fn a_tcp_listener_is_found_with_its_process() {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = socket.local_addr().unwrap().port();

    let [found] = <[Listener; 1]>::try_from(held_by_us(port)).unwrap();

    assert_eq!(found.protocol, Protocol::Tcp);
    assert_eq!(found.address, "127.0.0.1".parse::<IpAddr>().unwrap());
    assert_eq!(found.process.unwrap().path, Some(std::env::current_exe().unwrap()));
}

#[test]
fn a_udp_socket_without_a_peer_is_found() {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let port = socket.local_addr().unwrap().port();

    let found = held_by_us(port);

    assert!(found.iter().any(|listener| listener.protocol == Protocol::Udp), "{found:?}");
}

#[test]
fn a_udp_socket_with_a_peer_is_no_listener() {
    let peer = UdpSocket::bind("127.0.0.1:0").unwrap();
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.connect(peer.local_addr().unwrap()).unwrap();

    let found = held_by_us(socket.local_addr().unwrap().port());

    assert!(!found.iter().any(|listener| listener.protocol == Protocol::Udp), "{found:?}");
}

#[test]
fn an_accepted_connection_is_no_second_listener() {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    let client = TcpStream::connect(address).unwrap();
    let server = socket.accept().unwrap();

    assert_eq!(held_by_us(address.port()).len(), 1);
    drop((client, server));
}

#[test]
fn an_ipv6_listener_is_found_where_there_is_ipv6() {
    let Ok(socket) = TcpListener::bind("[::1]:0") else { return };

    let found = held_by_us(socket.local_addr().unwrap().port());

    assert!(found.iter().any(|listener| listener.address == "::1".parse::<IpAddr>().unwrap()), "{found:?}");
}

#[test]
fn a_closed_port_is_held_by_nobody() {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = socket.local_addr().unwrap().port();
    drop(socket);

    assert_eq!(held_by_us(port), []);
}
