//! Where the configuration comes from, and what is said of it where it is wrong.

use crate::program::{Place, ended};

const PRINT: &str = "serve --print-config";

#[test]
fn the_defaults_keep_to_this_machine() {
    let place = Place::new();
    let printed = place.line(PRINT).done().to_owned();
    let data = place.path("share/taserver");
    assert!(printed.contains("listen = \"127.0.0.1:3552\"\n"), "{printed}");
    assert!(printed.contains(&format!("data = {:?}\n", data.display().to_string())), "{printed}");
}

#[test]
fn options_win_over_the_environment_and_that_over_the_file() {
    let place = Place::new();
    place.write("taserver.toml", "listen = \"127.0.0.1:1\"\ndata = \"from-file\"\nlog = \"warn\"\n");
    let mut command = place.command();
    command.env("TASERVER_LISTEN", "127.0.0.1:2").env("TASERVER_DATA", "from-environment");
    let ended = ended(command.args(PRINT.split(' ')).args(["--listen", "127.0.0.1:3"]));
    let printed = ended.done();
    for line in ["listen = \"127.0.0.1:3\"", "data = \"from-environment\"", "log = \"warn\""] {
        assert!(printed.contains(line), "{line} is not in\n{printed}");
    }
}

#[test]
fn under_systemd_the_folder_is_the_state_directory() {
    let place = Place::new();
    let ended = ended(place.command().env("STATE_DIRECTORY", "/var/lib/taserver").args(PRINT.split(' ')));
    assert!(ended.done().contains("data = \"/var/lib/taserver\""), "{ended:?}");
}

#[test]
fn an_unknown_key_is_told_with_the_nearest() {
    let place = Place::new();
    place.write("my.toml", "lisen = \"127.0.0.1:1\"\n");
    let ended = place.line("serve --print-config --config my.toml");
    assert!(ended.failed(2).contains("unknown key \"lisen\"; did you mean \"listen\"?"), "{ended:?}");
}

#[test]
fn a_named_file_must_be_there() {
    let ended = Place::new().line("serve --print-config --config nowhere.toml");
    assert!(ended.failed(2).contains("nowhere.toml cannot be read"), "{ended:?}");
}

#[test]
fn a_wrong_value_is_told_with_its_place() {
    let place = Place::new();
    let ended = ended(place.command().env("TASERVER_LOG_FORMAT", "xml").args(PRINT.split(' ')));
    assert!(ended.failed(2).contains("log_format is \"xml\" and must be auto, text or json"), "{ended:?}");
}

#[test]
fn the_password_of_the_database_is_not_printed() {
    let ended = Place::new().line("serve --print-config --store postgres://agenda:secret@db/agenda");
    assert!(ended.done().contains("store = \"postgres://agenda:***@db/agenda\""), "{ended:?}");
}

#[test]
fn the_example_file_holds_the_defaults() {
    let place = Place::new();
    place.write("example.toml", include_str!("../../../../packaging/taserver.toml"));
    let with_example = place.line("serve --print-config --config example.toml");
    assert_eq!(with_example.done(), place.line(PRINT).done());
}

#[test]
fn an_unwritable_folder_is_told() {
    let place = Place::new();
    place.write("file", "");
    let ended = place.line("user list --data file/data");
    assert!(ended.failed(1).contains("the folder file/data cannot be written to"), "{ended:?}");
    assert!(ended.stderr.contains("name another folder with --data"), "{ended:?}");
}

#[test]
fn every_shell_gets_a_completion_script() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ended = Place::new().line(&format!("completions {shell}"));
        assert!(ended.done().contains("taserver"), "{shell}");
    }
}
