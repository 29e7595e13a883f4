//! The body of ACL, and the entries that it and `DAV:acl` consist of (RFC 3744 §5.5, §8.1).

use super::{parse_root, required_dav};
use crate::namespace::DAV;
use crate::xml::{Element, WireName, XmlError, XmlErrorKind, XmlWriter};
use crate::{Href, Privilege, PropertyName};

/// An ACL request's body: every entry of the list that is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acl {
    /// The entries, in order.
    pub entries: Vec<Ace>,
}

/// An access control entry (RFC 3744 §5.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ace {
    /// Whom it is about.
    pub principal: AcePrincipal,
    /// Whether it is about everybody else instead.
    pub inversion: Inversion,
    /// Whether it gives or takes.
    pub effect: AceEffect,
    /// What it gives or takes.
    pub privileges: Vec<Privilege>,
    /// Whether clients may change it.
    pub protection: Protection,
}

/// Whom an entry is about (RFC 3744 §5.5.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcePrincipal {
    /// The principal of this address.
    Principal(Href),
    /// Everybody.
    All,
    /// Everybody who has signed in.
    Authenticated,
    /// Everybody who has not.
    Unauthenticated,
    /// Those that a property of the resource names, such as its owner.
    Property(PropertyName),
    /// The resource itself, where it is a principal.
    Itself,
}

/// Whether an entry is about all but its principal (RFC 3744 §5.5.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Inversion {
    /// It is about its principal.
    #[default]
    None,
    /// It is about everybody else.
    Inverted,
}

/// Whether an entry gives or takes (RFC 3744 §5.5.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AceEffect {
    /// It gives.
    #[default]
    Grant,
    /// It takes.
    Deny,
}

/// Whether clients may change an entry (RFC 3744 §5.5.3, §5.5.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protection {
    /// They may.
    #[default]
    None,
    /// The server holds on to it, or it comes from another resource.
    Protected,
}

impl Acl {
    /// Reads a body.
    ///
    /// # Errors
    /// What is wrong with the XML, or [`XmlErrorKind::MissingElement`] when an entry has no principal or neither grants
    /// nor denies.
    pub fn parse(body: &[u8]) -> Result<Self, XmlError> {
        let root = parse_root(body, DAV, "acl")?;
        let entries = root.elements_named(DAV, "ace").map(Ace::of).collect::<Result<_, _>>()?;
        Ok(Self { entries })
    }
}

impl Ace {
    /// An entry that grants.
    pub fn granting(principal: AcePrincipal, privileges: Vec<Privilege>) -> Self {
        Self {
            principal,
            inversion: Inversion::None,
            effect: AceEffect::Grant,
            privileges,
            protection: Protection::None,
        }
    }

    fn of(ace: &Element) -> Result<Self, XmlError> {
        let (principal, inversion) = match ace.child(DAV, "invert") {
            Some(inverted) => (required_dav(inverted, "principal")?, Inversion::Inverted),
            None => (required_dav(ace, "principal")?, Inversion::None),
        };
        let (rule, effect) = match ace.child(DAV, "deny") {
            Some(deny) => (deny, AceEffect::Deny),
            None => (required_dav(ace, "grant")?, AceEffect::Grant),
        };
        let is_protected = ["protected", "inherited"].iter().any(|name| ace.child(DAV, name).is_some());
        Ok(Self {
            principal: AcePrincipal::of(principal)?,
            inversion,
            effect,
            privileges: privileges(rule),
            protection: if is_protected { Protection::Protected } else { Protection::None },
        })
    }

    /// Writes the entry.
    pub(crate) fn write(&self, xml: &mut XmlWriter) {
        let ace = WireName::dav("ace");
        xml.open(ace);
        match self.inversion {
            Inversion::None => self.principal.write(xml),
            Inversion::Inverted => {
                xml.open(WireName::dav("invert"));
                self.principal.write(xml);
                xml.close(WireName::dav("invert"));
            }
        }
        let effect = WireName::dav(match self.effect {
            AceEffect::Grant => "grant",
            AceEffect::Deny => "deny",
        });
        xml.open(effect);
        self.privileges.iter().for_each(|privilege| {
            xml.open(WireName::dav("privilege"));
            xml.empty(privilege.wire());
            xml.close(WireName::dav("privilege"));
        });
        xml.close(effect);
        if self.protection == Protection::Protected {
            xml.empty(WireName::dav("protected"));
        }
        xml.close(ace);
    }
}

/// Each `DAV:privilege` should hold one; those that hold several mean them all.
fn privileges(rule: &Element) -> Vec<Privilege> {
    rule.elements_named(DAV, "privilege").flat_map(Element::elements).map(Privilege::from).collect()
}

