//! Radicale as its own documentation starts it, with passwords in clear text, which is the quickest it has.

use std::path::Path;

use anyhow::Result;
use tokio::process::Command;

use super::{Members, quiet};

/// Writes the configuration and returns the command that serves it.
///
/// # Errors
/// A folder that cannot be written.
pub(super) fn command(python: &Path, folder: &Path, address: &str, members: &Members) -> Result<Command> {
    let passwords = members.logins.iter().map(|login| format!("{login}:{}\n", members.password));
    std::fs::write(folder.join("users"), passwords.collect::<String>())?;
    let config = folder.join("config");
    std::fs::write(&config, configuration(folder, address))?;
    let mut serve = quiet(python);
    serve.args(["-m", "radicale", "--config"]).arg(&config);
    Ok(serve)
}

fn configuration(folder: &Path, address: &str) -> String {
    let folder = folder.display();
    format!(
        "[server]\nhosts = {address}\nmax_connections = 64\n\
         [auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\nhtpasswd_encryption = plain\n\
         [storage]\nfilesystem_folder = {folder}/collections\n\
         [logging]\nlevel = error\n"
    )
}
