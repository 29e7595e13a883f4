//! Changes to a whole event, whether it repeats or not.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ta_ical::edit::{ContentLine, Edit};
use ta_ical::recur::{RecurrenceSet, Rule};
use ta_ical::{CalTime, CalendarObject, Component, Property};

use super::describe::LineChange;
use super::moving::Move;
use super::stamp::stamp;
use super::times::Span;
use super::{EventChange, EventRefusal};
use crate::Change;

/// Changes an event or a whole series.
pub(super) fn change_series(
    object: &CalendarObject,
    change: &EventChange,
    asker_zone: &TimeZone,
    now: Timestamp,
) -> Result<CalendarObject, EventRefusal> {
    let series = Series::read(object, asker_zone)?;
    let mut edit = Edit::new(object.ical());
    stamp(&mut edit, series.master, now);
    series.describe(&mut edit, change, now);
    if let Some(span) = series.span.changed(change, asker_zone)? {
        series.retime(&mut edit, &span, change, now)?;
    }
    series.write_rule(&mut edit, change);
    let changed = CalendarObject::from_bytes(edit.apply())?;
    keep_what_belongs(changed, change, asker_zone)
}

/// A stored event with its exceptions.
struct Series<'a> {
    object: &'a CalendarObject,
    master: Component<'a>,
    span: Span,
    overrides: Vec<Override<'a>>,
    asker_zone: &'a TimeZone,
}

/// An instance that was changed alone.
struct Override<'a> {
    component: Component<'a>,
    named: Property<'a>,
    id: CalTime,
    span: Span,
}

impl<'a> Series<'a> {
    fn read(object: &'a CalendarObject, asker_zone: &'a TimeZone) -> Result<Self, EventRefusal> {
        let master = object.master().ok_or(EventRefusal::NoSeries)?;
        let span = Span::of(object, master, asker_zone).ok_or(EventRefusal::NoSeries)?;
        let overrides = object.overrides().filter_map(|component| {
            let named = component.property("RECURRENCE-ID")?;
            let id = object.times(&named).ok()?.into_iter().next()?;
            Some(Override { component, named, id, span: Span::of(object, component, asker_zone)? })
        });
        Ok(Self { object, master, span, overrides: overrides.collect(), asker_zone })
    }

    /// Changes what is said of the series, and of instances that say the same.
    fn describe(&self, edit: &mut Edit<'a>, change: &EventChange, now: Timestamp) {
        for line in LineChange::all_of(change) {
            line.write(edit, self.master);
            let value = |component: Component<'a>| component.property(line.name()).map(|line| line.value());
            let alike = self.overrides.iter().filter(|one| value(one.component) == value(self.master));
            for one in alike {
                line.write(edit, one.component);
                stamp(edit, one.component, now);
            }
        }
    }

    /// Moves the series to a new span, its exceptions along with it.
    fn retime(
        &self,
        edit: &mut Edit<'a>,
        span: &Span,
        change: &EventChange,
        now: Timestamp,
    ) -> Result<(), EventRefusal> {
        span.write(edit, self.master, self.asker_zone);
        let way = Move::new(&self.span.start, &span.start, self.asker_zone);
        if span.start != self.span.start {
            self.move_rule(edit, &way, change)?;
            self.move_dates(edit, &way, "EXDATE")?;
            self.move_dates(edit, &way, "RDATE")?;
        }
        for one in &self.overrides {
            if self.move_override(edit, one, &way, span)? == Moved::Yes {
                stamp(edit, one.component, now);
            }
        }
        Ok(())
    }

    fn move_rule(
        &self,
        edit: &mut Edit<'a>,
        way: &Move<'_>,
        change: &EventChange,
    ) -> Result<(), EventRefusal> {
        if change.recurrence_rule != Change::Keep {
            return Ok(());
        }
        if self.master.property("EXRULE").is_some() {
            return Err(EventRefusal::ExceptionsCannotFollow);
        }
        for rule in self.master.properties_named("RRULE") {
            let moved = way.applied_to_rule(rule.value())?;
            if moved != rule.value() {
                edit.replace(rule, &ContentLine::raw("RRULE", &moved));
            }
        }
        Ok(())
    }

