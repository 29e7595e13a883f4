//! The use cases, one function each: authenticate, load a snapshot in the open transaction, call the rule, apply its plan.
//!
//! A use case is a plain synchronous function of a transaction. The doors open the transaction, with
//! [`Store::read`] or [`Store::write`], and may find their closure run twice, so that a use case touches nothing but
//! its transaction. The clock and the randomness come in as values.

mod account;
mod app;
mod calendar;
mod environment;
mod error;
mod event;
mod file;
mod object;
mod team;

pub use account::app_password::{
    create_app_password, draw_app_password_secret, list_app_passwords, remove_app_password,
};
pub use account::authenticate::{AuthenticateError, Authenticator, Credentials};
pub use account::password::{PasswordError, PasswordHash};
pub use account::secret::draw_name;
pub use account::web_session::{
    OpenedSession, ResumedSession, close_session, draw_web_session_token, open_session, resume_session,
};
pub use app::{App, OpenAppError};
pub use calendar::delete::delete_calendar;
pub use calendar::find::{
    ListedCalendar, find_calendar, find_listed_calendar, list_calendars, list_dead_properties, lock_calendar,
};
pub use calendar::grants::{
    CalendarGrants, GrantRequest, OtherGrants, change_grants, list_grants, lock_grants,
};
pub use calendar::make::{CALENDARS_MAX, make_calendar};
pub use calendar::rename::rename_calendar;
pub use calendar::sync::{SyncAnswer, sync_calendar};
pub use calendar::update::update_calendar;
pub use calendar::zone::{calendar_zone, member_zone, zone_of_vtimezone};
pub use environment::{Clock, Entropy};
pub use error::Error;
pub use event::change::{EventEdit, change_event};
pub use event::create::{EventIdentity, create_event, draw_event_identity};
pub use event::delete::delete_event;
pub use event::list::{EventCandidates, find_event_candidates};
pub use file::copy::copy_file;
pub use file::delete::delete_file;
pub use file::find::{
    file_usage, find_file, get_file, list_file_locks, list_file_properties, list_files,
    list_properties_of_files_in,
};
pub use file::home::{LockedFiles, lock_files};
pub use file::lock::{LockTerms, draw_lock_token, lock_file, refresh_lock};
pub use file::make_collection::make_file_collection;
pub use file::move_to::move_file;
pub use file::patch::patch_file;
pub use file::put::{FileOutcome, put_file};
pub use file::unlock::unlock_file;
pub use object::copy::copy_object;
pub use object::delete::delete_object;
pub use object::derive::{derivation, derive_again};
pub use object::free_busy::{calendar_busy_periods, home_busy_periods};
pub use object::get::{get_object, get_object_meta, get_objects, list_objects};
pub use object::import::import_object;
pub use object::move_to::{MoveOutcome, move_object};
pub use object::prepare::prepare_object;
pub use object::put::{Overwrite, Put, PutOutcome, put_object};
pub use object::query::query_calendar;
pub use ta_store::change::More;
pub use ta_store::{CalendarChanged, Location, OpenError, ReadTx, Store, StoreError, WriteTx};
pub use team::apply::{ApplyTeamError, Run, apply_team};
pub use team::delegates::list_delegators;
pub use team::member::{
    MemberRefusal, add_principal, find_member, remove_principal, set_account_state, set_password,
};
pub use team::principals::{
    find_principal, find_principal_by_email, list_all_groups_of, list_group_members, list_groups_of,
    list_principals, team_settings,
};
