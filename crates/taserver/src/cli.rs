//! The command line: every command, option and help text.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::settings::LogFormat;

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  not done, for the reason given
  2  the command line or the configuration is wrong
  3  the given file has mistakes; nothing was changed
  4  the port or the data folder is in use by another process
  5  done in part: some entries of the file were skipped
  6  done, and 'taserver port' found something to look at

Configuration:
  Options come first, then TASERVER_* variables of the environment, then the file
  given by --config, or else ./taserver.toml or /etc/taserver/taserver.toml.
  'taserver serve --print-config' shows what they amount to.";

/// The TeamAgenda server: shared calendars, rooms and to-dos for a team, over CalDAV and the web.
#[derive(Debug, Parser)]
#[command(name = "taserver", version, after_long_help = EXIT_CODES, propagate_version = true)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Read the configuration from this file.
    #[arg(long, global = true, env = "TASERVER_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the server
    #[command(after_long_help = SERVE_EXAMPLES)]
    Serve(ServeArgs),
    /// Run the server with a sample team, to look around
    #[command(after_long_help = DEMO_EXAMPLES)]
    Demo(DemoArgs),
    /// Describe the whole team in one file
    #[command(subcommand)]
    Team(TeamCommand),
    /// Add, list and change members
    #[command(subcommand)]
    User(UserCommand),
    /// List calendars, and share them
    #[command(subcommand)]
    Calendar(CalendarCommand),
    /// Read an .ics file into a member's calendar; nobody gets mail
    #[command(after_long_help = IMPORT_EXAMPLES)]
    Import(ImportArgs),
    /// Write a member's calendars as an .ics file
    #[command(after_long_help = EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// Print the OpenAPI document of the JSON API
    #[command(after_long_help = OPENAPI_EXAMPLES)]
    Openapi,
    /// Tell what a port is for, who holds it, and what a firewall does with it
    #[command(after_long_help = PORT_EXAMPLES)]
    Port(PortArgs),
    /// Print a completion script for a shell
    #[command(after_long_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// Where the team is kept.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct StoreArgs {
    /// Keep everything in this folder, in SQLite [default: the user's data folder, as ~/.local/share/taserver]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Keep everything in this PostgreSQL database instead, as postgres://user@host/database
    #[arg(long, value_name = "URL")]
    pub(crate) store: Option<String>,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct OutputArgs {
    /// Print JSON for programs instead of text for people
    #[arg(long)]
    pub(crate) json: bool,
}

/// `serve`
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// Listen on this address and port [default: 127.0.0.1:3552]
    #[arg(long, value_name = "ADDR:PORT")]
    pub(crate) listen: Option<String>,
    /// How log lines are written [default: auto]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) log_format: Option<LogFormat>,
    /// Print the configuration that would be used, and stop
    #[arg(long)]
    pub(crate) print_config: bool,
}

const SERVE_EXAMPLES: &str = "\
Examples:
  taserver serve
  taserver serve --data /srv/agenda --listen 127.0.0.1:3553
  taserver serve --store postgres://agenda@db.example.com/agenda

The server ends on SIGTERM or Ctrl-C: it takes no new requests, answers those it has, and closes its data.

Settings, by key of the configuration file and variable of the environment:
  listen         TASERVER_LISTEN         address and port
  public_url     TASERVER_PUBLIC_URL     where a TLS proxy makes it public, as https://agenda.example.com
  data           TASERVER_DATA           folder of the SQLite database
  store          TASERVER_STORE          PostgreSQL database, in the place of the folder
  log            TASERVER_LOG            what is logged, as info or info,ta_http=debug
  log_format     TASERVER_LOG_FORMAT     auto, text or json
  drain_seconds  TASERVER_DRAIN_SECONDS  how long requests may take to end when the server stops";

/// `demo`
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Keep the sample team in this folder; a second start goes on with it
    #[arg(long, value_name = "DIR", default_value = "./demo-data")]
    pub(crate) data: PathBuf,
    /// Listen on this address and port [default: 127.0.0.1:3552]
    #[arg(long, value_name = "ADDR:PORT")]
    pub(crate) listen: Option<String>,
}

const DEMO_EXAMPLES: &str = "\
Examples:
  taserver demo
  taserver demo --data /tmp/agenda --listen 127.0.0.1:3553";

/// `team …`
#[derive(Debug, Subcommand)]
pub(crate) enum TeamCommand {
    /// Make the team what a file says
    #[command(long_about = TEAM_APPLY_ABOUT, after_long_help = TEAM_APPLY_EXAMPLES)]
    Apply(TeamApplyArgs),
}

