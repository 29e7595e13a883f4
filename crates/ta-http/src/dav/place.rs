//! What lies at a path.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use ta_app::{
    CalendarGrants, Error, ReadTx, file_usage, find_calendar, find_file, find_principal, get_object_meta,
    list_calendars, list_dead_properties, list_delegators, list_file_locks, list_file_properties, list_files,
    list_grants, list_group_members, list_groups_of, list_objects, list_principals,
    list_properties_of_files_in,
};
use ta_core::file::{FileMeta, FilePath, FileRef, FileUsage, Lock, Locks};
use ta_core::{Caller, CanRead, CollectionRef, DeadProperty, DelegateRights, Login, ObjectMeta, Principal};
use ta_dav::{DavPath, Href, PrincipalCollection, PropertyName, PropertyRequest, Segment};

use super::address::{
    calendar_path, collection_of, collection_ref, file_path, file_ref, home_path, login, object_ref,
    principal_path,
};

/// What lies at a path, with all that its properties are made of.
pub(super) enum Place {
    /// A collection that is the same for everyone.
    Fixed(DavPath),
    /// A member, group or bookable resource.
    Principal {
        /// The principal.
        principal: Box<Principal>,
        /// The groups that it is a direct member of; empty unless wanted.
        groups: Vec<Principal>,
        /// Its direct members; empty unless wanted.
        members: Vec<Principal>,
        /// Those for whom it may act; empty unless wanted, and unless it is the caller.
        delegators: Vec<(Principal, DelegateRights)>,
    },
    /// A calendar home.
    Home(Login),
    /// A calendar.
    Calendar {
        /// Where it lies.
        address: CollectionRef,
        /// The calendar, as the caller may see it.
        found: Arc<CanRead>,
        /// Its dead properties; empty unless wanted.
        dead: Vec<DeadProperty>,
        /// Who may do what with it; nothing unless wanted and the caller may know.
        grants: Option<Arc<CalendarGrants>>,
    },
    /// An object in a calendar.
    Object {
        /// Where the calendar lies that it is in.
        collection: CollectionRef,
        /// That calendar.
        within: Arc<CanRead>,
        /// What is known of it.
        meta: Box<ObjectMeta>,
        /// Who may do what with the calendar; nothing unless wanted and the caller may know.
        grants: Option<Arc<CalendarGrants>>,
    },
    /// A file or a collection of files.
    File(Box<FilePlace>),
}

/// A file or a collection of files.
pub(super) struct FilePlace {
    /// The login of the home's owner.
    pub(super) home: Login,
    /// What is known of it.
    pub(super) meta: FileMeta,
    /// Its dead properties; empty unless wanted.
    pub(super) dead: Vec<DeadProperty>,
    /// The locks on it, those that have ended among them; empty unless wanted.
    pub(super) locks: Vec<Lock>,
    /// How much its home holds; `None` unless wanted, and for what is no collection.
    pub(super) usage: Option<FileUsage>,
}

/// Which parts of a place cost a query of their own and are wanted all the same.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    dead: bool,
    groups: bool,
    delegators: bool,
    members: bool,
    grants: bool,
    name: bool,
    locks: bool,
    usage: bool,
}

impl Wanted {
    /// What a request for properties needs.
    pub(super) fn by(request: &PropertyRequest) -> Self {
        match request {
            PropertyRequest::AllProp { include } => {
                Self { dead: true, locks: true, ..Self::by_names(include) }
            }
            PropertyRequest::PropName => Self { dead: true, usage: true, grants: true, ..Self::default() },
            PropertyRequest::Prop(names) => Self::by_names(names),
        }
    }

    /// What this and another request need together.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            dead: self.dead || other.dead,
            groups: self.groups || other.groups,
            delegators: self.delegators || other.delegators,
            members: self.members || other.members,
            grants: self.grants || other.grants,
            name: self.name || other.name,
            locks: self.locks || other.locks,
            usage: self.usage || other.usage,
        }
    }

    fn by_names(names: &[PropertyName]) -> Self {
        Self {
            dead: names.iter().any(|name| !super::property::is_live(name)),
            groups: names.contains(&PropertyName::GroupMembership),
            delegators: [PropertyName::CalendarProxyReadFor, PropertyName::CalendarProxyWriteFor]
                .iter()
                .any(|name| names.contains(name)),
            members: names.contains(&PropertyName::GroupMemberSet),
            grants: [PropertyName::Acl, PropertyName::Invite].iter().any(|name| names.contains(name)),
            name: names.contains(&PropertyName::DisplayName),
            locks: names.contains(&PropertyName::LockDiscovery),
            usage: names.contains(&PropertyName::QuotaUsedBytes)
                || names.contains(&PropertyName::QuotaAvailableBytes),
        }
    }
}

