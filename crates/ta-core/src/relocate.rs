//! The rule of moving a calendar object to another address (RFC 4918 §9.9, RFC 4791 §5.3.2.1).

use crate::{Calendar, CalendarId, ObjectMeta, ObjectName, PutRefusal};

/// Everything that the decision needs to know, read under the locks of both calendars.
#[derive(Clone, Debug)]
pub struct MoveSnapshot {
    /// What is to be moved.
    pub source: ObjectMeta,
    /// The calendar that it goes to.
    pub target: Calendar,
    /// What the target's name holds now.
    pub present: Option<ObjectMeta>,
    /// What has the source's UID in the target calendar now. Within one calendar that is the source itself.
    pub uid_holder: Option<ObjectMeta>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovePlan {
    /// Where the object goes.
    pub target: CalendarId,
    /// What has to leave that place first.
    pub displaced: Option<ObjectMeta>,
}

/// Decides whether `source` may take the name `name` in the target calendar, whatever lies there giving way.
///
/// # Errors
/// [`PutRefusal::ComponentNotSupported`], [`PutRefusal::UidTaken`].
pub fn plan_move(snapshot: MoveSnapshot, name: &ObjectName) -> Result<MovePlan, PutRefusal> {
    let MoveSnapshot { source, target, present, uid_holder } = snapshot;
    if !target.settings.components.contains(source.kind) {
        return Err(PutRefusal::ComponentNotSupported(source.kind));
    }
    let in_the_way = uid_holder.filter(|holder| holder.id != source.id && holder.name != *name);
    match in_the_way {
        Some(holder) => Err(PutRefusal::UidTaken { holder: holder.name }),
        None => Ok(MovePlan { target: target.id, displaced: present }),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use ta_ical::ComponentKind;

    use super::{MovePlan, MoveSnapshot, plan_move};
    use crate::{
        Calendar, CalendarId, CalendarName, CalendarSettings, ComponentSet, Etag, ObjectId, ObjectMeta,
        ObjectName, PrincipalId, PutRefusal, SyncSeq, TeamId, Uid,
    };

    fn name(text: &str) -> ObjectName {
        ObjectName::new(text).unwrap()
    }

    fn object(id: i64, calendar: i64, object_name: &str) -> ObjectMeta {
        ObjectMeta {
            id: ObjectId::new(id),
            calendar: CalendarId::new(calendar),
            name: name(object_name),
            uid: Uid::new("u").unwrap(),
            kind: ComponentKind::Event,
            etag: Etag::from_opaque("e"),
            size_bytes: 1,
            modified_utc: Timestamp::UNIX_EPOCH,
            created_utc: Timestamp::UNIX_EPOCH,
            seq: SyncSeq::new(1),
        }
    }

    fn to_calendar_2(present: Option<ObjectMeta>, uid_holder: Option<ObjectMeta>) -> MoveSnapshot {
        let settings = CalendarSettings {
            components: ComponentSet::new([ComponentKind::Event]),
            ..CalendarSettings::default()
        };
        MoveSnapshot {
            source: object(1, 1, "a.ics"),
            target: Calendar {
                team: TeamId::new(1),
                id: CalendarId::new(2),
                owner: PrincipalId::new(1),
                name: CalendarName::new("other").unwrap(),
                settings,
                seq: SyncSeq::START,
            },
            present,
            uid_holder,
        }
    }

    #[test]
    fn a_free_place_is_taken() {
        let plan = plan_move(to_calendar_2(None, None), &name("a.ics"));
        assert_eq!(plan, Ok(MovePlan { target: CalendarId::new(2), displaced: None }));
    }

    #[test]
    fn what_lies_there_gives_way_even_with_the_same_uid() {
        let there = object(9, 2, "a.ics");
        let plan = plan_move(to_calendar_2(Some(there.clone()), Some(there.clone())), &name("a.ics"));
        assert_eq!(plan, Ok(MovePlan { target: CalendarId::new(2), displaced: Some(there) }));
    }

    #[test]
    fn the_uid_under_a_third_name_is_a_conflict() {
        let plan = plan_move(to_calendar_2(None, Some(object(9, 2, "b.ics"))), &name("a.ics"));
        assert_eq!(plan, Err(PutRefusal::UidTaken { holder: name("b.ics") }));
    }

    #[test]
    fn renaming_does_not_conflict_with_itself() {
        let plan = plan_move(to_calendar_2(None, Some(object(1, 2, "a.ics"))), &name("new.ics"));
        assert!(plan.is_ok());
    }

    #[test]
    fn a_calendar_for_other_components_refuses() {
        let mut snapshot = to_calendar_2(None, None);
        snapshot.target.settings.components = ComponentSet::new([ComponentKind::Todo]);
        let refusal = PutRefusal::ComponentNotSupported(ComponentKind::Event);
        assert_eq!(plan_move(snapshot, &name("a.ics")), Err(refusal));
    }
}
