//! Deriving from objects what they are found by, and deriving it again when what it rests on has changed.

use std::sync::OnceLock;

use jiff::Timestamp;
use ta_core::{Derivation, Derived, Etag, NarrowViews, StoredObject, TeamId, narrow_states};
use ta_ical::CalendarObject;
use ta_ical::index::{TooManyInstances, zone_data_fingerprint};
use ta_store::change::More;
use ta_store::{StoreError, WriteTx, object};

/// With what is derived now. The time zone data are read once for each start of the program, as they are held then.
pub fn derivation(now: Timestamp) -> Derivation {
    static ZONE_DATA: OnceLock<u64> = OnceLock::new();
    Derivation::at(now, *ZONE_DATA.get_or_init(zone_data_fingerprint))
}

/// What an object is found by.
///
/// # Errors
/// [`TooManyInstances`].
pub(super) fn derive(object: &CalendarObject, with: Derivation) -> Result<Derived, TooManyInstances> {
    // Of a single event the bounds tell all there is to tell.
    let instances = if object.is_recurring() { object.instance_index(with.window())? } else { None };
    let views = narrow_states(object, &Etag::of(object.bytes()));
    Ok(Derived { bounds: object.bounds(), instances, views, stamp: with.stamp() })
}

/// Derives again what was derived otherwise, for at most so many objects: because the window of their instances is about
/// to end, or because the time zone data have changed. Tells whether there is more to do.
///
/// An object that has become too dense for an index since, or that can no longer be read, is left to its text.
///
/// # Errors
/// [`StoreError`].
pub fn derive_again(
    tx: &mut WriteTx<'_>,
    team: TeamId,
    with: Derivation,
    limit: u32,
) -> Result<More, StoreError> {
    let stale = object::derived_otherwise(tx, team, with.stamp(), limit)?;
    for stored in &stale {
        object::set_derived(tx, team, stored, &derived_again(stored, with))?;
    }
    Ok(if stale.len() < limit as usize { More::Nothing } else { More::Follows })
}

fn derived_again(stored: &StoredObject, with: Derivation) -> Derived {
    match CalendarObject::from_bytes(stored.data.clone()) {
        Ok(object) => derive(&object, with).unwrap_or_else(|_| Derived {
            bounds: object.bounds(),
            instances: None,
            views: narrow_states(&object, &stored.meta.etag),
            stamp: with.stamp(),
        }),
        Err(error) => {
            tracing::error!(object = %stored.meta.name, %error, "a stored object cannot be read");
            Derived {
                bounds: ta_ical::TimeBounds::ALWAYS,
                instances: None,
                views: NarrowViews::default(),
                stamp: with.stamp(),
            }
        }
    }
}
