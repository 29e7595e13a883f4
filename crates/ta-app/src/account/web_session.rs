//! Sessions of the web client.

use jiff::{SignedDuration, Timestamp};
use ta_core::{AccountState, Caller, Principal, SecretDigest, TeamId, WebSession};
use ta_store::{ReadTx, WriteTx, principal, web_session};

use super::secret::draw_session_token;
use crate::{Entropy, Error};

/// A session that was just opened. The token goes into the cookie and nowhere else.
pub struct OpenedSession {
    /// The secret that the cookie carries.
    pub token: String,
    /// What a request that changes something must carry besides the cookie.
    pub csrf_token: String,
    /// When the session ends.
    pub expires_utc: Timestamp,
}

/// A session that goes on.
pub struct ResumedSession {
    /// Who is signed in.
    pub member: Principal,
    /// What a request that changes something must carry besides the cookie.
    pub csrf_token: String,
    /// When the session ends.
    pub expires_utc: Timestamp,
}

/// How long one stays signed in.
const SESSION_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Draws the token of a session, outside of any transaction.
pub fn draw_web_session_token(entropy: &dyn Entropy) -> String {
    draw_session_token(entropy)
}

/// Opens a session for a caller who has just authenticated, under a token drawn before.
///
/// # Errors
/// [`Error::Store`].
pub fn open_session(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    token: &str,
    now: Timestamp,
) -> Result<OpenedSession, Error> {
    let expires_utc = now.checked_add(SESSION_LIFE).unwrap_or(Timestamp::MAX);
    let session = WebSession {
        digest: SecretDigest::of(token),
        principal: caller.principal,
        client: caller.client.clone(),
        created_utc: now,
        last_used_utc: now,
        expires_utc,
    };
    web_session::purge(tx, caller.team, now)?;
    web_session::insert(tx, caller.team, &session)?;
    Ok(OpenedSession { token: token.to_owned(), csrf_token: csrf_token(token), expires_utc })
}

/// Finds the session of a cookie. A disabled member has none.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or it has ended; [`Error::Store`].
pub fn resume_session(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    token: &str,
    now: Timestamp,
) -> Result<ResumedSession, Error> {
    let found = web_session::by_digest(tx, team, &SecretDigest::of(token))?.ok_or(Error::NotFound)?;
    let member = principal::by_id(tx, team, found.principal)?.ok_or(Error::NotFound)?;
    if found.expires_utc <= now || member.state != AccountState::Active {
        return Err(Error::NotFound);
    }
    Ok(ResumedSession { member, csrf_token: csrf_token(token), expires_utc: found.expires_utc })
}

/// Ends the session of a cookie, if there is one.
///
/// # Errors
/// [`Error::Store`].
pub fn close_session(tx: &mut WriteTx<'_>, team: TeamId, token: &str) -> Result<(), Error> {
    Ok(web_session::remove(tx, team, &SecretDigest::of(token))?)
}

/// The CSRF token belongs to the session and can be computed from its token only, so it needs no place in the store.
fn csrf_token(token: &str) -> String {
    let digest = SecretDigest::of(&format!("csrf:{token}"));
    digest.as_bytes().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
