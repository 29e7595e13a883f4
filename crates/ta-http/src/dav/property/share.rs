//! Between grants and the sharing of Apple's clients (caldav-sharing §5).
//!
//! They know two kinds of access, reading and writing. Whatever else was granted shows as the one that comes nearest,
//! and every sharee has one, since macOS fails on a list in which one has not.

use ta_app::{CalendarGrants, Error, ReadTx, find_principal, find_principal_by_email};
use ta_core::{Act, Caller, EmailAddress, Login, Principal, PrivateItems, Rights, See};
use ta_dav::{Href, InvitedUser, PropertyValue, Share, ShareAccess};
use ta_ical::value::CalAddress;

use crate::dav::address::{member_path, principal_named, principal_path};

/// With whom a calendar is shared.
pub(super) fn invite(grants: &CalendarGrants) -> PropertyValue {
    let owner = grants.found.as_read().owner();
    let users = grants.grantees.iter().map(|(principal, rights)| invited(principal, *rights));
    PropertyValue::Invite { organizer: Href::from(&member_path(owner)), users: users.collect() }
}

fn invited(principal: &Principal, rights: Rights) -> InvitedUser {
    let access = if rights.act() >= Act::Edit { ShareAccess::ReadWrite } else { ShareAccess::Read };
    let href = match principal.emails.first() {
        Some(address) => Href::verbatim(format!("mailto:{address}")),
        None => Href::from(&principal_path(principal)),
    };
    InvitedUser { href, common_name: principal.name.clone(), access }
}

/// What a request to share asks for: who gets or loses what.
///
/// # Errors
/// [`Error::NotFound`] when somebody is not in the team; [`Error::Store`].
pub(in crate::dav) fn read_share(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    share: &Share,
) -> Result<Vec<(Login, Option<Rights>)>, Error> {
    let set = share.set.iter().map(|sharee| (&sharee.href, Some(rights_of(sharee.access))));
    let removed = share.removed.iter().map(|href| (href, None));
    set.chain(removed).map(|(href, rights)| Ok((sharee(tx, caller, href)?, rights))).collect()
}

fn rights_of(access: ShareAccess) -> Rights {
    let act = match access {
        ShareAccess::Read => Act::Invite,
        ShareAccess::ReadWrite => Act::Edit,
    };
    Rights::new(See::All, act, PrivateItems::AsBusy)
}

fn sharee(tx: &mut ReadTx<'_>, caller: &Caller, href: &Href) -> Result<Login, Error> {
    let found = match CalAddress::new(href.as_str()).mail() {
        Some(mail) => {
            let address = EmailAddress::new(mail).map_err(|_| Error::NotFound)?;
            find_principal_by_email(tx, caller, &address)?
        }
        None => find_principal(tx, caller, &principal_named(href).ok_or(Error::NotFound)?)?,
    };
    Ok(found.login)
}
