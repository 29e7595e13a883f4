//! The instances of an object in a window, in few bytes.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use super::steps::{self, Step, Steps, read_number, unzigzag, write_number, zigzag};
use crate::object::Series;
use crate::{CalTime, CalendarObject, ComponentKind, Instance, UtcRange};

/// The most instances that an object may have in the window of its index. An hourly series of a year and a half is within
/// it; a rule for each minute is not, and does not belong into a calendar that people share.
///
/// ```
/// use ta_ical::index::INSTANCES_MAX;
///
/// // Every hour of five years.
/// assert!(5 * 366 * 24 < INSTANCES_MAX);
/// ```
pub const INSTANCES_MAX: usize = 50_000;

const SECONDS_PER_DAY: i64 = 86_400;
/// No zone is further from UTC, nor ever was.
const ZONE_SECONDS_MAX: i64 = 16 * 3600;
/// The first byte of every index that is written so.
const FORMAT: u8 = 1;

/// An object would have more instances than may be. CalDAV has a precondition for it, `CALDAV:max-instances` (RFC 4791
/// §5.2.8).
///
/// ```
/// use ta_ical::{CalendarObject, UtcRange};
///
/// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
///     DTSTART:20260101T000000Z\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
/// let day = UtcRange::new(Some("2026-01-01T00:00:00Z".parse()?), Some("2026-01-02T00:00:00Z".parse()?));
/// let refusal = object.instance_index(day.expect("a length")).unwrap_err();
/// assert!(refusal.to_string().starts_with("line 6: this makes more than 50000 instances"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "line {line}: this makes more than {INSTANCES_MAX} instances in {days} days; let it repeat less often"
)]
pub struct TooManyInstances {
    /// Where the rule stands, or else where the component begins.
    pub line: u32,
    /// In how many days there would be so many.
    pub days: i64,
}

/// When the instances of an object lie in a window of time that the index itself states, in a form to be stored: some
/// tens of bytes for a series that repeats.
///
/// It answers two questions without the text, and knows when it cannot: [`InstanceIndex::may_overlap`] and
/// [`InstanceIndex::spans`].
///
/// ```
/// use jiff::tz::TimeZone;
/// use ta_ical::index::InstanceIndex;
/// use ta_ical::{CalendarObject, UtcRange};
///
/// let span = |start: &str, end: &str| {
///     UtcRange::new(Some(start.parse().expect("a time")), Some(end.parse().expect("a time"))).expect("a length")
/// };
/// let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
///     DTSTART;TZID=Europe/Paris:20200106T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE\r\n\
///     END:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
/// let window = span("2026-01-01T00:00:00Z", "2027-06-01T00:00:00Z");
/// let index = object.instance_index(window)?.expect("its times do not float");
/// assert!(index.to_bytes().len() < 100);
///
/// assert!(index.may_overlap(span("2026-11-25T00:00:00Z", "2026-11-26T00:00:00Z")));
/// assert!(!index.may_overlap(span("2026-11-26T00:00:00Z", "2026-11-27T00:00:00Z")));
/// // Beyond the window only the text can tell.
/// assert!(index.may_overlap(span("2030-01-01T00:00:00Z", "2030-01-01T01:00:00Z")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceIndex {
    bytes: Arc<[u8]>,
}

/// What the numbers of an index count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// Seconds since 1970 in UTC.
    Seconds,
    /// Days since 1970, wherever one is.
    Days,
}

/// An instance as numbers.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: i64,
    end: i64,
}

