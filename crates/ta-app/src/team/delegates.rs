//! Reads who may act for whom.

use std::collections::BTreeMap;

use ta_core::{Caller, DelegateRights, Login, Principal, PrincipalId};
use ta_store::{ReadTx, delegation, principal};

use crate::Error;

/// Lists those for whom a principal may act, itself or through groups, by login, each with the most that it may do.
/// Nobody is told of others: for whom they act is theirs to know.
///
/// # Errors
/// [`Error::Store`].
pub fn list_delegators(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    delegate: PrincipalId,
) -> Result<Vec<(Principal, DelegateRights)>, Error> {
    if delegate != caller.principal {
        return Ok(Vec::new());
    }
    let groups = principal::all_groups_of(tx, caller.team, delegate)?;
    let mut rights: BTreeMap<Login, DelegateRights> = BTreeMap::new();
    for acting in groups.iter().map(|group| group.id).chain([delegate]) {
        for found in delegation::list_of_delegate(tx, caller.team, acting)? {
            let most = rights.entry(found.member).or_insert(found.rights);
            *most = (*most).max(found.rights);
        }
    }
    let mut delegators = Vec::with_capacity(rights.len());
    for (login, rights) in rights {
        let member = principal::by_login(tx, caller.team, &login)?;
        delegators.extend(member.map(|member| (member, rights)));
    }
    Ok(delegators)
}
