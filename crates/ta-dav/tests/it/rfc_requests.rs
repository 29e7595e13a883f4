//! The request bodies printed in the RFCs, and what they mean.

use jiff::Timestamp;
use ta_dav::{
    CalendarMultiget, CalendarQuery, MakeCollection, PropertyInstruction, PropertyName, PropertyRequest,
    Propfind, Proppatch, Report, ResourceType, SyncCollection, SyncLevel,
};
use ta_ical::UtcRange;
use ta_ical::filter::{
    Collation, CompFilter, CompTest, MatchCondition, ParamFilter, ParamTest, PropFilter, PropTest, TextMatch,
    ValueTest,
};
use ta_ical::project::{
    ComponentParts, IcalProperty, PropertyValueRequest, RecurrenceView, SelectedComponents,
    SelectedProperties,
};

fn other(namespace: &str, local_name: &str) -> PropertyName {
    PropertyName::Other { namespace: namespace.into(), local_name: local_name.into() }
}

fn range(start: &str, end: &str) -> UtcRange {
    let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
    UtcRange::new(at(start), at(end)).unwrap()
}

/// A comp-filter on VCALENDAR with these inside.
fn vcalendar(comps: Vec<CompFilter>) -> CompFilter {
    comp("VCALENDAR", CompTest::All { time_range: None, props: Vec::new(), comps })
}

fn comp(name: &str, test: CompTest) -> CompFilter {
    CompFilter { name: name.into(), test }
}

fn in_range(range: UtcRange) -> CompTest {
    CompTest::All { time_range: Some(range), props: Vec::new(), comps: Vec::new() }
}

fn with_prop(prop: PropFilter) -> CompTest {
    CompTest::All { time_range: None, props: vec![prop], comps: Vec::new() }
}

fn contains(needle: &str, collation: Collation) -> TextMatch {
    TextMatch { needle: needle.into(), collation, condition: MatchCondition::Contains }
}

fn query(body: &str) -> CalendarQuery {
    match Report::parse(body.as_bytes()).unwrap() {
        Report::CalendarQuery(query) => query,
        other => panic!("{other:?}"),
    }
}

fn sync(body: &str) -> SyncCollection {
    match Report::parse(body.as_bytes()).unwrap() {
        Report::SyncCollection(sync) => sync,
        other => panic!("{other:?}"),
    }
}

#[test]
fn propfind_of_named_properties() {
    // RFC 4918 §9.1.3.
    let body = br#"<?xml version="1.0" encoding="utf-8" ?>
     <D:propfind xmlns:D="DAV:">
       <D:prop xmlns:R="http://ns.example.com/boxschema/">
         <R:bigbox/>
         <R:author/>
         <R:DingALing/>
         <R:Random/>
       </D:prop>
     </D:propfind>"#;
    let names = ["bigbox", "author", "DingALing", "Random"];
    let expected = names.map(|name| other("http://ns.example.com/boxschema/", name)).to_vec();
    assert_eq!(Propfind::parse(body).unwrap().properties, PropertyRequest::Prop(expected));
}

#[test]
fn propfind_of_property_names() {
    // RFC 4918 §9.1.4.
    let body = br#"<?xml version="1.0" encoding="utf-8" ?>
     <propfind xmlns="DAV:">
       <propname/>
     </propfind>"#;
    assert_eq!(Propfind::parse(body).unwrap().properties, PropertyRequest::PropName);
}

#[test]
fn propfind_of_all_properties_and_some_more() {
    // RFC 4918 §9.1.6.
    let body = br#"<?xml version="1.0" encoding="utf-8" ?>
     <D:propfind xmlns:D="DAV:">
       <D:allprop/>
       <D:include>
         <D:supported-live-property-set/>
         <D:supported-report-set/>
       </D:include>
     </D:propfind>"#;
    let include = vec![PropertyName::SupportedLivePropertySet, PropertyName::SupportedReportSet];
    assert_eq!(Propfind::parse(body).unwrap().properties, PropertyRequest::AllProp { include });
}