impl CalendarObject {
    /// The index of its instances in a window, whose bounds must be set, whole days in UTC, and are widened to such.
    /// `None` where the text has to be asked: for anything but events, and for events with floating times or with times
    /// of several kinds.
    ///
    /// ```
    /// use ta_ical::{CalendarObject, UtcRange};
    ///
    /// let floating = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    ///     DTSTART:20260101T000000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
    /// let day = UtcRange::new(Some("2026-01-01T00:00:00Z".parse()?), Some("2026-01-02T00:00:00Z".parse()?));
    /// assert_eq!(floating.instance_index(day.expect("a length"))?, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TooManyInstances`] when there are more than [`INSTANCES_MAX`] in the window, or in one as long from the first
    /// instance on.
    pub fn instance_index(&self, window: UtcRange) -> Result<Option<InstanceIndex>, TooManyInstances> {
        let (Some(window), ComponentKind::Event) = (Window::around(window), self.kind()) else {
            return Ok(None);
        };
        self.check_later(window)?;
        if let Some(plain) = Series::of(self, &TimeZone::UTC).plain_spans(window.widened()) {
            let span = |(start, end): (Timestamp, Timestamp)| Span {
                start: start.as_second(),
                end: end.as_second(),
            };
            let spans: Vec<Span> = plain.take(INSTANCES_MAX + 1).map(span).collect();
            let is_full = spans.len() > INSTANCES_MAX;
            return if is_full {
                Err(self.too_many(window))
            } else {
                Ok(Some(InstanceIndex::write(window, Unit::Seconds, &spans)))
            };
        }
        let mut unit = None;
        let mut spans = Vec::new();
        for (count, instance) in self.instances(window.widened(), &TimeZone::UTC).enumerate() {
            if count >= INSTANCES_MAX {
                return Err(self.too_many(window));
            }
            let Some((its_unit, span)) = Span::of(&instance) else { return Ok(None) };
            if *unit.get_or_insert(its_unit) != its_unit {
                return Ok(None);
            }
            spans.push(span);
        }
        Ok(Some(InstanceIndex::write(window, unit.unwrap_or(Unit::Seconds), &spans)))
    }

    /// A series that begins after the window must not be too dense either.
    fn check_later(&self, window: Window) -> Result<(), TooManyInstances> {
        let first = self.instances(UtcRange::ALWAYS, &TimeZone::UTC).next();
        let Some(first) = first.filter(|first| first.start_utc >= window.end_utc()) else { return Ok(()) };
        let until = first.start_utc.checked_add(SignedDuration::from_hours(24 * window.days())).ok();
        let later = UtcRange::new(Some(first.start_utc), until);
        let is_dense =
            later.is_some_and(|later| self.instances(later, &TimeZone::UTC).nth(INSTANCES_MAX).is_some());
        if is_dense { Err(self.too_many(window)) } else { Ok(()) }
    }

    fn too_many(&self, window: Window) -> TooManyInstances {
        let master = self.components().next();
        let line = master.map_or(1, |master| {
            master.property("RRULE").map_or_else(|| master.line_number(), |rule| rule.line_number())
        });
        TooManyInstances { line, days: window.days() }
    }
}

impl InstanceIndex {
    /// Takes bytes that [`InstanceIndex::to_bytes`] gave; `None` for those of another format.
    ///
    /// ```
    /// use ta_ical::index::InstanceIndex;
    ///
    /// assert_eq!(InstanceIndex::from_bytes(&b"something else"[..]), None);
    /// ```
    pub fn from_bytes(bytes: impl Into<Arc<[u8]>>) -> Option<Self> {
        let index = Self { bytes: bytes.into() };
        index.header().is_some().then_some(index)
    }

