//! Where a process belongs, as its control group tells (Linux).

use std::fmt;

/// What a process is a part of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A container.
    Container {
        /// What runs it, as `docker`.
        runtime: &'static str,
        /// Its id, shortened to the twelve digits that the runtime's own tools show, or its name.
        id: String,
    },
    /// A service unit of systemd, as `nginx.service`.
    Unit(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Container { runtime, id } => write!(f, "{runtime} container {id}"),
            Self::Unit(unit) => f.write_str(unit),
        }
    }
}

/// How runtimes name the control group of a container: what stands before its id, and what is cut off after it.
const CONTAINERS: [(&str, &str, &str); 8] = [
    ("docker-", ".scope", "docker"),
    ("libpod-", ".scope", "podman"),
    ("cri-containerd-", ".scope", "containerd"),
    ("crio-", ".scope", "cri-o"),
    ("lxc.payload.", "", "lxc"),
    ("lxc.monitor.", "", "lxc"),
    ("systemd-nspawn@", ".service", "nspawn"),
    ("machine-", ".scope", "machine"),
];

/// Reads `/proc/…/cgroup`: lines as `0::/system.slice/nginx.service`. The innermost name that tells something wins, and a
/// container before the service that runs it.
#[cfg_attr(not(any(target_os = "linux", test)), allow(dead_code, reason = "only Linux has control groups"))]
pub(super) fn place(cgroup: &str) -> Option<Place> {
    let names =
        || cgroup.lines().filter_map(|line| line.splitn(3, ':').nth(2)).flat_map(|path| path.rsplit('/'));
    let folders = || cgroup.lines().filter_map(|line| line.splitn(3, ':').nth(2));
    names().find_map(container).or_else(|| folders().find_map(in_folder)).or_else(|| names().find_map(unit))
}

fn container(name: &str) -> Option<Place> {
    CONTAINERS.into_iter().find_map(|(before, after, runtime)| {
        let id = name.strip_prefix(before)?.strip_suffix(after)?;
        (!id.is_empty()).then(|| Place::Container { runtime, id: shortened(id) })
    })
}

/// Without systemd, and under Kubernetes, a container's control group is its id in a folder of the runtime.
fn in_folder(path: &str) -> Option<Place> {
    let mut runtime = None;
    for part in path.split('/') {
        match (runtime, part) {
            (Some(runtime), id) if is_id(id) => return Some(Place::Container { runtime, id: shortened(id) }),
            (_, "docker") => runtime = Some("docker"),
            (_, "libpod_parent") => runtime = Some("podman"),
            (_, part) if part.starts_with("kubepods") => runtime = Some("kubernetes"),
            _ => {}
        }
    }
    None
}

fn is_id(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn shortened(id: &str) -> String {
    id.get(..12).filter(|_| is_id(id)).unwrap_or(id).to_owned()
}

fn unit(name: &str) -> Option<Place> {
    let is_unit = name.ends_with(".service") && !name.starts_with("user@");
    is_unit.then(|| Place::Unit(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::place;

    const ID: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn told(cgroup: &str) -> Option<String> {
        place(cgroup).map(|place| place.to_string())
    }

    #[test]
    fn a_service_unit_is_told() {
        assert_eq!(told("0::/system.slice/nginx.service\n").as_deref(), Some("nginx.service"));
        let templated = "0::/system.slice/system-postgresql.slice/postgresql@15-main.service\n";
        assert_eq!(told(templated).as_deref(), Some("postgresql@15-main.service"));
    }

    #[test]
    fn the_service_of_a_user_is_told_and_not_that_users_manager() {
        let of_user = "0::/user.slice/user-1000.slice/user@1000.service/app.slice/agenda.service\n";
        assert_eq!(told(of_user).as_deref(), Some("agenda.service"));
        assert_eq!(told("0::/user.slice/user-1000.slice/user@1000.service/app.slice/x.scope\n"), None);
    }

    #[test]
    fn containers_are_told_by_their_runtime() {
        for (cgroup, expected) in [
            (format!("0::/system.slice/docker-{ID}.scope\n"), "docker container 0123456789ab"),
            (format!("12:pids:/docker/{ID}\n11:cpu:/docker/{ID}\n"), "docker container 0123456789ab"),
            (format!("0::/machine.slice/libpod-{ID}.scope/container\n"), "podman container 0123456789ab"),
            (format!("0::/kubepods/burstable/pod1234/{ID}\n"), "kubernetes container 0123456789ab"),
            (
                format!("0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-{ID}.scope\n"),
                "containerd container 0123456789ab",
            ),
            ("0::/lxc.payload.web/system.slice/nginx.service\n".to_owned(), "lxc container web"),
            ("0::/machine.slice/systemd-nspawn@web.service/payload\n".to_owned(), "nspawn container web"),
        ] {
            assert_eq!(told(&cgroup).as_deref(), Some(expected), "{cgroup}");
        }
    }

    #[test]
    fn a_process_of_no_service_has_no_place() {
        assert_eq!(told("0::/\n"), None);
        assert_eq!(told("0::/user.slice/user-0.slice/session-1.scope\n"), None);
        assert_eq!(told(""), None);
        assert_eq!(told("nonsense"), None);
    }
}
