//! Locks as they are told of (RFC 4918 §14.1, §15.8, §15.10).

use crate::xml::{WireName, XmlWriter};
use crate::{Depth, Href};

/// Whether a lock can be shared (RFC 4918 §14.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockScope {
    /// It stands alone.
    Exclusive,
    /// Others like it may stand beside it.
    Shared,
}

/// A write lock that holds, as `DAV:activelock` tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActiveLock {
    /// Its token.
    pub token: String,
    /// Where it was taken.
    pub root: Href,
    /// Whether it can be shared.
    pub scope: LockScope,
    /// How far it reaches: not [`Depth::One`].
    pub depth: Depth,
    /// The `DAV:owner` element as the client sent it.
    pub owner_xml: Option<String>,
    /// How long it holds from now on.
    pub seconds_left: u64,
}

/// The body of the answer to LOCK: `DAV:lockdiscovery` in a `DAV:prop` (RFC 4918 §9.10.1).
pub fn lock_response(locks: &[ActiveLock]) -> Vec<u8> {
    let root = WireName::dav("prop");
    let mut xml = XmlWriter::document(root);
    xml.open(WireName::dav("lockdiscovery"));
    locks.iter().for_each(|lock| lock.write(&mut xml));
    xml.close(WireName::dav("lockdiscovery"));
    xml.finish(root)
}

impl LockScope {
    const fn wire(self) -> WireName<'static> {
        match self {
            Self::Exclusive => WireName::dav("exclusive"),
            Self::Shared => WireName::dav("shared"),
        }
    }
}

impl ActiveLock {
    pub(super) fn write(&self, xml: &mut XmlWriter) {
        xml.open(WireName::dav("activelock"));
        write_kind(xml, self.scope);
        xml.text_element(WireName::dav("depth"), if self.depth == Depth::Zero { "0" } else { "infinity" });
        if let Some(owner) = &self.owner_xml {
            xml.raw(owner);
        }
        xml.text_element(WireName::dav("timeout"), &format!("Second-{}", self.seconds_left));
        write_href_in(xml, WireName::dav("locktoken"), &self.token);
        write_href_in(xml, WireName::dav("lockroot"), self.root.as_str());
        xml.close(WireName::dav("activelock"));
    }
}

/// Writes a `DAV:lockentry` for each scope that a lock can have.
pub(super) fn write_supported(xml: &mut XmlWriter) {
    for scope in [LockScope::Exclusive, LockScope::Shared] {
        xml.open(WireName::dav("lockentry"));
        write_kind(xml, scope);
        xml.close(WireName::dav("lockentry"));
    }
}

fn write_kind(xml: &mut XmlWriter, scope: LockScope) {
    for (name, inner) in
        [(WireName::dav("lockscope"), scope.wire()), (WireName::dav("locktype"), WireName::dav("write"))]
    {
        xml.open(name);
        xml.empty(inner);
        xml.close(name);
    }
}

fn write_href_in(xml: &mut XmlWriter, name: WireName<'_>, href: &str) {
    xml.open(name);
    xml.text_element(WireName::dav("href"), href);
    xml.close(name);
}
