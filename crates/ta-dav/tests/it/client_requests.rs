//! Requests in the form that each client gives them: its prefixes, its layout, its habits.

use ta_dav::{
    CalendarQuery, DavPath, MakeCollection, PropertyInstruction, PropertyName, PropertyRequest, Propfind,
    Proppatch, Report, ReportProperties, ResourceType, SearchScope, SearchTest, SyncCollection, UrlReference,
};
use ta_ical::filter::{CompFilter, CompTest};
use ta_ical::project::RecurrenceView;

fn named(properties: &PropertyRequest) -> &[PropertyName] {
    match properties {
        PropertyRequest::Prop(names) => names,
        other => panic!("{other:?}"),
    }
}

fn propfind(body: &str) -> Vec<PropertyName> {
    named(&Propfind::parse(body.as_bytes()).unwrap().properties).to_vec()
}

fn query(body: &str) -> CalendarQuery {
    match Report::parse(body.as_bytes()).unwrap() {
        Report::CalendarQuery(query) => query,
        other => panic!("{other:?}"),
    }
}

fn multiget(body: &str) -> (ReportProperties, Vec<String>) {
    match Report::parse(body.as_bytes()).unwrap() {
        Report::CalendarMultiget(multiget) => (multiget.properties, multiget.hrefs),
        other => panic!("{other:?}"),
    }
}

fn sync(body: &str) -> SyncCollection {
    match Report::parse(body.as_bytes()).unwrap() {
        Report::SyncCollection(sync) => sync,
        other => panic!("{other:?}"),
    }
}

/// The filter on the one component inside of VCALENDAR.
fn inner(filter: &CompFilter) -> &CompFilter {
    match &filter.test {
        CompTest::All { comps, .. } => &comps[0],
        CompTest::IsNotDefined => panic!("is-not-defined"),
    }
}

