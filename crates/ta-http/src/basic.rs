//! HTTP Basic authentication (RFC 7617).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use http::header::AUTHORIZATION;
use http::{Extensions, HeaderMap};
use ta_app::{AuthenticateError, Credentials};
use ta_core::Caller;

use crate::Doors;
use crate::client::{client_name, peer_address};

/// What is sent with 401 so that a client asks for a login.
pub(crate) const CHALLENGE: &str = r#"Basic realm="TeamAgenda", charset="UTF-8""#;

/// Why a request has no caller.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BasicRefusal {
    /// It carries no credentials.
    #[error("sign in with your login and password or an app password")]
    Missing,
    /// It carries something that is not HTTP Basic.
    #[error("the Authorization header is not HTTP Basic")]
    Malformed,
    /// The credentials were refused.
    #[error(transparent)]
    Refused(#[from] AuthenticateError),
}

/// Finds out who sends a request with HTTP Basic credentials.
pub(crate) async fn authenticate_basic(
    doors: &Doors,
    headers: &HeaderMap,
    extensions: &Extensions,
) -> Result<Caller, BasicRefusal> {
    let header = headers.get(AUTHORIZATION).ok_or(BasicRefusal::Missing)?;
    let header = header.to_str().map_err(|_| BasicRefusal::Malformed)?;
    let (login, secret) = read_basic(header).ok_or(BasicRefusal::Malformed)?;
    let credentials = Credentials {
        login,
        secret,
        address: peer_address(headers, extensions),
        client: client_name(headers),
    };
    Ok(doors.app.authenticator.authenticate(&doors.app.store, &credentials, doors.app.now()).await?)
}

/// Login and password of a Basic header. The login ends at the first colon, since only a password may contain one.
fn read_basic(header: &str) -> Option<(String, String)> {
    let (scheme, token) = header.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let token = token.trim();
    let decoded = STANDARD.decode(token).or_else(|_| STANDARD_NO_PAD.decode(token)).ok()?;
    let decoded = String::from_utf8(decoded).ok()?;
    let (login, secret) = decoded.split_once(':')?;
    Some((login.to_owned(), secret.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::read_basic;

    #[test]
    fn the_example_of_rfc_7617_section_2_reads() {
        let read = read_basic("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(read, Some(("Aladdin".into(), "open sesame".into())));
    }

    #[test]
    fn a_password_may_hold_colons() {
        // base64("a:b:c")
        assert_eq!(read_basic("basic YTpiOmM="), Some(("a".into(), "b:c".into())));
    }

    #[test]
    fn other_schemes_are_not_basic() {
        assert_eq!(read_basic("Bearer abc"), None);
        assert_eq!(read_basic("Basic"), None);
        assert_eq!(read_basic("Basic %%%"), None);
    }
}
