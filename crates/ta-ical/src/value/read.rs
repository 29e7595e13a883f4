//! The value of a property, read as one of the types of RFC 5545 §3.3 by whoever knows which it is.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use jiff::tz::Offset;

use super::{Period, TimeOfDay, ValueError, ValueType};
use crate::Property;
use crate::time::{CalDuration, Zones, known_zone, parse_utc_offset};

/// Padding at the end is not needed to know what is meant, and some programs leave it out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// # Typed values
/// Nothing is read before it is asked for. Blanks around a value do not count; a list is parted at its commas, and empty
/// places in it say nothing. For TEXT there are [`text`](Property::text) and [`texts`](Property::texts), for times
/// [`CalendarObject::times`](crate::CalendarObject::times), for RECUR [`Rule::parse`](crate::recur::Rule::parse), for
/// CAL-ADDRESS [`CalAddress::new`](super::CalAddress::new).
impl Property<'_> {
    /// Its value read as BINARY (RFC 5545 §3.3.1): the bytes, as in an ATTACH that holds a file.
    ///
    /// ```
    /// let line = "ATTACH;VALUE=BINARY;ENCODING=BASE64:VGVh";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.binary()?, b"Tea");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ValueError`] when it is not base64.
    pub fn binary(&self) -> Result<Vec<u8>, ValueError> {
        self.read(ValueType::Binary, |value| BASE64.decode(value).ok())
    }

    /// Its value read as BOOLEAN (RFC 5545 §3.3.2).
    ///
    /// ```
    /// let line = "X-FLAG;VALUE=BOOLEAN:true";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert!(property.boolean()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ValueError`] when it is neither TRUE nor FALSE, in any case.
    pub fn boolean(&self) -> Result<bool, ValueError> {
        self.read(ValueType::Boolean, |value| match value {
            value if value.eq_ignore_ascii_case("TRUE") => Some(true),
            value if value.eq_ignore_ascii_case("FALSE") => Some(false),
            _ => None,
        })
    }

    /// Its value read as DURATION (RFC 5545 §3.3.6).
    ///
    /// ```
    /// let line = "DURATION:PT1H30M";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.duration()?.exact().as_mins(), 90);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ValueError`] when it is not what [`CalDuration::parse`] reads.
    pub fn duration(&self) -> Result<CalDuration, ValueError> {
        self.read(ValueType::Duration, CalDuration::parse)
    }

    /// Its value read as FLOAT (RFC 5545 §3.3.7), rounded to the nearest number that there is.
    ///
    /// ```
    /// let line = "X-DEGREES;VALUE=FLOAT:-3.14";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.float()?, -3.14);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ValueError`] for anything else, an exponent or `NaN` among it.
    pub fn float(&self) -> Result<f64, ValueError> {
        self.read(ValueType::Float, float)
    }

    /// Its value read as INTEGER (RFC 5545 §3.3.8), as in PRIORITY, SEQUENCE and REPEAT.
    ///
    /// ```
    /// let line = "SEQUENCE:3";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.integer()?, 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ValueError`] when it is not a whole number of 32 bits.
    pub fn integer(&self) -> Result<i32, ValueError> {
        self.read(ValueType::Integer, |value| value.parse().ok())
    }

    /// Its values read as a list of PERIOD (RFC 5545 §3.3.9), as in FREEBUSY. A TZID means what it means in this stream.
    ///
    /// ```
    /// let line = "FREEBUSY:19970308T160000Z/PT3H,19970308T200000Z/PT1H";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// use jiff::tz::TimeZone;
    ///
    /// let periods = property.periods()?;
    /// assert_eq!(periods.len(), 2);
    /// assert_eq!(periods[0].end_utc(&TimeZone::UTC), "1997-03-08T19:00:00Z".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ValueError`] when one of them is no period.
    pub fn periods(&self) -> Result<Vec<Period>, ValueError> {
        let tzid = self.param("TZID");
        let zones = self.zones(tzid.as_deref());
        let values = self.value().split(',').map(str::trim_ascii).filter(|value| !value.is_empty());
        let periods: Option<_> = values.map(|value| Period::read(value, tzid.as_deref(), &zones)).collect();
        periods.ok_or_else(|| ValueError::of(self, ValueType::Period))
    }

    /// Its value read as TIME (RFC 5545 §3.3.12). A TZID means what it means in this stream.
    ///
    /// ```
    /// let line = "X-OPENS;VALUE=TIME;TZID=America/New_York:083000";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// use jiff::civil::time;
    /// use ta_ical::value::TimeOfDay;
    ///
    /// let opens = property.time_of_day()?;
    /// assert_eq!(opens.time(), time(8, 30, 0, 0));
    /// assert!(matches!(opens, TimeOfDay::Zoned { .. }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ValueError`] when it is no time of day, such as one with an offset.
    pub fn time_of_day(&self) -> Result<TimeOfDay, ValueError> {
        let tzid = self.param("TZID");
        self.read(ValueType::Time, |value| {
            TimeOfDay::read(value, tzid.as_deref(), &self.zones(tzid.as_deref()))
        })
    }

    /// Its value read as UTC-OFFSET (RFC 5545 §3.3.14), as in TZOFFSETTO. `-0000`, which the RFC forbids, is read as no
    /// offset.
    ///
    /// ```
    /// let line = "TZOFFSETTO:-0500";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.utc_offset()?, jiff::tz::Offset::constant(-5));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ValueError`] for anything else, an offset without its sign among it.
    pub fn utc_offset(&self) -> Result<Offset, ValueError> {
        self.read(ValueType::UtcOffset, parse_utc_offset)
    }

    /// Its value read as a position: latitude and longitude in degrees, as in GEO (RFC 5545 §3.8.1.6). Some programs
    /// put a comma between them.
    ///
    /// ```
    /// let line = "GEO:37.386013;-122.082932";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.geo()?, (37.386013, -122.082932));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ValueError`] when it is not two FLOATs that are a place on earth.
    pub fn geo(&self) -> Result<(f64, f64), ValueError> {
        self.read(ValueType::Geo, |value| {
            let (latitude, longitude) = value.split_once([';', ','])?;
            let place = (float(latitude.trim_ascii())?, float(longitude.trim_ascii())?);
            (place.0.abs() <= 90.0 && place.1.abs() <= 180.0).then_some(place)
        })
    }

    fn read<T>(&self, value_type: ValueType, read: impl FnOnce(&str) -> Option<T>) -> Result<T, ValueError> {
        read(self.value().trim_ascii()).ok_or_else(|| ValueError::of(self, value_type))
    }
}

