//! The body of 207 (Multi-Status) (RFC 4918 §13).

use super::{Precondition, PropertyResults, Status};
use crate::xml::{WireName, XmlWriter};
use crate::{Href, ReturnPreference};

const ROOT: WireName<'static> = WireName::dav("multistatus");
const RESPONSE: WireName<'static> = WireName::dav("response");

/// A multistatus body in the making. Each response is written at once, so what stays in memory is the text only.
#[derive(Debug)]
pub struct Multistatus {
    xml: XmlWriter,
    returns: Option<ReturnPreference>,
}

impl Multistatus {
    /// The media type of the body.
    pub const CONTENT_TYPE: &'static str = "application/xml; charset=utf-8";

    /// Begins a body. With [`ReturnPreference::Minimal`], properties that are missing are left out (RFC 8144 §2.1).
    pub fn new(returns: Option<ReturnPreference>) -> Self {
        Self { xml: XmlWriter::document(ROOT), returns }
    }

    /// Tells of a resource and its properties.
    pub fn properties(&mut self, href: &Href, results: &PropertyResults) {
        write_response(&mut self.xml, href, results, self.returns);
    }

    /// Tells how the request fared on a resource as a whole: 404 for a member that is gone (RFC 6578 §3.5.2) or was
    /// never there (RFC 4791 §7.9).
    pub fn status(&mut self, href: &Href, status: Status) {
        open_response(&mut self.xml, href);
        self.xml.text_element(WireName::dav("status"), &status.line());
        self.xml.close(RESPONSE);
    }

    /// Tells that the request could not be carried out on a resource as a whole, and what it would have broken.
    pub fn refused(&mut self, href: &Href, status: Status, precondition: &Precondition) {
        open_response(&mut self.xml, href);
        self.xml.text_element(WireName::dav("status"), &status.line());
        precondition.write_error(&mut self.xml);
        self.xml.close(RESPONSE);
    }

    /// Tells that there is more than was listed: 507 on the resource of the request (RFC 6578 §3.6).
    pub fn truncated(&mut self, request: &Href) {
        self.refused(request, Status::InsufficientStorage, &Precondition::NumberOfMatchesWithinLimits);
    }

    /// The whole body.
    pub fn finish(self) -> Vec<u8> {
        self.xml.finish(ROOT)
    }

    /// The whole body of the answer to a `DAV:sync-collection`, with the token of the state it describes (RFC 6578
    /// §6.4).
    pub fn finish_with_sync_token(mut self, token: &str) -> Vec<u8> {
        self.xml.text_element(WireName::dav("sync-token"), token);
        self.xml.finish(ROOT)
    }
}

/// Writes a `DAV:response` that tells of a resource and its properties.
pub(super) fn write_response(
    xml: &mut XmlWriter,
    href: &Href,
    results: &PropertyResults,
    returns: Option<ReturnPreference>,
) {
    open_response(xml, href);
    results.write(xml, returns);
    xml.close(RESPONSE);
}

fn open_response(xml: &mut XmlWriter, href: &Href) {
    xml.open(RESPONSE);
    xml.text_element(WireName::dav("href"), href.as_str());
}
