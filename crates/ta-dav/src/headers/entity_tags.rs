//! The If-Match and If-None-Match headers (RFC 9110 §13.1), as clients and proxies really send them.

use super::HeaderError;

/// The value of If-Match or If-None-Match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityTags {
    /// `*`: whatever is there.
    Any,
    /// These tags; at least one.
    Tags(Vec<EntityTag>),
}

/// An entity tag (RFC 9110 §8.8.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityTag {
    /// Whether it stands for these very bytes.
    pub strength: Strength,
    /// The tag without its quotes.
    pub opaque: String,
}

/// Whether an entity tag stands for certain bytes or only for what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// `"x"`.
    Strong,
    /// `W/"x"`.
    Weak,
}

/// What proxies that compress append inside of a tag's quotes, and hand back so in If-Match.
const PROXY_SUFFIXES: [&str; 6] = ["-gzip", "-br", "-zstd", "-deflate", ";gzip", ";br"];

impl EntityTags {
    /// Reads a header; `None` without one. `header` is its name, for the error.
    ///
    /// Evolution escapes the quotes (`\"x\"`), and some scripts leave them out; both are read as they are meant.
    ///
    /// # Errors
    /// A value with no tag in it, or with one that does not end.
    pub fn parse(header: &'static str, value: Option<&str>) -> Result<Option<Self>, HeaderError> {
        let Some(value) = value else { return Ok(None) };
        if value.trim_ascii() == "*" {
            return Ok(Some(Self::Any));
        }
        let unescaped = value.replace("\\\"", "\"");
        match parse_list(&unescaped) {
            Some(tags) if !tags.is_empty() => Ok(Some(Self::Tags(tags))),
            _ => Err(HeaderError::new(header, value)),
        }
    }

    /// Whether If-Match lets the request pass (RFC 9110 §13.1.1). `current` is the strong tag of what is there, without
    /// quotes; `None` when nothing is.
    pub fn if_match_holds(&self, current: Option<&str>) -> bool {
        match (self, current) {
            (_, None) => false,
            (Self::Any, Some(_)) => true,
            (Self::Tags(tags), Some(current)) => {
                tags.iter().any(|tag| tag.strength == Strength::Strong && tag.names(current))
            }
        }
    }

    /// Whether If-None-Match lets the request pass (RFC 9110 §13.1.2). `current` is the tag of what is there, without
    /// quotes; `None` when nothing is.
    pub fn if_none_match_holds(&self, current: Option<&str>) -> bool {
        match (self, current) {
            (_, None) => true,
            (Self::Any, Some(_)) => false,
            (Self::Tags(tags), Some(current)) => !tags.iter().any(|tag| tag.names(current)),
        }
    }
}

impl EntityTag {
    /// Reads one tag and nothing else; `None` when it is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match parse_list(text)?.as_slice() {
            [tag] => Some(tag.clone()),
            _ => None,
        }
    }

    /// Whether this is that tag, but for its strength and for what a proxy appended to it.
    fn names(&self, opaque: &str) -> bool {
        let appended = self.opaque.strip_prefix(opaque);
        appended.is_some_and(|suffix| suffix.is_empty() || PROXY_SUFFIXES.contains(&suffix))
    }
}

/// Reads tags between commas; `None` when one cannot be read.
fn parse_list(text: &str) -> Option<Vec<EntityTag>> {
    let mut tags = Vec::new();
    let mut rest = skip_separators(text);
    while !rest.is_empty() {
        let (tag, after) = parse_one(rest)?;
        tags.push(tag);
        rest = skip_separators(after);
    }
    Some(tags)
}

fn skip_separators(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', ','])
}

fn parse_one(text: &str) -> Option<(EntityTag, &str)> {
    let (strength, text) = match text.strip_prefix("W/").or_else(|| text.strip_prefix("w/")) {
        Some(after) => (Strength::Weak, after),
        None => (Strength::Strong, text),
    };
    let (opaque, after) = match text.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?,
        None => text.split_at_checked(text.find([',', ' ', '\t']).unwrap_or(text.len()))?,
    };
    let is_bare_rest = opaque.contains('"') || (opaque.is_empty() && !text.starts_with('"'));
    if is_bare_rest { None } else { Some((EntityTag { strength, opaque: opaque.to_owned() }, after)) }
}

#[cfg(test)]
mod tests {
    use super::{EntityTag, EntityTags, Strength};

    fn tags(value: &str) -> EntityTags {
        EntityTags::parse("If-Match", Some(value)).unwrap().unwrap()
    }

    fn tag(strength: Strength, opaque: &str) -> EntityTag {
        EntityTag { strength, opaque: opaque.into() }
    }

    #[test]
    fn a_list_of_strong_and_weak_tags_is_read() {
        // The example of RFC 9110 §13.1.1, with one tag made weak.
        assert_eq!(
            tags("\"xyzzy\", W/\"r2d2xxxx\" ,\"c3,piozzzz\""),
            EntityTags::Tags(vec![
                tag(Strength::Strong, "xyzzy"),
                tag(Strength::Weak, "r2d2xxxx"),
                tag(Strength::Strong, "c3,piozzzz"),
            ])
        );
    }

    #[test]
    fn a_star_is_any_tag() {
        assert_eq!(tags(" * "), EntityTags::Any);
    }

    #[test]
    fn evolution_escapes_the_quotes() {
        assert_eq!(tags("\\\"abc\\\""), EntityTags::Tags(vec![tag(Strength::Strong, "abc")]));
    }

    #[test]
    fn a_tag_without_quotes_is_read() {
        assert_eq!(tags("abc"), EntityTags::Tags(vec![tag(Strength::Strong, "abc")]));
    }

    #[test]
    fn a_header_without_a_whole_tag_is_refused() {
        for value in ["", " ", ",", "\"abc", "W/", "abc\"", "\"a\" b\"c"] {
            assert!(EntityTags::parse("If-Match", Some(value)).is_err(), "{value}");
        }
    }

    #[test]
    fn if_match_wants_a_strong_tag() {
        assert!(tags("\"a\", \"b\"").if_match_holds(Some("b")));
        assert!(!tags("\"a\"").if_match_holds(Some("b")));
        assert!(!tags("W/\"b\"").if_match_holds(Some("b")));
        assert!(!tags("\"a\"").if_match_holds(None));
    }

    #[test]
    fn if_match_star_wants_something_to_be_there() {
        assert!(tags("*").if_match_holds(Some("a")));
        assert!(!tags("*").if_match_holds(None));
    }

    #[test]
    fn what_a_compressing_proxy_appends_does_not_count() {
        assert!(tags("\"a-gzip\"").if_match_holds(Some("a")));
        assert!(tags("\"a-br\"").if_match_holds(Some("a")));
        assert!(!tags("\"a-x\"").if_match_holds(Some("a")));
        assert!(!tags("\"a\"").if_match_holds(Some("a-gzip")));
    }

    #[test]
    fn if_none_match_star_wants_nothing_to_be_there() {
        assert!(tags("*").if_none_match_holds(None));
        assert!(!tags("*").if_none_match_holds(Some("a")));
    }

    #[test]
    fn if_none_match_compares_weakly() {
        assert!(!tags("W/\"a\"").if_none_match_holds(Some("a")));
        assert!(tags("\"b\"").if_none_match_holds(Some("a")));
    }
}
