//! The response bodies printed in the RFCs, written from values and compared by their meaning.

use jiff::Timestamp;
use ta_dav::{
    CollectionMethod, Href, LackingPrivilege, Multistatus, Precondition, Privilege, PrivilegeGranting,
    PropertyName, PropertyResults, PropertyValue, ReportName, ResourceType, ReturnPreference,
    ScheduleTransparency, Status, SupportedPrivilege, make_collection_response,
    principal_search_property_set,
};
use ta_ical::ComponentKind;

use crate::infoset::{Content, WhiteSpace, assert_same, read};

fn href(text: &str) -> Href {
    Href::verbatim(text)
}

fn other(namespace: &str, local_name: &str) -> PropertyName {
    PropertyName::Other { namespace: namespace.into(), local_name: local_name.into() }
}

fn bigbox() -> PropertyName {
    other("urn:ns.example.com:boxschema", "bigbox")
}

/// Holds that the body of a refusal is this `DAV:error` with an explanation at its end.
fn assert_error(refusal: &Precondition, expected: &str) {
    let mut error = read(refusal.error_body("It is so."), WhiteSpace::Trimmed);
    let Some(Content::Element(explanation)) = error.content.pop() else { panic!("{error:?}") };
    assert_eq!(explanation.name, "{urn:teamagenda:dav}explanation");
    assert_eq!(explanation.text_of("explanation"), "It is so.");
    assert_eq!(error, read(expected, WhiteSpace::Trimmed));
}

/// The propstats of a member with a tag, and without a bigbox.
fn tag_and_no_box(tag: &str) -> PropertyResults {
    let mut results = PropertyResults::new();
    results.found(PropertyName::GetEtag, PropertyValue::EntityTag(tag.into()));
    results.missing(bigbox());
    results
}

fn only_tag(tag: &str) -> PropertyResults {
    let mut results = PropertyResults::new();
    results.found(PropertyName::GetEtag, PropertyValue::EntityTag(tag.into()));
    results
}

#[test]
fn properties_are_grouped_by_status() {
    // RFC 4918 §9.1.3, without its descriptions.
    const BOXES: &str = "http://ns.example.com/boxschema/";
    let mut results = PropertyResults::new();
    let raw = |xml: &str| PropertyValue::Xml(xml.into());
    results.found(
        other(BOXES, "bigbox"),
        raw("<R:bigbox xmlns:R=\"http://ns.example.com/boxschema/\"><R:BoxType>Box type A</R:BoxType></R:bigbox>"),
    );
    results.failed(other(BOXES, "DingALing"), Status::Forbidden);
    results.found(
        other(BOXES, "author"),
        raw(
            "<R:author xmlns:R=\"http://ns.example.com/boxschema/\"><R:Name>J.J. Johnson</R:Name></R:author>",
        ),
    );
    results.failed(other(BOXES, "Random"), Status::Forbidden);
    let mut body = Multistatus::new(None);
    body.properties(&href("http://www.example.com/file"), &results);
    assert_same(
        body.finish(),
        r#"<?xml version="1.0" encoding="utf-8" ?>
     <D:multistatus xmlns:D="DAV:">
       <D:response xmlns:R="http://ns.example.com/boxschema/">
         <D:href>http://www.example.com/file</D:href>
         <D:propstat>
           <D:prop>
             <R:bigbox>
               <R:BoxType>Box type A</R:BoxType>
             </R:bigbox>
             <R:author>
               <R:Name>J.J. Johnson</R:Name>
             </R:author>
           </D:prop>
           <D:status>HTTP/1.1 200 OK</D:status>
         </D:propstat>
         <D:propstat>
           <D:prop><R:DingALing/><R:Random/></D:prop>
           <D:status>HTTP/1.1 403 Forbidden</D:status>
         </D:propstat>
       </D:response>
     </D:multistatus>"#,
    );
}

