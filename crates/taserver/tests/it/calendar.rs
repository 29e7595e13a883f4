//! `taserver calendar …`

use serde_json::json;

use crate::program::Place;

/// A place with a team of two members and a group.
fn with_team() -> Place {
    let place = Place::new();
    for login in ["anna", "ben"] {
        place.line(&format!("user add {login} --data data")).done();
    }
    place
}

#[test]
fn the_calendars_of_a_member_are_listed() {
    let listed = with_team().line("calendar list anna --data data --json").json();
    let names: Vec<_> = listed.as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert_eq!(names, [json!("calendar"), json!("tasks")]);
    assert_eq!(listed[0]["do"], "manage");
}

#[test]
fn a_shared_calendar_is_in_the_home_of_whom_it_is_shared_with() {
    let place = with_team();
    place.line("calendar share anna/calendar ben --do edit --data data").done();
    let listed = place.line("calendar list ben --data data --json").json();
    let shared = listed.as_array().unwrap().iter().find(|one| one["owner"] == "anna").unwrap();
    let expected = json!({
        "name": "calendar@anna", "display_name": "Calendar (anna)", "owner": "anna", "see": "all", "do": "edit",
    });
    assert_eq!(*shared, expected);
}

#[test]
fn rights_are_told_after_each_change() {
    let place = with_team();
    let everybody =
        json!({"login": null, "see": "titles", "do": "invite", "private": false, "by_default": true});
    assert_eq!(place.line("calendar rights anna/calendar --data data --json").json(), json!([everybody]));
    let shared = place.line("calendar share anna/calendar ben --see titles --private --data data --json");
    let ben = json!({"login": "ben", "see": "titles", "do": "invite", "private": false, "by_default": false});
    assert_eq!(shared.json(), json!([everybody, ben]), "private items are for those who see all others");
    let closed =
        place.line("calendar share anna/calendar --everybody --see none --do none --data data --json");
    let nobody = json!({"login": null, "see": "none", "do": "none", "private": false, "by_default": false});
    assert_eq!(closed.json(), json!([nobody, ben]));
    let back = place.line("calendar unshare anna/calendar ben --everybody --data data --json");
    assert_eq!(back.json(), json!([everybody]));
}

#[test]
fn what_cannot_be_shared_says_what_to_do() {
    let place = with_team();
    let nobody = place.line("calendar share anna/calendar carla --data data");
    assert!(nobody.failed(1).contains("no such member or group"), "{nobody:?}");
    let owner = place.line("calendar share anna/calendar anna --data data");
    assert!(owner.failed(1).contains("grant rights to others"), "{owner:?}");
    let misread = place.line("calendar share anna ben --data data");
    assert!(misread.failed(2).contains("OWNER/NAME"), "{misread:?}");
    place.line("calendar share anna/calendar --data data").failed(2);
    let missing = place.line("calendar rights anna/work --data data");
    assert!(missing.failed(1).contains("calendar list"), "{missing:?}");
}
