//! The rule of storing a calendar object (RFC 4791 §5.3.2).

use ta_ical::ComponentKind;
use ta_ical::index::TooManyInstances;

use crate::{
    Act, Calendar, Condition, ConditionFailed, Etag, MissingRight, NameError, NewObject, ObjectMeta,
    ObjectName, Rights,
};

/// Everything that the decision needs to know, read under the calendar's lock.
#[derive(Clone, Debug)]
pub struct PutSnapshot {
    /// The calendar that the object goes to.
    pub calendar: Calendar,
    /// What the caller may do with the calendar, which is at least to add items.
    pub rights: Rights,
    /// What its name holds now.
    pub present: Option<ObjectMeta>,
    /// The tag of that as the caller sees it; `None` when the caller does not see it.
    pub seen: Option<Etag>,
    /// What holds the same UID in the same calendar now.
    pub uid_holder: Option<UidHolder>,
}

/// An object that has the UID of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UidHolder {
    /// Its name.
    pub name: ObjectName,
    /// Whether the caller may be told.
    pub visibility: Visibility,
}

/// Whether a caller may know of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// It may.
    Seen,
    /// It may not.
    Hidden,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PutPlan {
    /// The name holds nothing: store a new object there.
    Create(NewObject),
    /// Replace what the name holds.
    Replace {
        /// What is replaced.
        present: ObjectMeta,
        /// What replaces it.
        new: NewObject,
    },
    /// The same bytes are there already: no step of the change log, so that no client fetches them again.
    Keep(ObjectMeta),
}

