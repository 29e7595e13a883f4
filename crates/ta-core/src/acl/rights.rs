//! What somebody may see of a calendar and do with it.

use super::View;

/// How much of a calendar may be seen. Each level comprises those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum See {
    /// Nothing: for whom this holds, the calendar is not there.
    #[default]
    Nothing,
    /// When its owner is busy by it (`CALDAV:read-free-busy`, RFC 4791 §6.1.1).
    Busy,
    /// When its items are and what they are called.
    Titles,
    /// Everything but private items, which show as busy time.
    All,
}

/// What may be done with a calendar. Each level comprises those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Nothing.
    #[default]
    Nothing,
    /// Inviting its owner.
    Invite,
    /// Adding items.
    Add,
    /// Adding, changing and deleting items.
    Edit,
    /// All that, and changing the calendar's settings and its grants.
    Manage,
}

/// Whether private items are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrivateItems {
    /// As busy time.
    #[default]
    AsBusy,
    /// As they are.
    Shown,
}

/// What somebody may see of a calendar and do with it.
///
/// Nobody can change what they do not see: whoever may change items sees everything but private ones, and whoever may add
/// some sees titles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rights {
    see: See,
    act: Act,
    private: PrivateItems,
}

impl Rights {
    /// No rights at all.
    pub const NONE: Self = Self { see: See::Nothing, act: Act::Nothing, private: PrivateItems::AsBusy };
    /// Those of every member with the calendars of the others, unless a team decides otherwise: colleagues see each
    /// other's days, and private items as busy time.
    pub const MEMBER_DEFAULT: Self =
        Self { see: See::Titles, act: Act::Invite, private: PrivateItems::AsBusy };
    /// Those of an owner.
    pub const OWNER: Self = Self { see: See::All, act: Act::Manage, private: PrivateItems::Shown };

    /// Rights with what each comprises. Private items can be shown only to those who see all the others.
    pub fn new(see: See, act: Act, private: PrivateItems) -> Self {
        let see = match act {
            Act::Nothing | Act::Invite => see,
            Act::Add => see.max(See::Titles),
            Act::Edit | Act::Manage => See::All,
        };
        let private = if see == See::All { private } else { PrivateItems::AsBusy };
        Self { see, act, private }
    }

    /// How much may be seen.
    pub fn see(self) -> See {
        self.see
    }

    /// What may be done.
    pub fn act(self) -> Act {
        self.act
    }

    /// Whether private items are shown.
    pub fn private(self) -> PrivateItems {
        self.private
    }

    /// What these and others allow together.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self::new(self.see.max(other.see), self.act.max(other.act), self.private.max(other.private))
    }

    /// How the items of a calendar are seen with these rights; `None` when none is.
    pub fn view(self) -> Option<View> {
        match (self.see, self.private) {
            (See::Nothing | See::Busy, _) => None,
            (See::Titles, _) => Some(View::Titles),
            (See::All, PrivateItems::AsBusy) => Some(View::Shared),
            (See::All, PrivateItems::Shown) => Some(View::Full),
        }
    }
}

macro_rules! words {
    ($kind:ident { $($value:ident = $word:literal),+ }) => {
        impl $kind {
            /// Each value, from the least to the most.
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// The value's word on the command line, in team files, in the API and in the store.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $word),+
                }
            }

            /// The value that a word names.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }
    };
}

words! { See { Nothing = "none", Busy = "busy", Titles = "titles", All = "all" } }
words! { Act { Nothing = "none", Invite = "invite", Add = "add", Edit = "edit", Manage = "manage" } }
words! { PrivateItems { AsBusy = "busy", Shown = "shown" } }

#[cfg(test)]
mod tests {
    use super::{Act, PrivateItems, Rights, See, View};

    #[test]
    fn whoever_may_edit_sees_everything_but_private_items() {
        let rights = Rights::new(See::Nothing, Act::Edit, PrivateItems::AsBusy);
        assert_eq!((rights.see(), rights.view()), (See::All, Some(View::Shared)));
    }

    #[test]
    fn whoever_may_add_sees_titles() {
        assert_eq!(Rights::new(See::Nothing, Act::Add, PrivateItems::AsBusy).view(), Some(View::Titles));
    }

    #[test]
    fn private_items_are_not_shown_to_those_who_see_titles_only() {
        let rights = Rights::new(See::Titles, Act::Add, PrivateItems::Shown);
        assert_eq!(rights.private(), PrivateItems::AsBusy);
    }

    #[test]
    fn rights_add_up() {
        let one = Rights::new(See::All, Act::Nothing, PrivateItems::AsBusy);
        let other = Rights::new(See::Busy, Act::Add, PrivateItems::AsBusy);
        assert_eq!(one.or(other), Rights::new(See::All, Act::Add, PrivateItems::AsBusy));
        assert_eq!(Rights::NONE.or(one), one);
    }

    #[test]
    fn every_word_is_read_as_it_is_written() {
        assert!(See::ALL.iter().all(|value| See::from_word(value.as_str()) == Some(*value)));
        assert!(Act::ALL.iter().all(|value| Act::from_word(value.as_str()) == Some(*value)));
        assert_eq!(See::from_word("everything"), None);
    }
}