#[test]
fn the_properties_of_rfc_4918_have_their_formats() {
    // RFC 4918 §9.1.5; the date of creation is given in UTC, which is the same instant.
    let mut results = PropertyResults::new();
    let created: Timestamp = "1997-12-01T18:27:21.5-08:00".parse().unwrap();
    let modified: Timestamp = "1998-01-12T09:25:56Z".parse().unwrap();
    results.found(PropertyName::CreationDate, PropertyValue::CreationDate(created));
    results.found(PropertyName::DisplayName, PropertyValue::Text("Example HTML resource".into()));
    results.found(PropertyName::GetContentLength, PropertyValue::Number(4525));
    results.found(PropertyName::GetContentType, PropertyValue::Text("text/html".into()));
    results.found(PropertyName::GetEtag, PropertyValue::EntityTag("zzyzx".into()));
    results.found(PropertyName::GetLastModified, PropertyValue::LastModified(modified));
    results.found(PropertyName::ResourceType, PropertyValue::ResourceTypes(Vec::new()));
    results.found(PropertyName::SupportedLock, PropertyValue::Empty);
    let mut body = Multistatus::new(None);
    body.properties(&href("/container/front.html"), &results);
    assert_same(
        body.finish(),
        r#"<D:multistatus xmlns:D="DAV:"><D:response>
         <D:href>/container/front.html</D:href>
         <D:propstat>
           <D:prop>
             <D:creationdate>1997-12-02T02:27:21Z</D:creationdate>
             <D:displayname>Example HTML resource</D:displayname>
             <D:getcontentlength>4525</D:getcontentlength>
             <D:getcontenttype>text/html</D:getcontenttype>
             <D:getetag>"zzyzx"</D:getetag>
             <D:getlastmodified
               >Mon, 12 Jan 1998 09:25:56 GMT</D:getlastmodified>
             <D:resourcetype/>
             <D:supportedlock/>
           </D:prop>
           <D:status>HTTP/1.1 200 OK</D:status>
         </D:propstat>
       </D:response></D:multistatus>"#,
    );
}

#[test]
fn first_synchronisation() {
    // RFC 6578 §3.8, the first two members.
    let mut first = only_tag("00001-abcd1");
    first.found(
        bigbox(),
        PropertyValue::Xml(
            "<R:bigbox xmlns:R=\"urn:ns.example.com:boxschema\"><R:BoxType>Box type A</R:BoxType></R:bigbox>"
                .into(),
        ),
    );
    let mut body = Multistatus::new(None);
    body.properties(&href("http://webdav.example.com/home/cyrusdaboo/test.doc"), &first);
    body.properties(
        &href("http://webdav.example.com/home/cyrusdaboo/vcard.vcf"),
        &tag_and_no_box("00002-abcd1"),
    );
    assert_same(
        body.finish_with_sync_token("http://example.com/ns/sync/1234"),
        r#"<?xml version="1.0" encoding="utf-8" ?>
   <D:multistatus xmlns:D="DAV:">
     <D:response>
       <D:href
   >http://webdav.example.com/home/cyrusdaboo/test.doc</D:href>
       <D:propstat>
         <D:prop>
           <D:getetag>"00001-abcd1"</D:getetag>
           <R:bigbox xmlns:R="urn:ns.example.com:boxschema">
             <R:BoxType>Box type A</R:BoxType>
           </R:bigbox>
         </D:prop>
         <D:status>HTTP/1.1 200 OK</D:status>
       </D:propstat>
     </D:response>
     <D:response>
       <D:href
   >http://webdav.example.com/home/cyrusdaboo/vcard.vcf</D:href>
       <D:propstat>
         <D:prop>
           <D:getetag>"00002-abcd1"</D:getetag>
         </D:prop>
         <D:status>HTTP/1.1 200 OK</D:status>
       </D:propstat>
       <D:propstat>
         <D:prop>
           <R:bigbox xmlns:R="urn:ns.example.com:boxschema"/>
         </D:prop>
         <D:status>HTTP/1.1 404 Not Found</D:status>
       </D:propstat>
     </D:response>
     <D:sync-token>http://example.com/ns/sync/1234</D:sync-token>
   </D:multistatus>"#,
    );
}

