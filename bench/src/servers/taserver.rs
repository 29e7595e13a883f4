//! `taserver` on SQLite, as `taserver serve` runs it.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use tokio::process::Command;

use super::{Members, quiet};

/// Makes the team and returns the command that serves it.
///
/// # Errors
/// A folder that cannot be written, a binary that cannot be run, a team that it refuses.
pub(super) async fn command(
    binary: &Path,
    folder: &Path,
    address: &str,
    members: &Members,
) -> Result<Command> {
    let team_file = folder.join("team.toml");
    std::fs::write(&team_file, team(members))?;
    let data = folder.join("data");
    let applied =
        quiet(binary).args(["team", "apply"]).arg(&team_file).arg("--data").arg(&data).status().await;
    ensure!(applied.with_context(|| binary.display().to_string())?.success(), "'taserver team apply' failed");
    let mut serve = quiet(binary);
    serve.args(["serve", "--listen", address, "--data"]).arg(&data).env("TASERVER_LOG", "warn");
    Ok(serve)
}

fn team(members: &Members) -> String {
    let member = |login: &String| {
        let password = &members.password;
        format!("\n[[members]]\nlogin = \"{login}\"\nname = \"{login}\"\npassword = \"{password}\"\n")
    };
    let head = "[team]\nname = \"Bench\"\ntime_zone = \"Europe/Berlin\"\n";
    head.to_owned() + &members.logins.iter().map(member).collect::<String>()
}
