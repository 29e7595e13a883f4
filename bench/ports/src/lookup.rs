//! What a lookup in the registry costs.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use ta_ports::{PortRange, Protocol, Registry};

/// How often each is measured, and the best of it told: everything slower was something else's doing.
const TURNS: usize = 15;

/// A row for each kind of lookup.
pub(crate) fn measure() -> Result<Vec<[String; 2]>> {
    let registry = Registry::built_in();
    let ports: Vec<u16> = mixed(20_000);
    let names: Vec<String> = registry.names().map(str::to_ascii_uppercase).collect();
    let picked = ports.iter().filter_map(|at| names.get(usize::from(*at) % names.len()));
    let names: Vec<&String> = picked.collect();
    let ranges: Vec<PortRange> = ports
        .iter()
        .map(|port| PortRange::new(*port, port.saturating_add(100)).context("a range"))
        .collect::<Result<_>>()?;
    Ok(vec![
        row("what a port is for, over TCP", &ports, |port| registry.on(*port, Protocol::Tcp).is_some()),
        row("every row about a port", &ports, |port| registry.at(*port).count() > 0),
        row("a service name, in any case", &names, |name| registry.named(name).next().is_some()),
        row("the first row of a range of 100 ports", &ranges, |range| {
            registry.within(*range).next().is_some()
        }),
        row("all rows of a range of 100 ports", &ranges, |range| registry.within(*range).count() > 0),
    ])
}

/// Numbers in no order, the same in each run.
fn mixed(count: usize) -> Vec<u16> {
    let mut state = 0x2545_f491_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 8) as u16
    };
    (0..count).map(|_| next()).collect()
}

fn row<T>(title: &str, questions: &[T], ask: impl Fn(&T) -> bool) -> [String; 2] {
    let turn = || {
        let began = Instant::now();
        for question in questions {
            black_box(ask(black_box(question)));
        }
        began.elapsed()
    };
    let best = (0..TURNS).map(|_| turn()).min().unwrap_or(Duration::MAX);
    [title.to_owned(), format!("{:.0} ns", best.as_secs_f64() * 1e9 / questions.len() as f64)]
}
