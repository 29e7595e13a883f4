//! Who is asking.

use crate::{AdminRole, Author, ClientName, Login, Principal, PrincipalId, TeamId};

/// An authenticated member and the program it uses. Only authentication makes one, so that having it is the proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The team that the request is about.
    pub team: TeamId,
    /// The member.
    pub principal: PrincipalId,
    /// The member's name in addresses.
    pub login: Login,
    /// What the member may administer.
    pub admin: AdminRole,
    /// The program that asks.
    pub client: ClientName,
}

impl Caller {
    /// The caller that this member is when it uses this program.
    pub fn new(member: &Principal, client: ClientName) -> Self {
        Self {
            team: member.team,
            principal: member.id,
            login: member.login.clone(),
            admin: member.admin,
            client,
        }
    }

    /// The caller as the author of a change.
    pub fn author(&self) -> Author {
        Author { principal: self.principal, client: self.client.clone() }
    }
}
