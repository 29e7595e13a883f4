//! The If header (RFC 4918 §10.4).

use super::{EntityTag, HeaderError};

/// The value of an If header: it holds when any of its lists does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IfHeader {
    /// The lists, in order; at least one.
    pub lists: Vec<IfList>,
}

/// A list of conditions: it holds when all of them do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IfList {
    /// The resource that it speaks of, as written; `None` for the resource of the request.
    pub resource: Option<String>,
    /// The conditions, in order; at least one.
    pub conditions: Vec<IfCondition>,
}

/// A condition: that the resource has a state, or that it has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IfCondition {
    /// The resource has this state.
    Has(IfState),
    /// The resource does not have this state (`Not`).
    HasNot(IfState),
}

/// A state that a resource may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IfState {
    /// A state token: that of a lock, or a `DAV:sync-token` (RFC 6578 §5).
    Token(String),
    /// An entity tag.
    Tag(EntityTag),
}

impl IfHeader {
    /// Reads the header; `None` without one.
    ///
    /// # Errors
    /// A value that does not follow the grammar of RFC 4918 §10.4.2.
    pub fn parse(value: Option<&str>) -> Result<Option<Self>, HeaderError> {
        let Some(value) = value else { return Ok(None) };
        let lists = Scanner { rest: value }.lists();
        lists.map(|lists| Some(Self { lists })).ok_or_else(|| HeaderError::new("If", value))
    }

    /// Whether the header lets the request pass (RFC 4918 §10.4.3). `has` answers whether a resource, named as in
    /// [`IfList::resource`], has a state.
    pub fn holds(&self, has: impl Fn(Option<&str>, &IfState) -> bool) -> bool {
        self.lists.iter().any(|list| {
            list.conditions.iter().all(|condition| match condition {
                IfCondition::Has(state) => has(list.resource.as_deref(), state),
                IfCondition::HasNot(state) => !has(list.resource.as_deref(), state),
            })
        })
    }
}

impl IfHeader {
    /// Every state token in the header. Naming a lock's token anywhere in it submits that token (RFC 4918 §6.4, §10.4.1).
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        let conditions = self.lists.iter().flat_map(|list| &list.conditions);
        conditions.filter_map(|condition| match condition {
            IfCondition::Has(IfState::Token(token)) | IfCondition::HasNot(IfState::Token(token)) => {
                Some(token.as_str())
            }
            IfCondition::Has(IfState::Tag(_)) | IfCondition::HasNot(IfState::Tag(_)) => None,
        })
    }
}

struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    fn lists(mut self) -> Option<Vec<IfList>> {
        let mut lists: Vec<IfList> = Vec::new();
        let mut resource = None;
        while !self.is_at_end() {
            if self.next_is('<') {
                // A tag must be followed by a list of its own.
                resource = Some(self.between('<', '>')?.to_owned());
            }
            lists.push(IfList { resource: resource.clone(), conditions: self.list()? });
        }
        if lists.is_empty() { None } else { Some(lists) }
    }

    fn list(&mut self) -> Option<Vec<IfCondition>> {
        self.take("(")?;
        let mut conditions = Vec::new();
        while self.take(")").is_none() {
            conditions.push(self.condition()?);
        }
        if conditions.is_empty() { None } else { Some(conditions) }
    }

    fn condition(&mut self) -> Option<IfCondition> {
        match self.take("Not") {
            Some(()) => self.state().map(IfCondition::HasNot),
            None => self.state().map(IfCondition::Has),
        }
    }

    fn state(&mut self) -> Option<IfState> {
        if self.next_is('<') {
            return Some(IfState::Token(self.between('<', '>')?.to_owned()));
        }
        EntityTag::parse(self.between('[', ']')?).map(IfState::Tag)
    }

    fn is_at_end(&mut self) -> bool {
        self.rest = self.rest.trim_ascii_start();
        self.rest.is_empty()
    }

    fn next_is(&mut self, c: char) -> bool {
        self.rest = self.rest.trim_ascii_start();
        self.rest.starts_with(c)
    }

    fn take(&mut self, word: &str) -> Option<()> {
        self.rest = self.rest.trim_ascii_start();
        let (start, after) = self.rest.split_at_checked(word.len())?;
        if !start.eq_ignore_ascii_case(word) {
            return None;
        }
        self.rest = after;
        Some(())
    }

    fn between(&mut self, open: char, close: char) -> Option<&'a str> {
        self.rest = self.rest.trim_ascii_start();
        let (inside, after) = self.rest.strip_prefix(open)?.split_once(close)?;
        self.rest = after;
        Some(inside)
    }
}

#[cfg(test)]
mod tests {
    use super::{IfHeader, IfState};

    fn parse(value: &str) -> IfHeader {
        IfHeader::parse(Some(value)).unwrap().unwrap()
    }

    /// A resource that has the lock and the tag of the examples in RFC 4918 §10.4.
    fn has(_resource: Option<&str>, state: &IfState) -> bool {
        match state {
            IfState::Token(token) => token == "urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2",
            IfState::Tag(tag) => tag.opaque == "I am an ETag",
        }
    }

    #[test]
    fn any_list_may_hold() {
        // RFC 4918 §10.4.6.
        let header = parse(
            "(<urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2> [\"I am an ETag\"]) ([\"I am another ETag\"])",
        );
        assert!(header.holds(has));
        assert!(!header.holds(|_, _| false));
        assert!(
            header.holds(|_, state| matches!(state, IfState::Tag(tag) if tag.opaque == "I am another ETag"))
        );
    }

    #[test]
    fn not_turns_one_condition_around() {
        // RFC 4918 §10.4.7.
        let header = parse(
            "(Not <urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2> <urn:uuid:58f202ac-22cf-11d1-b12d-002035b29092>)",
        );
        assert!(!header.holds(has));
        assert!(header.holds(|_, state| !has(None, state)));
    }

    #[test]
    fn a_condition_can_be_made_to_hold_always() {
        // RFC 4918 §10.4.8.
        for not in ["Not", "not"] {
            let header =
                parse(&format!("(<urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2>) ({not} <DAV:no-lock>)"));
            assert!(header.holds(|_, _| false));
        }
    }

    #[test]
    fn a_tag_names_the_resource_of_the_lists_after_it() {
        // RFC 4918 §10.4.9.
        let header = parse(
            "</resource1> (<urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2> [W/\"A weak ETag\"]) ([\"strong ETag\"])",
        );
        let resources: Vec<_> = header.lists.iter().map(|list| list.resource.as_deref()).collect();
        assert_eq!(resources, [Some("/resource1"), Some("/resource1")]);
    }

    #[test]
    fn what_breaks_the_grammar_is_refused() {
        for value in ["", "()", "(", "(<a>", "<a>", "<a> <b> (<c>)", "([abc)", "(x)", "(Not)", "(<a>) x"] {
            assert!(IfHeader::parse(Some(value)).is_err(), "{value}");
        }
    }
}