    /// The index as bytes.
    ///
    /// ```
    /// # use ta_ical::index::InstanceIndex;
    /// # use ta_ical::{CalendarObject, UtcRange};
    /// # let at = |text: &str| -> jiff::Timestamp { text.parse().expect("a time") };
    /// # let span = |start, end| UtcRange::new(Some(at(start)), Some(at(end))).expect("a length");
    /// # let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    /// #     DTSTART:20200101T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
    /// // From nine to ten each day.
    /// let index = object.instance_index(span("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"))?.expect("no floating time");
    /// assert!(index.to_bytes().len() < 40);
    /// assert_eq!(InstanceIndex::from_bytes(index.to_bytes()), Some(index));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_bytes(&self) -> Arc<[u8]> {
        Arc::clone(&self.bytes)
    }

    /// Whether an instance may overlap a span, both ends of which count as inside: always where the span is not all in
    /// the window, and never a wrong no.
    ///
    /// ```
    /// # use ta_ical::index::InstanceIndex;
    /// # use ta_ical::{CalendarObject, UtcRange};
    /// # let at = |text: &str| -> jiff::Timestamp { text.parse().expect("a time") };
    /// # let span = |start, end| UtcRange::new(Some(at(start)), Some(at(end))).expect("a length");
    /// # let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    /// #     DTSTART:20200101T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
    /// // From nine to ten each day.
    /// let index = object.instance_index(span("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"))?.expect("no floating time");
    /// assert!(index.may_overlap(span("2026-07-01T08:00:00Z", "2026-07-01T09:00:00Z")));
    /// assert!(!index.may_overlap(span("2026-07-01T11:00:00Z", "2026-07-02T08:00:00Z")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn may_overlap(&self, span: UtcRange) -> bool {
        let (Some((window, unit, mut spans)), Some(start), Some(end)) =
            (self.header(), span.start_utc(), span.end_utc())
        else {
            return true;
        };
        if start < window.start_utc() || window.end_utc() < end {
            return true;
        }
        let (start, end) = (start.as_second(), end.as_second() + 1);
        let overlaps = |span: &Span| {
            let (earliest, latest) = unit.extent(span);
            earliest <= end && start <= latest
        };
        let past = |span: &Span| unit.extent(span).0 > end;
        spans.by_ref().take_while(|span| !past(span)).any(|span| overlaps(&span)) || !spans.steps.is_sound()
    }

    /// Start and end of the instances that overlap a span for somebody in a zone, by start; `None` where the span is not
    /// all in the window.
    ///
    /// ```
    /// # use ta_ical::index::InstanceIndex;
    /// # use ta_ical::{CalendarObject, UtcRange};
    /// # let at = |text: &str| -> jiff::Timestamp { text.parse().expect("a time") };
    /// # let span = |start, end| UtcRange::new(Some(at(start)), Some(at(end))).expect("a length");
    /// # let object = CalendarObject::from_bytes(&b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    /// #     DTSTART:20200101T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"[..])?;
    /// // From nine to ten each day.
    /// let index = object.instance_index(span("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"))?.expect("no floating time");
    /// let day = index.spans(span("2026-07-01T00:00:00Z", "2026-07-02T00:00:00Z"), &jiff::tz::TimeZone::UTC);
    /// assert_eq!(day, Some(vec![(at("2026-07-01T09:00:00Z"), at("2026-07-01T10:00:00Z"))]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn spans(&self, span: UtcRange, asker_zone: &TimeZone) -> Option<Vec<(Timestamp, Timestamp)>> {
        let (window, unit, mut spans) = self.header()?;
        let (start, end) = (span.start_utc()?, span.end_utc()?);
        if start < window.start_utc() || window.end_utc() < end {
            return None;
        }
        let all: Vec<Span> = spans.by_ref().collect();
        if !spans.steps.is_sound() {
            return None;
        }
        let instants = all.iter().map(|span| unit.instants(span, asker_zone)).collect::<Option<Vec<_>>>()?;
        let overlaps = |(from, to): &(Timestamp, Timestamp)| {
            if from < to { *from < end && start < *to } else { start <= *from && *from < end }
        };
        Some(instants.into_iter().filter(overlaps).collect())
    }

    fn write(window: Window, unit: Unit, spans: &[Span]) -> Self {
        let mut bytes = vec![FORMAT];
        write_number(zigzag(window.first_day), &mut bytes);
        write_number(zigzag(window.past_day), &mut bytes);
        bytes.push(match unit {
            Unit::Seconds => 0,
            Unit::Days => 1,
        });
        let mut last = unit.first_of(window);
        let steps: Vec<Step> = spans
            .iter()
            .map(|span| {
                let ahead = span.start - last;
                last = span.start;
                Step { ahead, length: (span.end - span.start).unsigned_abs() }
            })
            .collect();
        steps::write(&steps, &mut bytes);
        Self { bytes: bytes.into() }
    }

    fn header(&self) -> Option<(Window, Unit, Spans<'_>)> {
        let (format, mut rest) = self.bytes.split_first()?;
        if *format != FORMAT {
            return None;
        }
        let first_day = unzigzag(read_number(&mut rest)?);
        let window = Window { first_day, past_day: unzigzag(read_number(&mut rest)?) };
        let (unit, rest) = rest.split_first()?;
        let unit = match unit {
            0 => Unit::Seconds,
            1 => Unit::Days,
            _ => return None,
        };
        Some((window, unit, Spans { steps: Steps::read(rest, INSTANCES_MAX), last: unit.first_of(window) }))
    }
}

