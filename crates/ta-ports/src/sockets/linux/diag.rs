//! The listening sockets as the kernel tells them over `NETLINK_SOCK_DIAG`: only those that listen, without a walk through every
//! connection of the machine, and with what the tables in `/proc` leave out, whether a socket on `::` takes IPv6 alone.

use std::fs::File;
use std::io;
use std::net::SocketAddr as InternetAddress;
use std::os::fd::AsFd as _;
use std::path::Path;
use std::thread;

use netlink_packet_core::{NLM_F_DUMP, NLM_F_REQUEST, NetlinkHeader, NetlinkMessage, NetlinkPayload};
use netlink_packet_sock_diag::SockDiagMessage;
use netlink_packet_sock_diag::constants::{AF_INET, AF_INET6, IPPROTO_TCP, IPPROTO_UDP};
use netlink_packet_sock_diag::inet::nlas::Nla;
use netlink_packet_sock_diag::inet::{ExtensionFlags, InetRequest, InetResponse, SocketId, StateFlags};
use netlink_sys::protocols::NETLINK_SOCK_DIAG;
use netlink_sys::{Socket as NetlinkSocket, SocketAddr};
use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

use super::tables::Socket;
use crate::Protocol;

/// The listening sockets of a network namespace, which is ours or that of a file as `/proc/1/ns/net`. `None` where the kernel
/// does not answer, as under some sandboxes, and where we may not enter the namespace.
pub(super) fn sockets(namespace: Option<&Path>) -> Option<Vec<Socket>> {
    match namespace {
        None => of_this_thread(),
        // The thread ends with its visit, so that nothing else of this process is in the other namespace.
        Some(file) => thread::scope(|scope| scope.spawn(|| visit(file)).join()).ok().flatten(),
    }
}

fn visit(namespace: &Path) -> Option<Vec<Socket>> {
    let file = File::open(namespace).ok()?;
    move_into_link_name_space(file.as_fd(), Some(LinkNameSpaceType::Network)).ok()?;
    of_this_thread()
}

fn of_this_thread() -> Option<Vec<Socket>> {
    let mut found = Vec::new();
    for protocol in Protocol::ALL {
        ask(AF_INET, protocol, &mut found).ok()?;
        // A kernel without IPv6 refuses, which is the same as having no socket.
        match ask(AF_INET6, protocol, &mut found) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return None,
            _ => {}
        }
    }
    Some(found)
}

fn ask(family: u8, protocol: Protocol, found: &mut Vec<Socket>) -> io::Result<()> {
    let mut socket = NetlinkSocket::new(NETLINK_SOCK_DIAG)?;
    socket.bind_auto()?;
    socket.connect(&SocketAddr::new(0, 0))?;
    socket.send(&request(family, protocol), 0)?;
    let mut buffer = Vec::with_capacity(1 << 16);
    loop {
        buffer.clear();
        socket.recv(&mut buffer, 0)?;
        if !take(&buffer, protocol, found)? {
            return Ok(());
        }
    }
}

fn request(family: u8, protocol: Protocol) -> Vec<u8> {
    // UDP has no listening state; a socket without a peer takes datagrams from anybody.
    let (protocol, states) = match protocol {
        Protocol::Tcp => (IPPROTO_TCP, StateFlags::LISTEN),
        Protocol::Udp => (IPPROTO_UDP, StateFlags::CLOSE),
    };
    let mut header = NetlinkHeader::default();
    header.flags = NLM_F_REQUEST | NLM_F_DUMP;
    let socket_id = if family == AF_INET { SocketId::new_v4() } else { SocketId::new_v6() };
    let request = InetRequest { family, protocol, extensions: ExtensionFlags::empty(), states, socket_id };
    let mut message = NetlinkMessage::new(header, SockDiagMessage::InetRequest(request).into());
    message.finalize();
    let mut bytes = vec![0; message.buffer_len()];
    message.serialize(&mut bytes);
    bytes
}

/// Takes the answers of one datagram; false after the last of them.
fn take(mut datagram: &[u8], protocol: Protocol, found: &mut Vec<Socket>) -> io::Result<bool> {
    while !datagram.is_empty() {
        let message = NetlinkMessage::<SockDiagMessage>::deserialize(datagram).map_err(io::Error::other)?;
        let length = usize::try_from(message.header.length).map_err(io::Error::other)?.next_multiple_of(4);
        match message.payload {
            NetlinkPayload::InnerMessage(SockDiagMessage::InetResponse(answer)) => {
                found.push(read(&answer, protocol));
            }
            NetlinkPayload::Done(_) => return Ok(false),
            NetlinkPayload::Error(error) => return Err(error.to_io()),
            _ => {}
        }
        datagram = datagram.get(length.max(1)..).unwrap_or_default();
    }
    Ok(true)
}

fn read(answer: &InetResponse, protocol: Protocol) -> Socket {
    let id = &answer.header.socket_id;
    Socket {
        protocol,
        local: InternetAddress::new(id.source_address, id.source_port),
        inode: answer.header.inode.into(),
        uid: answer.header.uid,
        v6only: answer.nlas.iter().find_map(|nla| match nla {
            Nla::SkV6Only(only) => Some(*only),
            _ => None,
        }),
    }
}
