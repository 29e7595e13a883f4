//! One content line to be written.

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::text::{encode_param_value, escape_text};
use crate::{CalTime, Property};

/// A content line to be written (RFC 5545 §3.1). Whatever text goes in, one well-formed line comes out: values are
/// escaped or stripped of control characters, so that no text can begin a line of its own.
///
/// ```
/// use ta_ical::edit::ContentLine;
///
/// let line = ContentLine::raw("ATTENDEE", "mailto:a@example.com").with_param("CN", "Smith, \"Al\"");
/// assert_eq!(line.to_string(), "ATTENDEE;CN=\"Smith, ^'Al^'\":mailto:a@example.com\r\n");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentLine {
    name: String,
    /// Each name with its values as they are written.
    params: Vec<(String, String)>,
    value: String,
    zone: Option<UsedZone>,
}

/// A zone that a line names, for which the object needs a VTIMEZONE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UsedZone {
    pub(super) tzid: Arc<str>,
    pub(super) zone: TimeZone,
    /// The year from which the zone is used.
    pub(super) from_year: i16,
}

impl ContentLine {
    /// A property of type TEXT (RFC 5545 §3.3.11).
    ///
    /// ```
    /// use ta_ical::edit::ContentLine;
    ///
    /// assert_eq!(ContentLine::text("SUMMARY", "Tea; then cake").to_string(), "SUMMARY:Tea\\; then cake\r\n");
    /// ```
    pub fn text(name: &'static str, text: &str) -> Self {
        Self::plain(name, escape_text(text))
    }

    /// A property that is a list of TEXT, such as CATEGORIES.
    ///
    /// ```
    /// use ta_ical::edit::ContentLine;
    ///
    /// assert_eq!(ContentLine::texts("CATEGORIES", ["Tea, cake", "Work"]).to_string(), "CATEGORIES:Tea\\, cake,Work\r\n");
    /// ```
    pub fn texts<'t>(name: &'static str, texts: impl IntoIterator<Item = &'t str>) -> Self {
        let escaped: Vec<_> = texts.into_iter().map(escape_text).collect();
        Self::plain(name, escaped.join(","))
    }

    /// A property whose value is written as it is: a number, a URI, a rule. Control characters are left out.
    ///
    /// ```
    /// use ta_ical::edit::ContentLine;
    ///
    /// assert_eq!(ContentLine::raw("RRULE", "FREQ=DAILY;COUNT=3").to_string(), "RRULE:FREQ=DAILY;COUNT=3\r\n");
    /// ```
    pub fn raw(name: &'static str, value: &str) -> Self {
        Self::plain(name, without_control(value))
    }

    /// A DATE or DATE-TIME with the parameters that it needs. A zone's VTIMEZONE is added where the line is written.
    ///
    /// ```
    /// use ta_ical::CalTime;
    /// use ta_ical::edit::ContentLine;
    ///
    /// let day = CalTime::parse("20260301", None)?;
    /// assert_eq!(ContentLine::time("DTSTART", &day).to_string(), "DTSTART;VALUE=DATE:20260301\r\n");
    /// # Ok::<(), ta_ical::TimeError>(())
    /// ```
    pub fn time(name: &'static str, time: &CalTime) -> Self {
        let line = Self::plain(name, time.to_value());
        match time {
            CalTime::Date(_) => line.with_param("VALUE", "DATE"),
            CalTime::Floating(_) | CalTime::Utc(_) => line,
            CalTime::Zoned { local, tzid, zone } => {
                let used = UsedZone { tzid: Arc::clone(tzid), zone: zone.clone(), from_year: local.year() };
                Self { zone: Some(used), ..line.with_param("TZID", tzid) }
            }
        }
    }

    /// A property as it stands, to be changed in part.
    ///
    /// ```
    /// use ta_ical::ICalendar;
    /// use ta_ical::edit::ContentLine;
    ///
    /// let ical = ICalendar::parse(&b"BEGIN:VCALENDAR\r\nX;P=\"a:b\":1\r\nEND:VCALENDAR\r\n"[..])?;
    /// let line = ContentLine::of(&ical.root().property("X").expect("it is there"));
    /// assert_eq!(line.with_value("2").to_string(), "X;P=\"a:b\":2\r\n");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn of(property: &Property<'_>) -> Self {
        let params = property.params().map(|param| (param.name().to_owned(), param.raw_values().to_owned()));
        Self {
            name: property.name().to_owned(),
            params: params.collect(),
            value: property.value().to_owned(),
            zone: None,
        }
    }

    fn plain(name: &'static str, value: String) -> Self {
        Self { name: name.to_owned(), params: Vec::new(), value, zone: None }
    }

    /// The line with a parameter of one value, which takes the place of one of that name.
    ///
    /// ```
    /// use ta_ical::edit::ContentLine;
    ///
    /// let line = ContentLine::raw("ATTENDEE", "mailto:a@example.com").with_param("PARTSTAT", "NEEDS-ACTION");
    /// let line = line.with_param("PARTSTAT", "ACCEPTED");
    /// assert_eq!(line.to_string(), "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.com\r\n");
    /// ```
    #[must_use]
    pub fn with_param(self, name: &'static str, value: &str) -> Self {
        self.with_param_list(name, [value])
    }

    /// The line with a parameter of several values, which takes the place of one of that name.
    ///
    /// ```
    /// use ta_ical::edit::ContentLine;
    ///
    /// let line = ContentLine::raw("ATTENDEE", "mailto:a@example.com");
    /// let line = line.with_param_list("MEMBER", ["mailto:b@example.com", "mailto:c@example.com"]);
    /// let written = line.to_string().replace("\r\n ", "");
    /// assert_eq!(
    ///     written,
    ///     "ATTENDEE;MEMBER=\"mailto:b@example.com\",\"mailto:c@example.com\":mailto:a@example.com\r\n"
    /// );
    /// ```
    #[must_use]
    pub fn with_param_list<'v>(
        mut self,
        name: &'static str,
        values: impl IntoIterator<Item = &'v str>,
    ) -> Self {
        let values: Vec<_> = values.into_iter().map(encode_param_value).collect();
        let values = values.join(",");
        match self.params.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, written)) => *written = values,
            None => self.params.push((name.to_owned(), values)),
        }
        self
    }

    /// The line without a parameter.
    ///
    /// ```
    /// use ta_ical::edit::ContentLine;
    ///
    /// let line = ContentLine::raw("X", "1").with_param("A", "2").with_param("B", "3").without_param("a");
    /// assert_eq!(line.to_string(), "X;B=3:1\r\n");
    /// ```
    #[must_use]
    pub fn without_param(mut self, name: &str) -> Self {
        self.params.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    /// The line with another value, which is written as it is. Control characters are left out.
    ///
    /// ```
    /// use ta_ical::edit::ContentLine;
    ///
    /// let line = ContentLine::raw("SEQUENCE", "1").with_param("X-A", "kept").with_value("2");
    /// assert_eq!(line.to_string(), "SEQUENCE;X-A=kept:2\r\n");
    /// ```
    #[must_use]
    pub fn with_value(self, value: &str) -> Self {
        Self { value: without_control(value), ..self }
    }

    /// The property's name.
    ///
    /// ```
    /// use ta_ical::edit::ContentLine;
    ///
    /// assert_eq!(ContentLine::text("SUMMARY", "Tea").name(), "SUMMARY");
    /// ```
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) const fn zone(&self) -> Option<&UsedZone> {
        self.zone.as_ref()
    }

    /// Writes the line folded, with the line end of the text that it goes into.
    pub(crate) fn write(&self, out: &mut String, line_end: &str) {
        let mut line = self.name.clone();
        for (name, values) in &self.params {
            line.extend([";", name, "=", values]);
        }
        line.extend([":", &self.value]);
        fold(&line, out, line_end);
    }
}

