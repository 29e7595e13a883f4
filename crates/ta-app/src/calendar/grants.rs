//! Who may do what with a calendar.

use std::collections::BTreeMap;

use ta_core::{
    Caller, CanManage, Change, CollectionRef, Grant, GrantPlan, GrantRefusal, Granting, Grants, Login,
    Principal, Rights, check_grantee, plan_grants,
};
use ta_store::{ReadTx, WriteTx, grant, principal};

use super::find::{find_access, lock_access};
use crate::Error;
use crate::team::principals::team_settings;

/// Who may do what with a calendar, its owner and delegates aside.
#[derive(Clone, Debug)]
pub struct CalendarGrants {
    /// The proof that the caller may know.
    pub found: CanManage,
    /// Members and groups with what they were granted.
    pub grantees: Vec<(Principal, Rights)>,
    /// What every member may by a rule of this calendar.
    pub members: Option<Rights>,
    /// What every member may where a calendar has no such rule.
    pub team_default: Rights,
}

/// What is to change about who may do what.
#[derive(Clone, Debug)]
pub struct GrantRequest {
    /// The rights of members and groups from now on; `None` takes away what was granted.
    pub grantees: Vec<(Login, Option<Rights>)>,
    /// What becomes of the rule for every member; without one the team's default holds.
    pub members: Change<Rights>,
    /// What becomes of the grants that are not mentioned.
    pub others: OtherGrants,
}

/// What becomes of grants that a request does not mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherGrants {
    /// They stay.
    Stay,
    /// They end.
    End,
}

/// Lists who may do what with a calendar. Only those who may change that may know.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Missing`]; [`Error::Store`].
pub fn list_grants(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
) -> Result<CalendarGrants, Error> {
    let found = find_access(tx, caller, address)?.may_manage()?;
    told(tx, caller, found)
}

/// The same under the calendar's lock: what is told stays true until the transaction ends.
///
/// # Errors
/// As [`list_grants`].
pub fn lock_grants(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
) -> Result<CalendarGrants, Error> {
    let found = lock_access(tx, caller, address)?.may_manage()?;
    told(tx, caller, found)
}

fn told(tx: &mut ReadTx<'_>, caller: &Caller, found: CanManage) -> Result<CalendarGrants, Error> {
    let present = present(tx, &found)?;
    let mut grantees = Vec::new();
    for (grantee, rights) in present.by_grantee {
        let grantee = principal::by_id(tx, caller.team, grantee)?;
        grantees.extend(grantee.map(|grantee| (grantee, rights)));
    }
    grantees.sort_by(|(one, _), (other, _)| one.login.cmp(&other.login));
    let team_default = team_settings(tx, caller.team)?.member_rights;
    Ok(CalendarGrants { found, grantees, members: present.members, team_default })
}

/// Changes who may do what with a calendar, all of it or nothing.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Missing`] when the caller may not manage the calendar; [`Error::Grant`]; [`Error::Store`].
pub fn change_grants(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    request: &GrantRequest,
) -> Result<(), Error> {
    let found = lock_access(tx, caller, address)?.may_manage()?;
    let present = present(tx, &found)?;
    let wanted = wanted(tx, caller, &present, request)?;
    let granting = Granting { owner: found.calendar().owner, by: found.as_read().rights() };
    let plan = plan_grants(granting, &present, &wanted)?;
    apply(tx, &found, &present, &plan)
}

fn present(tx: &mut ReadTx<'_>, found: &CanManage) -> Result<Grants, Error> {
    let calendar = found.calendar();
    let grants = grant::list_of_calendar(tx, calendar.team, calendar.id)?;
    let by_grantee = grants.into_iter().map(|grant| (grant.grantee, grant.rights)).collect();
    Ok(Grants { by_grantee, members: grant::member_rights(tx, calendar.team, calendar.id)? })
}

fn wanted(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    present: &Grants,
    request: &GrantRequest,
) -> Result<Grants, Error> {
    let mut by_grantee = match request.others {
        OtherGrants::Stay => present.by_grantee.clone(),
        OtherGrants::End => BTreeMap::new(),
    };
    for (login, rights) in &request.grantees {
        let grantee = principal::by_login(tx, caller.team, login)?.ok_or(GrantRefusal::Nobody)?;
        check_grantee(grantee.kind)?;
        match rights {
            Some(rights) if *rights != Rights::NONE => by_grantee.insert(grantee.id, *rights),
            Some(_) | None => by_grantee.remove(&grantee.id),
        };
    }
    Ok(Grants { by_grantee, members: request.members.applied_to(&present.members) })
}

fn apply(tx: &mut WriteTx<'_>, found: &CanManage, present: &Grants, plan: &GrantPlan) -> Result<(), Error> {
    let (team, calendar) = (found.calendar().team, found.calendar().id);
    for (grantee, rights) in &plan.set {
        grant::set(tx, team, &Grant { calendar, grantee: *grantee, rights: *rights })?;
        if !present.by_grantee.contains_key(grantee) {
            // A calendar that is granted anew appears, whatever its grantee did with it before.
            grant::list_again(tx, team, *grantee, calendar)?;
        }
    }
    for grantee in &plan.removed {
        grant::remove(tx, team, calendar, *grantee)?;
    }
    if let Some(members) = plan.members {
        grant::set_member_rights(tx, team, calendar, members)?;
    }
    Ok(())
}
