//! The ports that the command line names.

use ta_ports::{PortRange, RangeError, Registry};

use crate::failure::{Exit, Failure};
use crate::suggest::near;

/// Reads ports, ranges and service names; a name stands for every port that is assigned to it.
///
/// # Errors
/// A [`Failure`] that says what is wrong with the first one that is none of them, with names that are like it.
pub(super) fn read(targets: &[String], registry: &Registry) -> Result<Vec<PortRange>, Failure> {
    let mut ranges = Vec::new();
    for target in targets {
        match target.parse() {
            Ok(range) => ranges.push(range),
            Err(RangeError::NotANumber { .. }) => ranges.extend(named(target, registry)?),
            Err(error) => return Err(bad_range(&error)),
        }
    }
    // A service that has a port over several transports is one question; the order stays as it was asked.
    let mut once: Vec<PortRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        if !once.contains(&range) {
            once.push(range);
        }
    }
    Ok(once)
}

fn bad_range(error: &RangeError) -> Failure {
    let next = match error {
        RangeError::Reversed { first, last } => format!("write it as {last}-{first}"),
        RangeError::TooHigh { .. } | RangeError::NotANumber { .. } => {
            "write ports as 3552, ranges as 8000-8100, services as taserver".to_owned()
        }
    };
    Failure::new(error, next).exit(Exit::Usage)
}

fn named(name: &str, registry: &Registry) -> Result<Vec<PortRange>, Failure> {
    let ranges: Vec<PortRange> = registry.named(name).map(|entry| entry.ports).collect();
    if !ranges.is_empty() {
        return Ok(ranges);
    }
    if registry.has_no_port(name) {
        let what = format!("the service {name} is registered without a port");
        return Err(Failure::new(what, "ask for the port that its program uses").exit(Exit::Usage));
    }
    let what = format!("{name:?} is no port, no range and no service of the registry");
    let next = match near(&name.to_ascii_lowercase(), registry.names()).as_slice() {
        [] => "write ports as 3552, ranges as 8000-8100, services as taserver".to_owned(),
        near => format!("near it are {}", near.join(", ")),
    };
    Err(Failure::new(what, next).exit(Exit::Usage))
}

#[cfg(test)]
mod tests {
    use ta_ports::Registry;

    use super::read;

    fn told(targets: &[&str]) -> String {
        let targets: Vec<String> = targets.iter().map(|target| (*target).to_owned()).collect();
        match read(&targets, &Registry::built_in()) {
            Ok(ranges) => ranges.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            Err(failure) => failure.to_string(),
        }
    }

    #[test]
    fn ports_ranges_and_names_are_read_in_their_order_and_each_once() {
        assert_eq!(told(&["443", "8000-8100", "TAserver", "3552", "x11"]), "443 8000-8100 3552 6000-6063");
    }

    #[test]
    fn what_is_wrong_is_told_with_what_is_right() {
        assert_eq!(
            told(&["8100-8000"]),
            "error: the range 8100-8000 is reversed\n  next: write it as 8000-8100"
        );
        assert!(
            told(&["70000"])
                .starts_with("error: 70000 is no port: the highest is 65535\n  next: write ports as")
        );
        let unknown = "error: \"taserve\" is no port, no range and no service of the registry\n  next: near it are taserver";
        assert!(told(&["taserve"]).starts_with(unknown), "{}", told(&["taserve"]));
    }
}
