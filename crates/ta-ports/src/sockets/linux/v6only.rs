//! Which sockets on `::` take IPv6 alone, which the socket tables in `/proc` do not say: asked over `NETLINK_SOCK_DIAG`.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::os::fd::AsFd as _;
use std::path::Path;
use std::thread;

use netlink_packet_core::{NLM_F_DUMP, NLM_F_REQUEST, NetlinkHeader, NetlinkMessage, NetlinkPayload};
use netlink_packet_sock_diag::SockDiagMessage;
use netlink_packet_sock_diag::constants::{AF_INET6, IPPROTO_TCP, IPPROTO_UDP};
use netlink_packet_sock_diag::inet::nlas::Nla;
use netlink_packet_sock_diag::inet::{ExtensionFlags, InetRequest, InetResponse, SocketId, StateFlags};
use netlink_sys::protocols::NETLINK_SOCK_DIAG;
use netlink_sys::{Socket, SocketAddr};
use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

/// Whether sockets take IPv6 alone, by inode.
pub(super) type ByInode = HashMap<u64, bool>;

/// What the kernel says of the IPv6 sockets of a network namespace, which is ours or that of a file as `/proc/1/ns/net`. Empty
/// where it does not answer, as under some sandboxes, and where we may not enter the namespace: then it stays open whether IPv4
/// reaches them.
pub(super) fn by_inode(namespace: Option<&Path>) -> ByInode {
    match namespace {
        None => of_this_thread(),
        // The thread ends with its visit, so that nothing else of this process is in the other namespace.
        Some(file) => {
            thread::scope(|scope| scope.spawn(|| visit(file)).join()).ok().flatten().unwrap_or_default()
        }
    }
}

fn visit(namespace: &Path) -> Option<ByInode> {
    let file = File::open(namespace).ok()?;
    move_into_link_name_space(file.as_fd(), Some(LinkNameSpaceType::Network)).ok()?;
    Some(of_this_thread())
}

fn of_this_thread() -> ByInode {
    let tcp = (IPPROTO_TCP, StateFlags::LISTEN);
    let udp = (IPPROTO_UDP, StateFlags::CLOSE);
    let answers = [tcp, udp].into_iter().filter_map(|(protocol, states)| ask(protocol, states).ok());
    answers.flatten().collect()
}

fn ask(protocol: u8, states: StateFlags) -> io::Result<Vec<(u64, bool)>> {
    let mut socket = Socket::new(NETLINK_SOCK_DIAG)?;
    socket.bind_auto()?;
    socket.connect(&SocketAddr::new(0, 0))?;
    socket.send(&request(protocol, states), 0)?;
    let mut found = Vec::new();
    let mut buffer = Vec::with_capacity(1 << 16);
    loop {
        buffer.clear();
        socket.recv(&mut buffer, 0)?;
        if !take(&buffer, &mut found)? {
            return Ok(found);
        }
    }
}

fn request(protocol: u8, states: StateFlags) -> Vec<u8> {
    let mut header = NetlinkHeader::default();
    header.flags = NLM_F_REQUEST | NLM_F_DUMP;
    let request = InetRequest {
        family: AF_INET6,
        protocol,
        extensions: ExtensionFlags::empty(),
        states,
        socket_id: SocketId::new_v6(),
    };
    let mut message = NetlinkMessage::new(header, SockDiagMessage::InetRequest(request).into());
    message.finalize();
    let mut bytes = vec![0; message.buffer_len()];
    message.serialize(&mut bytes);
    bytes
}

/// Takes the answers of one datagram; false after the last of them.
fn take(mut datagram: &[u8], found: &mut Vec<(u64, bool)>) -> io::Result<bool> {
    while !datagram.is_empty() {
        let message = NetlinkMessage::<SockDiagMessage>::deserialize(datagram).map_err(io::Error::other)?;
        let length = usize::try_from(message.header.length).map_err(io::Error::other)?.next_multiple_of(4);
        match message.payload {
            NetlinkPayload::InnerMessage(SockDiagMessage::InetResponse(answer)) => {
                found.extend(v6only(&answer))
            }
            NetlinkPayload::Done(_) => return Ok(false),
            NetlinkPayload::Error(error) => return Err(error.to_io()),
            _ => {}
        }
        datagram = datagram.get(length.max(1)..).unwrap_or_default();
    }
    Ok(true)
}

fn v6only(answer: &InetResponse) -> Option<(u64, bool)> {
    let only = answer.nlas.iter().find_map(|nla| match nla {
        Nla::SkV6Only(only) => Some(*only),
        _ => None,
    })?;
    Some((answer.header.inode.into(), only))
}
