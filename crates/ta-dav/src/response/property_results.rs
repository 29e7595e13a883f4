//! How a request fared on each property of one resource.

use super::{Precondition, PropertyValue, Status};
use crate::xml::{WireName, XmlWriter};
use crate::{PropertyName, ReturnPreference};

/// How a request fared on each property of one resource, in the order told. Written as `DAV:propstat` elements, one for
/// each status (RFC 4918 §14.22).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PropertyResults {
    results: Vec<PropertyResult>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct PropertyResult {
    name: PropertyName,
    value: PropertyValue,
    group: Group,
}

/// What the properties of one `DAV:propstat` have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    status: Status,
    precondition: Option<Precondition>,
}

impl PropertyResults {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The property is there and has this value: 200.
    pub fn found(&mut self, name: PropertyName, value: PropertyValue) {
        self.push(name, value, Status::Ok, None);
    }

    /// The property is there, which is all that was asked, or it was set or removed: 200.
    pub fn done(&mut self, name: PropertyName) {
        self.push(name, PropertyValue::Empty, Status::Ok, None);
    }

    /// The property is not there: 404.
    pub fn missing(&mut self, name: PropertyName) {
        self.push(name, PropertyValue::Empty, Status::NotFound, None);
    }

    /// The property cannot be shown or changed.
    pub fn failed(&mut self, name: PropertyName, status: Status) {
        self.push(name, PropertyValue::Empty, status, None);
    }

    /// The property cannot be changed, since that would break a precondition.
    pub fn refused(&mut self, name: PropertyName, status: Status, precondition: Precondition) {
        self.push(name, PropertyValue::Empty, status, Some(precondition));
    }

    fn push(
        &mut self,
        name: PropertyName,
        value: PropertyValue,
        status: Status,
        precondition: Option<Precondition>,
    ) {
        self.results.push(PropertyResult { name, value, group: Group { status, precondition } });
    }

    /// Writes the propstats. At least one is written, as RFC 4918 §14.24 wants, an empty one with status 200 if need
    /// be. The minimum leaves out what is missing (RFC 8144 §2.1).
    pub(super) fn write(&self, xml: &mut XmlWriter, returns: Option<ReturnPreference>) {
        let shown = self.results.iter().filter(|result| {
            returns != Some(ReturnPreference::Minimal) || result.group.status != Status::NotFound
        });
        let mut groups: Vec<(&Group, Vec<&PropertyResult>)> = Vec::new();
        for result in shown {
            match groups.iter_mut().find(|(group, _)| **group == result.group) {
                Some((_, members)) => members.push(result),
                None => groups.push((&result.group, vec![result])),
            }
        }
        if groups.is_empty() {
            Group { status: Status::Ok, precondition: None }.write(xml, &[], returns);
        }
        for (group, members) in groups {
            group.write(xml, &members, returns);
        }
    }
}

impl Group {
    fn write(&self, xml: &mut XmlWriter, members: &[&PropertyResult], returns: Option<ReturnPreference>) {
        xml.open(WireName::dav("propstat"));
        xml.open(WireName::dav("prop"));
        for member in members {
            member.value.write(xml, &member.name, returns);
        }
        xml.close(WireName::dav("prop"));
        xml.text_element(WireName::dav("status"), &self.status.line());
        if let Some(precondition) = &self.precondition {
            precondition.write_error(xml);
        }
        xml.close(WireName::dav("propstat"));
    }
}
