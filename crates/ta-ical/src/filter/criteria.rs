//! What a query asks for, as values (RFC 4791 §9.7).

use crate::UtcRange;

/// A `CALDAV:comp-filter` (RFC 4791 §9.7.1) on the component called `name`.
///
/// ```
/// use ta_ical::filter::{CompFilter, CompTest};
///
/// // <C:comp-filter name="VTODO"><C:is-not-defined/></C:comp-filter>
/// let no_todo = CompFilter { name: "VTODO".to_owned(), test: CompTest::IsNotDefined };
/// assert_eq!(no_todo.name, "VTODO");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompFilter {
    /// Component name, as the client wrote it; compared without case.
    pub name: String,
    /// What the component must satisfy.
    pub test: CompTest,
}

/// What a component must satisfy.
///
/// ```
/// use ta_ical::filter::CompTest;
///
/// // <C:comp-filter name="VEVENT"/>: that there is one is enough.
/// let is_there = CompTest::All { time_range: None, props: Vec::new(), comps: Vec::new() };
/// assert_ne!(is_there, CompTest::IsNotDefined);
/// ```
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
///
/// ```
/// use ta_ical::filter::{Collation, MatchCondition, PropFilter, PropTest, TextMatch, ValueTest};
///
/// // <C:prop-filter name="SUMMARY"><C:text-match>tea</C:text-match></C:prop-filter>
/// let tea = TextMatch {
///     needle: "tea".to_owned(),
///     collation: Collation::default(),
///     condition: MatchCondition::default(),
/// };
/// let test = PropTest::All { value: Some(ValueTest::Text(tea)), params: Vec::new() };
/// let about_tea = PropFilter { name: "SUMMARY".to_owned(), test };
/// assert_eq!(about_tea.name, "SUMMARY");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropFilter {
    /// Property name, as the client wrote it; compared without case.
    pub name: String,
    /// What the property must satisfy.
    pub test: PropTest,
}

/// What a property must satisfy.
///
/// ```
/// use ta_ical::filter::PropTest;
///
/// // <C:prop-filter name="LOCATION"/>: that there is one is enough.
/// let is_there = PropTest::All { value: None, params: Vec::new() };
/// assert_ne!(is_there, PropTest::IsNotDefined);
/// ```
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
///
/// ```
/// use ta_ical::UtcRange;
/// use ta_ical::filter::ValueTest;
///
/// // <C:time-range start="20260101T000000Z"/>
/// let since = UtcRange::new(Some("2026-01-01T00:00:00Z".parse()?), None).expect("open at the end");
/// assert_ne!(ValueTest::TimeRange(since), ValueTest::TimeRange(UtcRange::ALWAYS));
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueTest {
    /// The value is a time in this range.
    TimeRange(UtcRange),
    /// The value matches this text.
    Text(TextMatch),
}

/// A `CALDAV:param-filter` (RFC 4791 §9.7.3) on the parameter called `name`.
///
/// ```
/// use ta_ical::filter::{ParamFilter, ParamTest};
///
/// // <C:param-filter name="PARTSTAT"/>
/// let answered = ParamFilter { name: "PARTSTAT".to_owned(), test: ParamTest::IsDefined };
/// assert_eq!(answered.name, "PARTSTAT");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamFilter {
    /// Parameter name, as the client wrote it; compared without case.
    pub name: String,
    /// What the parameter must satisfy.
    pub test: ParamTest,
}

/// What a parameter must satisfy.
///
/// ```
/// use ta_ical::filter::{Collation, MatchCondition, ParamTest, TextMatch};
///
/// // <C:text-match collation="i;octet">ACCEPTED</C:text-match>
/// let accepted = ParamTest::Text(TextMatch {
///     needle: "ACCEPTED".to_owned(),
///     collation: Collation::Octet,
///     condition: MatchCondition::Contains,
/// });
/// assert_ne!(accepted, ParamTest::IsDefined);
/// ```
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
///
/// ```
/// use ta_ical::filter::{Collation, MatchCondition, TextMatch};
///
/// // <C:text-match collation="i;unicode-casemap" negate-condition="yes">été</C:text-match>
/// let not_summer = TextMatch {
///     needle: "été".to_owned(),
///     collation: Collation::UnicodeCasemap,
///     condition: MatchCondition::ContainsNot,
/// };
/// assert_eq!(not_summer.needle, "été");
/// ```
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
///
/// ```
/// use ta_ical::filter::Collation;
///
/// assert_eq!(Collation::default(), Collation::AsciiCasemap);
/// ```
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
///
/// ```
/// use ta_ical::filter::MatchCondition;
///
/// assert_eq!(MatchCondition::default(), MatchCondition::Contains);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatchCondition {
    /// The text must be there.
    #[default]
    Contains,
    /// The text must not be there.
    ContainsNot,
}
