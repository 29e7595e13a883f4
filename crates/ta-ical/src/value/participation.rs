//! How somebody takes part: PARTSTAT, ROLE and CUTYPE (RFC 5545 §3.2.3, §3.2.12 and §3.2.16).

/// What somebody has answered to an invitation (PARTSTAT, RFC 5545 §3.2.12).
///
/// ```
/// use ta_ical::value::ParticipationStatus;
///
/// assert_eq!(ParticipationStatus::from_partstat("accepted"), ParticipationStatus::Accepted);
/// assert_eq!(ParticipationStatus::Accepted.as_str(), "ACCEPTED");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ParticipationStatus {
    /// Nothing yet; so count answers that nobody knows.
    #[default]
    NeedsAction,
    /// Yes.
    Accepted,
    /// No.
    Declined,
    /// Perhaps.
    Tentative,
    /// Somebody else comes instead.
    Delegated,
    /// A to-do: it is done.
    Completed,
    /// A to-do: it is begun.
    InProcess,
}

impl ParticipationStatus {
    /// What a PARTSTAT means, in any case. Those that are missing or unknown "MUST" count as NEEDS-ACTION.
    ///
    /// ```
    /// use ta_ical::value::ParticipationStatus;
    ///
    /// assert_eq!(ParticipationStatus::from_partstat("X-MAYBE"), ParticipationStatus::NeedsAction);
    /// ```
    pub fn from_partstat(partstat: &str) -> Self {
        let known = [
            Self::Accepted,
            Self::Declined,
            Self::Tentative,
            Self::Delegated,
            Self::Completed,
            Self::InProcess,
        ];
        named(partstat, &known, Self::as_str).unwrap_or_default()
    }

    /// The PARTSTAT.
    ///
    /// ```
    /// use ta_ical::value::ParticipationStatus;
    ///
    /// assert_eq!(ParticipationStatus::NeedsAction.as_str(), "NEEDS-ACTION");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NeedsAction => "NEEDS-ACTION",
            Self::Accepted => "ACCEPTED",
            Self::Declined => "DECLINED",
            Self::Tentative => "TENTATIVE",
            Self::Delegated => "DELEGATED",
            Self::Completed => "COMPLETED",
            Self::InProcess => "IN-PROCESS",
        }
    }
}

/// As what somebody takes part (ROLE, RFC 5545 §3.2.16).
///
/// ```
/// use ta_ical::value::ParticipationRole;
///
/// assert_eq!(ParticipationRole::from_role("opt-participant"), ParticipationRole::Optional);
/// assert_eq!(ParticipationRole::Optional.as_str(), "OPT-PARTICIPANT");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ParticipationRole {
    /// In the chair.
    Chair,
    /// It does not work without them; so count roles that nobody knows.
    #[default]
    Required,
    /// It works without them.
    Optional,
    /// For information only.
    None,
}

impl ParticipationRole {
    /// What a ROLE means, in any case. Those that are missing or unknown "MUST" count as REQ-PARTICIPANT.
    ///
    /// ```
    /// use ta_ical::value::ParticipationRole;
    ///
    /// assert_eq!(ParticipationRole::from_role("X-GUEST"), ParticipationRole::Required);
    /// ```
    pub fn from_role(role: &str) -> Self {
        named(role, &[Self::Chair, Self::Optional, Self::None], Self::as_str).unwrap_or_default()
    }

    /// The ROLE.
    ///
    /// ```
    /// use ta_ical::value::ParticipationRole;
    ///
    /// assert_eq!(ParticipationRole::None.as_str(), "NON-PARTICIPANT");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Chair => "CHAIR",
            Self::Required => "REQ-PARTICIPANT",
            Self::Optional => "OPT-PARTICIPANT",
            Self::None => "NON-PARTICIPANT",
        }
    }
}

/// What sort of calendar user somebody is (CUTYPE, RFC 5545 §3.2.3).
///
/// ```
/// use ta_ical::value::CalendarUserType;
///
/// assert_eq!(CalendarUserType::from_cutype("room"), CalendarUserType::Room);
/// assert_eq!(CalendarUserType::Room.as_str(), "ROOM");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CalendarUserType {
    /// A person.
    #[default]
    Individual,
    /// Several persons.
    Group,
    /// A thing.
    Resource,
    /// A room.
    Room,
    /// Nobody knows; so count sorts that nobody knows.
    Unknown,
}

impl CalendarUserType {
    /// What a CUTYPE means, in any case; an empty one counts as missing, which is an INDIVIDUAL. Those that are unknown
    /// "MUST" count as UNKNOWN.
    ///
    /// ```
    /// use ta_ical::value::CalendarUserType;
    ///
    /// assert_eq!(CalendarUserType::from_cutype(""), CalendarUserType::Individual);
    /// assert_eq!(CalendarUserType::from_cutype("X-ROBOT"), CalendarUserType::Unknown);
    /// ```
    pub fn from_cutype(cutype: &str) -> Self {
        if cutype.trim_ascii().is_empty() {
            return Self::default();
        }
        let known = [Self::Individual, Self::Group, Self::Resource, Self::Room];
        named(cutype, &known, Self::as_str).unwrap_or(Self::Unknown)
    }

    /// The CUTYPE.
    ///
    /// ```
    /// use ta_ical::value::CalendarUserType;
    ///
    /// assert_eq!(CalendarUserType::Individual.as_str(), "INDIVIDUAL");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Individual => "INDIVIDUAL",
            Self::Group => "GROUP",
            Self::Resource => "RESOURCE",
            Self::Room => "ROOM",
            Self::Unknown => "UNKNOWN",
        }
    }
}

/// The one of some values that a text names, in any case.
fn named<T: Copy>(text: &str, values: &[T], name: impl Fn(T) -> &'static str) -> Option<T> {
    let text = text.trim_ascii();
    values.iter().copied().find(|value| text.eq_ignore_ascii_case(name(*value)))
}