impl AcePrincipal {
    fn of(principal: &Element) -> Result<Self, XmlError> {
        let missing = || principal.error(XmlErrorKind::MissingElement("href"));
        let inner = principal.elements().next().ok_or_else(missing)?;
        match (inner.namespace.as_ref(), inner.local_name.as_str()) {
            (DAV, "href") => Ok(Self::Principal(Href::verbatim(inner.text().trim()))),
            (DAV, "all") => Ok(Self::All),
            (DAV, "authenticated") => Ok(Self::Authenticated),
            (DAV, "unauthenticated") => Ok(Self::Unauthenticated),
            (DAV, "self") => Ok(Self::Itself),
            (DAV, "property") => {
                let named = inner.elements().next().ok_or_else(missing)?;
                Ok(Self::Property(named.into()))
            }
            _ => Err(missing()),
        }
    }

    fn write(&self, xml: &mut XmlWriter) {
        let principal = WireName::dav("principal");
        xml.open(principal);
        match self {
            Self::Principal(href) => xml.text_element(WireName::dav("href"), href.as_str()),
            Self::All => xml.empty(WireName::dav("all")),
            Self::Authenticated => xml.empty(WireName::dav("authenticated")),
            Self::Unauthenticated => xml.empty(WireName::dav("unauthenticated")),
            Self::Itself => xml.empty(WireName::dav("self")),
            Self::Property(name) => {
                xml.open(WireName::dav("property"));
                xml.empty(name.wire());
                xml.close(WireName::dav("property"));
            }
        }
        xml.close(principal);
    }
}

#[cfg(test)]
mod tests {
    use super::{Ace, AceEffect, AcePrincipal, Acl, Inversion, Protection};
    use crate::{Href, Privilege, PropertyName};

    fn acl(entries: &str) -> Vec<Ace> {
        let body = format!(r#"<D:acl xmlns:D="DAV:">{entries}</D:acl>"#);
        Acl::parse(body.as_bytes()).unwrap().entries
    }

    const READ: &str = "<D:grant><D:privilege><D:read/></D:privilege></D:grant>";

    /// RFC 3744 §8.1.2.
    #[test]
    fn the_example_of_the_rfc_is_read() {
        let entries = acl(
            "<D:ace><D:principal><D:href>http://www.example.com/users/esedlar</D:href></D:principal>\
             <D:grant><D:privilege><D:read/></D:privilege><D:privilege><D:write/></D:privilege></D:grant></D:ace>\
             <D:ace><D:principal><D:property><D:owner/></D:property></D:principal>\
             <D:grant><D:privilege><D:read-acl/></D:privilege><D:privilege><D:write-acl/></D:privilege></D:grant></D:ace>\
             <D:ace><D:principal><D:all/></D:principal><D:grant><D:privilege><D:read/></D:privilege></D:grant></D:ace>",
        );
        let person = AcePrincipal::Principal(Href::verbatim("http://www.example.com/users/esedlar"));
        let owner = AcePrincipal::Property(PropertyName::Owner);
        assert_eq!(
            entries,
            [
                Ace::granting(person, vec![Privilege::Read, Privilege::Write]),
                Ace::granting(owner, vec![Privilege::ReadAcl, Privilege::WriteAcl]),
                Ace::granting(AcePrincipal::All, vec![Privilege::Read]),
            ]
        );
    }

    #[test]
    fn what_an_entry_takes_or_turns_round_is_told_apart() {
        let denied = acl(
            "<D:ace><D:principal><D:all/></D:principal><D:deny><D:privilege><D:read/></D:privilege></D:deny></D:ace>",
        );
        assert_eq!(denied[0].effect, AceEffect::Deny);
        let inverted = acl(&format!(
            "<D:ace><D:invert><D:principal><D:authenticated/></D:principal></D:invert>{READ}</D:ace>"
        ));
        assert_eq!(
            (inverted[0].inversion, &inverted[0].principal),
            (Inversion::Inverted, &AcePrincipal::Authenticated)
        );
    }

    #[test]
    fn protected_and_inherited_entries_are_known() {
        for mark in ["<D:protected/>", "<D:inherited><D:href>/dav/</D:href></D:inherited>"] {
            let entries = acl(&format!("<D:ace><D:principal><D:self/></D:principal>{READ}{mark}</D:ace>"));
            assert_eq!(entries[0].protection, Protection::Protected, "{mark}");
        }
    }

    #[test]
    fn an_entry_about_nobody_is_refused() {
        let body = format!(r#"<D:acl xmlns:D="DAV:"><D:ace><D:principal/>{READ}</D:ace></D:acl>"#);
        assert!(Acl::parse(body.as_bytes()).is_err());
    }
}
