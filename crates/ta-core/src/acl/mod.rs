//! Rights as values: a function that reads or writes a calendar takes the proof that it may.
//!
//! An owner may do everything with its calendars. Others may do what they were granted, themselves or through groups,
//! what the team's members may by default, and what the owner lets a delegate do; all that adds up, and nothing takes
//! away. What one may not see does not exist for one, so the refusal is the same whether or not the calendar is there.

mod access;
mod grant;
mod granting;
mod rights;
mod view;

pub use access::{
    Access, CanAskBusy, CanManage, CanOwn, CanRead, CanUseHome, CanWrite, Denied, MissingRight, NotVisible,
    may_use_home,
};
pub use grant::{Grant, Standing};
pub use granting::{GrantPlan, GrantRefusal, Granting, Grants, check_grantee, plan_grants};
pub use rights::{Act, PrivateItems, Rights, See};
pub use view::{NarrowViews, View, ViewState, narrow_states, narrowed};