#[test]
fn propfind_without_a_body_asks_for_all_properties() {
    let all = PropertyRequest::AllProp { include: Vec::new() };
    assert_eq!(Propfind::parse(b"").unwrap().properties, all);
    assert_eq!(Propfind::parse(b"\r\n").unwrap().properties, all);
}

#[test]
fn proppatch_sets_and_removes_in_order() {
    // RFC 4918 §9.2.2.
    let body = br#"<?xml version="1.0" encoding="utf-8" ?>
     <D:propertyupdate xmlns:D="DAV:"
             xmlns:Z="http://ns.example.com/standards/z39.50/">
       <D:set>
         <D:prop>
           <Z:Authors>
             <Z:Author>Jim Whitehead</Z:Author>
             <Z:Author>Roy Fielding</Z:Author>
           </Z:Authors>
         </D:prop>
       </D:set>
       <D:remove>
         <D:prop><Z:Copyright-Owner/></D:prop>
       </D:remove>
     </D:propertyupdate>"#;
    let instructions = Proppatch::parse(body).unwrap().instructions;
    let [PropertyInstruction::Set(authors), PropertyInstruction::Remove(owner)] = instructions.as_slice()
    else {
        panic!("{instructions:?}");
    };
    assert_eq!(authors.name(), &other("http://ns.example.com/standards/z39.50/", "Authors"));
    assert_eq!(owner, &other("http://ns.example.com/standards/z39.50/", "Copyright-Owner"));
}

#[test]
fn mkcalendar_with_properties() {
    // RFC 4791 §5.3.1.2, the time zone shortened.
    let body = br#"<?xml version="1.0" encoding="utf-8" ?>
   <C:mkcalendar xmlns:D="DAV:"
                 xmlns:C="urn:ietf:params:xml:ns:caldav">
     <D:set>
       <D:prop>
         <D:displayname>Lisa's Events</D:displayname>
         <C:calendar-description xml:lang="en"
   >Calendar restricted to events.</C:calendar-description>
         <C:supported-calendar-component-set>
           <C:comp name="VEVENT"/>
         </C:supported-calendar-component-set>
         <C:calendar-timezone><![CDATA[BEGIN:VCALENDAR
TZNAME:Eastern Standard Time (US & Canada)
END:VCALENDAR
]]></C:calendar-timezone>
       </D:prop>
     </D:set>
   </C:mkcalendar>"#;
    let made = MakeCollection::parse_mkcalendar(body).unwrap();
    let [name, description, components, zone] = made.properties.as_slice() else { panic!("{made:?}") };
    assert_eq!((name.name(), name.text().as_str()), (&PropertyName::DisplayName, "Lisa's Events"));
    assert_eq!(description.text(), "Calendar restricted to events.");
    assert_eq!(description.language(), Some("en"));
    assert_eq!(components.component_names(), ["VEVENT"]);
    assert_eq!(zone.text(), "BEGIN:VCALENDAR\nTZNAME:Eastern Standard Time (US & Canada)\nEND:VCALENDAR\n");
}

#[test]
fn mkcol_of_a_calendar() {
    // RFC 5689 §4.1.1.
    let body = br#"<?xml version="1.0" encoding="utf-8" ?>
   <D:mkcol xmlns:D="DAV:"
                 xmlns:C="urn:ietf:params:xml:ns:caldav">
     <D:set>
       <D:prop>
         <D:resourcetype>
           <D:collection/>
           <C:calendar/>
         </D:resourcetype>
         <D:displayname>Lisa's Events</D:displayname>
       </D:prop>
     </D:set>
   </D:mkcol>"#;
    let made = MakeCollection::parse_mkcol(body).unwrap();
    assert_eq!(made.properties[0].resource_types(), [ResourceType::Collection, ResourceType::Calendar]);
    assert_eq!(made.properties[1].text(), "Lisa's Events");
}

