//! Signing in and out with a browser.

pub(super) mod close;
pub(super) mod cookie;
pub(super) mod open;
pub(super) mod read;

use jiff::Timestamp;
use serde::Serialize;
use ta_core::{AdminRole, EmailAddress, Principal};
use utoipa::ToSchema;

/// A session, as whoever has its cookie sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Session {
    member: Member,
    /// What every request that changes something carries in the header `X-CSRF-Token`.
    #[schema(example = "5f1d7a84db00d2fce00b31a7fc73224f")]
    csrf_token: String,
    /// When the session ends by itself.
    #[schema(format = DateTime, example = "2026-12-23T08:00:00Z")]
    expires_utc: String,
}

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Member {
    #[schema(example = "anna")]
    login: String,
    #[schema(example = "Anna Berg")]
    name: String,
    /// Mail addresses, the main one first.
    #[schema(example = json!(["anna@example.com"]))]
    emails: Vec<String>,
    /// The IANA name of the zone that the member lives in; without one, the team's holds.
    #[schema(example = "Europe/Paris")]
    time_zone: Option<String>,
    /// Whether the member administers the team.
    admin: bool,
}

impl Session {
    fn of(member: &Principal, csrf_token: String, expires_utc: Timestamp) -> Self {
        Self { member: member.into(), csrf_token, expires_utc: expires_utc.to_string() }
    }
}

impl From<&Principal> for Member {
    fn from(member: &Principal) -> Self {
        Self {
            login: member.login.to_string(),
            name: member.name.clone(),
            emails: member.emails.iter().map(EmailAddress::to_string).collect(),
            time_zone: member.time_zone.clone(),
            admin: member.admin == AdminRole::Team,
        }
    }
}
