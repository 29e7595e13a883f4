//! Calendars.

pub(super) mod change;
pub(super) mod create;
pub(super) mod delete;
pub(super) mod list;

use serde::Serialize;
use ta_app::ListedCalendar;
use ta_core::{Act, CalendarName, Color, Login};
use ta_dav::{DavPath, Segment};
use utoipa::ToSchema;

use super::failure::Failure;

/// A calendar.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Calendar {
    /// Its name in addresses, which does not change.
    #[schema(example = "calendar")]
    name: String,
    /// Its name for people.
    #[schema(example = "Calendar")]
    display_name: Option<String>,
    /// Its colour as `#rrggbb`.
    #[schema(example = "#2f6fdb")]
    color: Option<String>,
    /// Its place among the others, the lowest first.
    order: Option<i64>,
    /// What it takes: `VEVENT`, `VTODO`, `VJOURNAL`.
    #[schema(example = json!(["VEVENT"]))]
    components: Vec<&'static str>,
    /// The login of its owner.
    #[schema(example = "anna")]
    owner: String,
    /// What the caller sees of it: `titles` for when things are and what they are called, `all` for everything.
    #[schema(example = "all")]
    see: &'static str,
    /// What the caller may do: `none`, `invite`, `add`, `edit` or `manage`, each with what comes before it.
    #[schema(example = "manage")]
    act: &'static str,
    /// Whether the caller may only read it.
    read_only: bool,
    /// What changes whenever something in the calendar does.
    #[schema(example = "urn:teamagenda:sync:3:17")]
    sync_token: String,
    /// Where CalDAV programs find it.
    #[schema(example = "/dav/calendars/anna/calendar/")]
    dav_path: String,
}

impl Calendar {
    /// A calendar as it is listed in the home of this member.
    fn of(listed: &ListedCalendar, home: &Login) -> Self {
        let (found, rights) = (&listed.found, listed.found.rights());
        let settings = &found.calendar().settings;
        Self {
            name: listed.name.to_string(),
            owner: found.owner().to_string(),
            see: rights.see().as_str(),
            act: rights.act().as_str(),
            display_name: settings.display_name.clone(),
            color: settings.color.as_ref().map(Color::to_string),
            order: settings.order,
            components: settings.components.iter().map(ta_core::ComponentKind::as_str).collect(),
            read_only: rights.act() < Act::Add,
            sync_token: found.sync_token().to_string(),
            dav_path: dav_path(home, &listed.name),
        }
    }
}

/// Where CalDAV programs find a calendar; empty for a name that no path can hold, which no calendar has.
fn dav_path(home: &Login, calendar: &CalendarName) -> String {
    let segments = Segment::new(home.as_str()).zip(Segment::new(calendar.as_str()));
    segments.map_or_else(String::new, |(login, calendar)| DavPath::Calendar { login, calendar }.to_string())
}

fn read_color(text: String) -> Result<Color, Failure> {
    Color::parse(&text)
        .map_err(|_| Failure::bad_field("color", "write a colour as #rrggbb, or a name of CSS such as teal"))
}
