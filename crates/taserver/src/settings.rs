//! The configuration: defaults, then a file, then the environment, then options, each winning over the one before.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use config::builder::DefaultState;
use config::{Config, ConfigBuilder, ConfigError, Environment, File, FileFormat};
use serde::{Deserialize, Serialize};
use ta_http::Scheme;

use crate::cli::StoreArgs;
use crate::failure::{Exit, Failure};
use crate::suggest::did_you_mean;

/// Where a configuration file is looked for when none is named, the first that is there.
const USUAL_FILES: [&str; 2] = ["taserver.toml", "/etc/taserver/taserver.toml"];

/// Every key of the configuration.
const KEYS: [&str; 7] = ["listen", "public_url", "data", "store", "log", "log_format", "drain_seconds"];

/// What the server runs with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Settings {
    /// The address and port to listen on.
    pub(crate) listen: String,
    /// The address under which a proxy makes the server public, ending in a slash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) public_url: Option<PublicUrl>,
    /// The folder that SQLite's data lie in.
    pub(crate) data: PathBuf,
    /// The PostgreSQL database to use instead of the folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) store: Option<String>,
    /// What is logged, as a filter of `tracing_subscriber::EnvFilter`.
    pub(crate) log: String,
    /// How log lines are written.
    pub(crate) log_format: LogFormat,
    /// How long requests in progress may take to end once the server was asked to stop.
    pub(crate) drain_seconds: u64,
}

/// An address as people open it in a browser, ending in a slash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct PublicUrl(String);

impl PublicUrl {
    /// The address.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// How browsers reach it.
    pub(crate) fn scheme(&self) -> Scheme {
        if self.0.starts_with("https://") { Scheme::Https } else { Scheme::Http }
    }
}

impl TryFrom<String> for PublicUrl {
    type Error = String;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        let authority = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
        let host = authority.map(|rest| rest.strip_suffix('/').unwrap_or(rest));
        match host {
            Some(host) if !host.is_empty() && !host.contains('/') => {
                Ok(Self(format!("{}/", written.trim_end_matches('/'))))
            }
            _ => Err(format!("public_url is {written:?} and must look like https://agenda.example.com")),
        }
    }
}

impl From<PublicUrl> for String {
    fn from(url: PublicUrl) -> Self {
        url.0
    }
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", try_from = "String")]
pub(crate) enum LogFormat {
    /// Text with colours on a terminal, plain text elsewhere.
    Auto,
    /// Plain text.
    Text,
    /// One JSON object per line.
    Json,
}

impl TryFrom<String> for LogFormat {
    type Error = String;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        let known = Self::ALL.into_iter().find(|format| format.as_str() == word);
        known.ok_or_else(|| format!("log_format is {word:?} and must be auto, text or json"))
    }
}

impl LogFormat {
    /// Every format.
    pub(crate) const ALL: [Self; 3] = [Self::Auto, Self::Text, Self::Json];

    /// The format's word in the configuration.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Text => "text",
            Self::Json => "json",
        }
    }
}

/// What the command line says, which wins over everything else.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overrides {
    /// `--listen`
    pub(crate) listen: Option<String>,
    /// `--data`
    pub(crate) data: Option<PathBuf>,
    /// `--store`
    pub(crate) store: Option<String>,
    /// `--log-format`
    pub(crate) log_format: Option<LogFormat>,
}

impl From<&StoreArgs> for Overrides {
    fn from(args: &StoreArgs) -> Self {
        Self { data: args.data.clone(), store: args.store.clone(), ..Self::default() }
    }
}

impl Settings {
    /// Reads the configuration. `file` is the one named by `--config`; without it the usual places are looked at.
    ///
    /// # Errors
    /// A [`Failure`] for a file that cannot be read, an unknown key and a value of the wrong type.
    pub(crate) fn read(file: Option<&Path>, overrides: &Overrides) -> Result<Self, Failure> {
        let mut builder = defaults().map_err(|error| explain(&error))?;
        if let Some(path) = file.map(Path::to_owned).or_else(usual_file) {
            builder = builder.add_source(read_file(&path)?);
        }
        let built = builder.add_source(environment()).build();
        let read = built.and_then(Config::try_deserialize::<Self>).map_err(|error| explain(&error))?;
        Ok(read.overridden(overrides))
    }

    /// The configuration as a TOML text, without the password of the database.
    pub(crate) fn to_toml(&self) -> String {
        let shown = Self { store: self.store.as_deref().map(without_password), ..self.clone() };
        toml::to_string(&shown).unwrap_or_else(|error| format!("# {error}\n"))
    }

    /// How long requests in progress may take to end.
    pub(crate) fn drain(&self) -> Duration {
        Duration::from_secs(self.drain_seconds)
    }

