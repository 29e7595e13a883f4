//! Passwords on the command line: never as an option, since other users see the options of a process.

use std::io::{self, BufRead};

use ta_app::Entropy;

use crate::cli::PasswordArgs;
use crate::failure::{Exit, Failure};

/// Letters and digits that cannot be taken for one another: 32 of them, so that a byte gives one without bias.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A password, and whether somebody has to be told.
pub(crate) enum Password {
    /// Read from standard input.
    Given(String),
    /// Made here; it must be printed, or nobody knows it.
    Made(String),
}

impl Password {
    /// Reads or makes a password, as the options say.
    ///
    /// # Errors
    /// A [`Failure`] when standard input cannot be read or holds no password.
    pub(crate) fn obtain(args: PasswordArgs, entropy: &dyn Entropy) -> Result<Self, Failure> {
        if args.password_stdin { read_line().map(Self::Given) } else { Ok(Self::Made(make(entropy))) }
    }

    /// The password itself.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Given(password) | Self::Made(password) => password,
        }
    }

    /// The password where somebody has to be told.
    pub(crate) fn to_tell(&self) -> Option<&str> {
        match self {
            Self::Given(_) => None,
            Self::Made(password) => Some(password),
        }
    }
}

fn read_line() -> Result<String, Failure> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(|error| {
        let what = format!("the password cannot be read from standard input: {error}");
        Failure::new(what, "write it there as one line of UTF-8 text").exit(Exit::Usage)
    })?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.is_empty() {
        let what = "there is no password on standard input";
        return Err(Failure::new(
            what,
            "write it there as one line, or leave --password-stdin out to have one made",
        )
        .exit(Exit::Usage));
    }
    Ok(password.to_owned())
}

/// 100 random bits in four groups that can be read out over the telephone.
fn make(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 20];
    entropy.fill(&mut bytes);
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).copied().map_or('a', char::from);
    let groups: Vec<String> = bytes.chunks(5).map(|group| group.iter().map(letter).collect()).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::{Entropy, make};

    struct Counting;

    impl Entropy for Counting {
        fn fill(&self, buffer: &mut [u8]) {
            (0..).zip(buffer).for_each(|(number, byte)| *byte = number);
        }
    }

    #[test]
    fn a_made_password_has_four_groups_of_five() {
        assert_eq!(make(&Counting), "abcde-fghij-kmnpq-rstuv");
    }
}