/// `team apply`
#[derive(Debug, Args)]
pub(crate) struct TeamApplyArgs {
    /// The team file
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// Print what would change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const TEAM_APPLY_ABOUT: &str = "\
Make the team what a file says.

Everybody whom the file describes is added or changed; a second run finds nothing to change. Members, groups and \
resources that the file does not mention are left alone, so nobody is removed by leaving them out: use 'disabled = \
true' or 'taserver user remove'. A member whom the file describes has just the delegates that the file names, and a \
group just the members. All mistakes of the file are told together, and then nothing is changed.";

const TEAM_APPLY_EXAMPLES: &str = r#"Examples:
  taserver team apply team.toml --dry-run
  taserver team apply team.toml

A team file:
  [team]
  name = "Example"
  time_zone = "America/New_York"

  [[members]]
  login = "anna"
  name = "Anna Brown"
  emails = ["anna@example.com"]
  password = "change me"        # or password_hash = "$argon2id$..."
  admin = true                  # may administer the team
  time_zone = "Europe/Paris"    # the team's where it is missing
  disabled = false

  [[groups]]
  login = "design"
  name = "Design"
  members = ["anna"]            # members and groups

  [[resources]]
  login = "atlas"
  name = "Atlas"
  kind = "room"                 # room, equipment, vehicle or desk
  capacity = 8

  [[delegations]]
  member = "anna"
  delegate = "ben"
  rights = "write"              # read or write"#;

/// `user …`
#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Add a member
    #[command(after_long_help = USER_ADD_EXAMPLES)]
    Add(UserAddArgs),
    /// List the members
    List(UserListArgs),
    /// Set a member's password
    Password(UserPasswordArgs),
    /// Make a password for one program of a member, as a calendar app on a phone
    AppPassword(AppPasswordArgs),
    /// Keep a member from signing in; what they own stays
    Disable(UserArgs),
    /// Let a disabled member sign in again
    Enable(UserArgs),
    /// Remove a member with all their calendars
    Remove(UserRemoveArgs),
}

/// `user add`
#[derive(Debug, Args)]
pub(crate) struct UserAddArgs {
    /// What the member signs in with: lower-case letters, digits and ._@-
    pub(crate) login: String,
    /// The member's name for people [default: the login]
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// A mail address; repeat it for more
    #[arg(long = "email", value_name = "ADDRESS")]
    pub(crate) emails: Vec<String>,
    /// The member's time zone, as Europe/Paris [default: the team's]
    #[arg(long, value_name = "ZONE")]
    pub(crate) time_zone: Option<String>,
    /// Let the member administer the team
    #[arg(long)]
    pub(crate) admin: bool,
    #[command(flatten)]
    pub(crate) password: PasswordArgs,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const USER_ADD_EXAMPLES: &str = "\
Examples:
  taserver user add anna --name 'Anna Brown' --email anna@example.com
  taserver user add ben --admin --password-stdin < password.txt";

/// Where a password comes from.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct PasswordArgs {
    /// Read the password from the first line of standard input; without this one is made and printed
    #[arg(long)]
    pub(crate) password_stdin: bool,
}

/// `user list`
#[derive(Debug, Args)]
pub(crate) struct UserListArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// `user password`
#[derive(Debug, Args)]
pub(crate) struct UserPasswordArgs {
    #[command(flatten)]
    pub(crate) user: UserArgs,
    #[command(flatten)]
    pub(crate) password: PasswordArgs,
}

/// `user app-password`
#[derive(Debug, Args)]
pub(crate) struct AppPasswordArgs {
    #[command(flatten)]
    pub(crate) user: UserArgs,
    /// What the password is for
    #[arg(long, default_value = "made on the command line")]
    pub(crate) label: String,
}

