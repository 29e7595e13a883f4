//! From login and secret to the caller.
//!
//! Clients send their password with every request, so a verification that cost an argon2 hash is remembered. What is
//! remembered is keyed by the stored hash too: when a password changes, nothing remembered fits any more.

use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use moka::sync::Cache;
use sha2::{Digest, Sha256};
use ta_core::{
    AccountState, Caller, ClientName, EmailAddress, Login, Principal, PrincipalKind, TeamId, Throttle,
    ThrottlePolicy,
};
use ta_store::{ReadTx, Store, StoreError, credential, principal};
use tokio::sync::Semaphore;

use super::app_password::check_app_password;
use super::password::{PasswordHash, spend_verification_time};
use super::secret::is_app_password;
use crate::Entropy;

/// What somebody presents to come in.
pub struct Credentials {
    /// A login or a mail address, as typed.
    pub login: String,
    /// A password or an app password.
    pub secret: String,
    /// Where it comes from.
    pub address: IpAddr,
    /// The program that presents it.
    pub client: ClientName,
}

/// Why somebody may not come in.
#[derive(Debug, thiserror::Error)]
pub enum AuthenticateError {
    /// Login and secret do not fit. It is not told which of them is wrong.
    #[error("login or password is wrong")]
    Wrong,
    /// Too many wrong attempts.
    #[error("too many wrong attempts; try again in {} s", wait.as_secs() + 1)]
    TooMany {
        /// How long to wait.
        wait: SignedDuration,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Checks credentials, remembers what it checked and slows down guessing.
pub struct Authenticator {
    team: TeamId,
    cache_key: [u8; 32],
    verified: Cache<[u8; 32], ()>,
    guesses: Mutex<Guesses>,
    hashing: Semaphore,
}

/// Failed attempts, by account and address and by address alone.
struct Guesses {
    of_account: Throttle<(String, IpAddr)>,
    from_address: Throttle<IpAddr>,
}

const ACCOUNT_POLICY: ThrottlePolicy = ThrottlePolicy {
    free_failures: 5,
    longest_wait: SignedDuration::from_mins(15),
    forget_after: SignedDuration::from_mins(30),
    keys_max: 50_000,
};

/// Many members can share one address, behind a router or a proxy.
const ADDRESS_POLICY: ThrottlePolicy = ThrottlePolicy { free_failures: 100, ..ACCOUNT_POLICY };

/// How many passwords are hashed at a time: each takes 19 MiB and a processor.
const HASHES_AT_A_TIME: usize = 2;
const VERIFIED_KEPT: u64 = 20_000;

impl Authenticator {
    /// An authenticator for one team that remembers nothing yet.
    pub fn new(team: TeamId, entropy: &dyn Entropy) -> Self {
        let mut cache_key = [0; 32];
        entropy.fill(&mut cache_key);
        Self {
            team,
            cache_key,
            verified: Cache::new(VERIFIED_KEPT),
            guesses: Mutex::new(Guesses {
                of_account: Throttle::new(ACCOUNT_POLICY),
                from_address: Throttle::new(ADDRESS_POLICY),
            }),
            hashing: Semaphore::new(HASHES_AT_A_TIME),
        }
    }

    /// Finds out who presents these credentials.
    ///
    /// # Errors
    /// An [`AuthenticateError`]. An unknown login takes as long as a wrong password.
    pub async fn authenticate(
        &self,
        store: &Store,
        credentials: &Credentials,
        now: Timestamp,
    ) -> Result<Caller, AuthenticateError> {
        let typed = credentials.login.trim().to_lowercase();
        if let Some(wait) = self.wait(&typed, credentials.address, now) {
            return Err(AuthenticateError::TooMany { wait });
        }
        match self.check(store, &typed, credentials, now).await? {
            Some(member) => {
                self.record_success(&typed, credentials.address);
                Ok(Caller::new(&member, credentials.client.clone()))
            }
            None => {
                self.record_failure(typed, credentials.address, now);
                Err(AuthenticateError::Wrong)
            }
        }
    }

    async fn check(
        &self,
        store: &Store,
        typed: &str,
        credentials: &Credentials,
        now: Timestamp,
    ) -> Result<Option<Principal>, StoreError> {
        let account = self.load(store, typed).await?;
        if is_app_password(&credentials.secret) {
            let Some((member, _)) = account else { return Ok(None) };
            return check_app_password(store, member, &credentials.secret, &credentials.client, now).await;
        }
        let Some((member, Some(hash))) = account else {
            self.spend_verification_time(&credentials.secret).await;
            return Ok(None);
        };
        Ok(self.verify(hash, &credentials.secret).await.then_some(member))
    }

    async fn load(
        &self,
        store: &Store,
        typed: &str,
    ) -> Result<Option<(Principal, Option<PasswordHash>)>, StoreError> {
        let (team, typed) = (self.team, typed.to_owned());
        store.read(move |tx| load_account(tx, team, &typed)).await
    }

    async fn verify(&self, hash: PasswordHash, secret: &str) -> bool {
        let key = self.cache_key(&hash, secret);
        if self.verified.contains_key(&key) {
            return true;
        }
        let secret = secret.to_owned();
        let verifies = self.hash_aside(move || hash.verifies(&secret)).await;
        if verifies {
            self.verified.insert(key, ());
        }
        verifies
    }

    async fn spend_verification_time(&self, secret: &str) {
        let secret = secret.to_owned();
        self.hash_aside(move || {
            spend_verification_time(&secret);
            false
        })
        .await;
    }

    /// Hashes on a thread where it holds nobody up, and only so many at a time.
    async fn hash_aside(&self, hash: impl FnOnce() -> bool + Send + 'static) -> bool {
        let Ok(_permit) = self.hashing.acquire().await else { return false };
        tokio::task::spawn_blocking(hash).await.unwrap_or(false)
    }

    /// What a verified secret is remembered by. The key is random for each start, so that what is in memory tells
    /// nothing about the secrets.
    fn cache_key(&self, hash: &PasswordHash, secret: &str) -> [u8; 32] {
        let mut digest = Sha256::new();
        digest.update(self.cache_key);
        digest.update(hash.as_str());
        digest.update([0]);
        digest.update(secret);
        digest.finalize().into()
    }

    fn wait(&self, typed: &str, address: IpAddr, now: Timestamp) -> Option<SignedDuration> {
        let guesses = self.guesses();
        let of_account = guesses.of_account.wait(&(typed.to_owned(), address), now);
        of_account.max(guesses.from_address.wait(&address, now))
    }

    fn record_failure(&self, typed: String, address: IpAddr, now: Timestamp) {
        let mut guesses = self.guesses();
        guesses.of_account.record_failure((typed, address), now);
        guesses.from_address.record_failure(address, now);
    }

    fn record_success(&self, typed: &str, address: IpAddr) {
        self.guesses().of_account.record_success(&(typed.to_owned(), address));
    }

    /// A panic elsewhere leaves counters that are still good enough to count with.
    fn guesses(&self) -> MutexGuard<'_, Guesses> {
        self.guesses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The active member of this login or address, with the stored password hash where there is one.
fn load_account(
    tx: &mut ReadTx<'_>,
    team: TeamId,
    typed: &str,
) -> Result<Option<(Principal, Option<PasswordHash>)>, StoreError> {
    let Some(member) = find_member(tx, team, typed)? else { return Ok(None) };
    let hash = credential::password_hash(tx, team, member.id)?;
    Ok(Some((member, hash.and_then(|text| PasswordHash::from_phc(&text).ok()))))
}

fn find_member(tx: &mut ReadTx<'_>, team: TeamId, typed: &str) -> Result<Option<Principal>, StoreError> {
    let by_login = match Login::new(typed) {
        Ok(login) => principal::by_login(tx, team, &login)?,
        Err(_) => None,
    };
    let found = match (by_login, EmailAddress::new(typed)) {
        (None, Ok(address)) => principal::by_email(tx, team, &address)?,
        (found, _) => found,
    };
    Ok(found.filter(|found| found.kind == PrincipalKind::Member && found.state == AccountState::Active))
}