    fn overridden(self, overrides: &Overrides) -> Self {
        // Whoever names a folder on the command line means it, also where a file names a database.
        let configured_store = self.store.filter(|_| overrides.data.is_none());
        Self {
            listen: overrides.listen.clone().unwrap_or(self.listen),
            data: overrides.data.clone().unwrap_or(self.data),
            store: overrides.store.clone().or(configured_store),
            log_format: overrides.log_format.unwrap_or(self.log_format),
            ..self
        }
    }
}

fn defaults() -> Result<ConfigBuilder<DefaultState>, ConfigError> {
    Config::builder()
        .set_default("listen", "127.0.0.1:3552")?
        .set_default("data", default_data_folder().to_string_lossy().into_owned())?
        .set_default("log", "info")?
        .set_default("log_format", LogFormat::Auto.as_str())?
        .set_default("drain_seconds", 20)
}

fn environment() -> Environment {
    Environment::with_prefix("TASERVER").ignore_empty(true)
}

/// systemd names the folder that it made for the service; a person has a folder for programs' data.
fn default_data_folder() -> PathBuf {
    let folder = |variable| env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    folder("STATE_DIRECTORY")
        .or_else(|| folder("XDG_DATA_HOME").map(|base| base.join("taserver")))
        .or_else(|| folder("LOCALAPPDATA").map(|base| base.join("taserver")))
        .or_else(|| folder("HOME").map(|home| home.join(".local/share/taserver")))
        .unwrap_or_else(|| PathBuf::from("taserver-data"))
}

fn usual_file() -> Option<PathBuf> {
    USUAL_FILES.iter().map(PathBuf::from).find(|path| path.is_file())
}

fn read_file(path: &Path) -> Result<File<config::FileSourceString, FileFormat>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        let what = format!("the configuration file {} cannot be read: {error}", path.display());
        Failure::new(what, "name a readable file with --config, or leave the option out").exit(Exit::Usage)
    })?;
    let table: toml::Table = text.parse().map_err(|error| {
        let what = format!("the configuration file {} is not valid TOML: {error}", path.display());
        Failure::new(what, "correct the line").exit(Exit::Usage)
    })?;
    match table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        Some(unknown) => Err(unknown_key(path, unknown)),
        None => Ok(File::from_str(&text, FileFormat::Toml)),
    }
}

fn unknown_key(path: &Path, key: &str) -> Failure {
    let hint = did_you_mean(key, KEYS);
    let what = format!("the configuration file {} has an unknown key {key:?}{hint}", path.display());
    Failure::new(what, format!("use one of {}", KEYS.join(", "))).exit(Exit::Usage)
}

fn explain(error: &ConfigError) -> Failure {
    let next = "correct the file or the TASERVER_* variable; 'taserver serve --help' lists every setting";
    Failure::new(format!("the configuration cannot be used: {error}"), next).exit(Exit::Usage)
}

/// `postgres://user:***@host/database`
fn without_password(url: &str) -> String {
    let hidden = || {
        let (scheme, rest) = url.split_once("://")?;
        let (user_info, place) = rest.rsplit_once('@')?;
        let (user, _) = user_info.split_once(':')?;
        Some(format!("{scheme}://{user}:***@{place}"))
    };
    hidden().unwrap_or_else(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{LogFormat, Overrides, PublicUrl, Scheme, Settings, without_password};

    fn settings() -> Settings {
        Settings {
            listen: "127.0.0.1:3552".into(),
            public_url: None,
            data: "configured".into(),
            store: Some("postgres://db/agenda".into()),
            log: "info".into(),
            log_format: LogFormat::Auto,
            drain_seconds: 20,
        }
    }

    #[test]
    fn a_folder_on_the_command_line_wins_over_a_configured_database() {
        let overrides = Overrides { data: Some("named".into()), ..Overrides::default() };
        let read = settings().overridden(&overrides);
        assert_eq!((read.data, read.store), (PathBuf::from("named"), None));
    }

    #[test]
    fn what_the_command_line_does_not_say_stays() {
        assert_eq!(settings().overridden(&Overrides::default()), settings());
    }

    #[test]
    fn a_public_address_ends_in_one_slash() {
        let read = |text: &str| PublicUrl::try_from(text.to_owned()).map(String::from);
        for written in ["https://agenda.example.com", "https://agenda.example.com/"] {
            assert_eq!(read(written).as_deref(), Ok("https://agenda.example.com/"));
        }
        for written in ["agenda.example.com", "https://", "https://example.com/agenda", "ftp://example.com"] {
            assert!(read(written).is_err(), "{written}");
        }
    }

    #[test]
    fn browsers_reach_a_public_https_address_over_https() {
        let scheme = |text: &str| PublicUrl::try_from(text.to_owned()).unwrap().scheme();
        assert_eq!(scheme("https://agenda.example.com"), Scheme::Https);
        assert_eq!(scheme("http://agenda.example.com"), Scheme::Http);
    }

    #[test]
    fn the_password_of_the_database_is_not_shown() {
        assert_eq!(without_password("postgres://u:p@ss@h/d"), "postgres://u:***@h/d");
        assert_eq!(without_password("postgres://u@h/d"), "postgres://u@h/d");
    }
}
