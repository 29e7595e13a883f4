//! What is measured: the requests that calendar clients send all day.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::agenda::{Agenda, event_text, new_event_text, new_series_text, utc_text, week_start};
use crate::discovery::text_within;
use crate::http_client::Call;
use crate::measure::{Budget, Figures, Turn, closed_loop, timed};

/// How many clients the concurrent measurements have.
pub(crate) const MANY_CONNECTIONS: usize = 16;
const MULTIGET_OBJECTS: u32 = 100;
const SYNC_CHANGES: u32 = 10;
const SEARCHED_WEEKS: u32 = 50;

/// What an answer has once for each event in full.
const EVENT: &str = "BEGIN:VEVENT";
/// What an answer has once for each object that it lists.
const OBJECT_HREF: &str = ".ics</";

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Operation {
    PutOne,
    PutMany,
    PutDaily,
    GetOne,
    GetMany,
    QueryWeek,
    Multiget,
    InitialSync,
    SyncTenChanges,
    ListCalendar,
}

impl Operation {
    /// Every operation, in the order of the table.
    pub(crate) const ALL: [Self; 10] = [
        Self::PutOne,
        Self::PutMany,
        Self::PutDaily,
        Self::GetOne,
        Self::GetMany,
        Self::QueryWeek,
        Self::Multiget,
        Self::InitialSync,
        Self::SyncTenChanges,
        Self::ListCalendar,
    ];

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::PutOne => "PUT a new event, 1 connection",
            Self::PutMany => "PUT a new event, 16 connections",
            Self::PutDaily => "PUT a new daily series without end, 1 connection",
            Self::GetOne => "GET an event, 1 connection",
            Self::GetMany => "GET an event, 16 connections",
            Self::QueryWeek => "calendar-query of one week",
            Self::Multiget => "calendar-multiget of 100",
            Self::InitialSync => "sync-collection, initial",
            Self::SyncTenChanges => "sync-collection, 10 changes",
            Self::ListCalendar => "PROPFIND depth 1 of the calendar",
        }
    }

    /// Repeats the operation and checks each answer, so that no server is quick by answering less. The first time on
    /// each connection does not count: passwords are checked then.
    ///
    /// # Errors
    /// A refused request, or an answer that lacks something.
    pub(crate) async fn measure(self, agenda: &Agenda, budget: Duration) -> Result<Figures> {
        let run = async |turn| self.run(agenda, turn).await;
        let once_each = Budget::Count(self.connections() as u32);
        closed_loop(self.connections(), once_each, &run).await.context("the first time")?;
        closed_loop(self.connections(), Budget::Time(budget), &run).await
    }

    const fn connections(self) -> usize {
        match self {
            Self::PutMany | Self::GetMany => MANY_CONNECTIONS,
            _ => 1,
        }
    }

    async fn run(self, agenda: &Agenda, turn: Turn) -> Result<Duration> {
        match self {
            Self::PutOne | Self::PutMany => put_new(agenda, turn, new_event_text).await,
            Self::PutDaily => put_new(agenda, turn, new_series_text).await,
            Self::GetOne | Self::GetMany => get(agenda, turn).await,
            Self::QueryWeek => query_week(agenda, turn).await,
            Self::Multiget => multiget(agenda, turn).await,
            Self::InitialSync => initial_sync(agenda).await,
            Self::SyncTenChanges => sync_ten_changes(agenda, turn).await,
            Self::ListCalendar => list_calendar(agenda).await,
        }
    }
}

async fn put_new(agenda: &Agenda, turn: Turn, text: fn(&str) -> String) -> Result<Duration> {
    let (client, calendar_url) =
        agenda.writers.get(turn.connection % agenda.writers.len()).context("a writer")?;
    let uid = format!("new-{}", agenda.draw_serial());
    let call = Call::put(format!("{calendar_url}{uid}.ics"), text(&uid));
    timed(client.expect_success(call)).await
}