/// The window of an index, in days since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Window {
    first_day: i64,
    past_day: i64,
}

impl Window {
    fn around(window: UtcRange) -> Option<Self> {
        let (start, end) = (window.start_utc()?.as_second(), window.end_utc()?.as_second());
        Some(Self {
            first_day: start.div_euclid(SECONDS_PER_DAY),
            past_day: (end + SECONDS_PER_DAY - 1).div_euclid(SECONDS_PER_DAY) + 1,
        })
    }

    fn start_utc(self) -> Timestamp {
        instant(self.first_day.saturating_mul(SECONDS_PER_DAY))
    }

    fn end_utc(self) -> Timestamp {
        instant(self.past_day.saturating_mul(SECONDS_PER_DAY))
    }

    const fn days(self) -> i64 {
        self.past_day - self.first_day
    }

    /// The window as everybody sees it, wherever they are.
    fn widened(self) -> UtcRange {
        let slack = SignedDuration::from_secs(ZONE_SECONDS_MAX);
        let whole = UtcRange::new(Some(self.start_utc()), Some(self.end_utc())).unwrap_or(UtcRange::ALWAYS);
        whole.widened(slack, slack)
    }
}

impl Unit {
    const fn first_of(self, window: Window) -> i64 {
        match self {
            Self::Seconds => window.first_day.saturating_mul(SECONDS_PER_DAY),
            Self::Days => window.first_day,
        }
    }

    /// From no later than a span starts to no earlier than it ends, anywhere, in seconds.
    const fn extent(self, span: &Span) -> (i64, i64) {
        match self {
            Self::Seconds => (span.start, span.end),
            Self::Days => (
                span.start.saturating_mul(SECONDS_PER_DAY).saturating_sub(ZONE_SECONDS_MAX),
                span.end.saturating_mul(SECONDS_PER_DAY).saturating_add(ZONE_SECONDS_MAX),
            ),
        }
    }

    /// When a span starts and ends for somebody in a zone.
    fn instants(self, span: &Span, asker_zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
        match self {
            Self::Seconds => {
                Some((Timestamp::from_second(span.start).ok()?, Timestamp::from_second(span.end).ok()?))
            }
            Self::Days => {
                let at = |day: i64| Some(CalTime::Date(date(day)?).to_utc(asker_zone));
                Some((at(span.start)?, at(span.end)?))
            }
        }
    }
}

impl Span {
    /// `None` when it depends on the asker in another way than a day does.
    fn of(instance: &Instance<'_>) -> Option<(Unit, Self)> {
        match (&instance.start, &instance.end) {
            (CalTime::Date(start), CalTime::Date(end)) => {
                Some((Unit::Days, Self { start: day_number(*start)?, end: day_number(*end)? }))
            }
            (CalTime::Utc(_) | CalTime::Zoned { .. }, CalTime::Utc(_) | CalTime::Zoned { .. }) => {
                let (start, end) = (instance.start_utc.as_second(), instance.end_utc.as_second());
                Some((Unit::Seconds, Self { start, end }))
            }
            _ => None,
        }
    }
}

/// The spans of an index in order.
struct Spans<'b> {
    steps: Steps<'b>,
    last: i64,
}

impl Iterator for Spans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let step = self.steps.next()?;
        self.last = self.last.saturating_add(step.ahead);
        Some(Span { start: self.last, end: self.last.saturating_add_unsigned(step.length) })
    }
}

fn instant(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or(if second < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

fn day_number(date: Date) -> Option<i64> {
    let days = EPOCH.until(date).ok()?.get_days();
    Some(days.into())
}

fn date(day: i64) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(day).ok()?).ok()
}

const EPOCH: Date = Date::constant(1970, 1, 1);