/// A command about one member.
#[derive(Debug, Args)]
pub(crate) struct UserArgs {
    /// The member's login
    pub(crate) login: String,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// `user remove`
#[derive(Debug, Args)]
pub(crate) struct UserRemoveArgs {
    #[command(flatten)]
    pub(crate) user: UserArgs,
    /// Remove without asking for the login once more
    #[arg(long)]
    pub(crate) yes: bool,
}

/// `calendar …`
#[derive(Debug, Subcommand)]
pub(crate) enum CalendarCommand {
    /// List a member's calendars, and those of others that lie in their home
    List(UserArgs),
    /// Tell who may do what with a calendar
    Rights(CalendarArgs),
    /// Share a calendar with members, groups or everybody
    #[command(after_long_help = CALENDAR_SHARE_EXAMPLES)]
    Share(CalendarShareArgs),
    /// Take back what was shared
    Unshare(CalendarUnshareArgs),
}

/// A command about one calendar.
#[derive(Debug, Args)]
pub(crate) struct CalendarArgs {
    /// The calendar, as OWNER/NAME
    #[arg(value_name = "OWNER/NAME")]
    pub(crate) calendar: String,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// With whom something is shared.
#[derive(Debug, Args)]
pub(crate) struct GranteeArgs {
    /// Logins of members and groups
    #[arg(value_name = "LOGIN", required_unless_present = "everybody")]
    pub(crate) logins: Vec<String>,
    /// Every member of the team
    #[arg(long)]
    pub(crate) everybody: bool,
}

/// `calendar share`
#[derive(Debug, Args)]
pub(crate) struct CalendarShareArgs {
    #[command(flatten)]
    pub(crate) calendar: CalendarArgs,
    #[command(flatten)]
    pub(crate) grantees: GranteeArgs,
    /// What they see; private items are busy time
    #[arg(long, value_name = "WHAT", default_value = "all", value_parser = ["none", "busy", "titles", "all"])]
    pub(crate) see: String,
    /// What they may do; each comprises what comes before it
    #[arg(long = "do", value_name = "WHAT", default_value = "invite", value_parser = ["none", "invite", "add", "edit", "manage"])]
    pub(crate) act: String,
    /// Show them private items, too
    #[arg(long, conflicts_with = "everybody")]
    pub(crate) private: bool,
}

const CALENDAR_SHARE_EXAMPLES: &str = "\
Examples:
  taserver calendar share anna/calendar ben --do edit
  taserver calendar share anna/calendar design --see titles
  taserver calendar share anna/calendar --everybody --see busy --do none

Whoever may add sees titles, and whoever may edit sees everything but private items.
A calendar that is shared with somebody appears in their own home. What everybody may do puts it there for nobody.";

/// `calendar unshare`
#[derive(Debug, Args)]
pub(crate) struct CalendarUnshareArgs {
    #[command(flatten)]
    pub(crate) calendar: CalendarArgs,
    #[command(flatten)]
    pub(crate) grantees: GranteeArgs,
}

/// `import`
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The iCalendar file; - reads standard input
    pub(crate) file: PathBuf,
    /// Whose calendar it goes to
    #[arg(long, value_name = "LOGIN")]
    pub(crate) user: String,
    /// The calendar's name in its address; it is made where it does not exist
    #[arg(long, value_name = "NAME")]
    pub(crate) calendar: String,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

const IMPORT_EXAMPLES: &str = "\
Examples:
  taserver import old-agenda.ics --user anna --calendar work
  curl -s https://example.com/holidays.ics | taserver import - --user anna --calendar holidays

An entry whose UID is in the calendar already is updated, so that a file can be imported again.
An entry that cannot be taken is skipped and listed with its line and the reason; the others are stored.";

/// `export`
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// Whose calendars are written
    #[arg(long, value_name = "LOGIN")]
    pub(crate) user: String,
    /// Only this calendar, by its name in its address
    #[arg(long, value_name = "NAME")]
    pub(crate) calendar: Option<String>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
}

const EXPORT_EXAMPLES: &str = "\
Examples:
  taserver export --user anna -o anna.ics
  taserver export --user anna --calendar work > work.ics";

/// `port`
#[derive(Debug, Args)]
pub(crate) struct PortArgs {
    /// Ports as 3552, ranges as 8000-8100, or service names as taserver
    #[arg(value_name = "PORT", required_unless_present_any = ["listening", "exposed", "baseline", "firewall"])]
    pub(crate) targets: Vec<String>,
    /// Audit everything that listens on this machine, the worst first
    #[arg(long)]
    pub(crate) listening: bool,
    /// Only what other machines may reach; without ports the same as --listening with that limit
    #[arg(long)]
    pub(crate) exposed: bool,
    /// Only this transport
    #[arg(long, value_name = "TRANSPORT")]
    pub(crate) proto: Option<Transport>,
    /// Keep the audit in this file; where it is there already, tell what is new, gone and in other hands
    #[arg(long, value_name = "FILE", conflicts_with_all = ["targets", "listening", "exposed", "proto", "firewall"])]
    pub(crate) baseline: Option<PathBuf>,
    /// Tell what a rule set lets through: 'nft -j list ruleset' or iptables-save; repeat it for ip6tables-save; - reads
    /// standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["targets", "listening", "exposed"])]
    pub(crate) firewall: Vec<PathBuf>,
    /// Use this copy of IANA's service-names-port-numbers (CSV or XML) in the place of the table built in
    #[arg(long, value_name = "FILE")]
    pub(crate) registry: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// A transport, for `--proto`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Transport {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
}

const PORT_EXAMPLES: &str = "\
Examples:
  taserver port 3552
  taserver port 80 443 8000-8100
  taserver port postgresql
  taserver port --exposed
  taserver port --baseline /var/lib/ports.json
  nft -j list ruleset | taserver port --firewall -

Nothing is sent anywhere: the registry is built in, and sockets are read from this machine's own tables.
As root it sees whose socket each is; without, it says what it could not see.

Exit code 6 is for monitoring:
  ports         somebody is there whom the registry does not expect
  --listening   other machines may reach a socket that is more than just open
  --baseline    something changed
  --firewall    a port is open that nothing legitimate uses, or a rule was not understood that could open one";

const OPENAPI_EXAMPLES: &str = "\
Examples:
  taserver openapi > openapi.json";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  taserver completions bash > /usr/share/bash-completion/completions/taserver
  taserver completions zsh > ~/.zfunc/_taserver
  taserver completions fish > ~/.config/fish/completions/taserver.fish";

impl ValueEnum for LogFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
