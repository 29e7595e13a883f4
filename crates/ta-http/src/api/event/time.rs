//! Times as the API writes them: a day, a local time somewhere or anywhere, or an instant.

use std::fmt::Display;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize, Serializer};
use ta_ical::{CalTime, known_zone};
use utoipa::ToSchema;

/// A time: `{"date": …}` is a day, `{"local": …, "time_zone": …}` a local time in an IANA zone, or with null for the zone
/// wherever one is, and `{"utc": …}` an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
#[serde(try_from = "Written")]
#[schema(examples(
    json!({ "local": "2026-11-23T09:30:00", "time_zone": "Europe/Paris" }),
    json!({ "date": "2026-11-23" }),
    json!({ "utc": "2026-11-23T08:30:00Z" })
))]
pub(crate) enum EventTime {
    /// A day.
    Date {
        #[serde(serialize_with = "as_text")]
        #[schema(value_type = String, format = Date, example = "2026-11-23")]
        date: Date,
    },
    /// A local time.
    Local {
        #[serde(serialize_with = "as_text")]
        #[schema(value_type = String, example = "2026-11-23T09:30:00")]
        local: DateTime,
        /// The IANA name of its zone; null for a time that is meant wherever one is.
        #[schema(value_type = Option<String>, required, example = "Europe/Paris")]
        time_zone: Option<ZoneName>,
    },
    /// An instant.
    Utc {
        #[serde(serialize_with = "as_text")]
        #[schema(value_type = String, format = DateTime, example = "2026-11-23T08:30:00Z")]
        utc: Timestamp,
    },
}

/// The name of a zone that is known, and the zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ZoneName {
    name: String,
    zone: TimeZone,
}

/// The forms before they are told apart.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    date: Option<String>,
    local: Option<String>,
    #[serde(default)]
    time_zone: Option<String>,
    utc: Option<String>,
}

impl TryFrom<Written> for EventTime {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        match written {
            Written { date: Some(date), local: None, time_zone: None, utc: None } => {
                Ok(Self::Date { date: read(&date, "a date such as 2026-11-23")? })
            }
            Written { date: None, local: Some(local), time_zone, utc: None } => Ok(Self::Local {
                local: read(&local, "a local time such as 2026-11-23T09:30:00")?,
                time_zone: time_zone.as_deref().map(ZoneName::read).transpose()?,
            }),
            Written { date: None, local: None, time_zone: None, utc: Some(utc) } => {
                Ok(Self::Utc { utc: read(&utc, "an instant such as 2026-11-23T08:30:00Z")? })
            }
            _ => Err("give either date, or local with time_zone, or utc".to_owned()),
        }
    }
}

fn read<T: std::str::FromStr>(text: &str, expected: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text:?} is not {expected}"))
}

impl ZoneName {
    /// Reads the name of a zone that the server knows.
    pub(crate) fn read(name: &str) -> Result<Self, String> {
        let zone = known_zone(name).ok_or_else(|| format!("{name:?} is no time zone; use an IANA name"))?;
        let name = zone.iana_name().unwrap_or(name).to_owned();
        Ok(Self { name, zone })
    }

    /// The zone.
    pub(crate) fn into_zone(self) -> TimeZone {
        self.zone
    }
}

impl Serialize for ZoneName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

fn as_text<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

impl From<EventTime> for CalTime {
    fn from(time: EventTime) -> Self {
        match time {
            EventTime::Date { date } => Self::Date(date),
            EventTime::Utc { utc } => Self::Utc(utc),
            EventTime::Local { local, time_zone: None } => Self::Floating(local),
            EventTime::Local { local, time_zone: Some(ZoneName { name, zone }) } => {
                Self::Zoned { local, tzid: name.into(), zone }
            }
        }
    }
}

impl From<&CalTime> for EventTime {
    /// A zone that only the object itself defines has no name that a browser would know: such a time is told as the
    /// instant that it is.
    fn from(time: &CalTime) -> Self {
        match time {
            CalTime::Date(date) => Self::Date { date: *date },
            CalTime::Utc(utc) => Self::Utc { utc: *utc },
            CalTime::Floating(local) => Self::Local { local: *local, time_zone: None },
            CalTime::Zoned { local, zone, .. } => match zone.iana_name() {
                Some(name) => {
                    let time_zone = Some(ZoneName { name: name.to_owned(), zone: zone.clone() });
                    Self::Local { local: *local, time_zone }
                }
                None => Self::Utc { utc: time.to_utc(zone) },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{CalTime, EventTime};

    fn read(value: Value) -> Result<EventTime, String> {
        serde_json::from_value(value).map_err(|error: serde_json::Error| error.to_string())
    }

    #[test]
    fn every_form_reads_back_as_it_was() {
        for value in [
            json!({ "date": "2026-11-23" }),
            json!({ "local": "2026-11-23T09:30:00", "time_zone": "Europe/Paris" }),
            json!({ "local": "2026-11-23T09:30:00", "time_zone": null }),
            json!({ "utc": "2026-11-23T08:30:00Z" }),
        ] {
            let time = CalTime::from(read(value.clone()).unwrap());
            assert_eq!(serde_json::to_value(EventTime::from(&time)).unwrap(), value);
        }
    }

    #[test]
    fn a_refusal_says_what_is_wrong() {
        let refused = |value| read(value).unwrap_err();
        assert_eq!(
            refused(json!({ "date": "23.11.2026" })),
            "\"23.11.2026\" is not a date such as 2026-11-23"
        );
        let unknown = json!({ "local": "2026-11-23T09:30:00", "time_zone": "Mars/Base" });
        assert_eq!(refused(unknown), "\"Mars/Base\" is no time zone; use an IANA name");
        let both = json!({ "date": "2026-11-23", "utc": "2026-11-23T08:30:00Z" });
        assert_eq!(refused(both), "give either date, or local with time_zone, or utc");
    }
}