impl Place {
    /// The path of the place, in its canonical form.
    pub(super) fn path(&self) -> DavPath {
        match self {
            Self::Fixed(path) => path.clone(),
            Self::Principal { principal, .. } => principal_path(principal),
            Self::Home(owner) => home_path(owner),
            Self::Calendar { address, .. } => calendar_path(address),
            Self::Object { collection, meta, .. } => {
                match (calendar_path(collection), Segment::new(meta.name.as_str())) {
                    (DavPath::Calendar { login, calendar }, Some(object)) => {
                        DavPath::Object { login, calendar, object }
                    }
                    (other, _) => other,
                }
            }
            Self::File(place) => file_path(&place.home, &place.meta.path),
        }
    }

    /// The reference to the place: with a slash at the end if it is a collection.
    pub(super) fn href(&self) -> Href {
        match self {
            Self::File(place) if place.meta.is_collection() => Href::of_collection(&self.path()),
            _ => Href::from(&self.path()),
        }
    }
}

/// Finds what lies at a path.
///
/// # Errors
/// [`Error::NotFound`] when nothing does, or nothing that the caller may see; [`Error::Store`].
pub(super) fn load(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    path: &DavPath,
    wanted: Wanted,
) -> Result<Place, Error> {
    let nowhere = |_| Error::NotFound;
    match path {
        DavPath::Root
        | DavPath::Principals
        | DavPath::PrincipalCollection(_)
        | DavPath::Calendars
        | DavPath::Files => Ok(Place::Fixed(path.clone())),
        DavPath::Principal { collection, login: name } => {
            let found = find_principal(tx, caller, &login(name).map_err(nowhere)?)?;
            if collection_of(found.kind) != *collection {
                return Err(Error::NotFound);
            }
            load_principal(tx, caller, found, wanted)
        }
        DavPath::CalendarHome { login: name } => {
            let owner = login(name).map_err(nowhere)?;
            list_calendars(tx, caller, &owner)?;
            Ok(Place::Home(owner))
        }
        DavPath::Calendar { login, calendar } => {
            let address = collection_ref(login, calendar).map_err(nowhere)?;
            let found = find_calendar(tx, caller, &address)?;
            load_calendar(tx, caller, address, found, wanted)
        }
        DavPath::Object { login, calendar, object } => {
            let address = object_ref(login, calendar, object).map_err(nowhere)?;
            let within = Arc::new(find_calendar(tx, caller, &address.collection)?);
            let meta = Box::new(get_object_meta(tx, caller, &address)?);
            let grants = load_grants(tx, caller, &address.collection, wanted)?;
            Ok(Place::Object { collection: address.collection, within, meta, grants })
        }
        DavPath::File { login, names } => {
            let address = file_ref(login, names).map_err(|_| Error::NotFound)?;
            load_file(tx, caller, &address, wanted)
        }
    }
}

/// Finds what is in a place, as far as the caller may see it.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn load_members(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    place: &Place,
    wanted: Wanted,
) -> Result<Vec<Place>, Error> {
    match place {
        Place::Fixed(DavPath::Root) => {
            Ok([DavPath::Principals, DavPath::Calendars, DavPath::Files].map(Place::Fixed).into())
        }
        Place::Fixed(DavPath::Principals) => {
            let collections = PrincipalCollection::ALL.map(DavPath::PrincipalCollection);
            Ok(collections.map(Place::Fixed).into())
        }
        Place::Fixed(DavPath::PrincipalCollection(collection)) => {
            let principals = list_principals(tx, caller.team)?;
            let inside = principals.into_iter().filter(|found| collection_of(found.kind) == *collection);
            inside.map(|found| load_principal(tx, caller, found, wanted)).collect()
        }
        Place::Fixed(DavPath::Calendars) => Ok(vec![Place::Home(caller.login.clone())]),
        Place::Home(owner) => load_home(tx, caller, owner, wanted),
        Place::Calendar { address, .. } => load_objects(tx, caller, address, wanted),
        Place::Fixed(DavPath::Files) => {
            let home = FileRef { home: caller.login.clone(), path: FilePath::home() };
            Ok(vec![load_file(tx, caller, &home, wanted)?])
        }
        Place::File(place) if place.meta.is_collection() => load_files(tx, caller, place, wanted),
        Place::Fixed(_) | Place::Principal { .. } | Place::Object { .. } | Place::File(_) => Ok(Vec::new()),
    }
}

