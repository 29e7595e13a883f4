//! Random queries by time.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ta_ical::UtcRange;
use ta_ical::filter::{CompFilter, CompTest};
use ta_sim::Dice;

/// Where the owner of the calendar lives.
const OWN_ZONE: &str = "Europe/Paris";
/// Zones at both ends of the world, and one in between.
const ZONES: [&str; 3] = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"];

/// A query for what lies in a range.
#[derive(Debug)]
pub(super) struct Question {
    component: &'static str,
    start: Option<Timestamp>,
    end: Option<Timestamp>,
    /// The zone that comes with the query.
    zone: Option<&'static str>,
}

impl Question {
    /// A question that mostly begins no further from one of these instants than zones are from UTC.
    pub(super) fn draw(dice: &mut Dice, instants: &[Timestamp]) -> Self {
        let start = draw_start(dice, instants);
        let end = start + draw_length(dice);
        let (has_start, has_end) = match dice.below(10) {
            0 => (true, false),
            1 => (false, true),
            _ => (true, true),
        };
        Self {
            component: if dice.happens(60) { "VEVENT" } else { "VTODO" },
            start: has_start.then_some(start),
            end: has_end.then_some(end),
            zone: dice.happens(70).then(|| *dice.pick(&ZONES)),
        }
    }

    /// What stands in the body of the report.
    pub(super) fn content(&self) -> String {
        let bound = |name: &str, at: Option<Timestamp>| {
            at.map(|at| format!(" {name}=\"{}\"", at.strftime("%Y%m%dT%H%M%SZ"))).unwrap_or_default()
        };
        let zone = self.zone.map(|zone| format!("<C:timezone-id>{zone}</C:timezone-id>")).unwrap_or_default();
        format!(
            r#"<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name="VCALENDAR">
               <C:comp-filter name="{}"><C:time-range{}{}/></C:comp-filter></C:comp-filter></C:filter>{zone}"#,
            self.component,
            bound("start", self.start),
            bound("end", self.end)
        )
    }

    /// The same as a value.
    pub(super) fn filter(&self) -> CompFilter {
        let range = UtcRange::new(self.start, self.end).expect("the end is after the start");
        let inner = comp(self.component, Some(range), Vec::new());
        comp("VCALENDAR", None, vec![inner])
    }

    /// The zone that floating times and days are taken in.
    pub(super) fn zone(&self) -> TimeZone {
        TimeZone::get(self.zone.unwrap_or(OWN_ZONE)).expect("a known zone")
    }
}

fn comp(name: &str, time_range: Option<UtcRange>, comps: Vec<CompFilter>) -> CompFilter {
    CompFilter { name: name.to_owned(), test: CompTest::All { time_range, props: Vec::new(), comps } }
}

/// Mostly where something begins or ends on one clock or another, sometimes centuries away.
fn draw_start(dice: &mut Dice, instants: &[Timestamp]) -> Timestamp {
    if dice.happens(70) {
        return *dice.pick(instants) + SignedDuration::from_mins(30 * dice.between(-30, 30));
    }
    let (first, end) = if dice.happens(50) { (2025, 2029) } else { (1970, 2500) };
    let begin = |year: i64| format!("{year}-01-01T00:00:00Z").parse::<Timestamp>().expect("a year begins");
    let second = dice.between(begin(first).as_second(), begin(end).as_second());
    Timestamp::from_second(second).expect("a second of these years")
}

fn draw_length(dice: &mut Dice) -> SignedDuration {
    let hour = 3600;
    let lengths = [1, 60, hour, 24 * hour, 7 * 24 * hour, 366 * 24 * hour];
    SignedDuration::from_secs(*dice.pick(&lengths))
}
