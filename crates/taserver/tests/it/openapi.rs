//! `taserver openapi`

use crate::program::Place;

#[test]
fn the_document_describes_the_calendars() {
    let document = Place::new().line("openapi").json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3."), "{document}");
    assert!(
        document["paths"].as_object().unwrap().keys().any(|path| path.ends_with("/calendars")),
        "{document}"
    );
}

#[test]
fn it_is_the_document_that_the_server_gives_out() {
    let place = Place::new();
    place.line("user add anna --data data").done();
    let server = place.start("serve --listen 127.0.0.1:0 --data data", "Data:");
    let answer = server.get("/api/v1/openapi.json");
    let served: serde_json::Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    assert_eq!(served, place.line("openapi").json());
}
