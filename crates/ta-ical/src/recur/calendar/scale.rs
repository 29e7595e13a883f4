//! The calendar scales that rules can be written in.

use std::fmt;

/// The RSCALE of a rule: the calendar that it counts by, under the name that Unicode's CLDR gives it (RFC 7529 §5).
///
/// ```
/// use ta_ical::recur::CalendarScale;
///
/// assert_eq!(CalendarScale::named("hebrew"), Some(CalendarScale::Hebrew));
/// assert_eq!(CalendarScale::IslamicCivil.to_string(), "ISLAMIC-CIVIL");
/// assert_eq!(CalendarScale::named("DISCORDIAN"), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the scale of its name")]
pub enum CalendarScale {
    Buddhist,
    Chinese,
    Coptic,
    Dangi,
    Ethiopic,
    /// `ETHIOAA`, which differs from the other Ethiopic one in how it counts years, and so in nothing that a rule says.
    EthiopicAmeteAlem,
    #[default]
    Gregorian,
    Hebrew,
    Indian,
    IslamicCivil,
    IslamicTbla,
    IslamicUmalqura,
    Japanese,
    Persian,
    Roc,
}

impl CalendarScale {
    /// Every scale, by name.
    ///
    /// ```
    /// use ta_ical::recur::CalendarScale;
    ///
    /// let with_leap_months = CalendarScale::ALL.into_iter().filter(|scale| scale.has_leap_months());
    /// assert_eq!(with_leap_months.map(CalendarScale::as_str).collect::<Vec<_>>(), ["CHINESE", "DANGI", "HEBREW"]);
    /// ```
    pub const ALL: [Self; 15] = [
        Self::Buddhist,
        Self::Chinese,
        Self::Coptic,
        Self::Dangi,
        Self::EthiopicAmeteAlem,
        Self::Ethiopic,
        Self::Gregorian,
        Self::Hebrew,
        Self::Indian,
        Self::IslamicCivil,
        Self::IslamicTbla,
        Self::IslamicUmalqura,
        Self::Japanese,
        Self::Persian,
        Self::Roc,
    ];

    /// The name as it is written.
    ///
    /// ```
    /// use ta_ical::recur::CalendarScale;
    ///
    /// assert_eq!(CalendarScale::IslamicUmalqura.as_str(), "ISLAMIC-UMALQURA");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Buddhist => "BUDDHIST",
            Self::Chinese => "CHINESE",
            Self::Coptic => "COPTIC",
            Self::Dangi => "DANGI",
            Self::Ethiopic => "ETHIOPIC",
            Self::EthiopicAmeteAlem => "ETHIOAA",
            Self::Gregorian => "GREGORIAN",
            Self::Hebrew => "HEBREW",
            Self::Indian => "INDIAN",
            Self::IslamicCivil => "ISLAMIC-CIVIL",
            Self::IslamicTbla => "ISLAMIC-TBLA",
            Self::IslamicUmalqura => "ISLAMIC-UMALQURA",
            Self::Japanese => "JAPANESE",
            Self::Persian => "PERSIAN",
            Self::Roc => "ROC",
        }
    }

    /// The scale of a name, in any case. CLDR's other names count too: `GREGORY`, `ISLAMICC` and
    /// `ETHIOPIC-AMETE-ALEM`.
    ///
    /// ```
    /// use ta_ical::recur::CalendarScale;
    ///
    /// assert_eq!(CalendarScale::named("gregory"), Some(CalendarScale::Gregorian));
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let aliases = [
            ("GREGORY", Self::Gregorian),
            ("ISLAMICC", Self::IslamicCivil),
            ("ETHIOPIC-AMETE-ALEM", Self::EthiopicAmeteAlem),
        ];
        let names = Self::ALL.into_iter().map(|scale| (scale.as_str(), scale)).chain(aliases);
        names.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, scale)| scale)
    }

    /// Whether some of its years have a leap month.
    ///
    /// ```
    /// use ta_ical::recur::CalendarScale;
    ///
    /// assert!(CalendarScale::Hebrew.has_leap_months());
    /// // Its years have leap days, like ours.
    /// assert!(!CalendarScale::Ethiopic.has_leap_months());
    /// ```
    pub const fn has_leap_months(self) -> bool {
        matches!(self, Self::Chinese | Self::Dangi | Self::Hebrew)
    }

    /// How many months each of its years has, leap months apart.
    ///
    /// ```
    /// use ta_ical::recur::CalendarScale;
    ///
    /// assert_eq!(CalendarScale::Ethiopic.months_per_year(), 13);
    /// assert_eq!(CalendarScale::Hebrew.months_per_year(), 12);
    /// ```
    pub const fn months_per_year(self) -> u8 {
        match self {
            Self::Coptic | Self::Ethiopic | Self::EthiopicAmeteAlem => 13,
            _ => 12,
        }
    }
}

impl fmt::Display for CalendarScale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
