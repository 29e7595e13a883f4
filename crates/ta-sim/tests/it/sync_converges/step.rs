//! What a client may do to the server.

use ta_sim::Dice;

use super::client::Client;

/// The home in which all happens.
pub(super) const HOME: &str = "/dav/calendars/anna/";

/// Names that calendars have now and then. They are few, so that clients get in each other's way.
const CALENDARS: [&str; 4] = ["calendar", "home", "work", "choir"];
const OBJECTS: [&str; 6] = ["a.ics", "b.ics", "c.ics", "d.ics", "e.ics", "f.ics"];
const UIDS: [&str; 6] = ["u1", "u2", "u3", "u4", "u5", "u6"];

/// A name in a calendar.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) calendar: String,
    pub(super) object: String,
}

/// A change.
#[derive(Debug)]
pub(super) enum Step {
    Put(Put),
    Delete { at: Place, condition: Condition },
    Move { from: Place, to: Place, overwrite: &'static str },
    RenameCalendar { from: String, to: String },
    MakeCalendar(String),
    DeleteCalendar(String),
}

/// An object to be stored.
#[derive(Debug)]
pub(super) struct Put {
    pub(super) at: Place,
    pub(super) uid: &'static str,
    pub(super) summary: u64,
    pub(super) condition: Condition,
}

/// What a client says must hold.
#[derive(Clone, Debug)]
pub(super) enum Condition {
    Always,
    NothingThere,
    /// What the client last knew is there still.
    Unchanged(String),
}

impl Place {
    pub(super) fn path(&self) -> String {
        format!("{HOME}{}/{}", self.calendar, self.object)
    }

    fn draw(dice: &mut Dice) -> Self {
        Self { calendar: draw_calendar(dice), object: (*dice.pick(&OBJECTS)).to_owned() }
    }
}

impl Put {
    pub(super) fn text(&self) -> String {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:{}\r\nDTSTART:20261124T090000Z\r\n\
             SUMMARY:{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            self.uid, self.summary
        )
    }
}

impl Step {
    /// What a client does next, by what it knows.
    pub(super) fn draw(dice: &mut Dice, client: &Client<'_>) -> Self {
        match dice.below(100) {
            0..55 => Self::Put(draw_put(dice, client)),
            55..70 => {
                let at = draw_place(dice, client);
                Self::Delete { condition: draw_condition(dice, client, &at), at }
            }
            70..88 => {
                let (from, to) = (draw_place(dice, client), Place::draw(dice));
                Self::Move { from, to, overwrite: if dice.happens(50) { "T" } else { "F" } }
            }
            88..91 => Self::RenameCalendar { from: draw_calendar(dice), to: draw_calendar(dice) },
            91..99 => Self::MakeCalendar(draw_calendar(dice)),
            _ => Self::DeleteCalendar(draw_calendar(dice)),
        }
    }
}

fn draw_put(dice: &mut Dice, client: &Client<'_>) -> Put {
    let at = draw_place(dice, client);
    // Mostly an object keeps the UID that its name suggests, so that most changes succeed.
    let own = OBJECTS.iter().position(|name| *name == at.object).map_or("u1", |index| UIDS[index]);
    let uid = if dice.happens(85) { own } else { dice.pick(&UIDS) };
    Put { uid, summary: dice.below(20), condition: draw_condition(dice, client, &at), at }
}

/// Mostly something that the client knows of.
fn draw_place(dice: &mut Dice, client: &Client<'_>) -> Place {
    let known = client.known();
    if known.is_empty() || dice.happens(50) { Place::draw(dice) } else { dice.pick(&known).clone() }
}

fn draw_condition(dice: &mut Dice, client: &Client<'_>, at: &Place) -> Condition {
    match client.etag_of(at) {
        _ if dice.happens(20) => Condition::Always,
        Some(etag) => Condition::Unchanged(etag),
        None => Condition::NothingThere,
    }
}

fn draw_calendar(dice: &mut Dice) -> String {
    (*dice.pick(&CALENDARS)).to_owned()
}
