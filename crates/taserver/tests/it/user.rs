//! `taserver user …`

use crate::program::Place;

#[test]
fn a_member_is_added_with_a_password_made_for_it() {
    let place = Place::new();
    let ended = place.run([
        "user",
        "add",
        "anna",
        "--name",
        "Anna Brown",
        "--email",
        "anna@example.com",
        "--time-zone",
        "europe/paris",
        "--admin",
        "--data",
        "data",
    ]);
    assert!(ended.done().starts_with("Added anna.\nPassword: "), "{ended:?}");

    let expected = serde_json::json!([{
        "login": "anna", "name": "Anna Brown", "emails": ["anna@example.com"], "time_zone": "Europe/Paris",
        "admin": true, "disabled": false,
    }]);
    assert_eq!(place.line("user list --data data --json").json(), expected);
}

#[test]
fn a_given_password_is_not_printed() {
    let place = Place::new();
    let ended = place.line_with_input("user add anna --password-stdin --data data", "secret\n");
    assert_eq!(ended.done(), "Added anna.\n");
}

#[test]
fn an_empty_password_is_refused_before_anything_is_changed() {
    let place = Place::new();
    place.line_with_input("user add anna --password-stdin --data data", "\n").failed(2);
    assert_eq!(place.line("user list --data data --json").json(), serde_json::json!([]));
}

#[test]
fn a_taken_login_and_a_taken_address_are_told() {
    let place = Place::new();
    place.line("user add anna --email anna@example.com --data data").done();
    let again = place.line("user add anna --data data");
    assert!(again.failed(1).contains("anna exists already"), "{again:?}");
    let address = place.line("user add ben --email Anna@example.com --data data");
    assert!(address.failed(1).contains("is an address of anna already"), "{address:?}");
}

#[test]
fn a_forbidden_login_is_told() {
    let ended = Place::new().line("user add Anna --data data");
    assert!(ended.failed(2).contains("\"Anna\" cannot be a login"), "{ended:?}");
}

#[test]
fn disabling_is_undone_by_enabling() {
    let place = Place::new();
    place.line("user add anna --data data").done();
    place.line("user disable anna --data data").done();
    assert_eq!(place.line("user list --data data --json").json()[0]["disabled"], true);
    place.line("user enable anna --data data").done();
    assert_eq!(place.line("user list --data data --json").json()[0]["disabled"], false);
}

#[test]
fn an_app_password_is_shown_once() {
    let place = Place::new();
    place.line("user add anna --data data").done();
    let made = place.line("user app-password anna --label Phone --data data --json").json();
    assert_eq!(made["label"], "Phone");
    assert!(made["secret"].as_str().unwrap().starts_with("ta-"), "{made}");
}

#[test]
fn removing_must_be_confirmed() {
    let place = Place::new();
    place.line("user add anna --data data").done();
    place.line("user remove anna --data data").failed(2);
    place.line("user remove anna --yes --data data").done();
    assert_eq!(place.line("user list --data data --json").json(), serde_json::json!([]));
}

#[test]
fn nobody_is_told_as_such() {
    for command in ["password", "disable", "enable", "app-password", "remove --yes"] {
        let ended = Place::new().line(&format!("user {command} ghost --data data"));
        assert!(ended.failed(1).contains("there is nobody with the login ghost"), "{command}: {ended:?}");
    }
}
