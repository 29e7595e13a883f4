//! The rule of moving a calendar object to another address (RFC 4918 §9.9, RFC 4791 §5.3.2.1).

use crate::put::{UidHolder, Visibility};
use crate::{Calendar, CalendarId, Etag, ObjectMeta, ObjectName, PutRefusal, Rights, check_may_change};

/// Everything that the decision needs to know, read under the locks of both calendars.
#[derive(Clone, Debug)]
pub struct MoveSnapshot {
    /// What is to be moved.
    pub source: ObjectMeta,
    /// What the caller may do with the calendar that it leaves.
    pub source_rights: Rights,
    /// The tag of it as the caller sees it.
    pub source_seen: Etag,
    /// The calendar that it goes to.
    pub target: Calendar,
    /// What the caller may do there, which is at least to add items.
    pub target_rights: Rights,
    /// What the target's name holds now.
    pub present: Option<ObjectMeta>,
    /// The tag of that as the caller sees it; `None` when the caller does not see it.
    pub present_seen: Option<Etag>,
    /// What has the source's UID in the target calendar now. Within one calendar that is the source itself.
    pub uid_holder: Option<ObjectMeta>,
    /// Whether the caller may be told of that.
    pub uid_holder_visibility: Visibility,
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
/// [`PutRefusal::Missing`] when what is moved or what gives way is not the caller's to change;
/// [`PutRefusal::ComponentNotSupported`], [`PutRefusal::UidTaken`].
pub fn plan_move(snapshot: MoveSnapshot, name: &ObjectName) -> Result<MovePlan, PutRefusal> {
    check_may_change(snapshot.source_rights, &snapshot.source, Some(&snapshot.source_seen))?;
    if let Some(present) = &snapshot.present {
        check_may_change(snapshot.target_rights, present, snapshot.present_seen.as_ref())?;
    }
    let MoveSnapshot { source, target, present, uid_holder, uid_holder_visibility: visibility, .. } =
        snapshot;
    if !target.settings.components.contains(source.kind) {
        return Err(PutRefusal::ComponentNotSupported(source.kind));
    }
    let in_the_way = uid_holder.filter(|holder| holder.id != source.id && holder.name != *name);
    match in_the_way {
        Some(holder) => Err(UidHolder { name: holder.name, visibility }.taken()),
        None => Ok(MovePlan { target: target.id, displaced: present }),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use ta_ical::ComponentKind;

    use super::{MovePlan, MoveSnapshot, plan_move};
    use crate::{
        Act, Calendar, CalendarId, CalendarName, CalendarSettings, ComponentSet, Etag, MissingRight,
        NarrowViews, ObjectId, ObjectMeta, ObjectName, PrincipalId, PrivateItems, PutRefusal, Rights, See,
        SyncSeq, TeamId, Uid, Visibility,
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
            source_rights: Rights::OWNER,
            source_seen: Etag::from_opaque("e"),
            target: Calendar {
                team: TeamId::new(1),
                id: CalendarId::new(2),
                owner: PrincipalId::new(1),
                name: CalendarName::new("other").unwrap(),
                settings,
                seq: SyncSeq::START,
                narrow_seqs: NarrowViews::default(),
            },
            target_rights: Rights::OWNER,
            present_seen: present.as_ref().map(|present| present.etag.clone()),
            present,
            uid_holder,
            uid_holder_visibility: Visibility::Seen,
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
        assert_eq!(plan, Err(PutRefusal::UidTaken { holder: Some(name("b.ics")) }));
    }

    #[test]
    fn whoever_may_only_add_takes_nothing_away_and_pushes_nothing_aside() {
        let add = Rights::new(See::All, Act::Add, PrivateItems::Shown);
        let missing = Err(PutRefusal::Missing(MissingRight::Edit));
        let leaving = MoveSnapshot { source_rights: add, ..to_calendar_2(None, None) };
        assert_eq!(plan_move(leaving, &name("a.ics")), missing);
        let there = object(9, 2, "a.ics");
        let displacing = MoveSnapshot { target_rights: add, ..to_calendar_2(Some(there), None) };
        assert_eq!(plan_move(displacing, &name("a.ics")), missing);
    }

    #[test]
    fn what_is_seen_in_part_is_not_moved() {
        let snapshot = MoveSnapshot { source_seen: Etag::from_opaque("busy"), ..to_calendar_2(None, None) };
        assert_eq!(plan_move(snapshot, &name("a.ics")), Err(PutRefusal::Missing(MissingRight::Edit)));
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
