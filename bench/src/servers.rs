//! The servers under measurement, each in a process of its own.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio::process::{Child, Command};
use tokio::time::sleep;

use crate::http_client::{Call, HttpClient};
use crate::options::Options;

mod radicale;
mod taserver;

const START_UP_MAX: Duration = Duration::from_secs(30);

/// Which server, and where its program is.
#[derive(Clone, Debug)]
pub(crate) enum ServerKind {
    /// The binary.
    Taserver(PathBuf),
    /// A Python that has Radicale installed.
    Radicale(PathBuf),
    /// Somebody else runs it, at this address.
    Running(String),
}

/// Where a server is and how its members sign in.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// The server's address without a path.
    pub(crate) url: String,
    /// The password of every member.
    pub(crate) password: String,
}

/// Who can sign in.
#[derive(Clone, Debug)]
struct Members {
    logins: Vec<String>,
    /// The same for everybody.
    password: String,
}

/// A server that answers.
#[derive(Debug)]
pub(crate) struct RunningServer {
    site: Site,
    /// The command that starts it, and the process; a server of somebody else has neither.
    program: Option<Program>,
}

#[derive(Debug)]
struct Program {
    command: Command,
    process: Option<Child>,
}

impl ServerKind {
    /// The column's heading.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Taserver(_) => "taserver",
            Self::Radicale(_) => "Radicale",
            Self::Running(_) => "the running server",
        }
    }
}

impl RunningServer {
    /// Prepares a server with its members in a folder of its own, starts it and waits until it answers.
    ///
    /// # Errors
    /// A program that cannot be run, or does not answer within [`START_UP_MAX`].
    pub(crate) async fn start(kind: &ServerKind, scratch: &Path, options: &Options) -> Result<Self> {
        let folder = scratch.join(kind.name());
        std::fs::create_dir(&folder)?;
        let address = format!("127.0.0.1:{}", free_port()?);
        let logins: Vec<String> = (1..=options.members).map(login).collect();
        let members = Members { logins, password: options.password.clone() };
        let command = match kind {
            ServerKind::Taserver(binary) => taserver::command(binary, &folder, &address, &members).await?,
            ServerKind::Radicale(python) => radicale::command(python, &folder, &address, &members)?,
            ServerKind::Running(url) => return Ok(Self::of_somebody_else(url, options)),
        };
        let site = Site { url: format!("http://{address}"), password: options.password.clone() };
        let mut server = Self { site, program: Some(Program { command, process: None }) };
        server.start_again().await?;
        Ok(server)
    }

    fn of_somebody_else(url: &str, options: &Options) -> Self {
        let site = Site { url: url.trim_end_matches('/').to_owned(), password: options.password.clone() };
        Self { site, program: None }
    }

    pub(crate) const fn site(&self) -> &Site {
        &self.site
    }

    /// Starts the stopped server on the data that it has, and tells how long it took until it answered its first
    /// request. Nothing where somebody else runs it.
    ///
    /// # Errors
    /// A program that cannot be run, or does not answer within [`START_UP_MAX`].
    pub(crate) async fn start_again(&mut self) -> Result<Option<Duration>> {
        let Some(program) = &mut self.program else { return Ok(None) };
        let begun = Instant::now();
        program.process = Some(program.command.kill_on_drop(true).spawn().context("the server's program")?);
        while !answers(&self.site).await {
            ensure!(begun.elapsed() < START_UP_MAX, "{} does not answer", self.site.url);
            sleep(Duration::from_millis(2)).await;
        }
        Ok(Some(begun.elapsed()))
    }

    /// Asks the server to end and waits until it did.
    ///
    /// # Errors
    /// A process that cannot be told to end.
    pub(crate) async fn stop(&mut self) -> Result<()> {
        let process = self.program.as_mut().and_then(|program| program.process.take());
        let Some((mut process, id)) = process.and_then(|process| process.id().map(|id| (process, id))) else {
            return Ok(());
        };
        Command::new("kill").args(["-TERM", &id.to_string()]).status().await.context("kill")?;
        process.wait().await?;
        Ok(())
    }

    /// The resident memory of the process (`VmRSS` of `/proc`), where there is one to look at.
    pub(crate) fn resident_bytes(&self) -> Option<u64> {
        let id = self.program.as_ref()?.process.as_ref()?.id()?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kibibytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
        Some(kibibytes * 1024)
    }
}

/// The login of a member, counted from 1.
pub(crate) fn login(member: u16) -> String {
    format!("m{member}")
}

/// Any answer counts, whatever its status.
async fn answers(site: &Site) -> bool {
    let client = HttpClient::new(&login(1), &site.password);
    client.send(Call::get(format!("{}/.well-known/caldav", site.url))).await.is_ok()
}

/// A port that nobody listens on now.
fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// A command whose output nobody reads and that says nothing unless it fails.
fn quiet(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}
