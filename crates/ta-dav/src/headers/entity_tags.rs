//! The If-Match and If-None-Match headers (RFC 9110 §13.1), as clients and proxies really send them.

use super::HeaderError;

/// The tags that If-Match or If-None-Match names, ready to be compared octet by octet with a stored tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityTags {
    /// `*`: whatever is there.
    Any,
    /// Any of these, without quotes. None at all when only weak tags were named where a strong one is wanted; nothing
    /// satisfies that.
    OneOf(Vec<String>),
}

/// An entity tag (RFC 9110 §8.8.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityTag {
    /// Whether it stands for these very bytes.
    pub strength: Strength,
    /// The tag without its quotes, and without what a proxy appended to it.
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

/// What proxies that compress append inside of a tag's quotes. Clients hand it back so, and it does not belong to the
/// tag: no tag of this server ends like this.
const PROXY_SUFFIXES: [&str; 6] = ["-gzip", "-br", "-zstd", "-deflate", ";gzip", ";br"];

impl EntityTags {
    /// Reads If-Match; `None` without one. Weak tags are left out, for If-Match never matches them (RFC 9110 §13.1.1).
    ///
    /// # Errors
    /// A value with no tag in it, or with one that does not end.
    pub fn if_match(value: Option<&str>) -> Result<Option<Self>, HeaderError> {
        Self::parse("If-Match", value, |tag| tag.strength == Strength::Strong)
    }

    /// Reads If-None-Match; `None` without one. Weak tags count as strong ones (RFC 9110 §13.1.2).
    ///
    /// # Errors
    /// A value with no tag in it, or with one that does not end.
    pub fn if_none_match(value: Option<&str>) -> Result<Option<Self>, HeaderError> {
        Self::parse("If-None-Match", value, |_| true)
    }

    fn parse(
        header: &'static str,
        value: Option<&str>,
        counts: fn(&EntityTag) -> bool,
    ) -> Result<Option<Self>, HeaderError> {
        let Some(value) = value else { return Ok(None) };
        if value.trim_ascii() == "*" {
            return Ok(Some(Self::Any));
        }
        match parse_list(value) {
            Some(tags) if !tags.is_empty() => {
                let opaque = tags.into_iter().filter(counts).map(|tag| tag.opaque);
                Ok(Some(Self::OneOf(opaque.collect())))
            }
            _ => Err(HeaderError::new(header, value)),
        }
    }

    /// Whether this tag, given without quotes, is among them.
    pub fn includes(&self, opaque: &str) -> bool {
        match self {
            Self::Any => true,
            Self::OneOf(tags) => tags.iter().any(|tag| tag == opaque),
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
}

/// Reads tags between commas; `None` when one cannot be read. Evolution escapes the quotes (`\"x\"`), and some scripts
/// leave them out; both are read as they are meant.
fn parse_list(text: &str) -> Option<Vec<EntityTag>> {
    let unescaped = text.replace("\\\"", "\"");
    let mut tags = Vec::new();
    let mut rest = skip_separators(&unescaped);
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
        None => bare(text)?,
    };
    Some((EntityTag { strength, opaque: without_proxy_suffix(opaque).to_owned() }, after))
}

/// A tag without quotes, up to the next separator.
fn bare(text: &str) -> Option<(&str, &str)> {
    let (opaque, after) = text.split_at_checked(text.find([',', ' ', '\t']).unwrap_or(text.len()))?;
    if opaque.is_empty() || opaque.contains('"') { None } else { Some((opaque, after)) }
}

fn without_proxy_suffix(opaque: &str) -> &str {
    PROXY_SUFFIXES.iter().find_map(|suffix| opaque.strip_suffix(suffix)).unwrap_or(opaque)
}

#[cfg(test)]
mod tests {
    use super::EntityTags;

    fn one_of(tags: &[&str]) -> EntityTags {
        EntityTags::OneOf(tags.iter().map(|tag| (*tag).to_owned()).collect())
    }

    fn if_match(value: &str) -> EntityTags {
        EntityTags::if_match(Some(value)).unwrap().unwrap()
    }

    #[test]
    fn a_list_of_tags_is_read() {
        // RFC 9110 §13.1.1.
        assert_eq!(
            if_match("\"xyzzy\", \"r2d2xxxx\" ,\"c3,piozzzz\""),
            one_of(&["xyzzy", "r2d2xxxx", "c3,piozzzz"])
        );
    }

    #[test]
    fn a_star_is_any_tag() {
        assert_eq!(if_match(" * "), EntityTags::Any);
        assert_eq!(EntityTags::if_match(None), Ok(None));
    }

    #[test]
    fn if_match_never_matches_a_weak_tag() {
        assert_eq!(if_match("W/\"a\", \"b\""), one_of(&["b"]));
        assert_eq!(if_match("W/\"a\""), one_of(&[]));
    }

    #[test]
    fn if_none_match_compares_weakly() {
        assert_eq!(EntityTags::if_none_match(Some("W/\"a\", \"b\"")), Ok(Some(one_of(&["a", "b"]))));
    }

    #[test]
    fn evolution_escapes_the_quotes() {
        assert_eq!(if_match("\\\"abc\\\""), one_of(&["abc"]));
    }

    #[test]
    fn a_tag_without_quotes_is_read() {
        assert_eq!(if_match("abc"), one_of(&["abc"]));
    }

    #[test]
    fn what_a_compressing_proxy_appended_is_taken_off() {
        assert_eq!(if_match("\"a-gzip\", \"b-br\", \"c-x\""), one_of(&["a", "b", "c-x"]));
    }

    #[test]
    fn a_header_without_a_whole_tag_is_refused() {
        for value in ["", " ", ",", "\"abc", "W/", "abc\"", "\"a\" b\"c"] {
            assert!(EntityTags::if_match(Some(value)).is_err(), "{value}");
        }
    }

    #[test]
    fn tags_are_compared_as_they_are() {
        assert!(one_of(&["a", "b"]).includes("b"));
        assert!(!one_of(&["a"]).includes("A"));
        assert!(EntityTags::Any.includes("a"));
    }
}