#[test]
fn a_removed_member_has_a_status_and_no_properties() {
    // RFC 6578 §3.9, the last two members.
    let mut body = Multistatus::new(None);
    body.properties(
        &href("http://webdav.example.com/home/cyrusdaboo/vcard.vcf"),
        &tag_and_no_box("00002-abcd2"),
    );
    body.status(&href("http://webdav.example.com/home/cyrusdaboo/test.doc"), Status::NotFound);
    assert_same(
        body.finish_with_sync_token("http://example.com/ns/sync/1238"),
        r#"<D:multistatus xmlns:D="DAV:">
     <D:response>
       <D:href
   >http://webdav.example.com/home/cyrusdaboo/vcard.vcf</D:href>
       <D:propstat>
         <D:prop>
           <D:getetag>"00002-abcd2"</D:getetag>
         </D:prop>
         <D:status>HTTP/1.1 200 OK</D:status>
       </D:propstat>
       <D:propstat>
         <D:prop>
           <R:bigbox xmlns:R="urn:ns.example.com:boxschema"/>
         </D:prop>
         <D:status>HTTP/1.1 404 Not Found</D:status>
       </D:propstat>
     </D:response>
     <D:response>
       <D:href
   >http://webdav.example.com/home/cyrusdaboo/test.doc</D:href>
       <D:status>HTTP/1.1 404 Not Found</D:status>
     </D:response>
     <D:sync-token>http://example.com/ns/sync/1238</D:sync-token>
   </D:multistatus>"#,
    );
}

#[test]
fn a_truncated_answer_says_so_on_the_collection() {
    // RFC 6578 §3.11.
    let mut body = Multistatus::new(None);
    body.properties(&href("http://webdav.example.com/home/cyrusdaboo/test.doc"), &only_tag("00001-abcd1"));
    body.truncated(&href("http://webdav.example.com/home/cyrusdaboo/"));
    assert_same(
        body.finish_with_sync_token("http://example.com/ns/sync/1232"),
        r#"<?xml version="1.0" encoding="utf-8" ?>
   <D:multistatus xmlns:D="DAV:">
     <D:response>
       <D:href
   >http://webdav.example.com/home/cyrusdaboo/test.doc</D:href>
       <D:propstat>
         <D:prop>
           <D:getetag>"00001-abcd1"</D:getetag>
         </D:prop>
         <D:status>HTTP/1.1 200 OK</D:status>
       </D:propstat>
     </D:response>
     <D:response>
       <D:href
   >http://webdav.example.com/home/cyrusdaboo/</D:href>
       <D:status>HTTP/1.1 507 Insufficient Storage</D:status>
       <D:error><D:number-of-matches-within-limits/></D:error>
     </D:response>
     <D:sync-token>http://example.com/ns/sync/1232</D:sync-token>
   </D:multistatus>"#,
    );
}

/// What RFC 8144 appendix B.1 asks of a resource of these types.
fn types_and_foobar(types: &[ResourceType]) -> PropertyResults {
    let mut results = PropertyResults::new();
    results.found(PropertyName::ResourceType, PropertyValue::ResourceTypes(types.to_vec()));
    results.missing(other("http://ns.example.com/foobar/", "foobar"));
    results
}

#[test]
fn the_minimum_leaves_out_what_is_missing() {
    // RFC 8144 appendix B.1.2, the last two members.
    let mut body = Multistatus::new(Some(ReturnPreference::Minimal));
    body.properties(&href("/container/home/"), &types_and_foobar(&[ResourceType::Collection]));
    body.properties(&href("/container/foo.txt"), &types_and_foobar(&[]));
    assert_same(
        body.finish(),
        r#"<D:multistatus xmlns:D="DAV:">
     <D:response>
       <D:href>/container/home/</D:href>
       <D:propstat>
         <D:prop>
           <D:resourcetype>
             <D:collection/>
           </D:resourcetype>
         </D:prop>
         <D:status>HTTP/1.1 200 OK</D:status>
       </D:propstat>
     </D:response>
     <D:response>
       <D:href>/container/foo.txt</D:href>
       <D:propstat>
         <D:prop>
           <D:resourcetype/>
         </D:prop>
         <D:status>HTTP/1.1 200 OK</D:status>
       </D:propstat>
     </D:response>
   </D:multistatus>"#,
    );
}

