//! What the server does of its own accord while it answers.

use std::sync::Arc;
use std::time::Duration;

use ta_app::{More, StoreError, derivation, derive_again};
use ta_http::Doors;
use tracing::{error, info};

/// How often it is looked whether something has to be derived again. The window of kept instances moves once a month.
const EVERY: Duration = Duration::from_secs(6 * 3600);
/// How many objects are derived again in one transaction, which holds up no other write for longer than a few
/// milliseconds.
const BATCH: u32 = 50;

/// Keeps what objects are found by up to date: at the start, when the time zone data may have changed, and then now and
/// again. It ends with the server.
pub(super) async fn keep_up(doors: Arc<Doors>) {
    let mut ticks = tokio::time::interval(EVERY);
    loop {
        ticks.tick().await;
        if let Err(error) = derive_all_again(&doors).await {
            error!(%error, "objects could not be derived again; queries are answered from their texts");
        }
    }
}

async fn derive_all_again(doors: &Doors) -> Result<(), StoreError> {
    let (app, now) = (&doors.app, doors.app.now());
    // Reading the zone data takes a moment, in which nothing else should wait.
    let with = tokio::task::spawn_blocking(move || derivation(now)).await.unwrap_or_else(|_| derivation(now));
    let team = app.team;
    let mut batches = 0_u32;
    while app.store.write(move |tx| derive_again(tx, team, with, BATCH)).await? == More::Follows {
        batches += 1;
    }
    if batches > 0 {
        info!(objects = batches * BATCH, "what objects are found by was derived again");
    }
    Ok(())
}