/// Why nothing is done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PutRefusal {
    /// The client's condition does not hold.
    #[error(transparent)]
    Condition(#[from] ConditionFailed),
    /// Another object of the calendar has this UID: `CALDAV:no-uid-conflict`.
    #[error("another object of this calendar has the same UID; change that one instead")]
    UidTaken {
        /// Its name, unless the caller may not know it.
        holder: Option<ObjectName>,
    },
    /// What the name holds has another UID, and an object keeps its UID for life: `CALDAV:no-uid-conflict`.
    #[error("the object stored under this name has another UID; store the new one under a name of its own")]
    UidChanged {
        /// Its name.
        holder: ObjectName,
    },
    /// What the name holds is not the caller's to change: `DAV:need-privileges`.
    #[error(transparent)]
    Missing(#[from] MissingRight),
    /// It has a UID that cannot be kept: `CALDAV:valid-calendar-data`.
    #[error("the UID: {0}")]
    UidNotKept(NameError),
    /// It repeats too often: `CALDAV:max-instances`.
    #[error(transparent)]
    TooManyInstances(#[from] TooManyInstances),
    /// The calendar takes no components of this kind: `CALDAV:supported-calendar-component`.
    #[error("this calendar takes no {0}")]
    ComponentNotSupported(ComponentKind),
}

/// Decides whether and how `new` is stored.
///
/// # Errors
/// A [`PutRefusal`]; the client's condition is looked at first, since a client that lost a race must fetch again
/// whatever else is wrong.
pub fn plan_put(snapshot: PutSnapshot, new: NewObject, condition: &Condition) -> Result<PutPlan, PutRefusal> {
    condition.check(snapshot.seen.as_ref())?;
    if let Some(present) = &snapshot.present {
        check_may_change(snapshot.rights, present, snapshot.seen.as_ref())?;
    }
    if !snapshot.calendar.settings.components.contains(new.kind) {
        return Err(PutRefusal::ComponentNotSupported(new.kind));
    }
    if let Some(holder) = snapshot.uid_holder.filter(|holder| holder.name != new.name) {
        return Err(holder.taken());
    }
    match snapshot.present {
        None => Ok(PutPlan::Create(new)),
        Some(present) if present.uid != new.uid => Err(PutRefusal::UidChanged { holder: present.name }),
        Some(present) if present.etag == new.etag => Ok(PutPlan::Keep(present)),
        Some(present) => Ok(PutPlan::Replace { present, new }),
    }
}

/// Only what is seen whole may be changed: whoever sees a part would overwrite the rest.
///
/// # Errors
/// [`MissingRight::Edit`].
pub fn check_may_change(
    rights: Rights,
    present: &ObjectMeta,
    seen: Option<&Etag>,
) -> Result<(), MissingRight> {
    let is_whole = seen == Some(&present.etag);
    if is_whole && rights.act() >= Act::Edit { Ok(()) } else { Err(MissingRight::Edit) }
}

impl UidHolder {
    /// The refusal of another object with its UID.
    pub(crate) fn taken(self) -> PutRefusal {
        PutRefusal::UidTaken { holder: (self.visibility == Visibility::Seen).then_some(self.name) }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::Timestamp;
    use ta_ical::{ComponentKind, TimeBounds};

    use super::{PutPlan, PutRefusal, PutSnapshot, UidHolder, Visibility, plan_put};
    use crate::{
        Act, Calendar, CalendarId, CalendarName, CalendarSettings, ComponentSet, Condition, DerivationStamp,
        Derived, Etag, MissingRight, NarrowViews, NewObject, ObjectId, ObjectMeta, ObjectName, PrincipalId,
        PrivateItems, Rights, See, SyncSeq, TeamId, Uid,
    };

    fn name(text: &str) -> ObjectName {
        ObjectName::new(text).unwrap()
    }

    fn event(object_name: &str, uid: &str, text: &str) -> NewObject {
        NewObject {
            name: name(object_name),
            uid: Uid::new(uid).unwrap(),
            kind: ComponentKind::Event,
            data: Arc::from(text.as_bytes()),
            etag: Etag::of(text.as_bytes()),
            derived: Derived {
                bounds: TimeBounds::ALWAYS,
                instances: None,
                views: NarrowViews::default(),
                stamp: DerivationStamp::NEVER,
            },
        }
    }

    fn stored(new: &NewObject) -> ObjectMeta {
        ObjectMeta {
            id: ObjectId::new(1),
            calendar: CalendarId::new(1),
            name: new.name.clone(),
            uid: new.uid.clone(),
            kind: new.kind,
            etag: new.etag.clone(),
            size_bytes: new.data.len() as u64,
            modified_utc: Timestamp::UNIX_EPOCH,
            created_utc: Timestamp::UNIX_EPOCH,
            seq: SyncSeq::new(1),
        }
    }

    fn snapshot(present: Option<ObjectMeta>, uid_holder: Option<&str>) -> PutSnapshot {
        let components = ComponentSet::new([ComponentKind::Event]);
        PutSnapshot {
            calendar: Calendar {
                team: TeamId::new(1),
                id: CalendarId::new(1),
                owner: PrincipalId::new(1),
                name: CalendarName::new("calendar").unwrap(),
                settings: CalendarSettings { components, ..CalendarSettings::default() },
                seq: SyncSeq::new(1),
                narrow_seqs: NarrowViews::default(),
            },
            rights: Rights::OWNER,
            seen: present.as_ref().map(|present| present.etag.clone()),
            present,
            uid_holder: uid_holder
                .map(|holder| UidHolder { name: name(holder), visibility: Visibility::Seen }),
        }
    }

    #[test]
    fn a_free_name_is_created() {
        let new = event("a.ics", "u", "1");
        let plan = plan_put(snapshot(None, None), new.clone(), &Condition::default());
        assert_eq!(plan, Ok(PutPlan::Create(new)));
    }

    #[test]
    fn other_bytes_replace() {
        let old = stored(&event("a.ics", "u", "1"));
        let new = event("a.ics", "u", "2");
        let plan = plan_put(snapshot(Some(old.clone()), Some("a.ics")), new.clone(), &Condition::default());
        assert_eq!(plan, Ok(PutPlan::Replace { present: old, new }));
    }

    #[test]
    fn equal_bytes_are_kept() {
        let new = event("a.ics", "u", "1");
        let old = stored(&new);
        let plan = plan_put(snapshot(Some(old.clone()), Some("a.ics")), new, &Condition::default());
        assert_eq!(plan, Ok(PutPlan::Keep(old)));
    }

    #[test]
    fn a_uid_under_another_name_is_a_conflict() {
        let plan = plan_put(snapshot(None, Some("b.ics")), event("a.ics", "u", "1"), &Condition::default());
        assert_eq!(plan, Err(PutRefusal::UidTaken { holder: Some(name("b.ics")) }));
    }

    #[test]
    fn the_name_of_a_hidden_holder_of_the_uid_is_not_told() {
        let mut hidden = snapshot(None, Some("b.ics"));
        hidden.uid_holder =
            hidden.uid_holder.map(|holder| UidHolder { visibility: Visibility::Hidden, ..holder });
        let plan = plan_put(hidden, event("a.ics", "u", "1"), &Condition::default());
        assert_eq!(plan, Err(PutRefusal::UidTaken { holder: None }));
    }

    #[test]
    fn whoever_may_only_add_replaces_nothing() {
        let old = stored(&event("a.ics", "u", "1"));
        let rights = Rights::new(See::All, Act::Add, PrivateItems::Shown);
        let snapshot = PutSnapshot { rights, ..snapshot(Some(old), Some("a.ics")) };
        let plan = plan_put(snapshot, event("a.ics", "u", "2"), &Condition::default());
        assert_eq!(plan, Err(PutRefusal::Missing(MissingRight::Edit)));
    }

    #[test]
    fn what_is_seen_in_part_is_not_replaced() {
        let old = stored(&event("a.ics", "u", "1"));
        let rights = Rights::new(See::All, Act::Edit, PrivateItems::AsBusy);
        for seen in [None, Some(Etag::from_opaque("busy"))] {
            let snapshot = PutSnapshot { rights, seen, ..snapshot(Some(old.clone()), Some("a.ics")) };
            let plan = plan_put(snapshot, event("a.ics", "u", "2"), &Condition::default());
            assert_eq!(plan, Err(PutRefusal::Missing(MissingRight::Edit)));
        }
    }

    #[test]
    fn a_name_keeps_its_uid() {
        let old = stored(&event("a.ics", "other", "1"));
        let plan = plan_put(snapshot(Some(old), None), event("a.ics", "u", "1"), &Condition::default());
        assert_eq!(plan, Err(PutRefusal::UidChanged { holder: name("a.ics") }));
    }

    #[test]
    fn a_kind_the_calendar_does_not_take_is_refused() {
        let todo = NewObject { kind: ComponentKind::Todo, ..event("a.ics", "u", "1") };
        let plan = plan_put(snapshot(None, None), todo, &Condition::default());
        assert_eq!(plan, Err(PutRefusal::ComponentNotSupported(ComponentKind::Todo)));
    }

    #[test]
    fn a_lost_race_is_told_before_anything_else() {
        let new = NewObject { kind: ComponentKind::Todo, ..event("a.ics", "u", "1") };
        let plan = plan_put(snapshot(None, None), new, &Condition::unchanged_since(Etag::from_opaque("x")));
        assert!(matches!(plan, Err(PutRefusal::Condition(_))));
    }
}
