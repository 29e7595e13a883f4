//! CALDAV:free-busy-query (RFC 4791 §7.10).

use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use ta_app::{Error, calendar_busy_periods, draw_name, home_busy_periods};
use ta_dav::{DavPath, FreeBusyQuery};
use ta_ical::freebusy::{BusyPeriods, FreeBusyAnswer};
use ta_ical::project::Budget;

use super::{reported_calendar, unsupported};
use crate::Doors;
use crate::dav::address::login;
use crate::dav::method::get_calendar::PRODUCT;
use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;

/// A person's busy year has some thousands.
const INSTANCES_MAX: usize = 100_000;

/// Tells when a calendar, or everything in a home, makes its owner busy. The Depth header is not looked at: what counts
/// lies in calendars, and nobody asks about a calendar without what is in it.
pub(super) async fn answer(
    doors: &Doors,
    request: DavRequest,
    query: FreeBusyQuery,
) -> Result<Response, Refusal> {
    let span = query.range;
    let (Some(start_utc), Some(end_utc)) = (span.start_utc(), span.end_utc()) else {
        return Err(unsupported());
    };
    let busy = match &request.path {
        DavPath::CalendarHome { login: name } => {
            let home = login(name)?;
            let read = move |tx: &mut ta_app::ReadTx<'_>| {
                home_busy_periods(tx, &request.caller, &home, span, &mut budget())
            };
            doors.app.store.read(read).await
        }
        _ => {
            let address = reported_calendar(&request)?;
            let read = move |tx: &mut ta_app::ReadTx<'_>| {
                calendar_busy_periods(tx, &request.caller, &address, span, &mut budget())
            };
            doors.app.store.read(read).await
        }
    };
    let busy: BusyPeriods = busy.map_err(|error: Error| Refusal::of_use_case(error, None))?;
    let answer = FreeBusyAnswer {
        product: PRODUCT,
        uid: &draw_name(doors.app.entropy.as_ref()),
        stamp_utc: doors.app.now(),
        start_utc,
        end_utc,
        busy: &busy,
        reply: None,
    };
    let content_type = HeaderValue::from_static("text/calendar; charset=utf-8; component=VFREEBUSY");
    Ok(([(CONTENT_TYPE, content_type)], answer.to_bytes()).into_response())
}

fn budget() -> Budget {
    Budget::new(INSTANCES_MAX, 0)
}
