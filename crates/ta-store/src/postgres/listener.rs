//! Hearing of the changes that other nodes make.
//!
//! A node that has committed a change notifies the others afterwards, so that they know within milliseconds. That is a
//! courtesy and no promise: a notice can be lost with a connection, and not every engine behind PostgreSQL's protocol
//! has them. What counts is that each node looks at the change logs of all calendars every few seconds and compares.

use std::thread;
use std::time::Duration;

use postgres::fallible_iterator::FallibleIterator as _;
use postgres::{Client, Config, NoTls};
use ta_core::{CalendarId, PrincipalId, SyncSeq, TeamId};

use crate::CalendarChanged;
use crate::session::Session;
use crate::store::Lanes;

/// The channel of notices. The text of a notice is four numbers: team, calendar, owner and step.
const LISTEN: &str = "LISTEN taserver_calendar";
const NOTIFY: &str = "SELECT pg_notify('taserver_calendar', $1)";

/// How long one wait for notices lasts, and so how long closing the store may take.
const TICK: Duration = Duration::from_millis(100);

/// How many notices are heard in one tick, so that an endless stream of them cannot keep the store from closing.
const NOTICES_PER_TICK_MAX: usize = 1_000;

/// How many ticks pass between two looks at all change logs: five seconds.
const TICKS_PER_LOOK: u32 = 50;

/// How many ticks pass before a broken connection is made again.
const TICKS_BEFORE_RECONNECT: u32 = 10;

/// Tells the other nodes of a change that is committed. When that fails, they find it themselves.
pub(crate) fn notify(session: &mut Session, changes: &[CalendarChanged]) {
    for change in changes {
        if let Err(error) = session.execute(NOTIFY, &[(&notice(change)).into()]) {
            tracing::debug!(%error, "a change was not notified");
        }
    }
}

/// Listens until the store is closed.
pub(crate) fn listen(config: &Config, lanes: &Lanes) {
    while !lanes.is_closed() {
        if let Err(error) = follow(config, lanes) {
            tracing::warn!(error = %error, "changes of other nodes are not heard of for the moment");
            wait_to_reconnect(lanes);
        }
    }
}

fn follow(config: &Config, lanes: &Lanes) -> Result<(), postgres::Error> {
    let mut client = config.connect(NoTls)?;
    if let Err(error) = client.batch_execute(LISTEN) {
        tracing::info!(%error, "this database has no notices; changes of other nodes are looked for");
    }
    while !lanes.is_closed() {
        look(&mut client, lanes)?;
        hear(&mut client, lanes)?;
    }
    Ok(())
}

fn look(client: &mut Client, lanes: &Lanes) -> Result<(), postgres::Error> {
    let rows = client.query("SELECT team_id, id, owner_id, seq FROM calendar", &[])?;
    let states = rows.iter().map(|row| {
        Ok(CalendarChanged {
            team: TeamId::new(row.try_get(0)?),
            calendar: CalendarId::new(row.try_get(1)?),
            owner: PrincipalId::new(row.try_get(2)?),
            seq: SyncSeq::new(row.try_get(3)?),
        })
    });
    lanes.announcer.compare(states.collect::<Result<Vec<_>, postgres::Error>>()?);
    Ok(())
}

fn hear(client: &mut Client, lanes: &Lanes) -> Result<(), postgres::Error> {
    for _ in 0..TICKS_PER_LOOK {
        let mut notifications = client.notifications();
        let mut heard = notifications.timeout_iter(TICK).take(NOTICES_PER_TICK_MAX);
        while let Some(notification) = heard.next()? {
            lanes.announcer.tell(read_notice(notification.payload()));
        }
        if lanes.is_closed() {
            break;
        }
    }
    Ok(())
}

fn wait_to_reconnect(lanes: &Lanes) {
    for _ in 0..TICKS_BEFORE_RECONNECT {
        if !lanes.is_closed() {
            thread::sleep(TICK);
        }
    }
}

fn notice(change: &CalendarChanged) -> String {
    let CalendarChanged { team, calendar, owner, seq } = change;
    format!("{} {} {} {}", team.get(), calendar.get(), owner.get(), seq.get())
}

fn read_notice(text: &str) -> Option<CalendarChanged> {
    let mut numbers = text.split(' ').map(str::parse);
    let mut next = || numbers.next()?.ok();
    Some(CalendarChanged {
        team: TeamId::new(next()?),
        calendar: CalendarId::new(next()?),
        owner: PrincipalId::new(next()?),
        seq: SyncSeq::new(next()?),
    })
}

#[cfg(test)]
mod tests {
    use super::{CalendarChanged, CalendarId, PrincipalId, SyncSeq, TeamId, notice, read_notice};

    #[test]
    fn a_notice_reads_back() {
        let change = CalendarChanged {
            team: TeamId::new(1),
            calendar: CalendarId::new(22),
            owner: PrincipalId::new(333),
            seq: SyncSeq::new(4444),
        };
        assert_eq!(notice(&change), "1 22 333 4444");
        assert_eq!(read_notice("1 22 333 4444"), Some(change));
    }

    #[test]
    fn foreign_notices_are_ignored() {
        for text in ["", "1 2 3", "a b c d", "1  2 3 4"] {
            assert_eq!(read_notice(text), None, "{text}");
        }
    }
}
