//! What this crate says, held against the kernel itself and against programs that are not ours: `ss`, `lsof`, `nft`, `iptables`,
//! Debian's `/etc/services`.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a panic in a test helper is a failed test, and it waits by the clock"
)]

mod firewall;
mod listeners;
mod namespace;
mod services;
mod sockets;
mod tools;
