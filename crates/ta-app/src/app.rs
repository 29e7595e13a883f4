//! Everything the doors need, in one place.

use std::sync::Arc;

use jiff::Timestamp;
use ta_core::team::TeamSettings;
use ta_core::{Rights, TeamId};
use ta_store::{Location, OpenError, Store, StoreError, WriteTx, team};

use crate::{Authenticator, Clock, Entropy};

/// A team's server without its doors: the store, the clock and the randomness that the use cases are given.
pub struct App {
    /// Where everything is kept.
    pub store: Store,
    /// The team that is served.
    pub team: TeamId,
    /// Lets callers in.
    pub authenticator: Authenticator,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws randomness.
    pub entropy: Arc<dyn Entropy>,
}

/// Why a team could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenAppError {
    /// The store could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The store was opened and failed then.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl App {
    /// Opens a team's store; a new one holds an empty team.
    ///
    /// # Errors
    /// An [`OpenAppError`].
    pub fn open(
        location: &Location,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, OpenAppError> {
        Self::over(Store::open(location)?, clock, entropy)
    }

    /// Opens a team's store for something short, beside a server that may be using it.
    ///
    /// # Errors
    /// An [`OpenAppError`].
    pub fn visit(
        location: &Location,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, OpenAppError> {
        Self::over(Store::visit(location)?, clock, entropy)
    }

    fn over(store: Store, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Result<Self, OpenAppError> {
        let team = store.write_blocking(find_or_create_team)?;
        let authenticator = Authenticator::new(team, entropy.as_ref());
        Ok(Self { store, team, authenticator, clock, entropy })
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// The team of the store. A new one has a name and a zone until somebody chooses others.
fn find_or_create_team(tx: &mut WriteTx<'_>) -> Result<TeamId, StoreError> {
    match team::list(tx)?.first() {
        Some(first) => Ok(*first),
        None => {
            let settings = TeamSettings {
                name: "Team".to_owned(),
                time_zone: "UTC".to_owned(),
                member_rights: Rights::MEMBER_DEFAULT,
            };
            team::find_or_create(tx, &settings)
        }
    }
}
