//! `taserver team apply`

use ta_testdb::on_both_engines;

use crate::program::{Place, options_of};

const TEAM: &str = r#"
[team]
name = "Example"
time_zone = "America/New_York"
[[members]]
login = "user01"
name = "User 01"
emails = ["user01@example.com"]
password = "user01"
admin = true
[[members]]
login = "user02"
name = "User 02"
time_zone = "Europe/Paris"
[[groups]]
login = "group01"
name = "Group 01"
members = ["user01"]
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

const APPLY: &str = "team apply team.toml --data data";

fn place_with(team: &str) -> Place {
    let place = Place::new();
    place.write("team.toml", team);
    place
}

on_both_engines! {
    fn a_second_apply_finds_nothing_to_change(database) {
        let place = place_with(TEAM);
        let apply = format!("team apply team.toml {}", options_of(database));
        let first = place.line(&apply);
        assert!(first.done().contains("user01"), "{first:?}");
        assert!(first.done().ends_with(" changes made.\n"), "{first:?}");
        assert_eq!(place.line(&apply).done(), "Nothing to change.\n");
    }
}

#[test]
fn a_dry_run_tells_the_changes_and_makes_none() {
    let place = place_with(TEAM);
    let dry = place.line(&format!("{APPLY} --dry-run"));
    assert!(dry.done().ends_with(" to make; nothing was changed.\n"), "{dry:?}");
    assert_eq!(place.line("user list --data data --json").json(), serde_json::json!([]));
}

#[test]
fn a_change_is_told_with_both_values() {
    let place = place_with(TEAM);
    place.line(APPLY).done();
    place.write(
        "team.toml",
        &TEAM.replace("\"User 02\"", "\"User Two\"").replace("capacity = 8", "capacity = 9"),
    );

    let report = place.line(&format!("{APPLY} --json")).json();

    let expected = serde_json::json!([
        {"action": "change", "what": "member", "who": "user02", "how": "name \"User 02\" → \"User Two\""},
        {"action": "change", "what": "room", "who": "atlas", "how": "capacity \"8\" → \"9\""},
    ]);
    assert_eq!(report["changes"], expected);
}

#[test]
fn whoever_is_left_out_stays() {
    let place = place_with(TEAM);
    place.line(APPLY).done();
    place.write("team.toml", "[[members]]\nlogin = \"user03\"\nname = \"User 03\"\n");
    place.line(APPLY).done();

    let members = place.line("user list --data data --json").json();

    let logins: Vec<_> = members.as_array().unwrap().iter().map(|member| &member["login"]).collect();
    assert_eq!(logins, ["user01", "user02", "user03"]);
}

#[test]
fn a_stored_member_may_be_named_without_being_described() {
    let place = place_with(TEAM);
    place.line(APPLY).done();
    place.write("team.toml", "[[groups]]\nlogin = \"g\"\nname = \"G\"\nmembers = [\"user02\"]\n");
    place.line(APPLY).done();
}

#[test]
fn ten_mistakes_are_told_at_once_each_with_its_line() {
    let file = r#"[team]
name = "Example"
time_zone = "Europe/Pariss"
[[members]]
login = "user01"
name = "User 01"
emials = ["user01@example.com"]
admin = "yes"
[[members]]
name = "User 02"
[[members]]
login = "user01"
name = "User 03"
password = "x"
password_hash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g"
[[groups]]
login = "group01"
name = "Group 01"
members = ["user01", "group01", "usr01"]
[[resources]]
login = "Atlas"
name = "Atlas"
kind = "room"
capacity = -8
[[delegations]]
member = "user01"
delegate = "nobody"
rights = "write"
"#;
    let place = place_with(file);
    let ended = place.line(APPLY);
    let told = ended.failed(3);
    let lines: Vec<_> =
        told.lines().filter_map(|line| line.strip_prefix("team.toml:")?.split(':').next()).collect();
    assert_eq!(lines, ["3", "7", "8", "9", "12", "15", "19", "19", "21", "24", "27"], "{told}");
    assert!(told.contains("error: team.toml has 11 mistakes; nothing was changed"), "{told}");
    assert_eq!(place.line("user list --data data --json").json(), serde_json::json!([]));
}

#[test]
fn programs_get_the_mistakes_as_json() {
    let place = place_with("[[groups]]\nlogin = \"g\"\n");
    let ended = place.line(&format!("{APPLY} --json"));
    assert_eq!(ended.code, 3);
    let told: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let expected = serde_json::json!({"mistakes": [{"line": 1, "message": "[[groups]] has no \"name\""}]});
    assert_eq!(told, expected);
}

#[test]
fn what_only_the_store_can_refuse_is_told_too() {
    let place = place_with(TEAM);
    place.line(APPLY).done();
    place.write("team.toml", "[[groups]]\nlogin = \"user01\"\nname = \"U\"\n");
    let ended = place.line(APPLY);
    assert!(ended.failed(3).contains("user01 is a member already"), "{ended:?}");
}

#[test]
fn a_missing_file_is_told() {
    let ended = Place::new().line("team apply nowhere.toml --data data");
    assert!(ended.failed(3).starts_with("error: the team file nowhere.toml cannot be read"), "{ended:?}");
}
