//! Who may use whose files.

use crate::{Caller, NotVisible, PrincipalId};

/// The proof that a caller may see and change the files of a principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CanUseFiles {
    owner: PrincipalId,
    caller: PrincipalId,
}

impl CanUseFiles {
    /// Whose files they are.
    pub fn owner(self) -> PrincipalId {
        self.owner
    }

    /// Who uses them.
    pub fn caller(self) -> PrincipalId {
        self.caller
    }
}

/// Asks for the right to use a principal's files. Everyone has it for their own, and nobody for those of others.
///
/// # Errors
/// [`NotVisible`] when the caller has it not.
pub fn may_use_files(caller: &Caller, owner: PrincipalId) -> Result<CanUseFiles, NotVisible> {
    let right = CanUseFiles { owner, caller: caller.principal };
    (caller.principal == owner).then_some(right).ok_or(NotVisible)
}
