//! Any bytes as a rule set of a packet filter and as the port registry. Each is read or refused; what is read answers for every
//! port, and an answer about a range holds at both its ends.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ta_ports::{Fate, OpenPorts, PortRange, Protocol, Registry, RuleSet, firewall_report};

fuzz_target!(|bytes: &[u8]| {
    match RuleSet::read(bytes) {
        Ok(rules) => read_rules(&rules),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    match Registry::read(bytes) {
        Ok(registry) => read_registry(&registry),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});

fn read_rules(rules: &RuleSet) {
    let report = firewall_report(rules, &[], &Registry::built_in());
    for open in &report.open {
        let (told, not_told) = lists(open);
        in_order_and_apart(&told);
        for range in told {
            for port in [range.first(), range.last()] {
                let fate = rules.fate(open.version, open.protocol, port);
                assert!(matches!(fate, Fate::LetThrough | Fate::Depends { .. }), "{port}: {fate}");
            }
        }
        for range in not_told {
            let fate = rules.fate(open.version, open.protocol, range.last());
            assert!(matches!(fate, Fate::NotTold { .. }), "{range}: {fate}");
        }
    }
}

/// The ports that are open, and those of which that is not told. Without listeners no port is used.
fn lists(open: &OpenPorts) -> (Vec<PortRange>, &[PortRange]) {
    assert!(open.used.is_empty() && open.used_unassigned.is_empty() && open.used_by_another.is_empty());
    let mut told = [open.idle_assigned.as_slice(), &open.idle_unassigned].concat();
    told.sort_unstable();
    (told, &open.not_told)
}

fn in_order_and_apart(ranges: &[PortRange]) {
    assert!(ranges.windows(2).all(|pair| pair[0].last() < pair[1].first()), "{ranges:?}");
}

fn read_registry(registry: &Registry) {
    for entry in registry.entries() {
        assert!(registry.at(entry.ports.first()).any(|found| found == entry));
        assert!(registry.at(entry.ports.last()).any(|found| found == entry));
        if let Some(name) = entry.name {
            assert!(registry.named(name).any(|found| found == entry));
        }
    }
    for protocol in Protocol::ALL {
        let unassigned = registry.unassigned(PortRange::ALL, protocol);
        in_order_and_apart(&unassigned);
        assert!(unassigned.iter().all(|range| registry.on(range.first(), protocol).is_none()));
    }
}
