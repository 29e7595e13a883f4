//! `taserver demo`

use std::path::Path;

use crate::cli::DemoArgs;
use crate::demo::{self, Filled, PEOPLE};
use crate::failure::Failure;
use crate::server::{Server, start_log};
use crate::settings::{Overrides, Settings};
use crate::{opened, output};

/// Fills the folder with the sample team, unless it has one, and serves it.
pub(crate) fn run(args: &DemoArgs, config: Option<&Path>) -> Result<(), Failure> {
    let overrides =
        Overrides { data: Some(args.data.clone()), listen: args.listen.clone(), ..Overrides::default() };
    let settings = Settings::read(config, &overrides)?;
    start_log(&settings)?;
    let server = Server::bind(&settings.listen)?;
    let app = opened::open(&opened::location(&settings))?;
    let filled = demo::fill(&app)?;
    server.run(app, &settings, |url, _| introduce(url, filled, &args.data))
}

fn introduce(url: &str, filled: Filled, folder: &Path) -> Result<(), Failure> {
    let folder = folder.display();
    output::print(match filled {
        Filled::Now => format!("A sample team was put into {folder}. Delete the folder to be rid of it."),
        Filled::Before => format!("Going on with the team in {folder}. Delete the folder to begin anew."),
    })?;
    let mut table = output::table(["Login", "Password", "Name", "Works in"]);
    table.add_rows(
        PEOPLE.iter().map(|person| [person.login, person.password(), person.name, person.office.city()]),
    );
    output::print(table)?;
    output::print(format!(
        "In a browser: {url}\nIn a calendar app, as CalDAV address: {url}dav/\nCtrl-C ends it."
    ))
}
