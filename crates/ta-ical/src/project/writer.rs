//! Components written as far as they are wanted.

use std::sync::Arc;

use super::limit_freebusy::{Kept, values_in};
use super::{PropertyValueRequest, Wanted};
use crate::edit::{ContentLine, line_end_of};
use crate::{Component, ICalendar, Property, UtcRange};

/// The text of an object, as far as it is written.
pub(super) struct Writer {
    out: Vec<u8>,
    line_end: &'static str,
    freebusy: Option<UtcRange>,
}

/// A line of an instance.
#[derive(Clone, Debug)]
pub(super) enum InstanceLine<'a> {
    /// As the component has it.
    Stored(Property<'a>),
    /// Made for the instance.
    New(ContentLine),
}

impl Writer {
    /// A text with the line ends of a stream, its FREEBUSY values limited to a span if one is given.
    pub(super) fn new(ical: &ICalendar, freebusy: Option<UtcRange>) -> Self {
        Self { out: Vec::new(), line_end: line_end_of(ical), freebusy }
    }

    pub(super) fn finish(self) -> Arc<[u8]> {
        self.out.into()
    }

    /// How long the text is by now.
    pub(super) const fn size_bytes(&self) -> usize {
        self.out.len()
    }

    pub(super) fn begin(&mut self, component: Component<'_>) {
        self.out.extend(component.begin_line());
    }

    pub(super) fn end(&mut self, component: Component<'_>) {
        self.out.extend(component.end_line());
    }

    /// The properties of a component, as stored.
    pub(super) fn own_properties(&mut self, component: Component<'_>, wanted: Wanted<'_>) {
        let limited = self.freebusy.filter(|_| component.is("VFREEBUSY"));
        for property in component.properties() {
            match limited.filter(|_| property.is("FREEBUSY")).map(|range| values_in(&property, range)) {
                None | Some(Kept::All) => self.property(&property, wanted),
                Some(Kept::Some(line)) => self.line(&line, wanted),
                Some(Kept::None) => {}
            }
        }
    }

    /// The sub-components of a component, as stored.
    pub(super) fn inner_components(&mut self, component: Component<'_>, wanted: Wanted<'_>) {
        component.components().for_each(|inner| self.inner_component(inner, wanted));
    }

    /// A sub-component of one of which these parts are wanted, as stored.
    pub(super) fn inner_component(&mut self, inner: Component<'_>, wanted: Wanted<'_>) {
        let Some(wanted) = wanted.component(inner.name()) else { return };
        if matches!(wanted, Wanted::Whole) && self.freebusy.is_none() {
            self.out.extend(inner.raw());
            return;
        }
        self.begin(inner);
        self.own_properties(inner, wanted);
        self.inner_components(inner, wanted);
        self.end(inner);
    }

    /// A component of which these parts are wanted, with other lines in the place of its properties.
    pub(super) fn instance(
        &mut self,
        component: Component<'_>,
        lines: &[InstanceLine<'_>],
        wanted: Wanted<'_>,
    ) {
        self.begin(component);
        for line in lines {
            match line {
                InstanceLine::Stored(property) => self.property(property, wanted),
                InstanceLine::New(line) => self.line(line, wanted),
            }
        }
        self.inner_components(component, wanted);
        self.end(component);
    }

    fn property(&mut self, property: &Property<'_>, wanted: Wanted<'_>) {
        match wanted.property(property.name()) {
            Some(PropertyValueRequest::WithValue) => self.out.extend(property.raw()),
            Some(PropertyValueRequest::NoValue) => self.without_value(ContentLine::of(property)),
            None => {}
        }
    }

    fn line(&mut self, line: &ContentLine, wanted: Wanted<'_>) {
        match wanted.property(line.name()) {
            Some(PropertyValueRequest::WithValue) => self.write(line),
            Some(PropertyValueRequest::NoValue) => self.without_value(line.clone()),
            None => {}
        }
    }

    fn without_value(&mut self, line: ContentLine) {
        self.write(&line.with_value(""));
    }

    fn write(&mut self, line: &ContentLine) {
        let mut text = String::new();
        line.write(&mut text, self.line_end);
        self.out.extend(text.as_bytes());
    }
}
