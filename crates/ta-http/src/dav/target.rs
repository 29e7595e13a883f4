//! Where COPY and MOVE go.

use http::StatusCode;
use ta_core::Condition;
use ta_dav::{DavPath, Destination};

use crate::dav::refusal::Refusal;
use crate::dav::request::DavRequest;

/// The place that the Destination header names.
pub(super) fn destination(request: &DavRequest) -> Result<DavPath, Refusal> {
    let Destination { reference } = Destination::parse(request.header("destination"))?;
    match reference.authority.as_deref().filter(|authority| !is_here(request, authority)) {
        None => Ok(reference.dav_path()?),
        Some(authority) => Err(Refusal::plain(
            StatusCode::BAD_GATEWAY,
            format!("{authority} is another server; nothing can be moved there"),
        )),
    }
}

/// Whether a host is this one. A server behind a proxy may be called by another name than the client knows; the proxy
/// then tells that name.
pub(super) fn is_here(request: &DavRequest, authority: &str) -> bool {
    let own = [request.header("host"), request.header("x-forwarded-host")];
    let mut own = own.into_iter().flatten().peekable();
    own.peek().is_none() || own.any(|name| name.trim().eq_ignore_ascii_case(authority))
}

/// Whether what is at the target may give way.
pub(super) fn overwrite(request: &DavRequest) -> Result<ta_app::Overwrite, Refusal> {
    Ok(match ta_dav::Overwrite::parse(request.header("overwrite"))? {
        ta_dav::Overwrite::Replace => ta_app::Overwrite::Allowed,
        ta_dav::Overwrite::Keep => ta_app::Overwrite::Forbidden,
    })
}

/// What must hold of the source. If-None-Match is not looked at: nobody moves what he hopes is not there.
pub(super) fn source_condition(request: &DavRequest) -> Result<Condition, Refusal> {
    Ok(Condition { if_none_match: None, ..request.condition()? })
}