    fn move_dates(
        &self,
        edit: &mut Edit<'a>,
        way: &Move<'_>,
        name: &'static str,
    ) -> Result<(), EventRefusal> {
        for property in self.master.properties_named(name) {
            let times = self.object.times(&property).map_err(|_| EventRefusal::ExceptionsCannotFollow)?;
            edit.remove(property);
            for time in &times {
                edit.append(self.master, &ContentLine::time(name, &way.applied_to(time)));
            }
        }
        Ok(())
    }

    /// An instance that still lay where the series has it goes along; one that was put elsewhere stays there and is
    /// only named anew.
    fn move_override(
        &self,
        edit: &mut Edit<'a>,
        one: &Override<'a>,
        way: &Move<'_>,
        span: &Span,
    ) -> Result<Moved, EventRefusal> {
        let id = way.applied_to(&one.id);
        if id != one.id {
            let range = one.named.param("RANGE");
            let line = ContentLine::time("RECURRENCE-ID", &id);
            let line = range.iter().fold(line, |line, range| line.with_param("RANGE", range));
            edit.replace(one.named, &line);
        }
        let put_elsewhere = one.span.start.to_utc(self.asker_zone) != one.id.to_utc(self.asker_zone);
        let like_the_series = one.span.lasts_like(&self.span, self.asker_zone);
        let length = if like_the_series { span } else { &one.span };
        let moved =
            if put_elsewhere { one.span.clone() } else { length.starting_at(&id, self.asker_zone)? };
        if moved != one.span {
            moved.write(edit, one.component, self.asker_zone);
        }
        Ok(if moved == one.span && id == one.id { Moved::No } else { Moved::Yes })
    }

    fn write_rule(&self, edit: &mut Edit<'a>, change: &EventChange) {
        match &change.recurrence_rule {
            Change::Keep => {}
            Change::Set(rule) => edit.set(self.master, &ContentLine::raw("RRULE", rule.as_str())),
            Change::Clear => {
                ["RRULE", "RDATE", "EXRULE", "EXDATE"]
                    .iter()
                    .for_each(|name| edit.remove_all(self.master, name));
                self.overrides.iter().for_each(|one| edit.remove_component(one.component));
            }
        }
    }
}

/// Whether anything of an exception was changed.
#[derive(PartialEq, Eq)]
enum Moved {
    Yes,
    No,
}

/// Looks whether the instances that were changed alone still belong to the series. Where its rule was changed they go
/// away if they do not; otherwise the change is refused.
fn keep_what_belongs(
    changed: CalendarObject,
    change: &EventChange,
    asker_zone: &TimeZone,
) -> Result<CalendarObject, EventRefusal> {
    let says_when = change.start.is_some() || change.recurrence_rule != Change::Keep;
    if !says_when || changed.overrides().next().is_none() {
        return Ok(changed);
    }
    let strays: Vec<_> = strays(&changed, asker_zone)?;
    if strays.is_empty() {
        return Ok(changed.clone());
    }
    if change.recurrence_rule == Change::Keep {
        return Err(EventRefusal::ExceptionsCannotFollow);
    }
    let mut edit = Edit::new(changed.ical());
    strays.into_iter().for_each(|stray| edit.remove_component(stray));
    Ok(CalendarObject::from_bytes(edit.apply())?)
}

/// The components whose RECURRENCE-ID names nothing that the series has.
fn strays<'a>(
    object: &'a CalendarObject,
    asker_zone: &'a TimeZone,
) -> Result<Vec<Component<'a>>, EventRefusal> {
    let series = Series::read(object, asker_zone)?;
    let set = recurrence_set(object, series.master, &series.span.start);
    let belongs = |id: &CalTime| {
        let local = series.span.start.with_instant(id.to_utc(asker_zone), asker_zone).local();
        set.occurrences_from(local).next().is_some_and(|next| next.local == local)
    };
    let strays = series.overrides.iter().filter(|one| !belongs(&one.id)).map(|one| one.component);
    Ok(strays.collect())
}

fn recurrence_set(object: &CalendarObject, master: Component<'_>, start: &CalTime) -> RecurrenceSet {
    let rules: Vec<_> =
        master.properties_named("RRULE").filter_map(|line| Rule::parse(line.value()).ok()).collect();
    let dates: Vec<_> =
        master.properties_named("RDATE").flat_map(|line| object.times(&line).unwrap_or_default()).collect();
    rules.iter().fold(RecurrenceSet::new(start), RecurrenceSet::with_rule).with_dates(&dates)
}
