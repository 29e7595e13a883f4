//! A team as one declarative description, and the changes that lead there from what is stored.

mod change;
mod plan;
mod spec;

pub use change::{Difference, TeamChange};
pub use plan::{CurrentTeam, TeamRefusal, plan_team};
pub use spec::{PasswordSpec, TeamSettings, TeamSpec};
