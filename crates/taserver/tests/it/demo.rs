//! `taserver demo`

use crate::program::Place;

const DEMO: &str = "demo --data demo --listen 127.0.0.1:0";
const LAST_WORD: &str = "Ctrl-C ends it.";

#[test]
fn a_first_start_makes_the_team_and_a_second_goes_on_with_it() {
    let place = Place::new();
    let first = place.start(DEMO, LAST_WORD);
    assert!(first.introduction.starts_with("A sample team was put into demo."), "{}", first.introduction);
    assert!(first.introduction.contains("Nguyễn Thị Ngọc"), "{}", first.introduction);
    assert!(first.introduction.contains(&format!("http://{}/dav/", first.address)), "{}", first.introduction);
    assert!(first.get("/healthz").starts_with("HTTP/1.1 200 OK"));
    first.signal("TERM");
    assert_eq!(first.ended(), 0);
    place.line("user remove samuel --yes --data demo").done();

    let second = place.start(DEMO, LAST_WORD);

    assert!(second.introduction.starts_with("Going on with the team in demo."), "{}", second.introduction);
    second.signal("TERM");
    assert_eq!(second.ended(), 0);
    let members = place.line("user list --data demo --json").json();
    assert_eq!(members.as_array().unwrap().len(), 11);
}
