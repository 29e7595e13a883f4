//! The sections of a team file, each read into its place of the description.

use ta_core::team::{PasswordSpec, TeamSettings};
use ta_core::{
    AccountState, Act, AdminRole, DelegateRights, Delegation, EmailAddress, Login, PrincipalDraft,
    PrincipalKind, PrivateItems, ResourceKind, Rights, See,
};
use toml::Spanned;
use toml::de::DeValue;

use super::Draft;
use super::problem::Problems;
use super::section::{At, Section};
use crate::zone::known_zone;

const TEAM_KEYS: [&str; 4] = ["name", "time_zone", "members_see", "members_do"];
const MEMBER_KEYS: [&str; 8] =
    ["login", "name", "emails", "time_zone", "password", "password_hash", "admin", "disabled"];
const GROUP_KEYS: [&str; 5] = ["login", "name", "emails", "members", "disabled"];
const RESOURCE_KEYS: [&str; 7] = ["login", "name", "emails", "time_zone", "kind", "capacity", "disabled"];
const DELEGATION_KEYS: [&str; 4] = ["member", "delegate", "rights", "private"];

type Entry<'t> = &'t Spanned<DeValue<'t>>;

/// Reads `[team]`.
pub(super) fn team(entry: Entry<'_>, problems: &mut Problems<'_>) -> Option<TeamSettings> {
    let section = Section::open("[team]", entry, &TEAM_KEYS, problems)?;
    let name = name(&section, problems);
    let zone = section.required_text("time_zone", problems).and_then(|written| zone(&written, problems));
    let member_rights = member_rights(&section, problems);
    Some(TeamSettings { name: name?, time_zone: zone?, member_rights })
}

fn member_rights(section: &Section<'_>, problems: &mut Problems<'_>) -> Rights {
    let default = Rights::MEMBER_DEFAULT;
    let see = section.word("members_see", See::ALL, See::as_str, problems).unwrap_or(default.see());
    let act = section.word("members_do", Act::ALL, Act::as_str, problems).unwrap_or(default.act());
    Rights::new(see, act, PrivateItems::AsBusy)
}

/// Reads a `[[members]]`.
pub(super) fn member<'t>(entry: Entry<'t>, draft: &mut Draft<'t>, problems: &mut Problems<'_>) {
    let Some(section) = Section::open("[[members]]", entry, &MEMBER_KEYS, problems) else { return };
    let principal = principal(&section, PrincipalKind::Member, draft, problems);
    let password = password(&section, problems);
    let admin = section.flag("admin", problems);
    let (Some(mut principal), Some(admin)) = (principal, admin) else { return };
    if admin {
        principal.admin = AdminRole::Team;
    }
    draft.spec.passwords.extend(password.map(|password| (principal.login.clone(), password)));
    draft.spec.principals.push(principal);
}

/// Reads a `[[groups]]`.
pub(super) fn group<'t>(entry: Entry<'t>, draft: &mut Draft<'t>, problems: &mut Problems<'_>) {
    let Some(section) = Section::open("[[groups]]", entry, &GROUP_KEYS, problems) else { return };
    let principal = principal(&section, PrincipalKind::Group, draft, problems);
    let members = section.texts("members", problems);
    if let Some(group) = section.text("login", problems) {
        draft.names.group_members(group.value, &members);
    }
    let Some(principal) = principal else { return };
    let members = members.iter().filter_map(|member| Login::new(member.value).ok()).collect();
    draft.spec.group_members.insert(principal.login.clone(), members);
    draft.spec.principals.push(principal);
}

/// Reads a `[[resources]]`.
pub(super) fn resource<'t>(entry: Entry<'t>, draft: &mut Draft<'t>, problems: &mut Problems<'_>) {
    let Some(section) = Section::open("[[resources]]", entry, &RESOURCE_KEYS, problems) else { return };
    let kind = section.required_text("kind", problems).and_then(|word| resource_kind(&word, problems));
    let capacity = section.count("capacity", problems);
    // A resource of unknown kind is read on as a room, so that its other mistakes are told too; it is never used.
    let assumed = PrincipalKind::Resource { kind: kind.unwrap_or(ResourceKind::Room), capacity };
    let principal = principal(&section, assumed, draft, problems);
    draft.spec.principals.extend(principal);
}

