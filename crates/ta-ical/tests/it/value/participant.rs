//! The examples of RFC 5545 §3.8.4.1, §3.8.4.3 and §3.2.

use ta_ical::value::{
    Attendee, CalAddress, CalendarUserType, Organizer, ParticipationRole, ParticipationStatus,
};

use super::with_line;

fn mails(addresses: impl Iterator<Item = CalAddress>) -> Vec<String> {
    addresses.map(|address| address.mail().unwrap().to_owned()).collect()
}

#[test]
fn attendees_of_an_event() {
    with_line(
        "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=TENTATIVE;CN=Henry\r\n  Cabot:mailto:hcabot@example.com",
        |property| {
            let henry = Attendee::of(property);
            assert_eq!(henry.address().mail(), Some("hcabot@example.com"));
            assert_eq!(henry.common_name().unwrap(), "Henry Cabot");
            assert_eq!(henry.role(), ParticipationRole::Required);
            assert_eq!(henry.status(), ParticipationStatus::Tentative);
            assert!(!henry.is_reply_wanted());
        },
    );
    with_line(
        "ATTENDEE;ROLE=REQ-PARTICIPANT;DELEGATED-FROM=\"mailto:bob@\r\n example.com\";PARTSTAT=ACCEPTED;CN=Jane Doe:\
         mailto:jdoe@\r\n example.com",
        |property| {
            let jane = Attendee::of(property);
            assert_eq!(mails(jane.delegated_from()), ["bob@example.com"]);
            assert_eq!(jane.status(), ParticipationStatus::Accepted);
        },
    );
}

#[test]
fn delegation() {
    with_line(
        "ATTENDEE;ROLE=NON-PARTICIPANT;PARTSTAT=DELEGATED;DELEGATED-TO=\r\n \"mailto:hcabot@example.com\";\
         CN=The Big Cheese:mailto:iamboss\r\n @example.com",
        |property| {
            let boss = Attendee::of(property);
            assert_eq!(boss.role(), ParticipationRole::None);
            assert_eq!(boss.status(), ParticipationStatus::Delegated);
            assert_eq!(mails(boss.delegated_to()), ["hcabot@example.com"]);
            assert_eq!(boss.address().mail(), Some("iamboss@example.com"));
        },
    );
}

#[test]
fn several_addresses_in_one_parameter() {
    with_line(
        "ATTENDEE;DELEGATED-TO=\"mailto:jdoe@example.com\",\"mailto:jqpublic\r\n @example.com\":mailto:jsmith@example.com",
        |property| {
            let both = mails(Attendee::of(property).delegated_to());
            assert_eq!(both, ["jdoe@example.com", "jqpublic@example.com"]);
        },
    );
}

#[test]
fn groups_and_directories() {
    with_line(
        "ATTENDEE;MEMBER=\"mailto:DEV-GROUP@example.com\":\r\n mailto:joecool@example.com",
        |property| {
            assert_eq!(mails(Attendee::of(property).member_of()), ["dev-group@example.com"]);
        },
    );
    with_line(
        "ATTENDEE;CN=John Smith;DIR=\"ldap://example.com:6666/o=ABC%\r\n 20Industries,c=US???(cn=Jim%20Dolittle)\":\
         mailto:jimdo@\r\n example.com",
        |property| {
            let directory = Attendee::of(property).directory_entry().unwrap();
            assert_eq!(directory, "ldap://example.com:6666/o=ABC%20Industries,c=US???(cn=Jim%20Dolittle)");
        },
    );
}

#[test]
fn organizer() {
    with_line("ORGANIZER;CN=John Smith:mailto:jsmith@example.com", |property| {
        let john = Organizer::of(property);
        assert_eq!(john.common_name().unwrap(), "John Smith");
        assert_eq!(john.address().mail(), Some("jsmith@example.com"));
        assert_eq!((john.sent_by(), john.directory_entry()), (None, None));
    });
    with_line(
        "ORGANIZER;SENT-BY=\"mailto:jane_doe@example.com\":\r\n mailto:jsmith@example.com",
        |property| {
            assert_eq!(Organizer::of(property).sent_by(), Some(CalAddress::new("jane_doe@example.com")));
        },
    );
}

/// §3.2: what a missing parameter means, and what one means that nobody knows.
#[test]
fn missing_and_unknown_parameters() {
    for (params, status, role, user_type) in [
        ("", ParticipationStatus::NeedsAction, ParticipationRole::Required, CalendarUserType::Individual),
        (
            ";PARTSTAT=X-MAYBE;ROLE=X-GUEST;CUTYPE=X-ROBOT",
            ParticipationStatus::NeedsAction,
            ParticipationRole::Required,
            CalendarUserType::Unknown,
        ),
        (
            ";PARTSTAT=in-process;ROLE=chair;CUTYPE=resource",
            ParticipationStatus::InProcess,
            ParticipationRole::Chair,
            CalendarUserType::Resource,
        ),
    ] {
        with_line(&format!("ATTENDEE{params}:mailto:a@example.com"), |property| {
            let attendee = Attendee::of(property);
            assert_eq!((attendee.status(), attendee.role(), attendee.user_type()), (status, role, user_type));
        });
    }
}

#[test]
fn every_name_is_read_as_what_it_is_written_for() {
    use CalendarUserType as Type;
    use ParticipationRole as Role;
    use ParticipationStatus as Status;
    for status in [
        Status::NeedsAction,
        Status::Accepted,
        Status::Declined,
        Status::Tentative,
        Status::Delegated,
        Status::Completed,
        Status::InProcess,
    ] {
        assert_eq!(Status::from_partstat(status.as_str()), status);
    }
    for role in [Role::Chair, Role::Required, Role::Optional, Role::None] {
        assert_eq!(Role::from_role(role.as_str()), role);
    }
    for user_type in [Type::Individual, Type::Group, Type::Resource, Type::Room, Type::Unknown] {
        assert_eq!(Type::from_cutype(user_type.as_str()), user_type);
    }
}
