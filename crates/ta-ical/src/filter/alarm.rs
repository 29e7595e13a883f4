//! When alarms go off (RFC 5545 §3.6.6).

use jiff::{SignedDuration, Timestamp};

use super::Question;
use crate::time::saturating_add;
use crate::{CalDuration, CalTime, Component, Instance, UtcRange};

/// What a VALARM says about its time.
struct Alarm {
    trigger: Trigger,
    /// How often it goes off again, and how long after each time.
    again: Option<(i64, SignedDuration)>,
}

/// A TRIGGER (RFC 5545 §3.8.6.3).
enum Trigger {
    At(CalTime),
    FromStart(CalDuration),
    FromEnd(CalDuration),
}

impl<'a> Question<'a> {
    /// Whether an alarm goes off in a range, for any instance of the component that it belongs to.
    pub(super) fn any_alarm_time(&self, alarm: Component<'a>, owner: Component<'a>, range: UtcRange) -> bool {
        let Some(alarm) = Alarm::read(alarm) else { return false };
        if let Trigger::At(time) = &alarm.trigger {
            return alarm.goes_off(time.to_utc(self.asker_zone), range);
        }
        let mut near = self.series().instances_of(owner, alarm.instances_window(range));
        near.any(|instance| {
            self.has_looked_at_enough() || alarm.goes_off(alarm.first_time(&instance, self.asker_zone), range)
        })
    }
}

impl Alarm {
    fn read(alarm: Component<'_>) -> Option<Self> {
        let trigger = alarm.property("TRIGGER")?;
        let from_end = trigger.param("RELATED").is_some_and(|related| related.eq_ignore_ascii_case("END"));
        let trigger = match CalDuration::parse(trigger.value()) {
            Some(duration) if from_end => Trigger::FromEnd(duration),
            Some(duration) => Trigger::FromStart(duration),
            None => Trigger::At(CalTime::parse(trigger.value(), None).ok()?),
        };
        Some(Self { trigger, again: again(alarm) })
    }

    /// The window of instances whose alarms may go off in a range.
    fn instances_window(&self, range: UtcRange) -> UtcRange {
        const CLOCK_SLACK: SignedDuration = SignedDuration::from_hours(26);
        let offset = match &self.trigger {
            Trigger::At(_) => SignedDuration::ZERO,
            Trigger::FromStart(duration) | Trigger::FromEnd(duration) => {
                SignedDuration::from_secs(duration.nominal_seconds())
            }
        };
        let last = self.again.map_or(SignedDuration::ZERO, |(times, pause)| {
            SignedDuration::from_secs(pause.as_secs().saturating_mul(times))
        });
        let before = offset.saturating_add(last).saturating_add(CLOCK_SLACK);
        range.widened(before, CLOCK_SLACK.saturating_sub(offset))
    }

    /// When the alarm of an instance goes off first. From a day it counts from midnight.
    fn first_time(&self, instance: &Instance<'_>, asker_zone: &jiff::tz::TimeZone) -> Timestamp {
        let (time, instant, duration) = match &self.trigger {
            Trigger::At(time) => return time.to_utc(asker_zone),
            Trigger::FromStart(duration) => (&instance.start, instance.start_utc, *duration),
            Trigger::FromEnd(duration) => (&instance.end, instance.end_utc, *duration),
        };
        let instant = match (duration.days(), time) {
            (0, _) => instant,
            (days, CalTime::Date(_)) => CalTime::Floating(time.local())
                .plus(CalDuration::of_days(days), asker_zone)
                .to_utc(asker_zone),
            (days, time) => time.plus(CalDuration::of_days(days), asker_zone).to_utc(asker_zone),
        };
        saturating_add(instant, duration.exact())
    }

    /// Whether it goes off in a range when it does so first at `first`.
    fn goes_off(&self, first: Timestamp, range: UtcRange) -> bool {
        let Some((times, pause)) = self.again else { return range.contains(first) };
        let missing =
            range.start_utc().map_or(0, |start| first.duration_until(start).as_secs().max(0) as u64);
        let skipped = missing.div_ceil(pause.as_secs().unsigned_abs().max(1)) as i64;
        if skipped > times {
            return false;
        }
        let ahead = SignedDuration::from_secs(pause.as_secs().saturating_mul(skipped));
        range.contains(saturating_add(first, ahead))
    }
}

/// REPEAT and DURATION, which count together only (RFC 5545 §3.6.6).
fn again(alarm: Component<'_>) -> Option<(i64, SignedDuration)> {
    let times: i64 = alarm.property("REPEAT")?.value().trim_ascii().parse().ok()?;
    let pause = CalDuration::parse(alarm.property("DURATION")?.value())?.nominal_seconds();
    (times > 0 && pause > 0).then_some((times, SignedDuration::from_secs(pause)))
}