async fn get(agenda: &Agenda, turn: Turn) -> Result<Duration> {
    timed(agenda.reader.expect_success(Call::get(agenda.event_url(turn.number)))).await
}

async fn query_week(agenda: &Agenda, turn: Turn) -> Result<Duration> {
    let week = turn.number % SEARCHED_WEEKS;
    let (start, end) = (utc_text(week_start(week)), utc_text(week_start(week + 1)));
    let body = format!(
        r#"<C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
        <prop><getetag/><C:calendar-data/></prop>
        <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
        <C:time-range start="{start}" end="{end}"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"#
    );
    report(agenda, "1", body, EVENT, agenda.events_in_week(week)).await
}

async fn multiget(agenda: &Agenda, turn: Turn) -> Result<Duration> {
    let path = agenda.calendar_path()?;
    let wanted = (0..MULTIGET_OBJECTS).map(|nth| (turn.number + nth) % agenda.events);
    let hrefs: String = wanted.map(|number| format!("<href>{path}{number}.ics</href>")).collect();
    let body = format!(
        r#"<C:calendar-multiget xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
        <prop><getetag/><C:calendar-data/></prop>{hrefs}</C:calendar-multiget>"#
    );
    report(agenda, "1", body, EVENT, MULTIGET_OBJECTS as usize).await
}

async fn initial_sync(agenda: &Agenda) -> Result<Duration> {
    report(agenda, "0", sync_body(""), OBJECT_HREF, agenda.events as usize).await
}

/// Ten events are changed, and then one request brings the news; only that request counts.
async fn sync_ten_changes(agenda: &Agenda, turn: Turn) -> Result<Duration> {
    let (token, revision) = (sync_token(agenda).await?, 1 + agenda.draw_serial());
    for nth in 0..SYNC_CHANGES {
        let number = (turn.number * SYNC_CHANGES + nth) % agenda.events;
        let text = event_text(number, agenda.events, revision);
        agenda.reader.expect_success(Call::put(agenda.event_url(number), text)).await?;
    }
    report(agenda, "0", sync_body(&token), OBJECT_HREF, SYNC_CHANGES as usize).await
}

async fn list_calendar(agenda: &Agenda) -> Result<Duration> {
    let body = r#"<propfind xmlns="DAV:"><prop><getetag/><getcontenttype/><resourcetype/></prop></propfind>"#;
    let call = Call::xml("PROPFIND", &agenda.calendar_url, "1", body.to_owned())?;
    counted(agenda, call, OBJECT_HREF, agenda.events as usize).await
}

async fn sync_token(agenda: &Agenda) -> Result<String> {
    let body = r#"<propfind xmlns="DAV:"><prop><sync-token/></prop></propfind>"#;
    let call = Call::xml("PROPFIND", &agenda.calendar_url, "0", body.to_owned())?;
    let answer = agenda.reader.expect_success(call).await?;
    text_within(&answer.body, "prop", "sync-token")?.context("the calendar has no sync-token")
}

fn sync_body(token: &str) -> String {
    format!(
        r#"<sync-collection xmlns="DAV:"><sync-token>{token}</sync-token><sync-level>1</sync-level>
        <prop><getetag/></prop></sync-collection>"#
    )
}

async fn report(
    agenda: &Agenda,
    depth: &'static str,
    body: String,
    mark: &str,
    expected: usize,
) -> Result<Duration> {
    let call = Call::xml("REPORT", &agenda.calendar_url, depth, body)?;
    counted(agenda, call, mark, expected).await
}

/// The time that an answer took in which `mark` occurs as often as it has to.
async fn counted(agenda: &Agenda, call: Call, mark: &str, expected: usize) -> Result<Duration> {
    let begun = Instant::now();
    let answer = agenda.reader.expect_success(call).await?;
    let elapsed = begun.elapsed();
    let found = answer.body.matches(mark).count();
    ensure!(found == expected, "{found} of {expected} in the answer");
    Ok(elapsed)
}
