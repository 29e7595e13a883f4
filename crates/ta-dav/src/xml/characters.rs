//! Which characters XML can hold, and how the special ones are written.

/// Whether XML 1.0 §2.2 allows this character in a document at all. The others cannot be written, not even as a
/// character reference.
pub(crate) fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Whether this is a name without a colon (Namespaces in XML 1.0, `NCName`).
pub(crate) fn is_ncname(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(starts_name) && chars.all(continues_name)
}

fn starts_name(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}'
        | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

fn continues_name(c: char) -> bool {
    starts_name(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Appends character data. A carriage return becomes a reference, since a reader would otherwise drop it from the line
/// ends of iCalendar (XML 1.0 §2.11). A character that XML cannot hold becomes U+FFFD, so that the loss can be seen.
pub(crate) fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some((plain, special, after)) = split_at_special(rest) {
        out.push_str(plain);
        match special {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
        rest = after;
    }
    out.push_str(rest);
}

/// The text before the first character that cannot stand for itself, that character, and the text after it.
fn split_at_special(text: &str) -> Option<(&str, char, &str)> {
    let is_special = |c: char| matches!(c, '&' | '<' | '>' | '\r') || !is_allowed(c);
    let (plain, rest) = text.split_at_checked(text.find(is_special)?)?;
    let mut chars = rest.chars();
    Some((plain, chars.next()?, chars.as_str()))
}

/// Appends the value of an attribute, to stand between double quotes. White space other than the blank becomes a
/// reference, since a reader would otherwise make blanks of it (XML 1.0 §3.3.3).
pub(crate) fn push_attribute_value(out: &mut String, value: &str) {
    for c in value.chars() {
        match c {
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            other => push_text(out, other.encode_utf8(&mut [0; 4])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_allowed, is_ncname, push_attribute_value, push_text};

    fn text(raw: &str) -> String {
        let mut out = String::new();
        push_text(&mut out, raw);
        out
    }

    #[test]
    fn markup_is_escaped_in_text() {
        assert_eq!(text("a<b>&\"c\""), "a&lt;b&gt;&amp;\"c\"");
    }

    #[test]
    fn a_carriage_return_survives_as_a_reference() {
        assert_eq!(text("BEGIN:VCALENDAR\r\n"), "BEGIN:VCALENDAR&#13;\n");
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(text("a\u{0}b\u{B}c\u{FFFF}"), "a\u{FFFD}b\u{FFFD}c\u{FFFD}");
    }

    #[test]
    fn attribute_values_keep_their_white_space() {
        let mut out = String::new();
        push_attribute_value(&mut out, "a\tb\nc\"<");
        assert_eq!(out, "a&#9;b&#10;c&quot;&lt;");
    }

    #[test]
    fn allowed_characters_are_those_of_xml_1_0() {
        assert!(['\t', '\n', '\r', ' ', '\u{7F}', '\u{FFFD}', '\u{10FFFF}'].into_iter().all(is_allowed));
        assert!(!['\u{0}', '\u{8}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'].into_iter().any(is_allowed));
    }

    #[test]
    fn names_start_with_a_letter() {
        assert!(["a", "_x", "é1", "calendar-data"].into_iter().all(is_ncname));
        assert!(!["", "1a", "-a", "a:b", "a\"b", "a b", "<"].into_iter().any(is_ncname));
    }
}