/// Reads a `[[delegations]]`.
pub(super) fn delegation<'t>(entry: Entry<'t>, draft: &mut Draft<'t>, problems: &mut Problems<'_>) {
    let Some(section) = Section::open("[[delegations]]", entry, &DELEGATION_KEYS, problems) else { return };
    let member = section.required_text("member", problems);
    let delegate = section.required_text("delegate", problems);
    let rights = section.required_text("rights", problems).and_then(|word| delegate_rights(&word, problems));
    let private =
        section.word("private", PrivateItems::ALL, PrivateItems::as_str, problems).unwrap_or_default();
    let (Some(member), Some(delegate)) = (member, delegate) else { return };
    draft.names.delegation(&member, &delegate);
    let logins = (Login::new(member.value), Login::new(delegate.value));
    if let ((Ok(member), Ok(delegate)), Some(rights)) = (logins, rights) {
        draft.spec.delegations.push(Delegation { member, delegate, rights, private });
    }
}

/// What members, groups and resources have in common.
fn principal<'t>(
    section: &Section<'t>,
    kind: PrincipalKind,
    draft: &mut Draft<'t>,
    problems: &mut Problems<'_>,
) -> Option<PrincipalDraft> {
    let login = login(section, draft, problems);
    let name = name(section, problems);
    let emails = emails(section, draft, problems);
    let zone = section.text("time_zone", problems).and_then(|written| zone(&written, problems));
    let disabled = section.flag("disabled", problems)?;
    let state = if disabled { AccountState::Disabled } else { AccountState::Active };
    Some(PrincipalDraft { emails, time_zone: zone, state, ..PrincipalDraft::new(kind, login?, name?) })
}

fn login<'t>(section: &Section<'t>, draft: &mut Draft<'t>, problems: &mut Problems<'_>) -> Option<Login> {
    let written = section.required_text("login", problems)?;
    draft.names.declare(&written);
    let checked = Login::new(written.value);
    checked.map_err(|error| refuse(&written, "as a login", &error, problems)).ok()
}

fn name(section: &Section<'_>, problems: &mut Problems<'_>) -> Option<String> {
    let written = section.required_text("name", problems)?;
    if written.value.trim().is_empty() {
        problems.add(&written.span, format!("the name of {} is empty", section.heading()));
    }
    Some(written.value.to_owned())
}

fn emails<'t>(
    section: &Section<'t>,
    draft: &mut Draft<'t>,
    problems: &mut Problems<'_>,
) -> Vec<EmailAddress> {
    let mut addresses = Vec::new();
    for written in section.texts("emails", problems) {
        match EmailAddress::new(written.value) {
            Ok(address) => {
                draft.names.address(&address, &written);
                addresses.push(address);
            }
            Err(error) => refuse(&written, "as a mail address", &error, problems),
        }
    }
    addresses
}

fn password(section: &Section<'_>, problems: &mut Problems<'_>) -> Option<PasswordSpec> {
    let plain = section.text("password", problems);
    let hash = section.text("password_hash", problems);
    match (plain, hash) {
        (Some(_), Some(hash)) => {
            problems.add(&hash.span, "give either \"password\" or \"password_hash\", not both");
            None
        }
        (Some(plain), None) if plain.value.is_empty() => {
            problems.add(&plain.span, "the password is empty; leave it out for a member without one");
            None
        }
        (None, Some(hash)) if !hash.value.starts_with("$argon2") => {
            problems.add(&hash.span, "\"password_hash\" must be an argon2 hash, beginning with $argon2");
            None
        }
        (plain, hash) => {
            let hash = hash.map(|hash| PasswordSpec::Hash(hash.value.to_owned()));
            plain.map(|plain| PasswordSpec::Plain(plain.value.to_owned())).or(hash)
        }
    }
}

fn zone(written: &At<&str>, problems: &mut Problems<'_>) -> Option<String> {
    known_zone(written.value).map_err(|message| problems.add(&written.span, message)).ok()
}

fn resource_kind(written: &At<&str>, problems: &mut Problems<'_>) -> Option<ResourceKind> {
    let kind = ResourceKind::from_word(written.value);
    if kind.is_none() {
        let words = ResourceKind::ALL.map(ResourceKind::as_str).join(", ");
        problems
            .add(&written.span, format!("{:?} is no kind of resource; it is one of {words}", written.value));
    }
    kind
}

fn delegate_rights(written: &At<&str>, problems: &mut Problems<'_>) -> Option<DelegateRights> {
    let rights = DelegateRights::from_word(written.value);
    if rights.is_none() {
        problems.add(&written.span, format!("{:?} is no right; it is \"read\" or \"write\"", written.value));
    }
    rights
}

fn refuse(written: &At<&str>, role: &str, error: &dyn std::error::Error, problems: &mut Problems<'_>) {
    problems.add(&written.span, format!("{:?} cannot be used {role}: {error}", written.value));
}
