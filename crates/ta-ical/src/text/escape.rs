//! The escapes of TEXT values (RFC 5545 §3.3.11).

use std::borrow::Cow;

/// Undoes the escapes of a TEXT value. A backslash before any other character stays.
pub(crate) fn unescape_text(value: &str) -> Cow<'_, str> {
    if !value.contains('\\') {
        return Cow::Borrowed(value);
    }
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        let meant = match (c, chars.peek()) {
            ('\\', Some('n' | 'N')) => Some('\n'),
            ('\\', Some(&escaped @ ('\\' | ';' | ','))) => Some(escaped),
            _ => None,
        };
        if meant.is_some() {
            chars.next();
        }
        text.push(meant.unwrap_or(c));
    }
    Cow::Owned(text)
}

/// Parts a list at the commas that are not escaped. The parts keep their escapes.
pub(super) fn split_texts(value: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(value);
    std::iter::from_fn(move || {
        let (first, after) = split_at_bare(rest?, ',');
        rest = after;
        Some(first)
    })
}

/// The first field of a structured value, and the others if there are any: semicolons that are not escaped part them.
/// The fields keep their escapes.
pub(crate) fn split_structured(value: &str) -> (&str, Option<&str>) {
    split_at_bare(value, ';')
}

/// What stands before and after the first separator that is not escaped.
fn split_at_bare(value: &str, separator: char) -> (&str, Option<&str>) {
    let mut escaped = false;
    let place = value.find(|c| {
        let parts = c == separator && !escaped;
        escaped = c == '\\' && !escaped;
        parts
    });
    match place.and_then(|at| value.split_at_checked(at)) {
        Some((first, after)) => (first, after.strip_prefix(separator)),
        None => (value, None),
    }
}

/// A TEXT value as it is written: escaped, line ends as `\n`, control characters left out.
pub(crate) fn escape_text(text: &str) -> String {
    let mut value = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            c if c.is_ascii_control() && c != '\t' => {}
            c => value.push(c),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::{escape_text, split_texts, unescape_text};

    #[test]
    fn escapes_of_rfc_5545() {
        let value = r"new line\, comma\; semicolon \\ backslash\N\n";
        assert_eq!(unescape_text(value), "new line, comma; semicolon \\ backslash\n\n");
    }

    #[test]
    fn unknown_escape_stays() {
        assert_eq!(unescape_text(r"C:\temp\:x\"), r"C:\temp\:x\");
    }

    #[test]
    fn list_parts_at_bare_commas_only() {
        assert_eq!(split_texts(r"A,B\,C,,D\\,E").collect::<Vec<_>>(), ["A", r"B\,C", "", r"D\\", "E"]);
    }

    #[test]
    fn escaping_is_undone_by_unescaping() {
        for text in ["", "a,b;c\\d\ne", "\\n", "tab\tkept"] {
            assert_eq!(unescape_text(&escape_text(text)), text);
        }
    }

    #[test]
    fn control_characters_are_not_written() {
        assert_eq!(escape_text("a\r\nb\u{0}c\u{b}d"), r"a\nbcd");
    }
}
