use std::collections::BTreeSet;

use ta_core::team::PasswordSpec;
use ta_core::{
    AccountState, AdminRole, DelegateRights, Delegation, EmailAddress, Login, PrincipalDraft, PrincipalKind,
    PrivateItems, ResourceKind,
};

use super::read;

fn login(text: &str) -> Login {
    Login::new(text).unwrap()
}

/// The problems of a file as people read them.
fn problems(source: &str) -> Vec<String> {
    let problems = read(source, &BTreeSet::new()).unwrap_err();
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_whole_team_is_read() {
    let source = r#"
[team]
name = "Example"
time_zone = "america/new_york"
[[members]]
login = "user01"
name = "User 01"
emails = ["user01@example.com"]
password = "secret"
admin = true
time_zone = "Europe/Paris"
[[members]]
login = "user02"
name = "User 02"
disabled = true
[[groups]]
login = "group01"
name = "Group 01"
members = ["user01", "user02"]
[[resources]]
login = "atlas"
name = "Atlas"
kind = "room"
capacity = 8
[[delegations]]
member = "user01"
delegate = "user02"
rights = "write"
"#;
    let spec = read(source, &BTreeSet::new()).unwrap();

    let settings = spec.settings.unwrap();
    assert_eq!((settings.name.as_str(), settings.time_zone.as_str()), ("Example", "America/New_York"));
    let atlas = PrincipalKind::Resource { kind: ResourceKind::Room, capacity: Some(8) };
    let expected = [
        PrincipalDraft {
            emails: vec![EmailAddress::new("user01@example.com").unwrap()],
            admin: AdminRole::Team,
            time_zone: Some("Europe/Paris".into()),
            ..PrincipalDraft::new(PrincipalKind::Member, login("user01"), "User 01")
        },
        PrincipalDraft {
            state: AccountState::Disabled,
            ..PrincipalDraft::new(PrincipalKind::Member, login("user02"), "User 02")
        },
        PrincipalDraft::new(PrincipalKind::Group, login("group01"), "Group 01"),
        PrincipalDraft::new(atlas, login("atlas"), "Atlas"),
    ];
    assert_eq!(spec.principals, expected);
    assert_eq!(spec.group_members[&login("group01")], [login("user01"), login("user02")]);
    assert_eq!(spec.passwords[&login("user01")], PasswordSpec::Plain("secret".into()));
    let delegation = Delegation {
        member: login("user01"),
        delegate: login("user02"),
        rights: DelegateRights::Write,
        private: PrivateItems::AsBusy,
    };
    assert_eq!(spec.delegations, [delegation]);
}

#[test]
fn an_empty_file_describes_nothing() {
    assert_eq!(read("", &BTreeSet::new()), Ok(Default::default()));
}

#[test]
fn an_unknown_key_is_told_with_the_nearest() {
    let source = "[[members]]\nlogin = \"a\"\nname = \"A\"\nemials = []\n";
    assert_eq!(problems(source), [r#"line 4: [[members]] has no key "emials"; did you mean "emails"?"#]);
}

#[test]
fn an_unknown_section_is_told_with_the_nearest() {
    let source = "[[member]]\nlogin = \"a\"\n";
    assert_eq!(problems(source), [r#"line 1: a team file has no section "member"; did you mean "members"?"#]);
}

#[test]
fn a_single_bracket_is_told() {
    let source = "[members]\nlogin = \"a\"\n";
    assert_eq!(problems(source), [r#"line 1: each entry of "members" begins with a line [[members]]"#]);
}

#[test]
fn a_wrong_type_is_told() {
    let source = "[[members]]\nlogin = \"a\"\nname = 7\nemails = \"a@example.com\"\nadmin = \"yes\"\n";
    let expected = [
        r#"line 3: "name" of [[members]] must be a text in quotes"#,
        r#"line 4: "emails" of [[members]] must be a list of texts, as ["one", "two"]"#,
        r#"line 5: "admin" of [[members]] must be true or false"#,
    ];
    assert_eq!(problems(source), expected);
}

#[test]
fn a_missing_login_is_told_at_its_heading() {
    assert_eq!(problems("\n[[members]]\nname = \"A\"\n"), [r#"line 2: [[members]] has no "login""#]);
}

#[test]
fn a_login_with_a_forbidden_character_is_told_once() {
    let source = "[[members]]\nlogin = \"Anna\"\nname = \"A\"\n\
                  [[groups]]\nlogin = \"g\"\nname = \"G\"\nmembers = [\"Anna\"]\n";
    let expected =
        [r#"line 2: "Anna" cannot be used as a login: it contains 'A', which is not allowed there"#];
    assert_eq!(problems(source), expected);
}

#[test]
fn logins_and_addresses_belong_to_one_principal() {
    let source = "[[members]]\nlogin = \"a\"\nname = \"A\"\nemails = [\"a@example.com\"]\n\
                  [[groups]]\nlogin = \"a\"\nname = \"G\"\nemails = [\"A@Example.com\"]\n";
    let expected = [
        r#"line 6: the login "a" is on line 2 already"#,
        r#"line 8: the address "a@example.com" is on line 4 already"#,
    ];
    assert_eq!(problems(source), expected);
}

#[test]
fn a_group_member_that_nobody_is_is_told_with_the_nearest() {
    let source = "[[members]]\nlogin = \"anna\"\nname = \"A\"\n\
                  [[groups]]\nlogin = \"g\"\nname = \"G\"\nmembers = [\n  \"anna\",\n  \"ana\",\n]\n";
    assert_eq!(problems(source), [r#"line 9: nobody has the login "ana"; did you mean "anna"?"#]);
}

#[test]
fn a_group_member_that_the_store_has_is_fine() {
    let source = "[[groups]]\nlogin = \"g\"\nname = \"G\"\nmembers = [\"anna\"]\n";
    assert!(read(source, &BTreeSet::from([login("anna")])).is_ok());
}

#[test]
fn groups_in_a_circle_are_told_on_every_line_of_it() {
    let source = "[[groups]]\nlogin = \"a\"\nname = \"A\"\nmembers = [\"b\"]\n\
                  [[groups]]\nlogin = \"b\"\nname = \"B\"\nmembers = [\"a\"]\n\
                  [[groups]]\nlogin = \"c\"\nname = \"C\"\nmembers = [\"c\", \"a\"]\n";
    let expected = [
        r#"line 4: the group "a" contains itself through "b""#,
        r#"line 8: the group "b" contains itself through "a""#,
        r#"line 12: the group "c" contains itself"#,
    ];
    assert_eq!(problems(source), expected);
}

#[test]
fn an_unknown_time_zone_is_told_with_the_nearest() {
    let source = "[team]\nname = \"T\"\ntime_zone = \"Europe/Pariss\"\n";
    let expected = [r#"line 3: there is no time zone "Europe/Pariss"; did you mean "Europe/Paris"?"#];
    assert_eq!(problems(source), expected);
}

#[test]
fn a_delegation_names_two_people_and_a_right() {
    let source = "[[members]]\nlogin = \"a\"\nname = \"A\"\n\
                  [[delegations]]\nmember = \"a\"\ndelegate = \"a\"\nrights = \"all\"\n\
                  [[delegations]]\nmember = \"a\"\ndelegate = \"nobody\"\n";
    let expected = [
        r#"line 6: "a" cannot be their own delegate"#,
        r#"line 7: "all" is no right; it is "read" or "write""#,
        r#"line 8: [[delegations]] has no "rights""#,
        r#"line 10: nobody has the login "nobody""#,
    ];
    assert_eq!(problems(source), expected);
}

#[test]
fn a_negative_capacity_and_an_unknown_kind_are_told() {
    let source = "[[resources]]\nlogin = \"r\"\nname = \"R\"\nkind = \"cellar\"\ncapacity = -1\n";
    let expected = [
        r#"line 4: "cellar" is no kind of resource; it is one of room, equipment, vehicle, desk"#,
        r#"line 5: "capacity" of [[resources]] must be a whole number from 0 to 4294967295"#,
    ];
    assert_eq!(problems(source), expected);
}

#[test]
fn a_member_has_one_password_or_none() {
    let member = "[[members]]\nlogin = \"a\"\nname = \"A\"\n";
    let both = format!("{member}password = \"x\"\npassword_hash = \"$argon2id$x\"\n");
    assert_eq!(problems(&both), [r#"line 5: give either "password" or "password_hash", not both"#]);
    let no_hash = format!("{member}password_hash = \"x\"\n");
    let expected = [r#"line 4: "password_hash" must be an argon2 hash, beginning with $argon2"#];
    assert_eq!(problems(&no_hash), expected);
}

#[test]
fn a_syntax_error_does_not_hide_the_others() {
    let source = "[[members]]\nlogin = \"a\"\nname = \"A\"\nadmin = maybe\n\
                  [[groups]]\nlogin = \"g\"\nname = \"G\"\nmembers = [\"nobody\"]\n";
    let found = problems(source);
    assert!(found[0].starts_with("line 4:"), "{found:?}");
    assert_eq!(found.last().unwrap(), r#"line 8: nobody has the login "nobody""#);
}
