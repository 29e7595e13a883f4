//! Moving the times of a series along with its start.

use jiff::SignedDuration;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use ta_ical::CalTime;
use ta_ical::recur::{Frequency, Rule, RuleEnd, Until};

use super::EventRefusal;

/// A move of a series from one start to another: by so much on the clock, into the frame of the new start.
pub(super) struct Move<'a> {
    from: &'a CalTime,
    to: &'a CalTime,
    on_the_clock: SignedDuration,
    asker_zone: &'a TimeZone,
}

impl<'a> Move<'a> {
    pub(super) fn new(from: &'a CalTime, to: &'a CalTime, asker_zone: &'a TimeZone) -> Self {
        Self { from, to, on_the_clock: to.local().duration_since(from.local()), asker_zone }
    }

    /// Where a time of the series comes to lie. It may be written in another frame than the start is.
    pub(super) fn applied_to(&self, time: &CalTime) -> CalTime {
        if time.is_date() && !self.from.is_date() {
            return self.applied_to_day(time);
        }
        let same_frame = time.is_date() == self.from.is_date()
            && time.zone(self.asker_zone) == self.from.zone(self.asker_zone);
        let local = if same_frame {
            time.local()
        } else {
            self.from.with_instant(time.to_utc(self.asker_zone), self.asker_zone).local()
        };
        self.to.with_local(local.checked_add(self.on_the_clock).unwrap_or(local))
    }

    /// Some clients name an instance by its day alone; it moves by whole days.
    fn applied_to_day(&self, day: &CalTime) -> CalTime {
        let days = self.from.local().date().until(self.to.local().date()).unwrap_or_default();
        day.with_local(day.local().saturating_add(days))
    }

    /// The rule after the move: its UNTIL moves along. A rule that names days or hours can follow only where these stay
    /// what they are.
    pub(super) fn applied_to_rule(&self, text: &str) -> Result<String, EventRefusal> {
        let rule = Rule::parse(text).map_err(|_| EventRefusal::RuleNamesTimes)?;
        if !self.keeps_the_days(&rule, text) || !self.keeps_the_hours(text) {
            return Err(EventRefusal::RuleNamesTimes);
        }
        Ok(match rule.end() {
            RuleEnd::Until(until) => with_until(text, &self.until(until)),
            RuleEnd::Never | RuleEnd::Count(_) => text.to_owned(),
        })
    }

    fn keeps_the_days(&self, rule: &Rule, text: &str) -> bool {
        const DAYS: [&str; 6] = ["BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS"];
        let days = self.from.local().date().until(self.to.local().date()).map_or(1, |span| span.get_days());
        let named: Vec<_> = DAYS.into_iter().filter(|part| names_part(text, part)).collect();
        let by_whole_weeks = rule.frequency() == Frequency::Weekly && named == ["BYDAY"] && days % 7 == 0;
        days == 0 || named.is_empty() || by_whole_weeks
    }

    fn keeps_the_hours(&self, text: &str) -> bool {
        let same_hour = self.from.local().time() == self.to.local().time();
        same_hour || !["BYHOUR", "BYMINUTE", "BYSECOND"].into_iter().any(|part| names_part(text, part))
    }

    /// UNTIL has the type of DTSTART, and is in UTC where that has a zone (RFC 5545 §3.3.10).
    fn until(&self, until: Until) -> String {
        let time = match until {
            // The whole day counts.
            Until::Date(date) if !self.from.is_date() => self.from.with_local(date.to_datetime(Time::MAX)),
            Until::Date(date) => CalTime::Date(date),
            Until::Local(local) => self.from.with_local(local),
            Until::Utc(instant) => CalTime::Utc(instant),
        };
        match self.applied_to(&time) {
            zoned @ CalTime::Zoned { .. } => CalTime::Utc(zoned.to_utc(self.asker_zone)).to_value(),
            other => other.to_value(),
        }
    }
}

fn parts(rule: &str) -> impl Iterator<Item = (&str, &str)> {
    rule.split(';').filter_map(|part| part.split_once('='))
}

fn names_part(rule: &str, name: &str) -> bool {
    parts(rule).any(|(part, _)| part.trim().eq_ignore_ascii_case(name))
}

fn with_until(rule: &str, until: &str) -> String {
    let part = |(name, value): (&str, &str)| {
        let value = if name.trim().eq_ignore_ascii_case("UNTIL") { until } else { value };
        format!("{name}={value}")
    };
    parts(rule).map(part).collect::<Vec<_>>().join(";")
}
