//! Write locks (RFC 4918 §6, §7).

use jiff::Timestamp;

use super::{FilePath, FileRefusal};
use crate::PrincipalId;

/// What names a lock (RFC 4918 §6.5): a URI that was never used before.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LockToken(String);

/// Whether a lock can be shared (RFC 4918 §6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockScope {
    /// There is no other.
    Exclusive,
    /// There may be other shared ones.
    Shared,
}

/// How far a lock or a copy reaches (RFC 4918 §9.8.3, §9.10.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeDepth {
    /// The resource itself; for a lock on a collection that includes which members it has.
    Zero,
    /// Everything below it too; for a lock what comes later as well.
    Infinity,
}

/// A write lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// What names it.
    pub token: LockToken,
    /// Where it was taken.
    pub root: FilePath,
    /// How far it reaches.
    pub depth: TreeDepth,
    /// Whether it can be shared.
    pub scope: LockScope,
    /// What its creator wrote about themself: a `DAV:owner` element as XML text.
    pub owner_xml: Option<String>,
    /// Who took it.
    pub creator: PrincipalId,
    /// When it ends by itself; it no longer holds then.
    pub expires_utc: Timestamp,
}

/// The locks of one home that hold now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locks(Vec<Lock>);

/// The tokens that a request submits, and who submits them. A token is worth something to the lock's creator only
/// (RFC 4918 §6.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmittedTokens {
    /// Who submits them.
    pub caller: PrincipalId,
    /// The tokens.
    pub tokens: Vec<LockToken>,
}

impl LockToken {
    /// Wraps a token that was drawn, stored or submitted.
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }

    /// The token as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Lock {
    /// Whether it locks this path: its root, or what is below when it reaches there.
    pub fn covers(&self, path: &FilePath) -> bool {
        self.root == *path || (self.depth == TreeDepth::Infinity && path.is_below(&self.root))
    }
}