/// A principal with what its properties are made of.
///
/// # Errors
/// [`Error::Store`].
pub(super) fn load_principal(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    principal: Principal,
    wanted: Wanted,
) -> Result<Place, Error> {
    let groups = if wanted.groups { list_groups_of(tx, caller, principal.id)? } else { Vec::new() };
    let members = if wanted.members { list_group_members(tx, caller, principal.id)? } else { Vec::new() };
    let delegators = match wanted.delegators {
        true => list_delegators(tx, caller, principal.id)?,
        false => Vec::new(),
    };
    Ok(Place::Principal { principal: Box::new(principal), groups, members, delegators })
}

fn load_home(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    owner: &Login,
    wanted: Wanted,
) -> Result<Vec<Place>, Error> {
    let calendars = list_calendars(tx, caller, owner)?.into_iter();
    calendars
        .map(|listed| {
            let address = CollectionRef { home: owner.clone(), calendar: listed.name };
            load_calendar(tx, caller, address, listed.found, wanted)
        })
        .collect()
}

fn load_calendar(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: CollectionRef,
    found: CanRead,
    wanted: Wanted,
) -> Result<Place, Error> {
    let dead = if wanted.dead { list_dead_properties(tx, &found)? } else { Vec::new() };
    let grants = load_grants(tx, caller, &address, wanted)?;
    Ok(Place::Calendar { address, found: Arc::new(found), dead, grants })
}

fn load_grants(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    wanted: Wanted,
) -> Result<Option<Arc<CalendarGrants>>, Error> {
    if !wanted.grants {
        return Ok(None);
    }
    match list_grants(tx, caller, address) {
        Ok(grants) => Ok(Some(Arc::new(grants))),
        Err(Error::Missing(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn load_objects(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &CollectionRef,
    wanted: Wanted,
) -> Result<Vec<Place>, Error> {
    let grants = load_grants(tx, caller, address, wanted)?;
    let within = Arc::new(find_calendar(tx, caller, address)?);
    let objects = list_objects(tx, &within)?;
    let place = |meta| Place::Object {
        collection: address.clone(),
        within: Arc::clone(&within),
        meta: Box::new(meta),
        grants: grants.clone(),
    };
    Ok(objects.into_iter().map(place).collect())
}

fn load_file(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    address: &FileRef,
    wanted: Wanted,
) -> Result<Place, Error> {
    let meta = find_file(tx, caller, address)?;
    let wants_dead = wanted.dead || wanted.name;
    let dead = if wants_dead { list_file_properties(tx, caller, &meta)? } else { Vec::new() };
    let around = Around::load(tx, caller, &address.home, wanted)?;
    Ok(around.place(&address.home, meta, dead))
}

fn load_files(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
    collection: &FilePlace,
    wanted: Wanted,
) -> Result<Vec<Place>, Error> {
    let address = FileRef { home: collection.home.clone(), path: collection.meta.path.clone() };
    let wants_dead = wanted.dead || wanted.name;
    let mut dead =
        if wants_dead { list_properties_of_files_in(tx, caller, &address)? } else { HashMap::new() };
    let around = Around::load(tx, caller, &address.home, wanted)?;
    let files = list_files(tx, caller, &address)?;
    let place = |meta: FileMeta| {
        let dead = dead.remove(&meta.id).unwrap_or_default();
        around.place(&address.home, meta, dead)
    };
    Ok(files.into_iter().map(place).collect())
}

/// What is read once for all files of a home that an answer tells of.
struct Around {
    locks: Locks,
    usage: Option<FileUsage>,
}

impl Around {
    /// Locks that have ended are read too: whoever tells of them knows what time it is.
    fn load(tx: &mut ReadTx<'_>, caller: &Caller, home: &Login, wanted: Wanted) -> Result<Self, Error> {
        Ok(Self {
            locks: match wanted.locks {
                true => list_file_locks(tx, caller, home, Timestamp::MIN)?,
                false => Locks::default(),
            },
            usage: match wanted.usage {
                true => Some(file_usage(tx, caller, home)?),
                false => None,
            },
        })
    }

    fn place(&self, home: &Login, meta: FileMeta, dead: Vec<DeadProperty>) -> Place {
        let locks = self.locks.covering(&meta.path).cloned().collect();
        let usage = self.usage.filter(|_| meta.is_collection());
        Place::File(Box::new(FilePlace { home: home.clone(), meta, dead, locks, usage }))
    }
}
