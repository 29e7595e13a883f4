//! Process file systems made up for the purpose, with what a running machine shows only by chance.

use std::fs;
use std::net::{TcpListener, UdpSocket};
use std::os::unix::fs::symlink;
use std::path::Path;

use super::tables::Socket;
use super::{Family, ListError, Survey, diag, survey_of, tables};
use crate::Protocol;

const HEAD: &str =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

fn row(local: &str, state: &str, inode: u64) -> String {
    format!(
        "   0: {local} 00000000:0000 {state} 00000000:00000000 00:00000000 00000000  1000        0 {inode} 1 0 0\n"
    )
}

fn made_up(tables: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let net = folder.path().join("self/net");
    fs::create_dir_all(&net).unwrap();
    for (name, rows) in tables {
        fs::write(net.join(name), format!("{HEAD}{rows}")).unwrap();
    }
    folder
}

fn process(proc: &Path, pid: u32, socket: u64) {
    let folder = proc.join(pid.to_string());
    fs::create_dir_all(folder.join("fd")).unwrap();
    symlink(format!("socket:[{socket}]"), folder.join("fd/3")).unwrap();
    let stat = format!(
        "{pid} (agenda) S 1 1 1 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 500 0 0 18446744073709551615{}\n",
        " 0".repeat(27)
    );
    fs::write(folder.join("stat"), stat).unwrap();
}

fn seen(proc: &Path) -> Survey {
    survey_of(proc, &|_| None).unwrap()
}

#[test]
fn without_a_process_file_system_it_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let error = survey_of(folder.path(), &|_| None).unwrap_err();
    assert_eq!(error, ListError::NotMounted { folder: folder.path().to_owned() });
}

#[test]
fn a_process_that_ends_between_two_reads_leaves_its_socket_without_a_holder() {
    let proc = made_up(&[("tcp", row("0100007F:0DE0", "0A", 77))]);
    process(proc.path(), 12, 77);
    fs::remove_file(proc.path().join("12/stat")).unwrap();

    let survey = seen(proc.path());

    assert_eq!(survey.listeners.len(), 1);
    assert_eq!(survey.listeners[0].port, 3552);
    assert_eq!(survey.listeners[0].process, None);
    assert_eq!(survey.listeners[0].user.as_ref().map(|user| user.id), Some(1000));
}

#[test]
fn when_the_eldest_holder_has_ended_the_next_one_is_told() {
    let proc = made_up(&[("tcp", row("0100007F:0DE0", "0A", 77))]);
    [12, 13, 14].into_iter().for_each(|pid| process(proc.path(), pid, 77));
    fs::remove_file(proc.path().join("12/stat")).unwrap();

    let survey = seen(proc.path());

    assert_eq!(survey.listeners[0].process.as_ref().map(|process| process.pid), Some(13));
    assert_eq!(survey.listeners[0].shared_with, [14]);
}

#[test]
fn a_kernel_without_ipv6_has_no_table_for_it() {
    let proc = made_up(&[("tcp", row("00000000:0050", "0A", 1)), ("udp", row("00000000:0035", "07", 2))]);
    let ports: Vec<u16> = seen(proc.path()).listeners.iter().map(|listener| listener.port).collect();
    assert_eq!(ports, [80, 53]);
}

#[test]
fn connections_and_connected_sockets_do_not_listen() {
    let proc = made_up(&[("tcp", row("00000000:0050", "01", 1)), ("udp", row("00000000:0035", "01", 2))]);
    assert_eq!(seen(proc.path()).listeners, []);
}

#[test]
fn where_the_kernel_does_not_tell_it_stays_open_whether_ipv4_reaches_a_wildcard() {
    let proc = made_up(&[]);
    let family = |v6only: Option<bool>| {
        let local = "[::]:3552".parse().unwrap();
        let socket = Socket { protocol: Protocol::Tcp, local, inode: 5, uid: 0, v6only };
        survey_of(proc.path(), &move |_| Some(vec![socket.clone()])).unwrap().listeners[0].family
    };
    assert_eq!(family(None), Family::V6);
    assert_eq!(family(Some(true)), Family::V6Only);
    assert_eq!(family(Some(false)), Family::DualStack);
}

#[test]
fn the_tables_tell_a_wildcard_of_ipv6_and_leave_that_open() {
    let any = "00000000000000000000000000000000:0DE0";
    let v6_row = row(any, "0A", 5).replace("00000000:0000 0A", "00000000000000000000000000000000:0000 0A");
    let proc = made_up(&[("tcp6", v6_row)]);
    assert_eq!(seen(proc.path()).listeners[0].family, Family::V6);
}

#[test]
fn the_kernels_answer_and_its_tables_have_the_same_sockets() {
    let tcp = ["127.0.0.1:0", "0.0.0.0:0", "[::1]:0", "[::]:0"].map(|on| TcpListener::bind(on).unwrap());
    let udp = ["127.0.0.1:0", "[::]:0"].map(|on| UdpSocket::bind(on).unwrap());
    let tcp_addresses = tcp.iter().map(|socket| socket.local_addr().unwrap());
    let udp_addresses = udp.iter().map(|socket| socket.local_addr().unwrap());
    let addresses: Vec<_> = tcp_addresses.chain(udp_addresses).collect();
    let ours = |sockets: Vec<Socket>| {
        let ours = sockets.into_iter().filter(|socket| addresses.contains(&socket.local));
        let mut ours: Vec<_> = ours.map(|one| (one.protocol, one.local, one.inode, one.uid)).collect();
        ours.sort();
        ours
    };

    let answered = ours(diag::sockets(None).unwrap());

    assert_eq!(answered.len(), addresses.len());
    assert_eq!(answered, ours(tables::sockets(Path::new("/proc"), "self").unwrap()));
}

#[test]
fn a_table_cut_in_the_middle_is_refused() {
    let whole = row("0100007F:0DE0", "0A", 77);
    let proc = made_up(&[("tcp", whole[..40].to_owned())]);
    assert!(matches!(survey_of(proc.path(), &|_| None), Err(ListError::Refused { .. })));
}
