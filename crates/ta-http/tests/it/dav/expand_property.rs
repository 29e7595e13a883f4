//! DAV:expand-property (RFC 3253 §3.8).

use ta_sim::{DavClient, Multistatus, TestServer};
use ta_testdb::on_both_engines;

use super::sample::{CALENDAR, describe_team};

const BOARD: &str = "/dav/principals/groups/board/";
const ANNA: &str = "/dav/principals/users/anna/";

/// What a property was replaced by, read as answers of their own.
#[track_caller]
fn resources(told: &Multistatus, name: &str) -> Multistatus {
    let property = &told.only().property(name).xml;
    let (_, inner) = property.split_once('>').unwrap();
    let (inner, _) = inner.rsplit_once("</").unwrap();
    Multistatus::parse(&ta_sim::xml_body("D:multistatus", inner))
}

fn expand(client: &DavClient<'_>, path: &str, content: &str) -> Multistatus {
    client.xml("REPORT", path, "D:expand-property", content).send().multistatus()
}

on_both_engines! {
    fn members_of_a_group_are_told_with_their_names(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let ben = DavClient::new(&server, "ben");
        let asked = r#"<D:property name="displayname"/>
            <D:property name="group-member-set"><D:property name="displayname"/></D:property>"#;
        let told = expand(&ben, BOARD, asked);
        assert_eq!(told.only().text("D:displayname"), "The board");
        assert_eq!(resources(&told, "D:group-member-set").of(ANNA).text("D:displayname"), "Anna Berg");
    }

    fn references_are_followed_as_deep_as_asked(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let anna = DavClient::new(&server, "anna");
        let asked = r#"<D:property name="owner"><D:property name="group-membership">
            <D:property name="displayname"/></D:property></D:property>"#;
        let owner = resources(&expand(&anna, CALENDAR, asked), "D:owner");
        let groups = resources(&owner, "D:group-membership");
        assert_eq!(groups.of(BOARD).text("D:displayname"), "The board");
    }

    fn a_reference_stays_as_it_is_when_nothing_is_asked_of_it(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let told = expand(&anna, CALENDAR, r#"<D:property name="owner"/>"#);
        assert_eq!(told.only().property("D:owner").hrefs(), [ANNA]);
    }

    fn proxies_that_nobody_has_are_missing_properties(database) {
        let server = TestServer::with_members(database, ["anna"]);
        let anna = DavClient::new(&server, "anna");
        let asked = r#"<D:property name="calendar-proxy-read-for" namespace="http://calendarserver.org/ns/">
            <D:property name="displayname"/></D:property>"#;
        assert_eq!(expand(&anna, ANNA, asked).only().status_of("CS:calendar-proxy-read-for"), Some(404));
    }

    fn what_a_reference_leads_to_outside_has_no_properties(database) {
        let server = TestServer::with_members(database, ["anna", "ben"]);
        describe_team(&server);
        let anna = DavClient::new(&server, "anna");
        let asked = r#"<D:property name="alternate-URI-set"><D:property name="displayname"/></D:property>"#;
        let addresses = resources(&expand(&anna, ANNA, asked), "D:alternate-URI-set");
        assert_eq!(addresses.of("mailto:anna@example.com").status_of("D:displayname"), Some(404));
    }
}
