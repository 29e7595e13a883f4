//! Write locks on files.

use ta_core::file::{Lock, LockScope, LockToken, TreeDepth};
use ta_store::file_lock;
use ta_testdb::on_both_engines;

use crate::files::path;
use crate::fixture::{Home, Keys, at};

fn lock(keys: Keys, token: &str, root: &str, end: i64) -> Lock {
    Lock {
        token: LockToken::new(token),
        root: path(root),
        depth: TreeDepth::Infinity,
        scope: LockScope::Shared,
        owner_xml: Some("<D:owner xmlns:D=\"DAV:\">Anna</D:owner>".into()),
        creator: keys.owner,
        expires_utc: at(end),
    }
}

fn insert(home: &Home, token: &'static str, root: &'static str, end: i64) {
    home.write(move |tx, keys| file_lock::insert(tx, keys.team, keys.owner, &lock(keys, token, root, end)))
        .unwrap();
}

fn tokens_at(home: &Home, second: i64) -> Vec<String> {
    let locks = home.read(move |tx, keys| file_lock::list(tx, keys.team, keys.owner, at(second)));
    locks.below(&path("")).map(|lock| lock.token.as_str().to_owned()).collect()
}

on_both_engines! {
    fn a_lock_comes_back_as_it_was_stored(database) {
        let home = Home::new(database);
        insert(&home, "t", "a/b", 10);
        let locks = home.read(|tx, keys| file_lock::list(tx, keys.team, keys.owner, at(0)));
        let found: Vec<_> = locks.covering(&path("a/b/c")).cloned().collect();
        assert_eq!(found, [lock(home.keys, "t", "a/b", 10)]);
    }

    fn a_lock_ends_by_itself_unless_it_is_refreshed(database) {
        let home = Home::new(database);
        insert(&home, "t", "a", 10);
        assert_eq!(tokens_at(&home, 9), ["t"]);
        assert!(tokens_at(&home, 10).is_empty());
        home.write(|tx, keys| file_lock::set_expiry(tx, keys.team, &LockToken::new("t"), at(20))).unwrap();
        assert_eq!(tokens_at(&home, 19), ["t"]);
    }

    fn only_those_that_have_ended_are_purged(database) {
        let home = Home::new(database);
        insert(&home, "t", "a", 10);
        insert(&home, "u", "b", 20);
        home.write(|tx, keys| file_lock::purge(tx, keys.team, keys.owner, at(10))).unwrap();
        assert_eq!(tokens_at(&home, 0), ["u"]);
    }

    fn the_locks_of_a_tree_go_with_it(database) {
        let home = Home::new(database);
        for (token, root) in [("t", "a"), ("u", "a/b"), ("v", "a0"), ("w", "ab")] {
            insert(&home, token, root, 10);
        }
        home.write(|tx, keys| file_lock::remove_tree(tx, keys.team, keys.owner, &path("a"))).unwrap();
        assert_eq!(tokens_at(&home, 0), ["v", "w"]);
    }

    fn a_lock_that_is_not_there_cannot_be_removed(database) {
        let home = Home::new(database);
        insert(&home, "t", "a", 10);
        let remove = || home.write(|tx, keys| file_lock::remove(tx, keys.team, &LockToken::new("t")));
        assert_eq!(remove(), Ok(()));
        assert!(remove().is_err());
    }
}