#[test]
fn query_for_parts_of_events_by_time_range() {
    // RFC 4791 §7.8.1.
    let query = query(
        r#"<?xml version="1.0" encoding="utf-8" ?>
   <C:calendar-query xmlns:D="DAV:"
                 xmlns:C="urn:ietf:params:xml:ns:caldav">
     <D:prop>
       <D:getetag/>
       <C:calendar-data>
         <C:comp name="VCALENDAR">
           <C:prop name="VERSION"/>
           <C:comp name="VEVENT">
             <C:prop name="SUMMARY"/>
             <C:prop name="UID"/>
           </C:comp>
           <C:comp name="VTIMEZONE"/>
         </C:comp>
       </C:calendar-data>
     </D:prop>
     <C:filter>
       <C:comp-filter name="VCALENDAR">
         <C:comp-filter name="VEVENT">
           <C:time-range start="20060104T000000Z"
                         end="20060105T000000Z"/>
         </C:comp-filter>
       </C:comp-filter>
     </C:filter>
   </C:calendar-query>"#,
    );
    let these = |names: &[&str]| {
        let property =
            |name: &&str| IcalProperty { name: (*name).into(), value: PropertyValueRequest::WithValue };
        SelectedProperties::These(names.iter().map(property).collect())
    };
    let event = ComponentParts {
        name: "VEVENT".into(),
        properties: these(&["SUMMARY", "UID"]),
        components: SelectedComponents::These(Vec::new()),
    };
    // The answer in the RFC has all of the VTIMEZONE.
    let time_zone = ComponentParts {
        name: "VTIMEZONE".into(),
        properties: SelectedProperties::All,
        components: SelectedComponents::All,
    };
    let parts = ComponentParts {
        name: "VCALENDAR".into(),
        properties: these(&["VERSION"]),
        components: SelectedComponents::These(vec![event, time_zone]),
    };
    assert_eq!(
        query.properties.properties,
        PropertyRequest::Prop(vec![PropertyName::GetEtag, PropertyName::CalendarData])
    );
    assert_eq!(query.properties.calendar_data.selection.parts, Some(parts));
    let span = range("2006-01-04T00:00:00Z", "2006-01-05T00:00:00Z");
    assert_eq!(query.filter, vcalendar(vec![comp("VEVENT", in_range(span))]));
}

/// The query of RFC 4791 §7.8.2 to §7.8.4 with what stands in calendar-data.
fn recurring(calendar_data: &str) -> CalendarQuery {
    query(&format!(
        r#"<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
     <D:prop><C:calendar-data>{calendar_data}</C:calendar-data></D:prop>
     <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
           <C:time-range start="20060103T000000Z" end="20060105T000000Z"/>
     </C:comp-filter></C:comp-filter></C:filter>
   </C:calendar-query>"#
    ))
}

