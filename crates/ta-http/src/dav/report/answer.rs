//! What the reports have in common: telling of the objects of a calendar with or without their text.

use std::sync::Arc;

use jiff::tz::TimeZone;
use ta_app::{Error, ReadTx, calendar_zone, find_calendar};
use ta_core::{Caller, CanRead, CollectionRef};
use ta_dav::{PropertyName, PropertyRequest, PropertyResults, PropertyValue};

use super::object_text::ReportedObject;
use crate::dav::place::Place;
use crate::dav::property::{Viewer, results};

/// The calendar that a report is about.
pub(super) struct ReportedCalendar {
    address: CollectionRef,
    found: Arc<CanRead>,
}

impl ReportedCalendar {
    /// Finds it.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Store`].
    pub(super) fn load(tx: &mut ReadTx<'_>, caller: &Caller, address: &CollectionRef) -> Result<Self, Error> {
        let found = Arc::new(find_calendar(tx, caller, address)?);
        Ok(Self { address: address.clone(), found })
    }

    /// The zone in which its times are meant that have none of their own.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub(super) fn zone(&self, tx: &mut ReadTx<'_>) -> Result<TimeZone, Error> {
        Ok(calendar_zone(tx, &self.found)?)
    }

    /// The properties of an object that a report asks for, its text among them if wanted.
    pub(super) fn object_results(
        &self,
        object: &ReportedObject,
        request: &PropertyRequest,
        viewer: &Viewer,
    ) -> PropertyResults {
        let place = Place::Object {
            grants: None,
            collection: self.address.clone(),
            within: Arc::clone(&self.found),
            meta: Box::new(object.meta.clone()),
        };
        let PropertyRequest::Prop(names) = request else { return results(&place, request, viewer) };
        let (text, others): (Vec<_>, Vec<_>) =
            names.iter().cloned().partition(|name| *name == PropertyName::CalendarData);
        let mut found = results(&place, &PropertyRequest::Prop(others), viewer);
        for name in text {
            found.found(name, PropertyValue::CalendarData(object.text.clone()));
        }
        found
    }
}
