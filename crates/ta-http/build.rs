//! Builds this crate anew when the web client, which a release carries inside, has been built anew.

use std::path::Path;

const WEB_CLIENT: &str = "../../web/dist";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Other builds read the files while they run. A path that is not there would make cargo build each time.
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if is_release || Path::new(WEB_CLIENT).exists() {
        println!("cargo::rerun-if-changed={WEB_CLIENT}");
    }
}