#[test]
fn a_response_has_at_least_an_empty_propstat() {
    // RFC 8144 appendix B.1.3.
    let mut results = PropertyResults::new();
    results.missing(other("http://ns.example.com/foobar/", "foobar"));
    let mut body = Multistatus::new(Some(ReturnPreference::Minimal));
    body.properties(&href("/container/"), &results);
    assert_same(
        body.finish(),
        r#"<D:multistatus xmlns:D="DAV:">
     <D:response>
       <D:href>/container/</D:href>
       <D:propstat>
         <D:prop/>
         <D:status>HTTP/1.1 200 OK</D:status>
       </D:propstat>
     </D:response>
   </D:multistatus>"#,
    );
}

#[test]
fn a_refused_mkcol_says_which_property_was_to_blame() {
    // RFC 5689 §3.5, without its description.
    let mut results = PropertyResults::new();
    results.refused(PropertyName::ResourceType, Status::Forbidden, Precondition::ValidResourcetype);
    results.failed(PropertyName::DisplayName, Status::FailedDependency);
    assert_same(
        make_collection_response(CollectionMethod::Mkcol, &results),
        r#"<D:mkcol-response xmlns:D="DAV:">
     <D:propstat>
       <D:prop>
         <D:resourcetype/>
       </D:prop>
       <D:status>HTTP/1.1 403 Forbidden</D:status>
       <D:error><D:valid-resourcetype /></D:error>
     </D:propstat>
     <D:propstat>
       <D:prop>
         <D:displayname/>
       </D:prop>
       <D:status>HTTP/1.1 424 Failed Dependency</D:status>
     </D:propstat>
   </D:mkcol-response>"#,
    );
}

#[test]
fn mkcalendar_has_an_answer_of_its_own_name() {
    // RFC 5689 §4.1.1.
    let mut results = PropertyResults::new();
    results.done(PropertyName::DisplayName);
    assert_same(
        make_collection_response(CollectionMethod::Mkcalendar, &results),
        r#"<C:mkcalendar-response xmlns:D="DAV:"
                 xmlns:C="urn:ietf:params:xml:ns:caldav">
     <D:propstat>
       <D:prop>
         <D:displayname/>
       </D:prop>
       <D:status>HTTP/1.1 200 OK</D:status>
     </D:propstat>
   </C:mkcalendar-response>"#,
    );
}

#[test]
fn lacking_privileges_are_named_with_their_resources() {
    // RFC 3744 §7.1.1.
    let lacking = |at: &str, privilege| LackingPrivilege { href: href(at), privilege };
    let refusal =
        Precondition::NeedPrivileges(vec![lacking("/a", Privilege::Unbind), lacking("/c", Privilege::Bind)]);
    assert_eq!(refusal.status_code(), 403);
    assert_error(
        &refusal,
        r#"<D:error xmlns:D="DAV:">
     <D:need-privileges>
       <D:resource>
         <D:href>/a</D:href>
         <D:privilege><D:unbind/></D:privilege>
       </D:resource>
       <D:resource>
         <D:href>/c</D:href>
         <D:privilege><D:bind/></D:privilege>
       </D:resource>
     </D:need-privileges>
   </D:error>"#,
    );
}

