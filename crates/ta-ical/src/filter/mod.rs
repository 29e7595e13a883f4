//! Query filters over calendar objects (RFC 4791 §9.7): what they ask for, and whether an object matches.
//!
//! ```
//! use jiff::tz::TimeZone;
//! use ta_ical::filter::{CompFilter, CompTest, index_range, matches};
//! use ta_ical::{CalendarObject, UtcRange};
//!
//! // Which events lie in March 2400?
//! let march = UtcRange::new(Some("2400-03-01T00:00:00Z".parse()?), Some("2400-04-01T00:00:00Z".parse()?));
//! let in_march = CompTest::All { time_range: march, props: Vec::new(), comps: Vec::new() };
//! let events = CompFilter { name: "VEVENT".to_owned(), test: in_march };
//! let test = CompTest::All { time_range: None, props: Vec::new(), comps: vec![events] };
//! let filter = CompFilter { name: "VCALENDAR".to_owned(), test };
//!
//! // An index narrows them down, and each that is left is matched.
//! assert_eq!(index_range(&filter).range, march.expect("the end is later"));
//! let birthday = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
//!     DTSTART;VALUE=DATE:20260314\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
//! assert!(matches(&birthday, &filter, &TimeZone::UTC));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod alarm;
mod component;
mod criteria;
mod index;
mod property;
mod text;
mod time_range;

use std::cell::{Cell, OnceCell};

pub use criteria::{
    Collation, CompFilter, CompTest, MatchCondition, ParamFilter, ParamTest, PropFilter, PropTest, TextMatch,
    ValueTest,
};
pub use index::{IndexRange, index_range};
use jiff::tz::TimeZone;

use crate::object::Series;
use crate::time::Zones;
use crate::{CalTime, CalendarObject, Component, Property, UtcRange};

/// Whether an object matches a filter, which is one on VCALENDAR. Times that depend on the place are those of
/// `asker_zone`: the zone of the query, or else of the calendar (RFC 4791 §7.3).
///
/// A time range counts every instance of a series, however far away (RFC 4791 §9.9). A filter on VEVENT that holds
/// both a time range and other conditions wants one component for which all hold: an instance that has a component of
/// its own answers for itself.
///
/// ```
/// use jiff::tz::TimeZone;
/// use ta_ical::CalendarObject;
/// use ta_ical::filter::{CompFilter, CompTest, matches};
///
/// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"[..])?;
/// let no_event = CompFilter { name: "VEVENT".to_owned(), test: CompTest::IsNotDefined };
/// let filter = CompFilter {
///     name: "VCALENDAR".to_owned(),
///     test: CompTest::All { time_range: None, props: Vec::new(), comps: vec![no_event] },
/// };
/// assert!(matches(&object, &filter, &TimeZone::UTC));
/// # Ok::<(), ta_ical::ObjectError>(())
/// ```
pub fn matches(object: &CalendarObject, filter: &CompFilter, asker_zone: &TimeZone) -> bool {
    Question::new(object, asker_zone).any_component(None, object.ical().calendars(), filter)
}

/// Tells of the master and of each override of an object whether it lies in a range, by the rules of RFC 4791 §9.9.
pub(crate) fn range_test<'a>(
    object: &'a CalendarObject,
    range: UtcRange,
    asker_zone: &'a TimeZone,
) -> impl Fn(Component<'a>) -> bool {
    let question = Question::new(object, asker_zone);
    move |component| question.is_in_range(component, None, range)
}

/// How many instances a question may look at that lie near a range but not in it, for all alarms together. Past that,
/// which only a made-up object reaches, the answer is that it matches.
const INSTANCES_MAX: usize = 100_000;

/// An object and who asks about it.
struct Question<'a> {
    object: &'a CalendarObject,
    asker_zone: &'a TimeZone,
    zones: Zones<'a>,
    series: OnceCell<Series<'a>>,
    /// How many instances have been looked at.
    looked_at: Cell<usize>,
}

impl<'a> Question<'a> {
    fn new(object: &'a CalendarObject, asker_zone: &'a TimeZone) -> Self {
        Self {
            object,
            asker_zone,
            zones: Zones::of(object.ical().root()),
            series: OnceCell::new(),
            looked_at: Cell::new(0),
        }
    }

    fn series(&self) -> &Series<'a> {
        self.series.get_or_init(|| Series::of(self.object, self.asker_zone))
    }

    /// Notes that one more instance is looked at, and tells whether that is too many.
    fn has_looked_at_enough(&self) -> bool {
        let looked_at = self.looked_at.get();
        self.looked_at.set(looked_at + 1);
        looked_at >= INSTANCES_MAX
    }

    /// The time in a property. As [`CalendarObject::time_of`], but zones are looked up once.
    fn time(&self, property: &Property<'a>) -> Option<CalTime> {
        CalTime::of_property(property, &self.zones).ok()
    }
}
