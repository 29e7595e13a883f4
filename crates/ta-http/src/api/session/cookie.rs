//! The cookie that carries a session's token.

use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};
use jiff::Timestamp;

use crate::{Doors, Scheme};

/// The token that a request's cookies carry.
pub(crate) fn token_of(headers: &HeaderMap, doors: &Doors) -> Option<String> {
    let name = name(doors.scheme);
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, token)| token.to_owned())
}

/// Set-Cookie for a token that was just drawn.
pub(super) fn set(doors: &Doors, token: &str, expires_utc: Timestamp) -> Option<HeaderValue> {
    let seconds = expires_utc.duration_since(doors.app.now()).as_secs();
    written(doors.scheme, token, seconds)
}

/// Set-Cookie that makes the browser forget.
pub(super) fn forget(doors: &Doors) -> Option<HeaderValue> {
    written(doors.scheme, "", 0)
}

/// `__Host-` makes browsers take the cookie over https only, and from no other host of the same domain.
const fn name(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Http => "teamagenda",
        Scheme::Https => "__Host-teamagenda",
    }
}

fn written(scheme: Scheme, token: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = match scheme {
        Scheme::Http => "",
        Scheme::Https => "; Secure",
    };
    let name = name(scheme);
    let line = format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(line).ok()
}
