//! Response bodies: multistatus, the answer to MKCALENDAR and MKCOL, and `DAV:error`.

mod active_lock;
mod make_collection_response;
mod multistatus;
mod precondition;
mod principal_search_property_set;
mod property_results;
mod property_value;
mod status;

pub use active_lock::{ActiveLock, LockScope, lock_response};
pub use make_collection_response::{CollectionMethod, make_collection_response};
pub use multistatus::Multistatus;
pub use precondition::{LackingPrivilege, Precondition};
pub use principal_search_property_set::principal_search_property_set;
pub use property_results::PropertyResults;
pub use property_value::{
    InvitedUser, PrivilegeGranting, PropertyValue, ScheduleTransparency, SupportedPrivilege, http_date,
};
pub use status::Status;