impl<'a> Property<'a> {
    /// Its value read as URI (RFC 5545 §3.3.13), as in URL. No escapes are undone, as none are defined for it.
    ///
    /// ```
    /// let line = "URL:http://example.com/my-report.txt";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.uri()?, "http://example.com/my-report.txt");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ValueError`] when it has no scheme or holds blanks. An empty URL, as iOS 11 and later write, is one.
    pub fn uri(&self) -> Result<&'a str, ValueError> {
        let value = self.value().trim_ascii();
        if is_uri(value) { Ok(value) } else { Err(ValueError::of(self, ValueType::Uri)) }
    }

    /// The zones that a TZID can mean where it stands. For those that need no definition none is looked for.
    fn zones(&self, tzid: Option<&str>) -> Zones<'a> {
        let is_custom = tzid.is_some_and(|tzid| known_zone(tzid).is_none());
        let calendar = if is_custom { self.calendar() } else { None };
        calendar.map_or_else(Zones::none, Zones::of)
    }
}

fn float(value: &str) -> Option<f64> {
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
    let (whole, parts) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if are_digits(whole) && are_digits(parts) { value.parse().ok() } else { None }
}

/// Whether a text has a scheme (RFC 3986 §3.1) and none of the characters that cannot be in a URI at all.
fn is_uri(value: &str) -> bool {
    let Some((scheme, _)) = value.split_once(':') else { return false };
    let is_scheme_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(is_scheme_byte)
        && !value.contains(|c: char| c.is_whitespace() || c.is_control())
}