#[test]
fn query_for_the_overrides_of_a_span() {
    // RFC 4791 §7.8.2.
    let query = recurring(r#"<C:limit-recurrence-set start="20060103T000000Z" end="20060105T000000Z"/>"#);
    let span = range("2006-01-03T00:00:00Z", "2006-01-05T00:00:00Z");
    assert_eq!(query.properties.calendar_data.selection.recurrence, RecurrenceView::LimitRecurrenceSet(span));
}

#[test]
fn query_for_expanded_instances() {
    // RFC 4791 §7.8.3.
    let query = recurring(r#"<C:expand start="20060103T000000Z" end="20060105T000000Z"/>"#);
    let span = range("2006-01-03T00:00:00Z", "2006-01-05T00:00:00Z");
    assert_eq!(query.properties.calendar_data.selection.recurrence, RecurrenceView::Expand(span));
}

#[test]
fn query_for_stored_free_busy_values_of_a_span() {
    // RFC 4791 §7.8.4.
    let query = recurring(r#"<C:limit-freebusy-set start="20060102T000000Z" end="20060103T000000Z"/>"#);
    let span = range("2006-01-02T00:00:00Z", "2006-01-03T00:00:00Z");
    assert_eq!(query.properties.calendar_data.selection.limit_freebusy_set, Some(span));
    assert_eq!(query.properties.calendar_data.selection.recurrence, RecurrenceView::AsStored);
}

/// The frame of RFC 4791 §7.8.5 to §7.8.9: a query with what stands in the filter on VCALENDAR.
fn filtered(inside: &str) -> CompFilter {
    query(&format!(
        r#"<?xml version="1.0" encoding="utf-8" ?>
   <C:calendar-query xmlns:C="urn:ietf:params:xml:ns:caldav">
     <D:prop xmlns:D="DAV:">
       <D:getetag/>
       <C:calendar-data/>
     </D:prop>
     <C:filter>
       <C:comp-filter name="VCALENDAR">{inside}</C:comp-filter>
     </C:filter>
   </C:calendar-query>"#
    ))
    .filter
}

#[test]
fn query_for_to_dos_by_alarm() {
    // RFC 4791 §7.8.5.
    let filter = filtered(
        r#"<C:comp-filter name="VTODO">
           <C:comp-filter name="VALARM">
             <C:time-range start="20060106T100000Z"
                             end="20060107T100000Z"/>
           </C:comp-filter>
         </C:comp-filter>"#,
    );
    let alarm = comp("VALARM", in_range(range("2006-01-06T10:00:00Z", "2006-01-07T10:00:00Z")));
    let todo = CompTest::All { time_range: None, props: Vec::new(), comps: vec![alarm] };
    assert_eq!(filter, vcalendar(vec![comp("VTODO", todo)]));
}

#[test]
fn query_for_an_event_by_uid() {
    // RFC 4791 §7.8.6.
    let filter = filtered(
        r#"<C:comp-filter name="VEVENT">
           <C:prop-filter name="UID">
             <C:text-match collation="i;octet"
             >DC6C50A017428C5216A2F1CD@example.com</C:text-match>
           </C:prop-filter>
         </C:comp-filter>"#,
    );
    let text = contains("DC6C50A017428C5216A2F1CD@example.com", Collation::Octet);
    let test = PropTest::All { value: Some(ValueTest::Text(text)), params: Vec::new() };
    let uid = PropFilter { name: "UID".into(), test };
    assert_eq!(filter, vcalendar(vec![comp("VEVENT", with_prop(uid))]));
}

#[test]
fn query_for_events_by_partstat() {
    // RFC 4791 §7.8.7.
    let filter = filtered(
        r#"<C:comp-filter name="VEVENT">
           <C:prop-filter name="ATTENDEE">
             <C:text-match collation="i;ascii-casemap"
              >mailto:lisa@example.com</C:text-match>
             <C:param-filter name="PARTSTAT">
               <C:text-match collation="i;ascii-casemap"
                >NEEDS-ACTION</C:text-match>
             </C:param-filter>
           </C:prop-filter>
         </C:comp-filter>"#,
    );
    let partstat = ParamFilter {
        name: "PARTSTAT".into(),
        test: ParamTest::Text(contains("NEEDS-ACTION", Collation::AsciiCasemap)),
    };
    let lisa = contains("mailto:lisa@example.com", Collation::AsciiCasemap);
    let test = PropTest::All { value: Some(ValueTest::Text(lisa)), params: vec![partstat] };
    let attendee = PropFilter { name: "ATTENDEE".into(), test };
    assert_eq!(filter, vcalendar(vec![comp("VEVENT", with_prop(attendee))]));
}

#[test]
fn query_for_all_events() {
    // RFC 4791 §7.8.8.
    let filter = filtered(r#"<C:comp-filter name="VEVENT"/>"#);
    let all = CompTest::All { time_range: None, props: Vec::new(), comps: Vec::new() };
    assert_eq!(filter, vcalendar(vec![comp("VEVENT", all)]));
}

#[test]
fn query_for_pending_to_dos() {
    // RFC 4791 §7.8.9.
    let filter = filtered(
        r#"<C:comp-filter name="VTODO">
           <C:prop-filter name="COMPLETED">
             <C:is-not-defined/>
           </C:prop-filter>
           <C:prop-filter name="STATUS">
             <C:text-match
                negate-condition="yes">CANCELLED</C:text-match>
           </C:prop-filter>
         </C:comp-filter>"#,
    );
    let not_cancelled = TextMatch {
        needle: "CANCELLED".into(),
        collation: Collation::AsciiCasemap,
        condition: MatchCondition::ContainsNot,
    };
    let props = vec![
        PropFilter { name: "COMPLETED".into(), test: PropTest::IsNotDefined },
        PropFilter {
            name: "STATUS".into(),
            test: PropTest::All { value: Some(ValueTest::Text(not_cancelled)), params: Vec::new() },
        },
    ];
    let todo = CompTest::All { time_range: None, props, comps: Vec::new() };
    assert_eq!(filter, vcalendar(vec![comp("VTODO", todo)]));
}

#[test]
fn multiget_of_two_objects() {
    // RFC 4791 §7.9.1.
    let body = br#"<?xml version="1.0" encoding="utf-8" ?>
   <C:calendar-multiget xmlns:D="DAV:"
                    xmlns:C="urn:ietf:params:xml:ns:caldav">
     <D:prop>
       <D:getetag/>
       <C:calendar-data/>
     </D:prop>
     <D:href>/bernard/work/abcd1.ics</D:href>
     <D:href>/bernard/work/mtg1.ics</D:href>
   </C:calendar-multiget>"#;
    let Report::CalendarMultiget(CalendarMultiget { hrefs, properties }) = Report::parse(body).unwrap()
    else {
        panic!("not a multiget");
    };
    assert_eq!(hrefs, ["/bernard/work/abcd1.ics", "/bernard/work/mtg1.ics"]);
    assert_eq!(properties.calendar_data, Default::default());
}

#[test]
fn a_multiget_names_each_object_once() {
    // RFC 4918 §14.24 allows each href only once in the answer.
    let body = br#"<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop/>
     <D:href>/a</D:href><D:href> /b
     </D:href><D:href>/a</D:href></C:calendar-multiget>"#;
    let Report::CalendarMultiget(multiget) = Report::parse(body).unwrap() else { panic!("not a multiget") };
    assert_eq!(multiget.hrefs, ["/a", "/b"]);
}

#[test]
fn first_synchronisation() {
    // RFC 6578 §3.8.
    let request = sync(
        r#"<?xml version="1.0" encoding="utf-8" ?>
   <D:sync-collection xmlns:D="DAV:">
     <D:sync-token/>
     <D:sync-level>1</D:sync-level>
     <D:prop xmlns:R="urn:ns.example.com:boxschema">
       <D:getetag/>
       <R:bigbox/>
     </D:prop>
   </D:sync-collection>"#,
    );
    assert_eq!((request.token, request.level, request.limit), (None, SyncLevel::One, None));
    assert_eq!(
        request.properties.properties,
        PropertyRequest::Prop(vec![PropertyName::GetEtag, other("urn:ns.example.com:boxschema", "bigbox")])
    );
}

#[test]
fn synchronisation_with_token_and_limit() {
    // RFC 6578 §3.12.
    let request = sync(
        r#"<D:sync-collection xmlns:D="DAV:">
     <D:sync-token>http://example.com/ns/sync/1232</D:sync-token>
     <D:sync-level>1</D:sync-level>
     <D:limit>
       <D:nresults>100</D:nresults>
     </D:limit>
     <D:prop>
       <D:getetag/>
     </D:prop>
   </D:sync-collection>"#,
    );
    assert_eq!(request.token.as_deref(), Some("http://example.com/ns/sync/1232"));
    assert_eq!(request.limit, Some(100));
}

#[test]
fn synchronisation_of_all_levels() {
    // RFC 6578 §3.13.
    let request = sync(
        r#"<D:sync-collection xmlns:D="DAV:"><D:sync-token/><D:sync-level>infinite</D:sync-level>
     <D:prop><D:getetag/></D:prop></D:sync-collection>"#,
    );
    assert_eq!(request.level, SyncLevel::Infinite);
}
