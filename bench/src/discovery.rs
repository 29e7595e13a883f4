//! Finds a member's calendar home from the server's address, as any client does (RFC 6764 §6).

use anyhow::{Context, Result};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::http_client::{Call, HttpClient, resolve};

/// The address of the member's calendar home, with a slash at its end.
///
/// # Errors
/// A server that does not answer, or does not tell the principal or the home.
pub(crate) async fn calendar_home(client: &HttpClient, server_url: &str) -> Result<String> {
    let well_known = format!("{server_url}/.well-known/caldav");
    let principal = href_property(client, &well_known, "current-user-principal", "DAV:").await?;
    href_property(client, &principal, "calendar-home-set", "urn:ietf:params:xml:ns:caldav").await
}

async fn href_property(client: &HttpClient, url: &str, property: &str, namespace: &str) -> Result<String> {
    let body = format!(r#"<propfind xmlns="DAV:"><prop><{property} xmlns="{namespace}"/></prop></propfind>"#);
    let (found_at, answer) = client.follow(Call::xml("PROPFIND", url, "0", body)?).await?;
    let href = text_within(&answer.body, property, "href")?
        .with_context(|| format!("{url} does not tell its {property}:\n{}", answer.body))?;
    resolve(&found_at, &href)
}

/// The text of the first element `inner` inside an element `outer`, both given without namespace.
///
/// # Errors
/// Text that is not XML.
pub(crate) fn text_within(xml: &str, outer: &str, inner: &str) -> Result<Option<String>> {
    let mut reader = Reader::from_str(xml);
    let (mut inside_outer, mut inside_inner) = (false, false);
    loop {
        match reader.read_event()? {
            Event::Start(tag) if tag.local_name().as_ref() == outer => inside_outer = true,
            Event::End(tag) if tag.local_name().as_ref() == outer => inside_outer = false,
            Event::Start(tag) => inside_inner = inside_outer && tag.local_name().as_ref() == inner,
            Event::Text(text) if inside_inner => return Ok(Some(text.trim().to_owned())),
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::text_within;

    #[test]
    fn the_href_of_another_property_is_not_taken() {
        let xml = r#"<d:multistatus xmlns:d="DAV:"><d:href>/</d:href><d:current-user-principal>
            <d:href>/p/anna/</d:href></d:current-user-principal></d:multistatus>"#;
        let found = text_within(xml, "current-user-principal", "href").unwrap();
        assert_eq!(found.as_deref(), Some("/p/anna/"));
    }
}