/// When the span of a comp-filter starts and ends.
fn span(filter: &CompFilter) -> (Option<String>, Option<String>) {
    match &filter.test {
        CompTest::All { time_range: Some(range), .. } => {
            (range.start_utc().map(|t| t.to_string()), range.end_utc().map(|t| t.to_string()))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn apple_declares_each_namespace_where_it_uses_it() {
    let names = propfind(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<A:propfind xmlns:A="DAV:">
  <A:prop>
    <A:add-member/>
    <C:allowed-sharing-modes xmlns:C="http://calendarserver.org/ns/"/>
    <D:calendar-color xmlns:D="http://apple.com/ns/ical/"/>
    <B:calendar-description xmlns:B="urn:ietf:params:xml:ns:caldav"/>
    <D:calendar-order xmlns:D="http://apple.com/ns/ical/"/>
    <C:getctag xmlns:C="http://calendarserver.org/ns/"/>
    <E:bulk-requests xmlns:E="http://me.com/_namespace/"/>
    <A:sync-token/>
  </A:prop>
</A:propfind>
"#,
    );
    assert_eq!(
        names,
        [
            PropertyName::AddMember,
            PropertyName::AllowedSharingModes,
            PropertyName::CalendarColor,
            PropertyName::CalendarDescription,
            PropertyName::CalendarOrder,
            PropertyName::GetCtag,
            PropertyName::BulkRequests,
            PropertyName::SyncToken,
        ]
    );
}

#[test]
fn apple_makes_a_calendar_with_colour_order_and_time_zone() {
    let made = MakeCollection::parse_mkcalendar(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<B:mkcalendar xmlns:B=\"urn:ietf:params:xml:ns:caldav\">
  <A:set xmlns:A=\"DAV:\">
    <A:prop>
      <B:supported-calendar-component-set>
        <B:comp name=\"VEVENT\"/>
      </B:supported-calendar-component-set>
      <D:calendar-color xmlns:D=\"http://apple.com/ns/ical/\" symbolic-color=\"custom\">#FF2968FF</D:calendar-color>
      <A:displayname>Kinder &amp; K\xC3\xBCche</A:displayname>
      <D:calendar-order xmlns:D=\"http://apple.com/ns/ical/\">7</D:calendar-order>
      <B:calendar-free-busy-set>
        <YES/>
      </B:calendar-free-busy-set>
      <B:calendar-timezone>BEGIN:VCALENDAR&#13;
VERSION:2.0&#13;
END:VCALENDAR&#13;
</B:calendar-timezone>
    </A:prop>
  </A:set>
</B:mkcalendar>
",
    )
    .unwrap();
    let texts: Vec<_> = made.properties.iter().map(|p| (p.name().clone(), p.text())).collect();
    assert_eq!(made.properties[0].component_names(), ["VEVENT"]);
    assert_eq!(texts[1], (PropertyName::CalendarColor, "#FF2968FF".into()));
    assert_eq!(texts[2], (PropertyName::DisplayName, "Kinder & K\u{FC}che".into()));
    assert_eq!(texts[3], (PropertyName::CalendarOrder, "7".into()));
    assert_eq!(texts[4].0, PropertyName::CalendarFreeBusySet);
    assert_eq!(
        texts[5],
        (PropertyName::CalendarTimezone, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n".into())
    );
}

#[test]
fn apple_changes_the_colour() {
    let patch = Proppatch::parse(
        br##"<?xml version="1.0" encoding="UTF-8"?>
<A:propertyupdate xmlns:A="DAV:">
  <A:set>
    <A:prop>
      <D:calendar-color xmlns:D="http://apple.com/ns/ical/" symbolic-color="blue">#1BADF8FF</D:calendar-color>
    </A:prop>
  </A:set>
</A:propertyupdate>
"##,
    )
    .unwrap();
    let [PropertyInstruction::Set(color)] = patch.instructions.as_slice() else { panic!("{patch:?}") };
    assert_eq!((color.name(), color.text().as_str()), (&PropertyName::CalendarColor, "#1BADF8FF"));
}

#[test]
fn apple_asks_for_events_from_a_day_on() {
    let query = query(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<B:calendar-query xmlns:B="urn:ietf:params:xml:ns:caldav">
  <A:prop xmlns:A="DAV:">
    <A:getetag/>
    <A:getcontenttype/>
  </A:prop>
  <B:filter>
    <B:comp-filter name="VCALENDAR">
      <B:comp-filter name="VEVENT">
        <B:time-range start="20261023T000000Z"/>
      </B:comp-filter>
    </B:comp-filter>
  </B:filter>
</B:calendar-query>
"#,
    );
    assert_eq!(span(inner(&query.filter)), (Some("2026-10-23T00:00:00Z".into()), None));
    assert_eq!(named(&query.properties.properties), [PropertyName::GetEtag, PropertyName::GetContentType]);
}

#[test]
fn apple_expands_the_principals_it_is_a_proxy_of() {
    let body = br#"<?xml version="1.0" encoding="UTF-8"?>
<A:expand-property xmlns:A="DAV:">
  <A:property name="calendar-proxy-read-for" namespace="http://calendarserver.org/ns/">
    <A:property name="email-address-set" namespace="http://calendarserver.org/ns/"/>
    <A:property name="calendar-user-address-set" namespace="urn:ietf:params:xml:ns:caldav"/>
    <A:property name="displayname" namespace="DAV:"/>
  </A:property>
  <A:property name="owner"/>
</A:expand-property>
"#;
    let Report::ExpandProperty(expand) = Report::parse(body).unwrap() else { panic!("another report") };
    let [proxies, owner] = expand.properties.as_slice() else { panic!("{expand:?}") };
    assert_eq!(proxies.name, PropertyName::CalendarProxyReadFor);
    let of_referred: Vec<_> = proxies.of_referred.iter().map(|property| property.name.clone()).collect();
    assert_eq!(
        of_referred,
        [PropertyName::EmailAddressSet, PropertyName::CalendarUserAddressSet, PropertyName::DisplayName]
    );
    assert_eq!((&owner.name, owner.of_referred.len()), (&PropertyName::Owner, 0));
}

#[test]
fn apple_searches_for_people_by_any_of_their_properties() {
    let body = br#"<?xml version="1.0" encoding="UTF-8"?>
<A:principal-property-search xmlns:A="DAV:" test="anyof" type="INDIVIDUAL">
  <A:property-search>
    <A:prop>
      <A:displayname/>
    </A:prop>
    <A:match match-type="contains">ann</A:match>
  </A:property-search>
  <A:property-search>
    <A:prop>
      <C:email-address-set xmlns:C="http://calendarserver.org/ns/"/>
    </A:prop>
    <A:match match-type="starts-with">ann</A:match>
  </A:property-search>
  <A:prop>
    <A:principal-URL/>
    <A:displayname/>
  </A:prop>
  <A:apply-to-principal-collection-set/>
</A:principal-property-search>
"#;
    let Report::PrincipalPropertySearch(search) = Report::parse(body).unwrap() else {
        panic!("another report")
    };
    assert_eq!((search.test, search.scope), (SearchTest::AnyOf, SearchScope::PrincipalCollectionSet));
    assert_eq!(search.searches[0].properties, [PropertyName::DisplayName]);
    assert_eq!(search.searches[1].properties, [PropertyName::EmailAddressSet]);
    assert_eq!(search.searches[1].text, "ann");
    assert_eq!(search.properties, [PropertyName::PrincipalUrl, PropertyName::DisplayName]);
}

#[test]
fn ios_asks_for_an_escaped_at_sign_and_finds_it_again() {
    let (_, hrefs) = multiget(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<B:calendar-multiget xmlns:B="urn:ietf:params:xml:ns:caldav">
  <A:prop xmlns:A="DAV:"><A:getetag/><B:calendar-data/></A:prop>
  <A:href xmlns:A="DAV:">/dav/calendars/anna%40example.com/home/1.ics</A:href>
</B:calendar-multiget>
"#,
    );
    assert_eq!(hrefs, ["/dav/calendars/anna%40example.com/home/1.ics"]);
    let path = UrlReference::parse(&hrefs[0]).unwrap().dav_path().unwrap();
    assert_eq!(path.to_string(), hrefs[0]);
    assert_eq!(path, DavPath::parse("/dav/calendars/anna@example.com/home/1.ics").unwrap());
}

#[test]
fn thunderbird_makes_caldav_the_default_namespace() {
    let (properties, hrefs) = multiget(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/><C:calendar-data/></D:prop><D:href>/dav/calendars/anna/work/a.ics</D:href><D:href>/dav/calendars/anna/work/b.ics</D:href></C:calendar-multiget>"#,
    );
    assert_eq!(named(&properties.properties), [PropertyName::GetEtag, PropertyName::CalendarData]);
    assert_eq!(hrefs.len(), 2);
    let (again, _) = multiget(
        r#"<calendar-multiget xmlns:D="DAV:" xmlns="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/><calendar-data/></D:prop><D:href>/x</D:href></calendar-multiget>"#,
    );
    assert_eq!(again, properties);
}

#[test]
fn thunderbird_synchronises_with_an_empty_token_first() {
    let first = sync(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<sync-collection xmlns="DAV:"><sync-token/><sync-level>1</sync-level><prop><getcontenttype/><getetag/></prop></sync-collection>"#,
    );
    assert_eq!(first.token, None);
    let next = sync(
        r#"<sync-collection xmlns="DAV:"><sync-token>urn:teamagenda:sync:7:42</sync-token><sync-level>1</sync-level><prop><getcontenttype/><getetag/></prop></sync-collection>"#,
    );
    assert_eq!(next.token.as_deref(), Some("urn:teamagenda:sync:7:42"));
}

#[test]
fn a_sync_request_of_the_old_drafts_has_no_level() {
    let request = sync(
        r#"<D:sync-collection xmlns:D="DAV:"><D:sync-token> </D:sync-token><D:prop><D:getetag/></D:prop></D:sync-collection>"#,
    );
    assert_eq!((request.token, request.level), (None, ta_dav::SyncLevel::One));
}

#[test]
fn davx5_finds_calendars() {
    let names = propfind(
        r#"<?xml version='1.0' encoding='UTF-8' ?><propfind xmlns="DAV:" xmlns:CAL="urn:ietf:params:xml:ns:caldav" xmlns:CARD="urn:ietf:params:xml:ns:carddav"><prop><resourcetype /><displayname /><owner /><current-user-privilege-set /><CAL:supported-calendar-component-set /><n1:calendar-color xmlns:n1="http://apple.com/ns/ical/" /><CARD:addressbook-home-set /><n2:transports xmlns:n2="https://bitfire.at/webdav-push" /></prop></propfind>"#,
    );
    assert_eq!(names.len(), 8);
    assert_eq!(names[6], PropertyName::AddressBookHomeSet);
    assert_eq!(
        names[7],
        PropertyName::Other {
            namespace: "https://bitfire.at/webdav-push".into(),
            local_name: "transports".into()
        }
    );
}

#[test]
fn davx5_names_the_form_of_the_data() {
    let (properties, _) = multiget(
        r#"<?xml version='1.0' encoding='UTF-8' ?><CAL:calendar-multiget xmlns="DAV:" xmlns:CAL="urn:ietf:params:xml:ns:caldav"><prop><getcontenttype /><getetag /><CAL:schedule-tag /><CAL:calendar-data content-type="text/calendar" version="2.0" /></prop><href>/dav/calendars/anna/work/a.ics</href></CAL:calendar-multiget>"#,
    );
    assert!(properties.calendar_data.is_icalendar());
    let (jcal, _) = multiget(
        r#"<CAL:calendar-multiget xmlns="DAV:" xmlns:CAL="urn:ietf:params:xml:ns:caldav"><prop><CAL:calendar-data content-type="application/calendar+json" /></prop><href>/x</href></CAL:calendar-multiget>"#,
    );
    assert!(!jcal.calendar_data.is_icalendar());
}

#[test]
fn davx5_makes_a_calendar_with_mkcol() {
    let made = MakeCollection::parse_mkcol(
        br#"<?xml version='1.0' encoding='UTF-8' ?><mkcol xmlns="DAV:" xmlns:CAL="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection /><CAL:calendar /></resourcetype><displayname>Arbeit</displayname><CAL:supported-calendar-component-set><CAL:comp name="VEVENT" /><CAL:comp name="VTODO" /></CAL:supported-calendar-component-set></prop></set></mkcol>"#,
    )
    .unwrap();
    assert_eq!(made.properties[0].resource_types(), [ResourceType::Collection, ResourceType::Calendar]);
    assert_eq!(made.properties[2].component_names(), ["VEVENT", "VTODO"]);
}

#[test]
fn vdirsyncer_asks_for_one_kind_of_component() {
    let query = query(
        r#"<?xml version="1.0" encoding="utf-8" ?>
            <C:calendar-query xmlns="DAV:"
                xmlns:C="urn:ietf:params:xml:ns:caldav">
                <prop>
                    <getcontenttype/>
                    <getetag/>
                </prop>
                <C:filter>
                <C:comp-filter name="VCALENDAR">
                    <C:comp-filter name="VTODO"></C:comp-filter>
                </C:comp-filter>
                </C:filter>
            </C:calendar-query>"#,
    );
    assert_eq!(inner(&query.filter).name, "VTODO");
}

#[test]
fn python_caldav_asks_for_expanded_instances() {
    let query = query(
        r#"<?xml version='1.0' encoding='utf-8'?>
<C:calendar-query xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:D="DAV:"><D:prop><C:calendar-data><C:expand start="20261101T000000Z" end="20261201T000000Z"/></C:calendar-data></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="20261101T000000Z" end="20261201T000000Z"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"#,
    );
    let RecurrenceView::Expand(range) = query.properties.calendar_data.selection.recurrence else {
        panic!("{query:?}")
    };
    assert_eq!(range.end_utc().unwrap().to_string(), "2026-12-01T00:00:00Z");
}

#[test]
fn python_caldav_asks_for_busy_time() {
    let body = br#"<?xml version='1.0' encoding='utf-8'?>
<ns0:free-busy-query xmlns:ns0="urn:ietf:params:xml:ns:caldav"><ns0:time-range start="20261101T000000Z" end="20261201T000000Z"/></ns0:free-busy-query>"#;
    let Report::FreeBusyQuery(query) = Report::parse(body).unwrap() else { panic!("another report") };
    assert_eq!(query.range.start_utc().unwrap().to_string(), "2026-11-01T00:00:00Z");
}

#[test]
fn evolution_makes_and_searches_calendars() {
    let made = MakeCollection::parse_mkcalendar(
        br#"<?xml version="1.0" encoding="UTF-8"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:IC="http://apple.com/ns/ical/"><D:set><D:prop><D:displayname>Privat</D:displayname><IC:calendar-color>#3465a4</IC:calendar-color></D:prop></D:set></C:mkcalendar>"#,
    )
    .unwrap();
    assert_eq!(made.properties[1].name(), &PropertyName::CalendarColor);
    let query = query(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="20261001T000000Z" end="20270101T000000Z"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"#,
    );
    assert_eq!(
        span(inner(&query.filter)),
        (Some("2026-10-01T00:00:00Z".into()), Some("2027-01-01T00:00:00Z".into()))
    );
}

#[test]
fn a_report_that_is_not_read_here_has_its_name() {
    let body = br#"<D:version-tree xmlns:D="DAV:"/>"#;
    let Report::Other(name) = Report::parse(body).unwrap() else { panic!("another report") };
    assert_eq!(name.to_string(), "{DAV:}version-tree");
}

#[test]
fn python_caldav_puts_the_properties_of_a_search_beside_an_empty_prop() {
    let body = br#"<D:principal-property-search xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:property-search><D:prop><D:displayname/></D:prop><D:match>Anna</D:match></D:property-search><D:prop/><C:calendar-home-set/><D:displayname/></D:principal-property-search>"#;
    let Ok(Report::PrincipalPropertySearch(search)) = Report::parse(body) else { panic!("no search") };
    assert_eq!(search.properties, [PropertyName::CalendarHomeSet, PropertyName::DisplayName]);
}
