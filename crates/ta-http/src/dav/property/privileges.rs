//! From rights to the privileges of RFC 3744 §3 and RFC 4791 §6.1.1.

use ta_core::{Act, CanRead, Login, Rights, See};
use ta_dav::Privilege;

/// What may be done with a calendar in a home. In its own home a viewer may also set how the calendar looks there.
pub(super) fn on_calendar(found: &CanRead, home: &Login, viewer: &Login) -> Vec<Privilege> {
    let rights = found.rights();
    let mut privileges = reading(rights);
    privileges.extend_from_slice(writing(rights));
    if home == viewer || rights.act() == Act::Manage {
        privileges.push(Privilege::WriteProperties);
    }
    if rights.act() == Act::Manage {
        privileges.extend([Privilege::ReadAcl, Privilege::WriteAcl]);
    }
    let all_of_write =
        [Privilege::WriteContent, Privilege::Bind, Privilege::Unbind, Privilege::WriteProperties];
    if all_of_write.iter().all(|one| privileges.contains(one)) {
        privileges.push(Privilege::Write);
    }
    privileges
}

/// What may be done with the objects of a calendar.
pub(super) fn on_object(within: &CanRead) -> Vec<Privilege> {
    let mut privileges = reading(within.rights());
    if within.rights().act() >= Act::Edit {
        privileges.extend([Privilege::Write, Privilege::WriteContent]);
    }
    privileges
}

/// What may be done with one's own files.
pub(super) fn on_file() -> Vec<Privilege> {
    vec![
        Privilege::Read,
        Privilege::ReadCurrentUserPrivilegeSet,
        Privilege::Write,
        Privilege::WriteProperties,
        Privilege::WriteContent,
        Privilege::Unlock,
        Privilege::Bind,
        Privilege::Unbind,
    ]
}

fn reading(rights: Rights) -> Vec<Privilege> {
    let mut privileges = vec![Privilege::Read, Privilege::ReadCurrentUserPrivilegeSet];
    if rights.see() >= See::Busy {
        privileges.push(Privilege::ReadFreeBusy);
    }
    privileges
}

fn writing(rights: Rights) -> &'static [Privilege] {
    match rights.act() {
        Act::Nothing | Act::Invite => &[],
        Act::Add => &[Privilege::Bind],
        Act::Edit | Act::Manage => &[Privilege::WriteContent, Privilege::Bind, Privilege::Unbind],
    }
}