#[test]
fn too_many_matches_are_an_error_of_507() {
    // RFC 6578 §3.12.
    let refusal = Precondition::NumberOfMatchesWithinLimits;
    assert_eq!(refusal.status_code(), 507);
    assert_error(&refusal, r#"<D:error xmlns:D="DAV:"><D:number-of-matches-within-limits/></D:error>"#);
}

#[test]
fn a_uid_conflict_names_the_object_that_has_the_uid() {
    // The element type of RFC 4791 §5.3.2.1.
    let refusal = Precondition::NoUidConflict(Some(href("/dav/calendars/anna/work/x.ics")));
    assert_error(
        &refusal,
        r#"<D:error xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><C:no-uid-conflict>
            <D:href>/dav/calendars/anna/work/x.ics</D:href></C:no-uid-conflict></D:error>"#,
    );
}

/// Holds that one property with this value is written as this element.
fn assert_written(name: PropertyName, value: PropertyValue, element: &str) {
    let mut results = PropertyResults::new();
    results.found(name, value);
    let mut body = Multistatus::new(None);
    body.properties(&href("/x"), &results);
    let expected = format!(
        r#"<D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:response><D:href>/x</D:href>
        <D:propstat><D:prop>{element}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>
        </D:multistatus>"#
    );
    assert_same(body.finish(), &expected);
}

#[test]
fn the_component_set_lists_names() {
    // RFC 4791 §5.2.3.
    assert_written(
        PropertyName::SupportedCalendarComponentSet,
        PropertyValue::Components(vec![ComponentKind::Event, ComponentKind::Todo]),
        r#"<C:supported-calendar-component-set>
           <C:comp name="VEVENT"/>
           <C:comp name="VTODO"/>
         </C:supported-calendar-component-set>"#,
    );
}

#[test]
fn icalendar_2_0_is_the_supported_data() {
    // RFC 4791 §5.2.4.
    assert_written(
        PropertyName::SupportedCalendarData,
        PropertyValue::SupportedCalendarData,
        r#"<C:supported-calendar-data>
           <C:calendar-data content-type="text/calendar" version="2.0"/>
         </C:supported-calendar-data>"#,
    );
}

#[test]
fn the_collations_are_those_that_filters_take() {
    // The form of RFC 4791 §7.5.1, with RFC 5051's collation added.
    assert_written(
        PropertyName::SupportedCollationSet,
        PropertyValue::SupportedCollations,
        r#"<C:supported-collation-set>
         <C:supported-collation>i;ascii-casemap</C:supported-collation>
         <C:supported-collation>i;octet</C:supported-collation>
         <C:supported-collation>i;unicode-casemap</C:supported-collation>
       </C:supported-collation-set>"#,
    );
}

#[test]
fn a_description_keeps_its_language() {
    // RFC 4791 §5.2.1.
    assert_written(
        PropertyName::CalendarDescription,
        PropertyValue::TextInLanguage {
            text: "Calendrier de Mathilde Desruisseaux".into(),
            language: "fr-CA".into(),
        },
        r#"<C:calendar-description xml:lang="fr-CA"
         >Calendrier de Mathilde Desruisseaux</C:calendar-description>"#,
    );
}

#[test]
fn the_current_user_is_a_reference_or_nobody() {
    // RFC 5397 §3.
    assert_written(
        PropertyName::CurrentUserPrincipal,
        PropertyValue::href(href("/principals/users/cdaboo")),
        "<D:current-user-principal><D:href>/principals/users/cdaboo</D:href></D:current-user-principal>",
    );
    assert_written(
        PropertyName::CurrentUserPrincipal,
        PropertyValue::Unauthenticated,
        "<D:current-user-principal><D:unauthenticated/></D:current-user-principal>",
    );
}

#[test]
fn privileges_and_reports_are_wrapped_each() {
    // RFC 3744 §5.4.1 and the element types of RFC 3253 §3.1.5.
    assert_written(
        PropertyName::CurrentUserPrivilegeSet,
        PropertyValue::Privileges(vec![Privilege::Read]),
        "<D:current-user-privilege-set><D:privilege><D:read/></D:privilege></D:current-user-privilege-set>",
    );
    assert_written(
        PropertyName::SupportedReportSet,
        PropertyValue::SupportedReports(vec![ReportName::CalendarQuery, ReportName::SyncCollection]),
        "<D:supported-report-set>
           <D:supported-report><D:report><C:calendar-query/></D:report></D:supported-report>
           <D:supported-report><D:report><D:sync-collection/></D:report></D:supported-report>
         </D:supported-report-set>",
    );
}

#[test]
fn supported_privileges_form_a_tree() {
    // The element types of RFC 3744 §5.3.
    let leaf = SupportedPrivilege {
        privilege: Privilege::ReadFreeBusy,
        description: "Read free-busy time",
        comprises: Vec::new(),
        granting: PrivilegeGranting::Abstract,
    };
    let read = SupportedPrivilege {
        privilege: Privilege::Read,
        description: "Read any object",
        comprises: vec![leaf],
        granting: PrivilegeGranting::ByItself,
    };
    assert_written(
        PropertyName::SupportedPrivilegeSet,
        PropertyValue::SupportedPrivileges(vec![read]),
        r#"<D:supported-privilege-set><D:supported-privilege>
             <D:privilege><D:read/></D:privilege>
             <D:description xml:lang="en">Read any object</D:description>
             <D:supported-privilege>
               <D:privilege><C:read-free-busy/></D:privilege>
               <D:abstract/>
               <D:description xml:lang="en">Read free-busy time</D:description>
             </D:supported-privilege>
           </D:supported-privilege></D:supported-privilege-set>"#,
    );
}

#[test]
fn a_transparent_calendar_says_so() {
    // The element type of RFC 6638 §9.1.
    assert_written(
        PropertyName::ScheduleCalendarTransp,
        PropertyValue::Transparency(ScheduleTransparency::Transparent),
        "<C:schedule-calendar-transp><C:transparent/></C:schedule-calendar-transp>",
    );
}

#[test]
fn the_main_address_comes_first_and_last_and_is_preferred() {
    assert_written(
        PropertyName::CalendarUserAddressSet,
        PropertyValue::CalendarUserAddresses {
            main: href("mailto:anna@example.com"),
            others: vec![href("/dav/principals/users/anna/")],
        },
        r#"<C:calendar-user-address-set>
             <D:href preferred="1">mailto:anna@example.com</D:href>
             <D:href>/dav/principals/users/anna/</D:href>
             <D:href preferred="1">mailto:anna@example.com</D:href>
           </C:calendar-user-address-set>"#,
    );
}

#[test]
fn expanded_properties_hold_responses() {
    // RFC 3253 §3.8.1, one version and one level.
    let mut version = PropertyResults::new();
    version.found(PropertyName::CreatorDisplayName, PropertyValue::Text("Fred".into()));
    assert_written(
        other("DAV:", "version-set"),
        PropertyValue::Resources(vec![(href("http://repo.webdav.org/his/23/ver/1"), version)]),
        "<D:version-set><D:response>
            <D:href>http://repo.webdav.org/his/23/ver/1</D:href>
            <D:propstat><D:prop><D:creator-displayname>Fred</D:creator-displayname></D:prop>
            <D:status>HTTP/1.1 200 OK</D:status></D:propstat>
         </D:response></D:version-set>",
    );
}

#[test]
fn searchable_properties_are_described() {
    // RFC 3744 §9.5.1.
    let title = other("http://BigCorp.com/ns/", "title");
    let body =
        principal_search_property_set(&[(PropertyName::DisplayName, "Full name"), (title, "Job title")]);
    assert_same(
        body,
        r#"<?xml version="1.0" encoding="utf-8" ?>
   <D:principal-search-property-set xmlns:D="DAV:">
     <D:principal-search-property>
       <D:prop>
         <D:displayname/>
       </D:prop>
       <D:description xml:lang="en">Full name</D:description>
     </D:principal-search-property>
     <D:principal-search-property>
       <D:prop xmlns:B="http://BigCorp.com/ns/">
         <B:title/>
       </D:prop>
       <D:description xml:lang="en">Job title</D:description>
     </D:principal-search-property>
   </D:principal-search-property-set>"#,
    );
}
