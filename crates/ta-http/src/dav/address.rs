//! Between paths, which the wire knows, and addresses, which the domain knows.

use ta_core::file::{FilePath, FilePathError, FileRef};
use ta_core::{
    CalendarName, CollectionRef, Etag, EtagList, Login, NameError, ObjectName, ObjectRef, Principal,
    PrincipalKind,
};
use ta_dav::{DavPath, EntityTags, Href, PrincipalCollection, Segment, UrlReference};

/// The login that a path names.
pub(super) fn login(segment: &Segment) -> Result<Login, NameError> {
    Login::new(segment.as_str())
}

/// The calendar that a path names.
pub(super) fn collection_ref(home: &Segment, calendar: &Segment) -> Result<CollectionRef, NameError> {
    Ok(CollectionRef { home: login(home)?, calendar: CalendarName::new(calendar.as_str())? })
}

/// The object that a path names.
pub(super) fn object_ref(
    home: &Segment,
    calendar: &Segment,
    object: &Segment,
) -> Result<ObjectRef, NameError> {
    Ok(ObjectRef { collection: collection_ref(home, calendar)?, name: ObjectName::new(object.as_str())? })
}

/// The file or collection of files that a path names.
pub(super) fn file_ref(home: &Segment, names: &[Segment]) -> Result<FileRef, FilePathError> {
    let names = names.iter().map(|name| name.as_str().to_owned());
    Ok(FileRef { home: login(home)?, path: FilePath::new(names)? })
}

/// The path of a file or collection of files.
pub(super) fn file_path(home: &Login, path: &FilePath) -> DavPath {
    match segment(home.as_str()) {
        Some(login) => DavPath::File { login, names: path.names().filter_map(segment).collect() },
        None => DavPath::Files,
    }
}

/// The path of a principal.
pub(super) fn principal_path(principal: &Principal) -> DavPath {
    principal_path_of(collection_of(principal.kind), &principal.login)
}

/// The path of a member.
pub(super) fn member_path(login: &Login) -> DavPath {
    principal_path_of(PrincipalCollection::Users, login)
}

/// The login of the principal that a reference names; `None` when it names something else.
pub(super) fn principal_named(href: &Href) -> Option<Login> {
    match UrlReference::parse(href.as_str())?.dav_path().ok()? {
        DavPath::Principal { login: name, .. } => login(&name).ok(),
        _ => None,
    }
}

/// The collection that principals of a kind lie in.
pub(super) fn collection_of(kind: PrincipalKind) -> PrincipalCollection {
    match kind {
        PrincipalKind::Member => PrincipalCollection::Users,
        PrincipalKind::Group => PrincipalCollection::Groups,
        PrincipalKind::Resource { .. } => PrincipalCollection::Resources,
    }
}

/// The path of a member's home.
pub(super) fn home_path(login: &Login) -> DavPath {
    segment(login.as_str()).map_or(DavPath::Calendars, |login| DavPath::CalendarHome { login })
}

/// The path of a calendar.
pub(super) fn calendar_path(address: &CollectionRef) -> DavPath {
    match (segment(address.home.as_str()), segment(address.calendar.as_str())) {
        (Some(login), Some(calendar)) => DavPath::Calendar { login, calendar },
        _ => DavPath::Calendars,
    }
}

/// The reference to an object of a calendar.
pub(super) fn object_href(address: &CollectionRef, name: &ObjectName) -> Href {
    let path = match (calendar_path(address), segment(name.as_str())) {
        (DavPath::Calendar { login, calendar }, Some(object)) => DavPath::Object { login, calendar, object },
        (other, _) => other,
    };
    Href::from(&path)
}

/// What a condition says, with the tags as they were given out.
pub(crate) fn etag_list(tags: EntityTags) -> EtagList {
    match tags {
        EntityTags::Any => EtagList::Any,
        EntityTags::OneOf(tags) => EtagList::OneOf(tags.into_iter().map(Etag::from_opaque).collect()),
    }
}

fn principal_path_of(collection: PrincipalCollection, login: &Login) -> DavPath {
    match segment(login.as_str()) {
        Some(login) => DavPath::Principal { collection, login },
        None => DavPath::PrincipalCollection(collection),
    }
}

/// A name of the domain as a path segment. The domain's names are checked more strictly than segments are, so there
/// always is one.
fn segment(name: &str) -> Option<Segment> {
    Segment::new(name)
}
