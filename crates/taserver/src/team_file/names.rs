//! The names of a team file, checked against each other once all of them are read.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ta_core::{EmailAddress, Login};

use super::problem::Problems;
use super::section::At;
use crate::suggest::did_you_mean;

/// Every login and address that the file declares or mentions.
///
/// Logins are kept as they were written, so that one with a forbidden character is told once and not again as unknown
/// wherever it is mentioned.
#[derive(Default)]
pub(super) struct Names<'t> {
    declared: Vec<At<&'t str>>,
    addresses: Vec<At<String>>,
    mentioned: Vec<At<&'t str>>,
    group_members: BTreeMap<&'t str, Vec<At<&'t str>>>,
    delegations: Vec<At<(&'t str, &'t str)>>,
}

impl<'t> Names<'t> {
    /// Notes the login of a member, group or resource.
    pub(super) fn declare(&mut self, login: &At<&'t str>) {
        self.declared.push(login.clone());
    }

    /// Notes an address of a member, group or resource.
    pub(super) fn address(&mut self, address: &EmailAddress, written: &At<&'t str>) {
        self.addresses.push(At { value: address.key(), span: written.span.clone() });
    }

    /// Notes who is in a group.
    pub(super) fn group_members(&mut self, group: &'t str, members: &[At<&'t str>]) {
        self.mentioned.extend(members.iter().cloned());
        self.group_members.entry(group).or_default().extend(members.iter().cloned());
    }

    /// Notes who acts for whom.
    pub(super) fn delegation(&mut self, member: &At<&'t str>, delegate: &At<&'t str>) {
        self.mentioned.extend([member.clone(), delegate.clone()]);
        self.delegations.push(At { value: (member.value, delegate.value), span: delegate.span.clone() });
    }

    /// Notes every name that is there twice, that nobody has, or that leads back to itself.
    pub(super) fn check(&self, stored: &BTreeSet<Login>, problems: &mut Problems<'_>) {
        note_repeated(&self.declared, |login| format!("the login {login:?}"), problems);
        note_repeated(&self.addresses, |address| format!("the address {address:?}"), problems);
        let pair =
            |(member, delegate): &(&str, &str)| format!("the delegation from {member:?} to {delegate:?}");
        note_repeated(&self.delegations, pair, problems);
        self.note_unknown(stored, problems);
        self.note_circles(problems);
        self.note_own_delegates(problems);
    }

    fn note_unknown(&self, stored: &BTreeSet<Login>, problems: &mut Problems<'_>) {
        let mut known: BTreeSet<&str> = self.declared.iter().map(|login| login.value).collect();
        known.extend(stored.iter().map(Login::as_str));
        for mention in self.mentioned.iter().filter(|mention| !known.contains(mention.value)) {
            let hint = did_you_mean(mention.value, known.iter().copied());
            problems.add(&mention.span, format!("nobody has the login {:?}{hint}", mention.value));
        }
    }

    fn note_circles(&self, problems: &mut Problems<'_>) {
        for (group, members) in &self.group_members {
            for member in members.iter().filter(|member| self.leads_to(member.value, group)) {
                let way = if member.value == *group {
                    "".to_owned()
                } else {
                    format!(" through {:?}", member.value)
                };
                problems.add(&member.span, format!("the group {group:?} contains itself{way}"));
            }
        }
    }

    fn leads_to(&self, from: &str, group: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(login) = open.pop() {
            if login == group {
                return true;
            }
            if seen.insert(login) {
                open.extend(self.group_members.get(login).into_iter().flatten().map(|member| member.value));
            }
        }
        false
    }

    fn note_own_delegates(&self, problems: &mut Problems<'_>) {
        for own in self.delegations.iter().filter(|delegation| delegation.value.0 == delegation.value.1) {
            problems.add(&own.span, format!("{:?} cannot be their own delegate", own.value.0));
        }
    }
}

fn note_repeated<T: Ord>(all: &[At<T>], describe: impl Fn(&T) -> String, problems: &mut Problems<'_>) {
    let mut first: BTreeMap<&T, &Range<usize>> = BTreeMap::new();
    for one in all {
        if let Some(earlier) = first.get(&one.value) {
            let line = problems.line_of(earlier);
            problems.add(&one.span, format!("{} is on line {line} already", describe(&one.value)));
        } else {
            first.insert(&one.value, &one.span);
        }
    }
}
