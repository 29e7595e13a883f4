//! A CalDAV client.

use std::collections::BTreeMap;

use crate::{Answer, Multistatus, Request, TestServer, xml_body};

/// A CalDAV client of one member.
#[derive(Clone, Copy)]
pub struct DavClient<'s> {
    server: &'s TestServer,
    login: &'s str,
}

impl<'s> DavClient<'s> {
    /// The client of a member.
    pub const fn new(server: &'s TestServer, login: &'s str) -> Self {
        Self { server, login }
    }

    /// A request of any method.
    pub fn request(&self, method: &str, path: &str) -> Request<'s> {
        self.server.request(method, path).by(self.login)
    }

    /// A GET.
    pub fn get(&self, path: &str) -> Request<'s> {
        self.request("GET", path)
    }

    /// A PUT of an object.
    pub fn put(&self, path: &str, ics: &str) -> Request<'s> {
        let body = ics.as_bytes().to_vec();
        self.request("PUT", path).header("content-type", "text/calendar; charset=utf-8").body(body)
    }

    /// A DELETE.
    pub fn delete(&self, path: &str) -> Request<'s> {
        self.request("DELETE", path)
    }

    /// A request with an XML body; `content` is what stands in the document element.
    pub fn xml(&self, method: &str, path: &str, root: &str, content: &str) -> Request<'s> {
        let body = xml_body(root, content);
        self.request(method, path).header("content-type", "application/xml; charset=utf-8").body(body)
    }

    /// A PROPFIND for these properties.
    pub fn propfind(&self, path: &str, depth: &str, properties: &[&str]) -> Request<'s> {
        let content = format!("<D:prop>{}</D:prop>", empty_elements(properties));
        self.xml("PROPFIND", path, "D:propfind", &content).header("depth", depth)
    }

    /// A PROPPATCH with these instructions.
    pub fn proppatch(&self, path: &str, instructions: &str) -> Request<'s> {
        self.xml("PROPPATCH", path, "D:propertyupdate", instructions)
    }

    /// A REPORT; `content` is what stands in the document element.
    pub fn report(&self, path: &str, root: &str, content: &str) -> Request<'s> {
        self.xml("REPORT", path, root, content).header("depth", "1")
    }

    /// A calendar-query for the tags of what matches this filter on VCALENDAR.
    pub fn query(&self, path: &str, filter: &str) -> Request<'s> {
        let filter =
            format!(r#"<C:filter><C:comp-filter name="VCALENDAR">{filter}</C:comp-filter></C:filter>"#);
        self.report(path, "C:calendar-query", &format!("<D:prop><D:getetag/></D:prop>{filter}"))
    }

    /// A sync-collection for the tags of what changed since a token, at most so many of them.
    pub fn sync(&self, path: &str, token: &str, limit: Option<u32>) -> Request<'s> {
        let limit = limit.map(|limit| format!("<D:limit><D:nresults>{limit}</D:nresults></D:limit>"));
        let content = format!(
            "<D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level>{}<D:prop><D:getetag/></D:prop>",
            limit.unwrap_or_default()
        );
        self.xml("REPORT", path, "D:sync-collection", &content).header("depth", "0")
    }

    /// The tags of everything in a calendar, by reference.
    ///
    /// # Panics
    /// When the server does not tell.
    #[track_caller]
    pub fn list(&self, calendar: &str) -> BTreeMap<String, String> {
        let listing = self.propfind(calendar, "1", &["D:getetag"]).send().multistatus();
        let objects = listing.responses.iter().filter(|response| response.href != calendar);
        objects.map(|object| (object.href.clone(), object.text("D:getetag").to_owned())).collect()
    }

    /// Stores an object that is not there yet, and tells its tag.
    ///
    /// # Panics
    /// When the server refuses.
    #[track_caller]
    pub fn create(&self, path: &str, ics: &str) -> String {
        self.put(path, ics).send().expect(201).header("etag").to_owned()
    }

    /// The token of a calendar.
    ///
    /// # Panics
    /// When the server does not tell.
    #[track_caller]
    pub fn sync_token(&self, calendar: &str) -> String {
        let told = self.propfind(calendar, "0", &["D:sync-token"]).send().multistatus();
        told.only().text("D:sync-token").to_owned()
    }
}

impl Answer {
    /// The body of a 207.
    ///
    /// # Panics
    /// When it is something else.
    #[track_caller]
    pub fn multistatus(self) -> Multistatus {
        Multistatus::parse(&self.expect(207).text())
    }
}

fn empty_elements(names: &[&str]) -> String {
    names.iter().map(|name| format!("<{name}/>")).collect()
}
