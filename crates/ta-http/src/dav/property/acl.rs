//! Between grants and access control lists (RFC 3744 §5.3, §5.5, §8.1).
//!
//! A list says what is granted, to whom: it takes nothing away, and the owner's entry cannot be changed.

use std::collections::BTreeMap;

use ta_app::{CalendarGrants, GrantRequest, OtherGrants};
use ta_core::{Act, Change, Login, Principal, PrivateItems, Rights, See};
use ta_dav::{
    Ace, AceEffect, AcePrincipal, Acl, DavPath, Href, Inversion, LackingPrivilege, Precondition, Privilege,
    PrivilegeGranting, PropertyName, Protection, SupportedPrivilege,
};

use crate::dav::address::{principal_named, principal_path};
use crate::dav::refusal::Refusal;

/// The list of a calendar: its owner, those who were granted something, and every member.
pub(super) fn of_calendar(grants: &CalendarGrants) -> Vec<Ace> {
    let grantees = grants.grantees.iter().map(|(principal, rights)| {
        let href = Href::from(&principal_path(principal));
        Ace::granting(AcePrincipal::Principal(href), privileges_of(*rights))
    });
    let members = privileges_of(grants.members.unwrap_or(grants.team_default));
    let members = Some(members).filter(|privileges| !privileges.is_empty());
    let members = members.map(|privileges| Ace::granting(AcePrincipal::Authenticated, privileges));
    std::iter::once(owners()).chain(grantees).chain(members).collect()
}

/// The list of a place that everybody in the team may read.
pub(super) fn of_public_place() -> Vec<Ace> {
    vec![protected(AcePrincipal::Authenticated, Privilege::Read)]
}

/// The list of a home.
pub(super) fn of_home() -> Vec<Ace> {
    vec![owners()]
}

fn owners() -> Ace {
    protected(AcePrincipal::Property(PropertyName::Owner), Privilege::All)
}

fn protected(principal: AcePrincipal, privilege: Privilege) -> Ace {
    Ace { protection: Protection::Protected, ..Ace::granting(principal, vec![privilege]) }
}

/// The privileges that together are these rights.
fn privileges_of(rights: Rights) -> Vec<Privilege> {
    let see: &[Privilege] = match rights.see() {
        See::Nothing => &[],
        See::Busy => &[Privilege::ReadFreeBusy],
        See::Titles => &[Privilege::ReadTitles],
        See::All => &[Privilege::Read],
    };
    let private: &[Privilege] = match rights.private() {
        PrivateItems::AsBusy => &[],
        PrivateItems::Shown => &[Privilege::ReadPrivate],
    };
    let act: &[Privilege] = match rights.act() {
        Act::Nothing => &[],
        Act::Invite => &[Privilege::Invite],
        Act::Add => &[Privilege::Invite, Privilege::Bind],
        Act::Edit => &[Privilege::Invite, Privilege::WriteContent, Privilege::Bind, Privilege::Unbind],
        Act::Manage => &[Privilege::Invite, Privilege::Write, Privilege::WriteAcl],
    };
    [see, private, act].concat()
}

/// What a list asks for. Whoever is not in it loses what was granted, every member included.
///
/// # Errors
/// The preconditions of RFC 3744 §8.1.1.
pub(in crate::dav) fn read_acl(acl: &Acl, present: &CalendarGrants) -> Result<GrantRequest, Refusal> {
    let mut grantees: BTreeMap<Login, Option<Rights>> = BTreeMap::new();
    let mut members = Rights::NONE;
    for entry in acl.entries.iter().filter(|entry| entry.protection == Protection::None) {
        let rights = rights_of(entry)?;
        match grantee(&entry.principal)? {
            Grantee::Owner => {}
            Grantee::Members => members = members.or(rights),
            Grantee::Principal(login) if login == *present.found.as_read().owner() => {}
            Grantee::Principal(login) => {
                let sum = grantees.entry(login).or_default();
                *sum = Some(sum.unwrap_or(Rights::NONE).or(rights));
            }
        }
    }
    let as_present = members == present.members.unwrap_or(present.team_default);
    let members = if as_present { Change::Keep } else { Change::Set(members) };
    Ok(GrantRequest { grantees: grantees.into_iter().collect(), members, others: OtherGrants::End })
}

fn rights_of(entry: &Ace) -> Result<Rights, Refusal> {
    if entry.effect == AceEffect::Deny {
        let sentence = "entries can only grant here; leave out what is not to be allowed";
        return Err(Refusal::Precondition(Precondition::GrantOnly, sentence.to_owned()));
    }
    if entry.inversion == Inversion::Inverted {
        let sentence = "an entry is about those it names; DAV:authenticated stands for every member";
        return Err(Refusal::Precondition(Precondition::NoInvert, sentence.to_owned()));
    }
    entry.privileges.iter().try_fold(Rights::NONE, |sum, one| Ok(sum.or(rights_by(one)?)))
}

