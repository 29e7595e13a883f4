//! What a query asks for, as values (RFC 4791 §9.7).

use crate::UtcRange;

/// A `CALDAV:comp-filter` (RFC 4791 §9.7.1) on the component called `name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompFilter {
    /// Component name, as the client wrote it; compared without case.
    pub name: String,
    /// What the component must satisfy.
    pub test: CompTest,
}

/// What a component must satisfy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompTest {
    /// There is no such component (`CALDAV:is-not-defined`).
    IsNotDefined,
    /// There is one, and all of these hold for it.
    All {
        /// It lies in this range by the rules of RFC 4791 §9.9.
        time_range: Option<UtcRange>,
        /// Its properties satisfy these.
        props: Vec<PropFilter>,
        /// Its sub-components satisfy these.
        comps: Vec<CompFilter>,
    },
}

/// A `CALDAV:prop-filter` (RFC 4791 §9.7.2) on the property called `name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropFilter {
    /// Property name, as the client wrote it; compared without case.
    pub name: String,
    /// What the property must satisfy.
    pub test: PropTest,
}

/// What a property must satisfy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropTest {
    /// There is no such property (`CALDAV:is-not-defined`).
    IsNotDefined,
    /// There is one, and all of these hold for it.
    All {
        /// Its value lies in the range or matches the text.
        value: Option<ValueTest>,
        /// Its parameters satisfy these.
        params: Vec<ParamFilter>,
    },
}

/// A test on a property's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueTest {
    /// The value is a time in this range.
    TimeRange(UtcRange),
    /// The value matches this text.
    Text(TextMatch),
}

/// A `CALDAV:param-filter` (RFC 4791 §9.7.3) on the parameter called `name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamFilter {
    /// Parameter name, as the client wrote it; compared without case.
    pub name: String,
    /// What the parameter must satisfy.
    pub test: ParamTest,
}

/// What a parameter must satisfy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamTest {
    /// There is no such parameter (`CALDAV:is-not-defined`).
    IsNotDefined,
    /// There is one.
    IsDefined,
    /// There is one whose value matches this text.
    Text(TextMatch),
}

/// A `CALDAV:text-match` (RFC 4791 §9.7.5): a search for a substring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMatch {
    /// What is looked for.
    pub needle: String,
    /// How characters compare.
    pub collation: Collation,
    /// Whether a match lets the object pass or keeps it out.
    pub condition: MatchCondition,
}

/// How characters compare (RFC 4790; RFC 4791 §7.5.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Collation {
    /// `i;ascii-casemap`, the default: ASCII letters without case.
    #[default]
    AsciiCasemap,
    /// `i;octet`: octet by octet.
    Octet,
    /// `i;unicode-casemap` (RFC 5051): all letters without case.
    UnicodeCasemap,
}

/// Whether a match lets an object pass (`negate-condition`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatchCondition {
    /// The text must be there.
    #[default]
    Contains,
    /// The text must not be there.
    ContainsNot,
}
