//! The OpenAPI document.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use ta_sim::TestServer;
use ta_testdb::Engine;

/// Every endpoint, as the API promises them.
const ENDPOINTS: [&str; 17] = [
    "get /session",
    "post /session",
    "delete /session",
    "get /calendars",
    "post /calendars",
    "patch /calendars/{calendar}",
    "delete /calendars/{calendar}",
    "get /instances",
    "post /calendars/{calendar}/events",
    "get /calendars/{calendar}/events/{object}",
    "patch /calendars/{calendar}/events/{object}",
    "delete /calendars/{calendar}/events/{object}",
    "get /changes",
    "get /app-passwords",
    "post /app-passwords",
    "delete /app-passwords/{id}",
    "get /openapi.json",
];

fn document() -> Value {
    serde_json::from_str(ta_http::openapi()).unwrap()
}

fn operations(document: &Value) -> Vec<(String, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    let operations = paths.flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, operation)| (format!("{method} {path}"), operation))
    });
    operations.collect()
}

#[test]
fn it_has_every_endpoint() {
    let document = document();
    let documented: BTreeSet<_> = operations(&document).into_iter().map(|(name, _)| name).collect();
    let promised: BTreeSet<_> = ENDPOINTS.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(documented, promised);
}

#[test]
fn every_endpoint_of_it_answers() {
    let database = Engine::Sqlite.database();
    let server = TestServer::on(&database);
    let document = document();
    for (name, _) in operations(&document) {
        let (method, path) = name.split_once(' ').unwrap();
        let path = format!("/api/v1{path}").replace('{', "").replace('}', "");
        let status = server.request(&method.to_uppercase(), &path).send().status.as_u16();
        assert!(!matches!(status, 404 | 405 | 500), "{name}: {status}");
    }
}

#[test]
fn every_operation_tells_its_refusals() {
    let document = document();
    for (name, operation) in operations(&document).iter().filter(|(name, _)| name != "get /openapi.json") {
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.contains_key("401"), "{name}");
        for (status, response) in responses.iter().filter(|(status, _)| status.as_str() >= "400") {
            let schema = &response["content"]["application/json"]["schema"]["$ref"];
            assert_eq!(schema, "#/components/schemas/ErrorBody", "{name} {status}");
        }
        assert!(operation["summary"].is_string(), "{name}");
    }
}

#[test]
fn every_schema_that_it_names_is_there() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for reference in ta_http::openapi().split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(schemas.contains_key(name), "{name}");
    }
}

#[test]
fn it_is_served_to_everybody() {
    let database = Engine::Sqlite.database();
    let server = TestServer::on(&database);
    let answer = server.get("/api/v1/openapi.json").send().expect(200);
    assert_eq!(answer.text(), ta_http::openapi());
}

#[test]
fn the_copy_for_the_web_client_is_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/openapi.json");
    let copy = std::fs::read_to_string(file).unwrap_or_default();
    let how = "run `cargo run -p taserver -- openapi > web/openapi.json`";
    assert!(copy == ta_http::openapi(), "web/openapi.json is not the API's document any more: {how}");
}
