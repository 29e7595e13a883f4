//! Sockets and assignments for programs.

use jiff::Timestamp;
use serde::Serialize;
use ta_ports::{Entry, Family, Listener, Namespace, Process, Reach, Registry, Sight, Survey, User};

/// The registry that an answer rests on.
#[derive(Serialize)]
pub(super) struct RegistryJson<'r> {
    source: &'r str,
    date: &'r str,
}

/// What could not be seen.
#[derive(Serialize)]
pub(super) struct SightJson {
    /// Whether every process could be looked into.
    whole: bool,
    /// How many could not; null where the system does not tell.
    closed_processes: Option<usize>,
    sockets_without_process: usize,
}

/// A row of the registry.
#[derive(Serialize)]
pub(super) struct EntryJson<'r> {
    ports: String,
    transports: Vec<&'static str>,
    status: &'static str,
    name: Option<&'r str>,
    description: &'r str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    details: Option<DetailsJson<'r>>,
}

#[derive(Serialize)]
struct DetailsJson<'r> {
    assignee: &'r str,
    contact: &'r str,
    registration_date: &'r str,
    modification_date: &'r str,
    reference: &'r str,
    unauthorized_use: &'r str,
    notes: &'r str,
}

/// A listening socket.
#[derive(Serialize)]
pub(super) struct ListenerJson<'l> {
    port: u16,
    protocol: &'static str,
    address: String,
    family: &'static str,
    reach: &'static str,
    /// The inode number of another network namespace; null for our own.
    namespace: Option<u64>,
    user: Option<UserJson<'l>>,
    process: Option<ProcessJson<'l>>,
    shared_with: &'l [u32],
}

#[derive(Serialize)]
struct UserJson<'l> {
    id: u32,
    name: Option<&'l str>,
}

#[derive(Serialize)]
struct ProcessJson<'l> {
    pid: u32,
    name: &'l str,
    path: Option<String>,
    user: Option<UserJson<'l>>,
    /// As RFC 3339 writes it.
    started_at_utc: Option<String>,
    place: Option<String>,
}

pub(super) fn registry(registry: &Registry) -> RegistryJson<'_> {
    RegistryJson { source: registry.source(), date: registry.date() }
}

pub(super) fn sight(survey: &Survey) -> SightJson {
    let closed_processes = match survey.sight {
        Sight::Whole => Some(0),
        Sight::ClosedProcesses(count) => Some(count),
        Sight::SocketsLeftOut => None,
    };
    SightJson {
        whole: survey.sight == Sight::Whole,
        closed_processes,
        sockets_without_process: survey.without_process(),
    }
}

pub(super) fn entry<'r>(entry: &Entry<'r>) -> EntryJson<'r> {
    EntryJson {
        ports: entry.ports.to_string(),
        transports: entry.transports.names().collect(),
        status: entry.status().as_str(),
        name: entry.name,
        description: entry.description,
        details: entry.details.map(|details| DetailsJson {
            assignee: &details.assignee,
            contact: &details.contact,
            registration_date: &details.registration_date,
            modification_date: &details.modification_date,
            reference: &details.reference,
            unauthorized_use: &details.unauthorized_use,
            notes: &details.notes,
        }),
    }
}

pub(super) fn listener(listener: &Listener) -> ListenerJson<'_> {
    ListenerJson {
        port: listener.port,
        protocol: listener.protocol.as_str(),
        address: listener.address.to_string(),
        family: match listener.family {
            Family::V4 => "ipv4",
            Family::V6Only => "ipv6_only",
            Family::DualStack => "dual_stack",
            Family::V6 => "ipv6",
        },
        reach: match listener.reach() {
            Reach::Loopback => "loopback",
            Reach::LinkLocal => "link_local",
            Reach::OneAddress => "one_address",
            Reach::EveryInterface => "every_interface",
        },
        namespace: match listener.namespace {
            Namespace::Own => None,
            Namespace::Other(inode) => Some(inode),
        },
        user: listener.user.as_ref().map(user),
        process: listener.process.as_ref().map(process),
        shared_with: &listener.shared_with,
    }
}

fn user(user: &User) -> UserJson<'_> {
    UserJson { id: user.id, name: user.name.as_deref() }
}

fn process(process: &Process) -> ProcessJson<'_> {
    let started_at = process.started_at.and_then(|time| Timestamp::try_from(time).ok());
    ProcessJson {
        pid: process.pid,
        name: &process.name,
        path: process.path.as_ref().map(|path| path.to_string_lossy().into_owned()),
        user: process.user.as_ref().map(user),
        started_at_utc: started_at.map(|time| time.to_string()),
        place: process.place.as_ref().map(ToString::to_string),
    }
}
