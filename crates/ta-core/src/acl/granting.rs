//! Changing who may do what with a calendar.

use std::collections::BTreeMap;

use super::{PrivateItems, Rights};
use crate::{PrincipalId, PrincipalKind};

/// All that others than its owner may do with a calendar by its own rules, delegates aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants {
    /// What members and groups were granted.
    pub by_grantee: BTreeMap<PrincipalId, Rights>,
    /// What every member may; `None` where the team's default holds.
    pub members: Option<Rights>,
}

/// Who wants to change the grants of which calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Granting {
    /// The calendar's owner.
    pub owner: PrincipalId,
    /// What the caller may do with it.
    pub by: Rights,
}

/// What is to be stored. Grants that stay as they are do not appear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantPlan {
    /// Those who get rights, or other ones.
    pub set: Vec<(PrincipalId, Rights)>,
    /// Those who lose theirs.
    pub removed: Vec<PrincipalId>,
    /// What every member may from now on, where that changes.
    pub members: Option<Option<Rights>>,
}

/// Why rights cannot be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrantRefusal {
    /// The grantee is the owner.
    #[error("the owner of a calendar may do everything with it already; grant rights to others")]
    Owner,
    /// The grantee is a room or another resource.
    #[error("a resource uses no calendars of others; grant rights to a member or a group")]
    Resource,
    /// There is nobody of that name in the team.
    #[error("there is no such member or group; grant rights to one of the team")]
    Nobody,
    /// The caller sees private items as busy time and wants to show them to others.
    #[error("private items can be shown to others only by somebody who sees them")]
    PrivateNotOwn,
}

/// Plans the change from the present grants to the wanted ones.
///
/// # Errors
/// [`GrantRefusal::Owner`]; [`GrantRefusal::PrivateNotOwn`], which does not concern grants that stay as they are.
pub fn plan_grants(granting: Granting, present: &Grants, wanted: &Grants) -> Result<GrantPlan, GrantRefusal> {
    if wanted.by_grantee.contains_key(&granting.owner) {
        return Err(GrantRefusal::Owner);
    }
    let differs =
        |(grantee, rights): &(&PrincipalId, &Rights)| present.by_grantee.get(grantee) != Some(rights);
    let set: Vec<_> =
        wanted.by_grantee.iter().filter(differs).map(|(grantee, rights)| (*grantee, *rights)).collect();
    let gone = present.by_grantee.keys().filter(|grantee| !wanted.by_grantee.contains_key(grantee));
    let plan = GrantPlan {
        removed: gone.copied().collect(),
        members: (wanted.members != present.members).then_some(wanted.members),
        set,
    };
    let new = plan.set.iter().map(|(_, rights)| *rights).chain(plan.members.flatten());
    let shows_private = new.map(Rights::private).any(|private| private == PrivateItems::Shown);
    match shows_private && granting.by.private() == PrivateItems::AsBusy {
        true => Err(GrantRefusal::PrivateNotOwn),
        false => Ok(plan),
    }
}

/// Whether rights can be granted to principals of a kind.
///
/// # Errors
/// [`GrantRefusal::Resource`].
pub fn check_grantee(kind: PrincipalKind) -> Result<(), GrantRefusal> {
    match kind {
        PrincipalKind::Member | PrincipalKind::Group => Ok(()),
        PrincipalKind::Resource { .. } => Err(GrantRefusal::Resource),
    }
}

#[cfg(test)]
mod tests {
    use super::{GrantPlan, GrantRefusal, Granting, Grants, plan_grants};
    use crate::{Act, PrincipalId, PrivateItems, Rights, See};

    const OWNER: PrincipalId = PrincipalId::new(1);
    const ANNA: PrincipalId = PrincipalId::new(2);
    const BEN: PrincipalId = PrincipalId::new(3);
    const READ: Rights = Rights::MEMBER_DEFAULT;

    fn all(private: PrivateItems) -> Rights {
        Rights::new(See::All, Act::Nothing, private)
    }

    fn to(grants: &[(PrincipalId, Rights)]) -> Grants {
        Grants { by_grantee: grants.iter().copied().collect(), members: None }
    }

    fn by(private: PrivateItems) -> Granting {
        Granting { owner: OWNER, by: Rights::new(See::All, Act::Manage, private) }
    }

    fn plan(present: &Grants, wanted: &Grants) -> Result<GrantPlan, GrantRefusal> {
        plan_grants(by(PrivateItems::Shown), present, wanted)
    }

    #[test]
    fn only_what_changes_is_stored() {
        let present = to(&[(ANNA, READ), (BEN, READ)]);
        let planned = plan(&present, &to(&[(BEN, all(PrivateItems::AsBusy))])).unwrap();
        assert_eq!(planned.set, [(BEN, all(PrivateItems::AsBusy))]);
        assert_eq!(planned.removed, [ANNA]);
        assert_eq!(planned.members, None);
        assert_eq!(plan(&present, &present), Ok(GrantPlan::default()));
    }

    #[test]
    fn what_members_may_can_go_back_to_the_teams_default() {
        let own_rule = Grants { members: Some(Rights::NONE), ..Grants::default() };
        assert_eq!(plan(&own_rule, &Grants::default()).unwrap().members, Some(None));
        assert_eq!(plan(&Grants::default(), &own_rule).unwrap().members, Some(Some(Rights::NONE)));
    }

    #[test]
    fn an_owner_is_granted_nothing() {
        assert_eq!(plan(&to(&[]), &to(&[(OWNER, READ)])), Err(GrantRefusal::Owner));
    }

    #[test]
    fn nobody_shows_what_they_do_not_see() {
        let wanted = to(&[(ANNA, all(PrivateItems::Shown))]);
        let refused = plan_grants(by(PrivateItems::AsBusy), &to(&[]), &wanted);
        assert_eq!(refused, Err(GrantRefusal::PrivateNotOwn));
        assert!(plan(&to(&[]), &wanted).is_ok());
    }

    #[test]
    fn what_the_owner_shows_stays_when_others_change_the_rest() {
        let shown = (ANNA, all(PrivateItems::Shown));
        let wanted = to(&[shown, (BEN, READ)]);
        let planned = plan_grants(by(PrivateItems::AsBusy), &to(&[shown]), &wanted).unwrap();
        assert_eq!(planned.set, [(BEN, READ)]);
    }
}
