//! Property parameters (RFC 5545 §3.2) and the encoding of their values (RFC 6868).

use std::borrow::Cow;

use super::scan::after_param_value;

/// The parameters of a property, in order.
///
/// ```
/// let line = "X;A=1;B=\"2;3\",4:value";
/// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
/// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
/// # let property = ical.root().properties().next().expect("one");
/// let names: Vec<_> = property.params().map(|param| param.name()).collect();
/// assert_eq!(names, ["A", "B"]);
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Params<'a> {
    /// What is left of them, each with the semicolon before it. Parsing has checked their form.
    rest: &'a str,
}

impl<'a> Params<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { rest: text }
    }
}

impl<'a> Iterator for Params<'a> {
    type Item = Param<'a>;

    fn next(&mut self) -> Option<Param<'a>> {
        let (name, rest) = self.rest.strip_prefix(';')?.split_once('=')?;
        let mut after = after_value(rest);
        while let Some(more) = after.strip_prefix(',') {
            after = after_value(more);
        }
        self.rest = after;
        Some(Param { name, values: before(rest, after) })
    }
}

/// What follows the first of some values; nothing after the last parameter, whose colon is not part of the text.
fn after_value(values: &str) -> &str {
    after_param_value(values).unwrap_or_default()
}

/// What of `text` comes before its ending `after`. By length: comparing the ending itself would take time in the square
/// of the number of parameters.
fn before<'a>(text: &'a str, after: &str) -> &'a str {
    text.get(..text.len() - after.len()).unwrap_or_default()
}

/// One parameter of a property.
///
/// ```
/// let line = "X;MEMBER=\"mailto:a@example.com\",\"mailto:b@example.com\":value";
/// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
/// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
/// # let property = ical.root().properties().next().expect("one");
/// let member = property.params().next().expect("it has one");
/// assert!(member.is("member"));
/// assert_eq!(member.values().collect::<Vec<_>>(), ["mailto:a@example.com", "mailto:b@example.com"]);
/// # Ok::<(), ta_ical::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Param<'a> {
    name: &'a str,
    values: &'a str,
}

impl<'a> Param<'a> {
    /// Its name as written.
    ///
    /// ```
    /// let line = "X;cn=1:value";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.params().next().expect("it has one").name(), "cn");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub const fn name(&self) -> &'a str {
        self.name
    }

    /// Whether it is called `name`, in any case.
    ///
    /// ```
    /// let line = "X;cn=1:value";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert!(property.params().next().expect("it has one").is("CN"));
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Its values as they are written.
    pub(crate) const fn raw_values(&self) -> &'a str {
        self.values
    }

    /// Its first value, without quotes and decoded.
    ///
    /// ```
    /// let line = "X;CN=George ^'Babe^' Ruth:value";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// assert_eq!(property.params().next().expect("it has one").value(), "George \"Babe\" Ruth");
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn value(&self) -> Cow<'a, str> {
        self.values().next().unwrap_or_default()
    }

    /// Its values, without quotes and decoded. There is always at least one, perhaps empty.
    ///
    /// ```
    /// let line = "X;L=a,\"b,c\",:value";
    /// # let text = format!("BEGIN:VCALENDAR\n{line}\nEND:VCALENDAR\n");
    /// # let ical = ta_ical::ICalendar::parse(text.into_bytes())?;
    /// # let property = ical.root().properties().next().expect("one");
    /// let list = property.params().next().expect("it has one");
    /// assert_eq!(list.values().collect::<Vec<_>>(), ["a", "b,c", ""]);
    /// # Ok::<(), ta_ical::ParseError>(())
    /// ```
    pub fn values(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        let mut rest = Some(self.values);
        std::iter::from_fn(move || {
            let values = rest?;
            let after = after_value(values);
            rest = after.strip_prefix(',');
            Some(decode_param_value(unquoted(before(values, after))))
        })
    }
}

fn unquoted(value: &str) -> &str {
    value.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(value)
}

/// Undoes the caret encoding (RFC 6868 §3). A caret before any other character stays.
fn decode_param_value(value: &str) -> Cow<'_, str> {
    if !value.contains('^') {
        return Cow::Borrowed(value);
    }
    let mut decoded = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let meant = match (c, chars.peek()) {
            ('^', Some('n')) => Some('\n'),
            ('^', Some('^')) => Some('^'),
            ('^', Some('\'')) => Some('"'),
            _ => None,
        };
        if meant.is_some() {
            chars.next();
        }
        decoded.push(meant.unwrap_or(c));
    }
    Cow::Owned(decoded)
}

/// A parameter value as it is written: caret-encoded (RFC 6868), quoted where it must be, control characters left out.
pub(crate) fn encode_param_value(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len() + 2);
    for c in value.chars() {
        match c {
            '\n' => encoded.push_str("^n"),
            '^' => encoded.push_str("^^"),
            '"' => encoded.push_str("^'"),
            c if c.is_ascii_control() && c != '\t' => {}
            c => encoded.push(c),
        }
    }
    if encoded.contains([':', ';', ',']) { format!("\"{encoded}\"") } else { encoded }
}

#[cfg(test)]
mod tests {
    use super::{Params, decode_param_value, encode_param_value};

    fn read(text: &str) -> Vec<(String, Vec<String>)> {
        Params::new(text)
            .map(|param| (param.name().to_owned(), param.values().map(|value| value.into_owned()).collect()))
            .collect()
    }

    #[test]
    fn quoted_and_plain_values_in_one_list() {
        let expected = vec![
            ("X-LIST".to_owned(), vec!["a".to_owned(), "b".to_owned(), "c,d;e:f".to_owned()]),
            ("N".to_owned(), vec![String::new()]),
        ];
        assert_eq!(read(r#";X-LIST=a,b,"c,d;e:f";N="#), expected);
    }

    #[test]
    fn caret_decoding_of_rfc_6868() {
        assert_eq!(decode_param_value("George Herman ^'Babe^' Ruth"), "George Herman \"Babe\" Ruth");
        assert_eq!(decode_param_value("x^ny^^z^"), "x\ny^z^");
        assert_eq!(decode_param_value("^^n ^:"), "^n ^:");
    }

    #[test]
    fn encoding_is_undone_by_decoding() {
        for value in ["", "plain", "a\"b", "a\nb^c", "^n"] {
            assert_eq!(decode_param_value(&encode_param_value(value)), value);
        }
    }

    #[test]
    fn separators_force_quotes() {
        assert_eq!(encode_param_value("mailto:a@example.com"), "\"mailto:a@example.com\"");
    }
}
