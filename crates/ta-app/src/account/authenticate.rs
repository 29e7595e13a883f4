//! From login and secret to the caller.
//!
//! Clients send their password with every request, so an outcome that cost an argon2 hash is remembered: a right secret
//! costs it once, and so does a wrong one. A phone that goes on sending last month's password is no guesser; it neither
//! keeps the processor busy nor locks its owner out. What is remembered is keyed by the stored hash too: when a password
//! changes, nothing remembered fits any more.

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

use super::app_password::{Known, use_app_password};
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
    memory_key: [u8; 32],
    remembered: Cache<AttemptKey, Outcome>,
    guesses: Mutex<Guesses>,
    hashing: Semaphore,
}

/// What an attempt is remembered by.
type AttemptKey = [u8; 32];

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Right,
    Wrong,
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
const OUTCOMES_KEPT: u64 = 20_000;

impl Authenticator {
    /// An authenticator for one team that remembers nothing yet.
    pub fn new(team: TeamId, entropy: &dyn Entropy) -> Self {
        let mut memory_key = [0; 32];
        entropy.fill(&mut memory_key);
        Self {
            team,
            memory_key,
            remembered: Cache::new(OUTCOMES_KEPT),
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
        let account = self.load(store, &typed).await?;
        let outcome = if is_app_password(&credentials.secret) {
            self.check_app_password(store, &typed, account.as_ref(), credentials, now).await?
        } else {
            self.check_password(&typed, account.as_ref(), credentials, now).await?
        };
        match (outcome, account) {
            (Outcome::Right, Some(account)) => Ok(Caller::new(&account.member, credentials.client.clone())),
            _ => Err(AuthenticateError::Wrong),
        }
    }

    /// A password of the member's own choice.
    async fn check_password(
        &self,
        typed: &str,
        account: Option<&Account>,
        credentials: &Credentials,
        now: Timestamp,
    ) -> Result<Outcome, AuthenticateError> {
        let hash = account.and_then(|account| account.hash.clone());
        let key = self.attempt_key(typed, hash.as_ref(), &credentials.secret);
        if let Some(outcome) = self.remembered.get(&key) {
            return Ok(outcome);
        }
        self.check_wait(typed, credentials.address, now)?;
        let outcome = self.hash_and_compare(hash, &credentials.secret).await;
        self.remembered.insert(key, outcome);
        self.count(outcome, typed, credentials.address, now);
        Ok(outcome)
    }

    /// An app password. To look it up costs no hash, so only wrong ones are remembered, for not being counted twice.
    async fn check_app_password(
        &self,
        store: &Store,
        typed: &str,
        account: Option<&Account>,
        credentials: &Credentials,
        now: Timestamp,
    ) -> Result<Outcome, AuthenticateError> {
        let known = match account {
            Some(Account { member, .. }) => {
                use_app_password(store, member, &credentials.secret, &credentials.client, now).await?
            }
            None => Known::No,
        };
        if known == Known::Yes {
            return Ok(Outcome::Right);
        }
        let key = self.attempt_key(typed, None, &credentials.secret);
        if self.remembered.get(&key).is_none() {
            self.check_wait(typed, credentials.address, now)?;
            self.remembered.insert(key, Outcome::Wrong);
            self.count(Outcome::Wrong, typed, credentials.address, now);
        }
        Ok(Outcome::Wrong)
    }

    async fn load(&self, store: &Store, typed: &str) -> Result<Option<Account>, StoreError> {
        let (team, typed) = (self.team, typed.to_owned());
        store.read(move |tx| load_account(tx, team, &typed)).await
    }

    /// Hashes on a thread where it holds nobody up, and only so many at a time. Without a stored hash the time is spent
    /// all the same.
    async fn hash_and_compare(&self, hash: Option<PasswordHash>, secret: &str) -> Outcome {
        let Ok(_permit) = self.hashing.acquire().await else { return Outcome::Wrong };
        let secret = secret.to_owned();
        let verified = tokio::task::spawn_blocking(move || match hash {
            Some(hash) => hash.verifies(&secret),
            None => {
                spend_verification_time(&secret);
                false
            }
        });
        if verified.await.unwrap_or(false) { Outcome::Right } else { Outcome::Wrong }
    }

    /// What an attempt is remembered by. The key is random for each start, so that what is in memory tells nothing about
    /// the secrets.
    fn attempt_key(&self, typed: &str, hash: Option<&PasswordHash>, secret: &str) -> AttemptKey {
        let mut digest = Sha256::new();
        digest.update(self.memory_key);
        for part in [typed, hash.map_or("", PasswordHash::as_str), secret] {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        }
        digest.finalize().into()
    }

    fn check_wait(&self, typed: &str, address: IpAddr, now: Timestamp) -> Result<(), AuthenticateError> {
        let guesses = self.guesses();
        let of_account = guesses.of_account.wait(&(typed.to_owned(), address), now);
        match of_account.max(guesses.from_address.wait(&address, now)) {
            Some(wait) => Err(AuthenticateError::TooMany { wait }),
            None => Ok(()),
        }
    }

    fn count(&self, outcome: Outcome, typed: &str, address: IpAddr, now: Timestamp) {
        let mut guesses = self.guesses();
        let of_account = (typed.to_owned(), address);
        match outcome {
            Outcome::Right => guesses.of_account.record_success(&of_account),
            Outcome::Wrong => {
                guesses.of_account.record_failure(of_account, now);
                guesses.from_address.record_failure(address, now);
            }
        }
    }

    /// A panic elsewhere leaves counters that are still good enough to count with.
    fn guesses(&self) -> MutexGuard<'_, Guesses> {
        self.guesses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A member who may sign in, and the stored hash of the password, where there is one.
struct Account {
    member: Principal,
    hash: Option<PasswordHash>,
}

/// The active member of this login or address.
fn load_account(tx: &mut ReadTx<'_>, team: TeamId, typed: &str) -> Result<Option<Account>, StoreError> {
    let Some(member) = find_member(tx, team, typed)? else { return Ok(None) };
    let hash = credential::password_hash(tx, team, member.id)?;
    Ok(Some(Account { member, hash: hash.and_then(|text| PasswordHash::from_phc(&text).ok()) }))
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
