//! Who the sample team is.

/// A member of the sample team.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// What they sign in with.
    pub(crate) login: &'static str,
    /// Their name.
    pub(crate) name: &'static str,
    /// Where they work.
    pub(crate) office: Office,
    /// What they do.
    pub(crate) craft: Craft,
}

/// Where somebody works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Office {
    /// In Paris.
    Paris,
    /// In New York.
    NewYork,
}

/// What somebody does; it decides which meetings and tasks they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Craft {
    /// Leads an office.
    Lead,
    /// Keeps the offices running.
    Operations,
    /// Designs.
    Design,
    /// Builds.
    Engineering,
}

impl Office {
    /// Its IANA zone.
    pub(crate) const fn zone(self) -> &'static str {
        match self {
            Self::Paris => "Europe/Paris",
            Self::NewYork => "America/New_York",
        }
    }

    /// The city's name.
    pub(crate) const fn city(self) -> &'static str {
        match self {
            Self::Paris => "Paris",
            Self::NewYork => "New York",
        }
    }

    /// Its meeting rooms, the largest first.
    pub(crate) const fn rooms(self) -> [&'static str; 2] {
        match self {
            Self::Paris => ["Seine", "Montmartre"],
            Self::NewYork => ["Hudson", "Brooklyn"],
        }
    }
}

impl Person {
    /// Their password, the same as the login, so that it need not be looked up.
    pub(crate) const fn password(&self) -> &'static str {
        self.login
    }

    /// Their mail address.
    pub(crate) fn email(&self) -> String {
        format!("{}@example.com", self.login)
    }

    /// Who leads their office.
    pub(crate) fn lead(&self) -> &'static Person {
        let leads = |person: &&Person| person.craft == Craft::Lead && person.office == self.office;
        PEOPLE.iter().find(leads).unwrap_or(&ANNA)
    }
}

const fn person(login: &'static str, name: &'static str, office: Office, craft: Craft) -> Person {
    Person { login, name, office, craft }
}

const ANNA: Person = person("anna", "Anna Laurent", Office::Paris, Craft::Lead);

/// The members, in the order in which they are listed.
pub(crate) static PEOPLE: [Person; 12] = [
    ANNA,
    person("bjorn", "Björn Lindqvist", Office::Paris, Craft::Engineering),
    person("chiara", "Chiara Rossi", Office::Paris, Craft::Design),
    person("farid", "Farid Benali", Office::Paris, Craft::Operations),
    person("ngoc", "Nguyễn Thị Ngọc", Office::Paris, Craft::Engineering),
    person("zofia", "Zofia Wójcik", Office::Paris, Craft::Design),
    person("grace", "Grace Kim", Office::NewYork, Craft::Lead),
    person("isaac", "Isaac Johnson", Office::NewYork, Craft::Engineering),
    person("julia", "Julia Álvarez", Office::NewYork, Craft::Operations),
    person("liam", "Liam O’Connor", Office::NewYork, Craft::Engineering),
    person("priya", "Priya Raman", Office::NewYork, Craft::Design),
    person("samuel", "Samuel Adeyemi", Office::NewYork, Craft::Engineering),
];
