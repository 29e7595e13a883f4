//! What came out.

use std::collections::BTreeMap;
use std::fmt;

/// How many differences are shown that nobody has explained.
const SHOWN_MAX: usize = 100;

/// What came out.
#[derive(Default)]
pub(crate) struct Report {
    outcomes: BTreeMap<(&'static str, &'static str), u64>,
    unexplained: Vec<String>,
}

impl Report {
    /// Counts an outcome of an engine.
    pub(crate) fn count(&mut self, engine: &'static str, outcome: &'static str) {
        *self.outcomes.entry((engine, outcome)).or_default() += 1;
    }

    /// Notes a difference that nobody has explained.
    pub(crate) fn unexplained(&mut self, text: String) {
        self.unexplained.push(text);
    }

    /// Notes that two do not say the same, from where they part.
    pub(crate) fn differ(&mut self, question: &str, ours: &[String], theirs: &[String]) {
        let same = ours.iter().zip(theirs).take_while(|(one, other)| one == other).count();
        let rest = |all: &[String]| all.get(same..(same + 4).min(all.len())).unwrap_or_default().join(" ");
        self.unexplained(format!("{question}\n  after {same}: ours {} theirs {}", rest(ours), rest(theirs)));
    }

    pub(crate) fn is_good(&self) -> bool {
        self.unexplained.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((engine, outcome), count) in &self.outcomes {
            writeln!(f, "{engine:15} {count:>9}  {outcome}")?;
        }
        for text in self.unexplained.iter().take(SHOWN_MAX) {
            writeln!(f, "not explained: {text}")?;
        }
        let agreed: u64 = self.outcomes.values().sum();
        writeln!(f, "{agreed} passed, {} failed", self.unexplained.len())
    }
}