/// The rights that a privilege stands for by itself.
fn rights_by(privilege: &Privilege) -> Result<Rights, Refusal> {
    let see = |see| Ok(Rights::new(see, Act::Nothing, PrivateItems::AsBusy));
    let act = |act| Ok(Rights::new(See::Nothing, act, PrivateItems::AsBusy));
    match privilege {
        Privilege::All => Ok(Rights::OWNER),
        Privilege::Read => see(See::All),
        Privilege::ReadTitles => see(See::Titles),
        Privilege::ReadFreeBusy => see(See::Busy),
        Privilege::ReadPrivate => Ok(Rights::new(See::All, Act::Nothing, PrivateItems::Shown)),
        Privilege::Invite => act(Act::Invite),
        Privilege::Bind => act(Act::Add),
        Privilege::Write | Privilege::WriteContent | Privilege::Unbind => act(Act::Edit),
        Privilege::WriteAcl => act(Act::Manage),
        Privilege::WriteProperties
        | Privilege::ReadAcl
        | Privilege::ReadCurrentUserPrivilegeSet
        | Privilege::Unlock => {
            let sentence = format!("{privilege} comes with others and is not granted by itself");
            Err(Refusal::Precondition(Precondition::NoAbstract, sentence))
        }
        _ => {
            let sentence =
                format!("{privilege} is no privilege here; DAV:supported-privilege-set lists them");
            Err(Refusal::Precondition(Precondition::NotSupportedPrivilege, sentence))
        }
    }
}

enum Grantee {
    Owner,
    Members,
    Principal(Login),
}

fn grantee(principal: &AcePrincipal) -> Result<Grantee, Refusal> {
    match principal {
        AcePrincipal::Property(PropertyName::Owner) => Ok(Grantee::Owner),
        AcePrincipal::Authenticated => Ok(Grantee::Members),
        AcePrincipal::Principal(href) => Ok(Grantee::Principal(principal_at(href)?)),
        AcePrincipal::All
        | AcePrincipal::Unauthenticated
        | AcePrincipal::Itself
        | AcePrincipal::Property(_) => {
            let sentence = "rights go to members, groups and DAV:authenticated, which is every member";
            Err(Refusal::Precondition(Precondition::AllowedPrincipal, sentence.to_owned()))
        }
    }
}

fn principal_at(href: &Href) -> Result<Login, Refusal> {
    principal_named(href).ok_or_else(|| {
        let sentence = format!("{} is no principal of this server", href.as_str());
        Refusal::Precondition(Precondition::RecognizedPrincipal, sentence)
    })
}

/// What a caller without the right to know them is told of a calendar's grants.
pub(super) fn hidden(place: &DavPath) -> Precondition {
    let privilege = Privilege::ReadAcl;
    Precondition::NeedPrivileges(vec![LackingPrivilege { href: Href::from(place), privilege }])
}

/// The principals that a list names one by one.
pub(in crate::dav) fn principals_in(grants: &CalendarGrants) -> impl Iterator<Item = &Principal> {
    grants.grantees.iter().map(|(principal, _)| principal)
}

/// Every privilege there is, as a tree.
pub(super) fn supported() -> SupportedPrivilege {
    let busy = leaf(Privilege::ReadFreeBusy, "See when the owner is busy");
    let own = leaf(Privilege::ReadCurrentUserPrivilegeSet, "See one's own privileges");
    let titles = SupportedPrivilege {
        comprises: vec![busy],
        ..leaf(Privilege::ReadTitles, "See when items are and what they are called")
    };
    let read = SupportedPrivilege {
        comprises: vec![titles, abstracted(own)],
        ..leaf(Privilege::Read, "See everything but private items")
    };
    let write = SupportedPrivilege {
        comprises: vec![
            leaf(Privilege::WriteContent, "Change items"),
            leaf(Privilege::Bind, "Add items"),
            leaf(Privilege::Unbind, "Delete items"),
            abstracted(leaf(Privilege::WriteProperties, "Change the calendar's settings")),
        ],
        ..leaf(Privilege::Write, "Add, change and delete items")
    };
    SupportedPrivilege {
        comprises: vec![
            read,
            leaf(Privilege::ReadPrivate, "See private items as they are"),
            leaf(Privilege::Invite, "Invite the owner"),
            write,
            abstracted(leaf(Privilege::ReadAcl, "See who may do what")),
            leaf(Privilege::WriteAcl, "Change the calendar's settings and who may do what"),
            abstracted(leaf(Privilege::Unlock, "Remove the locks of others")),
        ],
        ..leaf(Privilege::All, "Everything")
    }
}

fn leaf(privilege: Privilege, description: &'static str) -> SupportedPrivilege {
    let granting = PrivilegeGranting::ByItself;
    SupportedPrivilege { privilege, description, comprises: Vec::new(), granting }
}

fn abstracted(privilege: SupportedPrivilege) -> SupportedPrivilege {
    SupportedPrivilege { granting: PrivilegeGranting::Abstract, ..privilege }
}

#[cfg(test)]
mod tests {
    use ta_core::{Act, PrivateItems, Rights, See};

    use super::{privileges_of, rights_by};

    #[test]
    fn rights_are_read_as_they_are_told() {
        for see in See::ALL {
            for act in Act::ALL {
                for private in PrivateItems::ALL {
                    let rights = Rights::new(*see, *act, *private);
                    let told = privileges_of(rights);
                    let read = told.iter().map(|one| rights_by(one).unwrap());
                    assert_eq!(read.fold(Rights::NONE, Rights::or), rights);
                }
            }
        }
    }
}
