//! Whether the program that holds a port is the one that the port is for.

use std::fmt;

use super::{Purpose, Usual, purpose, usual};
use crate::{Entry, Listener, Registry, Status};

/// What can be said of a program on a port, each with its reason. Only [`Fit::MadeForAnother`] says that they do not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The port is assigned to a service that the program is made for.
    AsAssigned {
        /// The registered service name.
        service: String,
    },
    /// The port is assigned to a service of the program's name, and nothing else is known of the program.
    SameName {
        /// The registered service name.
        service: String,
    },
    /// The port is not registered for it, but it is known to sit there.
    AsUsual(&'static Usual),
    /// The port is assigned to a service, and the program is made for others only.
    MadeForAnother {
        /// The registered service name of the port.
        assigned: String,
        /// The services that the program is made for.
        made_for: Vec<&'static str>,
        /// Where that is written.
        source: &'static str,
    },
    /// Nothing can be said, and why.
    NotKnown(NotKnown),
}

/// Why nothing can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKnown {
    /// The process cannot be seen.
    Unseen,
    /// The program may serve anything: a runtime, a proxy, a tool.
    ServesAnything,
    /// Neither table has the program.
    UnknownProgram,
    /// The port is assigned to nobody, so that there is nothing to compare with.
    NoAssignment,
}

/// Judges the program that holds a socket by the registry and the two tables of what is known.
pub fn fit(listener: &Listener, registry: &Registry) -> Fit {
    let Some(process) = &listener.process else { return Fit::NotKnown(NotKnown::Unseen) };
    let program = process.program();
    let assigned: Vec<Entry<'_>> = registry
        .at(listener.port)
        .filter(|entry| entry.transports.contains(listener.protocol) && entry.status() == Status::Assigned)
        .collect();
    let purpose = purpose(program);
    if let Some(service) = purpose.and_then(|purpose| served(purpose, &assigned)) {
        return Fit::AsAssigned { service };
    }
    if let Some(known) =
        usual(listener.port, listener.protocol).find(|usual| usual.programs.contains(&program))
    {
        return Fit::AsUsual(known);
    }
    match (purpose, assigned.first().and_then(|entry| entry.name)) {
        (Some(purpose), _) if purpose.serves_anything => Fit::NotKnown(NotKnown::ServesAnything),
        (_, None) => Fit::NotKnown(NotKnown::NoAssignment),
        (Some(purpose), Some(assigned)) => Fit::MadeForAnother {
            assigned: assigned.to_owned(),
            made_for: purpose.services.clone(),
            source: purpose.source,
        },
        (None, Some(_)) => same_name(program, &assigned),
    }
}

fn served(purpose: &Purpose, assigned: &[Entry<'_>]) -> Option<String> {
    let names = assigned.iter().filter_map(|entry| entry.name);
    let mut served =
        names.filter(|name| purpose.services.iter().any(|service| service.eq_ignore_ascii_case(name)));
    served.next().map(str::to_owned)
}

/// `agenda`, `agendad` and `agenda-server` are named like the service `agenda`.
fn same_name(program: &str, assigned: &[Entry<'_>]) -> Fit {
    let is_named_so = |service: &str| {
        let rest = program.get(..service.len()).filter(|start| start.eq_ignore_ascii_case(service));
        rest.is_some()
            && program.get(service.len()..).is_some_and(|end| ["", "d", "-server", ".exe"].contains(&end))
    };
    let found = assigned.iter().filter_map(|entry| entry.name).find(|service| is_named_so(service));
    found.map_or(Fit::NotKnown(NotKnown::UnknownProgram), |service| Fit::SameName {
        service: service.to_owned(),
    })
}

impl Fit {
    /// Whether there is a reason to say that the program and the port do not fit.
    pub const fn is_misfit(&self) -> bool {
        matches!(self, Self::MadeForAnother { .. })
    }
}

/// The reason in a sentence without its stop.
impl fmt::Display for Fit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AsAssigned { service } => write!(f, "the program is made for {service}"),
            Self::SameName { service } => write!(f, "the program has the name of the service {service}"),
            Self::AsUsual(usual) => {
                write!(f, "{} usually sits here, unregistered ({})", usual.what, usual.source)
            }
            Self::MadeForAnother { assigned, made_for, source } => {
                write!(
                    f,
                    "the program is made for {} ({source}) and the port is for {assigned}",
                    made_for.join(", ")
                )
            }
            Self::NotKnown(reason) => f.write_str(reason.as_str()),
        }
    }
}

impl NotKnown {
    /// The reason in a sentence without its stop.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unseen => "the process cannot be seen",
            Self::ServesAnything => "the program may serve anything, so its name tells nothing",
            Self::UnknownProgram => "nothing is known of what the program is made for",
            Self::NoAssignment => "the port is assigned to nobody",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fit, NotKnown, fit};
    use crate::{Family, Listener, Namespace, Process, Protocol, Registry};

    fn held_by(program: &str, port: u16) -> Fit {
        let process =
            Process { pid: 7, name: program.into(), path: None, user: None, started_at: None, place: None };
        let listener = Listener {
            port,
            protocol: Protocol::Tcp,
            address: [127, 0, 0, 1].into(),
            family: Family::V4,
            namespace: Namespace::Own,
            user: None,
            process: (!program.is_empty()).then_some(process),
            shared_with: Vec::new(),
        };
        fit(&listener, &Registry::built_in())
    }

    #[test]
    fn a_program_on_the_port_of_its_service_fits() {
        assert_eq!(held_by("sshd", 22), Fit::AsAssigned { service: "ssh".into() });
        assert_eq!(held_by("taserver", 3552), Fit::AsAssigned { service: "taserver".into() });
        assert_eq!(held_by("nginx", 443), Fit::AsAssigned { service: "https".into() });
    }

    #[test]
    fn a_program_that_usually_sits_there_fits_as_that() {
        assert!(matches!(held_by("arcane", 3552), Fit::AsUsual(usual) if usual.what.starts_with("Arcane")));
        assert!(matches!(held_by("grafana", 3000), Fit::AsUsual(usual) if usual.what == "Grafana"));
    }

    #[test]
    fn a_program_made_for_another_service_does_not_fit_for_that_reason() {
        let judged = held_by("sshd", 443);
        let Fit::MadeForAnother { assigned, made_for, source } = &judged else { panic!("{judged:?}") };
        assert_eq!((assigned.as_str(), made_for.as_slice(), *source), ("https", &["ssh"][..], "sshd(8)"));
        assert!(judged.is_misfit());
    }

    #[test]
    fn of_a_program_that_may_serve_anything_nothing_is_said() {
        for program in ["python3.11", "node", "java", "nc"] {
            assert_eq!(held_by(program, 443), Fit::NotKnown(NotKnown::ServesAnything), "{program}");
        }
        assert_eq!(held_by("nginx", 3552), Fit::NotKnown(NotKnown::ServesAnything));
    }

    #[test]
    fn of_an_unknown_program_nothing_is_said_unless_it_has_the_services_name() {
        assert_eq!(held_by("agenda-thing", 443), Fit::NotKnown(NotKnown::UnknownProgram));
        assert_eq!(held_by("munind", 4949), Fit::SameName { service: "munin".into() });
    }

    #[test]
    fn of_an_unseen_process_and_of_an_unassigned_port_nothing_is_said() {
        assert_eq!(held_by("", 443), Fit::NotKnown(NotKnown::Unseen));
        assert_eq!(held_by("sshd", 4967), Fit::NotKnown(NotKnown::NoAssignment));
    }
}
