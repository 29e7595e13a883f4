//! Fills a server over CalDAV.

use std::sync::atomic::AtomicU32;

use anyhow::Result;

use crate::agenda::{Agenda, event_text};
use crate::discovery::calendar_home;
use crate::http_client::{Call, HttpClient};
use crate::measure::{Budget, Turn, closed_loop, timed};
use crate::options::Options;
use crate::servers::{Site, login};

/// How many connections store events at once.
const SEEDING_CONNECTIONS: usize = 8;

/// Makes the calendars and stores the events.
///
/// # Errors
/// Any request that is refused.
pub(crate) async fn seed(site: &Site, options: &Options) -> Result<Agenda> {
    let mut writers = Vec::new();
    for member in 1..=options.members {
        let client = HttpClient::new(&login(member), &site.password);
        writers.push((client.clone(), new_calendar(&client, &site.url, "written").await?));
    }
    let reader = HttpClient::new(&login(1), &site.password);
    let calendar_url = new_calendar(&reader, &site.url, "read").await?;
    let agenda =
        Agenda { reader, calendar_url, events: options.events, writers, serial: AtomicU32::default() };
    store_events(&agenda).await?;
    Ok(agenda)
}

async fn new_calendar(client: &HttpClient, server_url: &str, name: &str) -> Result<String> {
    let url = format!("{}bench-{name}/", calendar_home(client, server_url).await?);
    client.expect_success(Call::xml("MKCALENDAR", &url, "0", String::new())?).await?;
    Ok(url)
}

async fn store_events(agenda: &Agenda) -> Result<()> {
    let store_one = async |turn: Turn| {
        let text = event_text(turn.number, agenda.events, 0);
        timed(agenda.reader.expect_success(Call::put(agenda.event_url(turn.number), text))).await
    };
    closed_loop(SEEDING_CONNECTIONS, Budget::Count(agenda.events), store_one).await?;
    Ok(())
}
