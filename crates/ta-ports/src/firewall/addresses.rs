//! Sets of addresses, as rules name them.

use std::fmt;
use std::net::IpAddr;

use super::IpVersion;

/// Networks and spans of addresses, of both IP versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct AddressSet {
    parts: Vec<Part>,
}

/// Addresses from one to another, both included, as numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    version: IpVersion,
    first: u128,
    last: u128,
    written: String,
}

impl AddressSet {
    /// Reads `192.0.2.7`, `192.0.2.0/24`, `192.0.2.0/255.255.255.0` and `192.0.2.7-192.0.2.9`; `None` for anything else.
    pub(super) fn read(written: &str) -> Option<Self> {
        let (first, last) = match (written.split_once('/'), written.split_once('-')) {
            (Some((address, length)), _) => network(address.parse().ok()?, length)?,
            (None, Some((first, last))) => (first.parse().ok()?, last.parse().ok()?),
            (None, None) => (written.parse().ok()?, written.parse().ok()?),
        };
        Self::span(first, last, written)
    }

    /// The addresses of a network by the length of its prefix in bits.
    pub(super) fn network(address: &str, bits: u64) -> Option<Self> {
        Self::read(&format!("{address}/{bits}"))
    }

    fn span(first: IpAddr, last: IpAddr, written: &str) -> Option<Self> {
        let ((version, first), (last_version, last)) = (number(first), number(last));
        let part = Part { version, first, last, written: written.to_owned() };
        (version == last_version && first <= last).then(|| Self { parts: vec![part] })
    }

    /// These and those.
    pub(super) fn union(mut self, other: Self) -> Self {
        self.parts.extend(other.parts);
        self
    }

    pub(super) fn contains(&self, address: IpAddr) -> bool {
        let (version, number) = number(address.to_canonical());
        self.parts.iter().any(|part| part.version == version && part.first <= number && number <= part.last)
    }

    pub(super) fn is_everything(&self, version: IpVersion) -> bool {
        let highest = match version {
            IpVersion::V4 => u128::from(u32::MAX),
            IpVersion::V6 => u128::MAX,
        };
        self.parts.iter().any(|part| part.version == version && part.first == 0 && part.last == highest)
    }

    pub(super) fn is_empty_for(&self, version: IpVersion) -> bool {
        self.parts.iter().all(|part| part.version != version)
    }

    /// Whether all of it is this machine's own: no packet of another machine comes from there.
    pub(super) fn is_loopback(&self) -> bool {
        const LOOPBACK_V4: (u128, u128) = (0x7f00_0000, 0x7fff_ffff);
        let is_inside = |part: &Part| match part.version {
            IpVersion::V4 => LOOPBACK_V4.0 <= part.first && part.last <= LOOPBACK_V4.1,
            IpVersion::V6 => part.first == 1 && part.last == 1,
        };
        !self.parts.is_empty() && self.parts.iter().all(is_inside)
    }
}

impl fmt::Display for AddressSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 4;
        let written: Vec<&str> = self.parts.iter().take(SHOWN).map(|part| part.written.as_str()).collect();
        f.write_str(&written.join(", "))?;
        match self.parts.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

fn number(address: IpAddr) -> (IpVersion, u128) {
    match address {
        IpAddr::V4(address) => (IpVersion::V4, u32::from(address).into()),
        IpAddr::V6(address) => (IpVersion::V6, address.into()),
    }
}

/// The first and the last address of a network; its length is in bits or, for IPv4, a mask.
fn network(address: IpAddr, length: &str) -> Option<(IpAddr, IpAddr)> {
    match address {
        IpAddr::V4(address) => {
            let mask = match length.parse::<u32>() {
                Ok(bits @ 0..=32) => u32::MAX.checked_shl(32 - bits).unwrap_or(0),
                Ok(_) => return None,
                Err(_) => length.parse::<std::net::Ipv4Addr>().ok()?.into(),
            };
            // A mask with holes is no network.
            (mask.leading_ones() == mask.count_ones()).then_some(())?;
            let first = u32::from(address) & mask;
            Some((std::net::Ipv4Addr::from(first).into(), std::net::Ipv4Addr::from(first | !mask).into()))
        }
        IpAddr::V6(address) => {
            let bits = length.parse::<u32>().ok().filter(|bits| *bits <= 128)?;
            let mask = u128::MAX.checked_shl(128 - bits).unwrap_or(0);
            let first = u128::from(address) & mask;
            Some((std::net::Ipv6Addr::from(first).into(), std::net::Ipv6Addr::from(first | !mask).into()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AddressSet, IpVersion};

    fn has(written: &str, address: &str) -> bool {
        AddressSet::read(written).unwrap().contains(address.parse().unwrap())
    }

    #[test]
    fn networks_spans_and_single_addresses_are_read() {
        assert!(has("192.0.2.0/24", "192.0.2.255") && !has("192.0.2.0/24", "192.0.3.0"));
        assert!(has("192.0.2.0/255.255.255.0", "192.0.2.255"));
        assert!(has("192.0.2.7-192.0.2.9", "192.0.2.8") && !has("192.0.2.7-192.0.2.9", "192.0.2.10"));
        assert!(has("2001:db8::/32", "2001:db8:ffff::1") && !has("2001:db8::/32", "2001:db9::"));
        assert!(has("192.0.2.7", "::ffff:192.0.2.7"));
    }

    #[test]
    fn what_is_no_address_is_none() {
        for written in [
            "",
            "x",
            "192.0.2.0/33",
            "192.0.2.0/255.0.255.0",
            "2001:db8::/129",
            "9.9.9.9-1.1.1.1",
            "1.1.1.1-::1",
        ] {
            assert_eq!(AddressSet::read(written), None, "{written}");
        }
    }

    #[test]
    fn a_prefix_without_bits_is_everything_of_its_version() {
        let all = AddressSet::read("0.0.0.0/0").unwrap();
        assert!(all.is_everything(IpVersion::V4) && !all.is_everything(IpVersion::V6));
        assert!(AddressSet::read("::/0").unwrap().is_everything(IpVersion::V6));
    }

    #[test]
    fn loopback_is_known_as_that() {
        assert!(AddressSet::read("127.0.0.0/8").unwrap().is_loopback());
        assert!(AddressSet::read("::1").unwrap().is_loopback());
        assert!(!AddressSet::read("126.0.0.0/7").unwrap().is_loopback());
    }
}