/// The line as it is written, folded, with CRLF.
impl std::fmt::Display for ContentLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut written = String::new();
        self.write(&mut written, "\r\n");
        f.write_str(&written)
    }
}

fn without_control(value: &str) -> String {
    value.chars().filter(|c| *c == '\t' || !c.is_ascii_control()).collect()
}

/// Breaks a line so that none is longer than 75 octets without its end (RFC 5545 §3.1), between characters.
pub(super) fn fold(line: &str, out: &mut String, line_end: &str) {
    const OCTETS_MAX: usize = 75;
    let mut rest = line;
    let mut room = OCTETS_MAX;
    while rest.len() > room {
        let (now, later) = rest.split_at(rest.floor_char_boundary(room));
        out.extend([now, line_end, " "]);
        rest = later;
        room = OCTETS_MAX - 1;
    }
    out.extend([rest, line_end]);
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};
    use jiff::tz::TimeZone;

    use super::ContentLine;
    use crate::CalTime;

    #[test]
    fn no_text_begins_a_line_of_its_own() {
        let attack = "x\r\nATTENDEE:mailto:eve@example.com";
        let lines = [
            ContentLine::text("SUMMARY", attack),
            ContentLine::raw("URL", attack),
            ContentLine::texts("CATEGORIES", [attack]),
            ContentLine::raw("URL", "x").with_param("X-P", attack),
        ];
        for line in lines {
            let written = line.to_string().replace("\r\n ", "");
            assert_eq!(written.matches('\n').count(), 1, "{written}");
        }
    }

    #[test]
    fn folds_at_75_octets_between_characters() {
        let written = ContentLine::text("SUMMARY", &"é".repeat(100)).to_string();
        let lengths: Vec<_> = written.split_terminator("\r\n").map(str::len).collect();
        // 8 octets of name and 33 characters; then a blank and 37 characters; then the rest.
        assert_eq!(lengths, [74, 75, 1 + 2 * 30]);
        assert_eq!(written.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "é".repeat(100)));
    }

    #[test]
    fn line_of_75_octets_is_not_folded() {
        let written = ContentLine::raw("X", &"x".repeat(73)).to_string();
        assert_eq!(written, format!("X:{}\r\n", "x".repeat(73)));
    }

    #[test]
    fn times_carry_their_parameters() {
        let local = datetime(2026, 3, 1, 10, 0, 0, 0);
        let zoned = CalTime::Zoned { local, tzid: "Europe/Berlin".into(), zone: TimeZone::UTC };
        let written = |time| ContentLine::time("DTSTART", &time).to_string();
        assert_eq!(written(CalTime::Date(date(2026, 3, 1))), "DTSTART;VALUE=DATE:20260301\r\n");
        assert_eq!(written(CalTime::Floating(local)), "DTSTART:20260301T100000\r\n");
        assert_eq!(written(zoned), "DTSTART;TZID=Europe/Berlin:20260301T100000\r\n");
    }

    #[test]
    fn parameter_takes_the_place_of_its_namesake() {
        let line = ContentLine::raw("ATTENDEE", "mailto:a@example.com")
            .with_param("PARTSTAT", "NEEDS-ACTION")
            .with_param("CN", "Smith, John")
            .with_param("partstat", "ACCEPTED")
            .without_param("cn");
        assert_eq!(line.to_string(), "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.com\r\n");
    }
}