impl Locks {
    /// These locks.
    pub fn new(locks: Vec<Lock>) -> Self {
        Self(locks)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Those that lock a path (RFC 4918 §15.8).
    pub fn covering<'a>(&'a self, path: &'a FilePath) -> impl Iterator<Item = &'a Lock> {
        self.0.iter().filter(|lock| lock.covers(path))
    }

    /// Those that were taken below a path.
    pub fn below<'a>(&'a self, path: &'a FilePath) -> impl Iterator<Item = &'a Lock> {
        self.0.iter().filter(|lock| lock.root.is_below(path))
    }

    /// The lock of this token that locks a path.
    pub fn find(&self, path: &FilePath, token: &LockToken) -> Option<&Lock> {
        self.0.iter().find(|lock| lock.token == *token && lock.covers(path))
    }

    /// Refuses a change of what is at a path unless a token of those that lock it is submitted. For a change of which
    /// members a collection has, the path is the collection's (RFC 4918 §7.4).
    ///
    /// # Errors
    /// [`FileRefusal::Locked`].
    pub fn check_one(&self, path: &FilePath, submitted: &SubmittedTokens) -> Result<(), FileRefusal> {
        refuse(self.missing(path, submitted).into_iter().collect())
    }

    /// Refuses a change of what is at a path and of everything below it unless the tokens are submitted.
    ///
    /// # Errors
    /// [`FileRefusal::Locked`].
    pub fn check_tree(&self, path: &FilePath, submitted: &SubmittedTokens) -> Result<(), FileRefusal> {
        let below = self.below(path).filter_map(|lock| self.missing(&lock.root, submitted));
        let mut roots: Vec<_> = self.missing(path, submitted).into_iter().chain(below).collect();
        roots.sort_unstable();
        roots.dedup();
        refuse(roots)
    }

    /// The root of a lock whose token is missing for a change at a path. Of several shared locks one token is enough.
    fn missing(&self, path: &FilePath, submitted: &SubmittedTokens) -> Option<FilePath> {
        let mut locked = self.covering(path).peekable();
        let first = locked.peek().map(|lock| lock.root.clone())?;
        if locked.any(|lock| submitted.has(lock)) { None } else { Some(first) }
    }
}

impl SubmittedTokens {
    fn has(&self, lock: &Lock) -> bool {
        self.caller == lock.creator && self.tokens.contains(&lock.token)
    }
}

fn refuse(roots: Vec<FilePath>) -> Result<(), FileRefusal> {
    if roots.is_empty() { Ok(()) } else { Err(FileRefusal::Locked { roots }) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Lock, LockScope, LockToken, Locks, SubmittedTokens, TreeDepth};
    use crate::PrincipalId;
    use crate::file::{FilePath, FileRefusal};

    pub(in crate::file) fn path(text: &str) -> FilePath {
        FilePath::parse(text).unwrap()
    }

    pub(in crate::file) fn lock(token: &str, root: &str, depth: TreeDepth, scope: LockScope) -> Lock {
        Lock {
            token: LockToken::new(token),
            root: path(root),
            depth,
            scope,
            owner_xml: None,
            creator: PrincipalId::new(1),
            expires_utc: jiff::Timestamp::MAX,
        }
    }

    pub(in crate::file) fn submitted(caller: i64, tokens: &[&str]) -> SubmittedTokens {
        SubmittedTokens {
            caller: PrincipalId::new(caller),
            tokens: tokens.iter().map(|token| LockToken::new(*token)).collect(),
        }
    }

    fn locked(roots: &[&str]) -> Result<(), FileRefusal> {
        Err(FileRefusal::Locked { roots: roots.iter().map(|root| path(root)).collect() })
    }

    #[test]
    fn a_deep_lock_reaches_what_is_below_and_a_flat_one_does_not() {
        let deep = Locks::new(vec![lock("t", "a", TreeDepth::Infinity, LockScope::Exclusive)]);
        let flat = Locks::new(vec![lock("t", "a", TreeDepth::Zero, LockScope::Exclusive)]);
        assert_eq!(deep.check_one(&path("a/b/c"), &submitted(1, &[])), locked(&["a"]));
        assert_eq!(flat.check_one(&path("a/b/c"), &submitted(1, &[])), Ok(()));
        assert_eq!(flat.check_one(&path("a"), &submitted(1, &[])), locked(&["a"]));
        assert_eq!(deep.check_one(&path("ab"), &submitted(1, &[])), Ok(()));
    }

    #[test]
    fn the_creator_passes_with_the_token_and_nobody_else() {
        let locks = Locks::new(vec![lock("t", "a", TreeDepth::Zero, LockScope::Exclusive)]);
        assert_eq!(locks.check_one(&path("a"), &submitted(1, &["t"])), Ok(()));
        assert_eq!(locks.check_one(&path("a"), &submitted(1, &["u"])), locked(&["a"]));
        assert_eq!(locks.check_one(&path("a"), &submitted(2, &["t"])), locked(&["a"]));
    }

    #[test]
    fn one_token_of_several_shared_locks_is_enough() {
        let shared = |token| lock(token, "a", TreeDepth::Zero, LockScope::Shared);
        let locks = Locks::new(vec![shared("t"), shared("u")]);
        assert_eq!(locks.check_one(&path("a"), &submitted(1, &["u"])), Ok(()));
        assert_eq!(locks.check_one(&path("a"), &submitted(1, &[])), locked(&["a"]));
    }

    #[test]
    fn a_tree_needs_the_tokens_of_all_that_is_locked_in_it() {
        let exclusive = |token, root| lock(token, root, TreeDepth::Zero, LockScope::Exclusive);
        let locks = Locks::new(vec![exclusive("t", "a/x"), exclusive("u", "a/y"), exclusive("v", "b")]);
        assert_eq!(locks.check_tree(&path("a"), &submitted(1, &["t"])), locked(&["a/y"]));
        assert_eq!(locks.check_tree(&path("a"), &submitted(1, &["t", "u"])), Ok(()));
    }
}
