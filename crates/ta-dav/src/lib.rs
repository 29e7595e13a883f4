//! The DAV wire: bytes to typed requests, values to multistatus. No I/O.
//!
//! A door hands in a request's body, headers and path as text and gets values back; it hands in values and gets a
//! response body back. Nothing here knows a store, a clock or an HTTP library, and nothing beyond this crate knows XML.
//!
//! Reading: [`Propfind`], [`Proppatch`], [`MakeCollection`], [`Report`], the header types and [`DavPath`].
//! Writing: [`Multistatus`] with [`PropertyResults`], [`make_collection_response`], [`Precondition`].

mod headers;
mod names;
mod paths;
mod request;
mod response;
mod xml;

pub use headers::{
    Depth, Destination, EntityTag, EntityTags, HeaderError, IfCondition, IfHeader, IfList, IfState,
    Overwrite, Preferences, ReturnPreference, Strength, Timeout, parse_lock_token,
};
pub use names::{Privilege, PropertyName, ReportName, ResourceType, namespace};
pub use paths::{DavPath, Href, PathError, PrincipalCollection, Segment, UrlReference};
pub use request::{
    Ace, AceEffect, AcePrincipal, Acl, CalendarDataRequest, CalendarMultiget, CalendarQuery, ExpandProperty,
    ExpandedProperty, FreeBusyQuery, Inversion, LockInfo, LockRequest, MakeCollection, MatchBy,
    PrincipalMatch, PrincipalPropertySearch, PropertyElement, PropertyInstruction, PropertyRequest,
    PropertySearch, Propfind, Proppatch, Protection, QueryTimeZone, Report, ReportProperties, SearchScope,
    SearchTest, Share, ShareAccess, Sharee, SyncCollection, SyncLevel,
};
pub use response::{
    ActiveLock, CollectionMethod, InvitedUser, LackingPrivilege, LockScope, Multistatus, Precondition,
    PrivilegeGranting, PropertyResults, PropertyValue, ScheduleTransparency, Status, SupportedPrivilege,
    http_date, lock_response, make_collection_response, principal_search_property_set,
};
pub use xml::{XmlError, XmlErrorKind};
