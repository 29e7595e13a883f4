//! App passwords: one for each device, so that a lost phone does not cost the member's own password.

use jiff::{SignedDuration, Timestamp};
use ta_core::{AppPassword, AppPasswordId, Caller, ClientName, Principal, SecretDigest};
use ta_store::app_password::Removal;
use ta_store::{ReadTx, Store, StoreError, WriteTx, app_password};

use super::secret::draw_app_password;
use crate::{Entropy, Error};

/// How long the note of the last use may be behind, so that reading a calendar does not write with each request.
const LAST_USE_GRAIN: SignedDuration = SignedDuration::from_hours(1);

/// Draws the secret of an app password, outside of any transaction. It is shown once and never again.
pub fn draw_app_password_secret(entropy: &dyn Entropy) -> String {
    draw_app_password(entropy)
}

/// Makes an app password with a secret drawn before.
///
/// # Errors
/// [`Error::Store`].
pub fn create_app_password(
    tx: &mut WriteTx<'_>,
    caller: &Caller,
    label: &str,
    secret: &str,
    now: Timestamp,
) -> Result<AppPassword, Error> {
    Ok(app_password::insert(tx, caller.team, caller.principal, label, &SecretDigest::of(secret), now)?)
}

/// Lists the caller's app passwords.
///
/// # Errors
/// [`Error::Store`].
pub fn list_app_passwords(tx: &mut ReadTx<'_>, caller: &Caller) -> Result<Vec<AppPassword>, Error> {
    Ok(app_password::list(tx, caller.team, caller.principal)?)
}

/// Takes an app password away; from then on the device is refused.
///
/// # Errors
/// [`Error::NotFound`] when the caller has none of this key; [`Error::Store`].
pub fn remove_app_password(tx: &mut WriteTx<'_>, caller: &Caller, id: AppPasswordId) -> Result<(), Error> {
    match app_password::remove(tx, caller.team, caller.principal, id)? {
        Removal::Removed => Ok(()),
        Removal::NotThere => Err(Error::NotFound),
    }
}

/// Whether a secret is an app password of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Yes,
    No,
}

/// Looks an app password up, and notes the use of it.
pub(super) async fn use_app_password(
    store: &Store,
    member: &Principal,
    secret: &str,
    client: &ClientName,
    now: Timestamp,
) -> Result<Known, StoreError> {
    let (team, digest) = (member.team, SecretDigest::of(secret));
    let found = store.read(move |tx| app_password::by_secret_digest(tx, team, &digest)).await?;
    let Some(found) = found.filter(|found| found.principal == member.id) else { return Ok(Known::No) };
    let noted = found.last_used_utc.is_some_and(|last| now.duration_since(last) < LAST_USE_GRAIN);
    if !noted {
        let client = client.clone();
        store.write(move |tx| app_password::touch(tx, team, found.id, &client, now)).await?;
    }
    Ok(Known::Yes)
}
