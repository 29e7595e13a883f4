//! What rules ask of the first packet that another machine sends, and how that turns out.

use super::IpVersion;
use super::addresses::AddressSet;
use super::rule::{Condition, Holds};

/// A condition that every such packet meets, or none.
pub(super) const fn always(holds: bool) -> Condition {
    Condition::Always(if holds { Holds::Yes } else { Holds::No })
}

/// It comes from one of these addresses.
pub(super) fn from(addresses: &AddressSet) -> Condition {
    match IpVersion::ALL.into_iter().any(|version| addresses.is_everything(version)) {
        true => always(true),
        // Another machine's packets with such a sender are thrown away before any rule sees them.
        false if addresses.is_loopback() => always(false),
        false => Condition::Sometimes(format!("from {addresses}")),
    }
}

/// It is sent to one of these addresses of ours.
pub(super) fn to(addresses: AddressSet) -> Condition {
    if addresses.is_loopback() { always(false) } else { Condition::To(addresses) }
}

/// It comes in over one of these interfaces.
pub(super) fn over(interfaces: &[&str]) -> Condition {
    let real: Vec<&str> = interfaces.iter().copied().filter(|name| *name != "lo").collect();
    match real.as_slice() {
        [] => always(false),
        names if names.iter().any(|name| ["+", "*"].contains(name)) => always(true),
        names => Condition::Sometimes(format!("over {}", names.join(", "))),
    }
}

/// The connection is in one of these states; `None` for a state that is not known.
pub(super) fn in_state(states: &[&str]) -> Option<Condition> {
    let known = |state: &str| {
        let names = ["new", "established", "related", "invalid", "untracked", "snat", "dnat"];
        names.into_iter().find(|name| name.eq_ignore_ascii_case(state))
    };
    let states: Vec<&str> = states.iter().map(|state| known(state)).collect::<Option<_>>()?;
    Some(always(states.contains(&"new")))
}

/// Its destination, or the kind of packet, is one of these.
pub(super) fn of_kind(kinds: &[&str]) -> Option<Condition> {
    let known = [
        "local",
        "host",
        "unicast",
        "broadcast",
        "multicast",
        "anycast",
        "blackhole",
        "prohibit",
        "unreachable",
    ];
    let kinds: Vec<String> = kinds.iter().map(|kind| kind.to_ascii_lowercase()).collect();
    kinds.iter().all(|kind| known.contains(&kind.as_str())).then_some(())?;
    Some(always(kinds.iter().any(|kind| kind == "local" || kind == "host")))
}

/// Of the flags in a mask just these are set; a new connection begins with SYN alone. `None` for a flag that is not known.
pub(super) fn with_flags(mask: &[&str], set: &[&str]) -> Option<Condition> {
    let bits =
        |names: &[&str]| names.iter().map(|name| flag_bit(name)).try_fold(0, |bits, bit| Some(bits | bit?));
    let (mask, set) = (bits(mask)?, bits(set)?);
    Some(always(SYN & mask == set))
}

/// One of these flags is set.
pub(super) fn with_any_flag(flags: &[&str]) -> Option<Condition> {
    let bits = flags.iter().map(|name| flag_bit(name)).collect::<Option<Vec<u16>>>()?;
    Some(always(bits.into_iter().any(|bit| bit & SYN != 0)))
}

const SYN: u16 = 0b10;

fn flag_bit(name: &str) -> Option<u16> {
    let names = ["fin", "syn", "rst", "psh", "ack", "urg", "ecn", "cwr"];
    match name.to_ascii_lowercase().as_str() {
        "none" => Some(0),
        "all" => Some(0b11_1111),
        name => names.iter().position(|known| *known == name).map(|place| 1 << place),
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::{Condition, Holds};
    use super::{in_state, of_kind, over, with_any_flag, with_flags};

    fn outcome(condition: Option<Condition>) -> Option<bool> {
        match condition? {
            Condition::Always(holds) => Some(holds == Holds::Yes),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_first_packet_is_new_and_nothing_else() {
        assert_eq!(outcome(in_state(&["NEW", "ESTABLISHED"])), Some(true));
        assert_eq!(outcome(in_state(&["established", "related"])), Some(false));
        assert_eq!(outcome(in_state(&["strange"])), None);
    }

    #[test]
    fn a_connection_begins_with_syn_alone() {
        let usual = ["FIN", "SYN", "RST", "ACK"];
        assert_eq!(outcome(with_flags(&usual, &["SYN"])), Some(true));
        assert_eq!(outcome(with_flags(&["FIN", "SYN"], &["FIN", "SYN"])), Some(false));
        assert_eq!(outcome(with_flags(&["ALL"], &["NONE"])), Some(false));
        assert_eq!(outcome(with_any_flag(&["syn", "ack"])), Some(true));
        assert_eq!(outcome(with_any_flag(&["rst"])), Some(false));
        assert_eq!(outcome(with_flags(&["XYZ"], &["SYN"])), None);
    }

    #[test]
    fn it_is_sent_to_this_machine() {
        assert_eq!(outcome(of_kind(&["LOCAL"])), Some(true));
        assert_eq!(outcome(of_kind(&["broadcast", "multicast"])), Some(false));
        assert_eq!(outcome(of_kind(&["strange"])), None);
    }

    #[test]
    fn nothing_comes_from_another_machine_over_the_loopback_interface() {
        assert_eq!(outcome(Some(over(&["lo"]))), Some(false));
        assert!(matches!(over(&["lo", "eth0"]), Condition::Sometimes(words) if words == "over eth0"));
    }
}
