//! Files by their paths: trees that move and are copied, and their dead properties.

use ta_core::DeadProperty;
use ta_core::file::{FileMeta, FilePath, NewFile};
use ta_store::dead_property::PropertyName;
use ta_store::file::{self, TransferTo};
use ta_store::file_property;
use ta_testdb::{TestDatabase, on_both_engines};

use crate::fixture::{Home, at};

pub(crate) fn path(text: &str) -> FilePath {
    FilePath::parse(text).unwrap()
}

fn content(text: &str) -> NewFile {
    NewFile::new(text.as_bytes().into(), None)
}

/// Anna's home with these collections, which end with a slash, and files, which hold their own path.
fn home_with(database: &TestDatabase, paths: &'static [&'static str]) -> Home {
    let home = Home::new(database);
    home.write(move |tx, keys| {
        file::make_home(tx, keys.team, keys.owner)?;
        for text in paths {
            match text.strip_suffix('/') {
                Some(collection) => {
                    file::insert_collection(tx, keys.team, keys.owner, &path(collection), at(0))?
                }
                None => file::insert_file(tx, keys.team, keys.owner, &path(text), &content(text), at(0))?,
            };
        }
        Ok::<_, ta_store::StoreError>(())
    })
    .unwrap();
    home
}

fn find(home: &Home, text: &'static str) -> Option<FileMeta> {
    home.read(move |tx, keys| file::by_path(tx, keys.team, keys.owner, &path(text)))
}

fn names_in(home: &Home, text: &'static str) -> Vec<String> {
    let found = home.read(move |tx, keys| file::children(tx, keys.team, keys.owner, &path(text)));
    found.into_iter().map(|meta| meta.path.to_string()).collect()
}

fn transfer(home: &Home, source: &'static str, target: &'static str, how: How) {
    home.write(move |tx, keys| {
        let (source, target) = (path(source), path(target));
        let transfer = TransferTo { source: &source, target: &target };
        match how {
            How::Move => file::move_to(tx, keys.team, keys.owner, transfer),
            How::Copy => file::copy(tx, keys.team, keys.owner, transfer, at(9)),
        }
    })
    .unwrap();
}

#[derive(Clone, Copy)]
enum How {
    Move,
    Copy,
}

fn set_property(home: &Home, text: &'static str, xml: &'static str) {
    let id = find(home, text).unwrap().id;
    let property = DeadProperty { namespace: "urn:x".into(), local_name: "p".into(), xml: xml.into() };
    home.write(move |tx, keys| file_property::set(tx, keys.team, id, &property)).unwrap();
}

fn property(home: &Home, text: &'static str) -> Option<String> {
    let id = find(home, text).unwrap().id;
    home.read(move |tx, keys| file_property::list(tx, keys.team, id)).pop().map(|found| found.xml)
}

/// A collection whose path others begin with or come right before and after it.
const NEIGHBOURS: &[&str] = &["a/", "a-/", "a-/x", "a/x", "a/é/", "a/é/y", "a0", "ab/", "ab/x"];

on_both_engines! {
    fn a_file_holds_what_was_stored_last(database) {
        let home = home_with(database, &["a"]);
        let id = find(&home, "a").unwrap().id;
        home.write(move |tx, keys| file::replace_content(tx, keys.team, id, &content("later"), at(5))).unwrap();
        let stored = home.read(|tx, keys| file::with_content(tx, keys.team, keys.owner, &path("a"))).unwrap();
        assert_eq!(&*stored.data, b"later");
        assert_eq!((stored.meta.created_utc, stored.meta.modified_utc), (at(0), at(5)));
        assert_eq!(stored.meta.size_bytes(), 5);
    }

    fn a_collection_lists_what_is_right_in_it(database) {
        let home = home_with(database, NEIGHBOURS);
        assert_eq!(names_in(&home, ""), ["a", "a-", "a0", "ab"]);
        assert_eq!(names_in(&home, "a"), ["a/x", "a/é"]);
        assert!(find(&home, "a").unwrap().is_collection());
    }

    fn a_tree_moves_as_a_whole_and_its_neighbours_stay(database) {
        let home = home_with(database, NEIGHBOURS);
        set_property(&home, "a/é/y", "<p/>");
        transfer(&home, "a", "ab/ü", How::Move);
        assert_eq!(names_in(&home, ""), ["a-", "a0", "ab"]);
        assert_eq!(names_in(&home, "ab"), ["ab/x", "ab/ü"]);
        assert_eq!(names_in(&home, "ab/ü"), ["ab/ü/x", "ab/ü/é"]);
        assert_eq!(names_in(&home, "ab/ü/é"), ["ab/ü/é/y"]);
        assert_eq!(property(&home, "ab/ü/é/y").as_deref(), Some("<p/>"));
    }

    fn a_copied_tree_has_contents_and_properties_of_its_own(database) {
        let home = home_with(database, NEIGHBOURS);
        set_property(&home, "a", "<p>root</p>");
        set_property(&home, "a/x", "<p>leaf</p>");
        transfer(&home, "a", "b", How::Copy);
        assert_eq!(names_in(&home, "b"), ["b/x", "b/é"]);
        assert_eq!(property(&home, "b").as_deref(), Some("<p>root</p>"));
        set_property(&home, "b/x", "<p>changed</p>");
        assert_eq!(property(&home, "a/x").as_deref(), Some("<p>leaf</p>"));
        let copy = home.read(|tx, keys| file::with_content(tx, keys.team, keys.owner, &path("b/é/y"))).unwrap();
        assert_eq!(&*copy.data, "a/é/y".as_bytes());
        assert_eq!(copy.meta.created_utc, at(9));
    }

    fn a_removed_tree_leaves_its_neighbours(database) {
        let home = home_with(database, NEIGHBOURS);
        home.write(|tx, keys| file::remove_tree(tx, keys.team, keys.owner, &path("a"))).unwrap();
        assert_eq!(names_in(&home, ""), ["a-", "a0", "ab"]);
        assert_eq!(find(&home, "a/é/y"), None);
    }

    fn usage_counts_contents_and_not_the_home(database) {
        let home = home_with(database, &["a/", "a/x", "bc"]);
        let usage = home.read(|tx, keys| file::usage(tx, keys.team, keys.owner));
        assert_eq!((usage.bytes, usage.count), (5, 3));
        let tree = home.read(|tx, keys| file::tree(tx, keys.team, keys.owner, &path("a")));
        assert_eq!((tree.usage.bytes, tree.usage.count, tree.path_bytes_max), (3, 2, 3));
    }

    fn properties_of_all_that_is_in_a_collection_come_at_once(database) {
        let home = home_with(database, &["a/", "a/x", "a/y", "z"]);
        set_property(&home, "a/x", "<p>x</p>");
        set_property(&home, "z", "<p>z</p>");
        let x = find(&home, "a/x").unwrap().id;
        let found = home.read(|tx, keys| file_property::list_of_children(tx, keys.team, keys.owner, &path("a")));
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [x]);
        assert_eq!(found[&x][0].xml, "<p>x</p>");
    }

    fn a_removed_property_is_gone_and_removing_again_is_no_error(database) {
        let home = home_with(database, &["a"]);
        set_property(&home, "a", "<p/>");
        let id = find(&home, "a").unwrap().id;
        for _ in 0..2 {
            home.write(move |tx, keys| {
                let name = PropertyName { namespace: "urn:x", local_name: "p" };
                file_property::remove(tx, keys.team, id, name)
            })
            .unwrap();
        }
        assert_eq!(property(&home, "a"), None);
    }

    fn only_homes_that_are_there_can_be_locked(database) {
        let home = home_with(database, &[]);
        assert!(home.write(|tx, keys| file::lock_home(tx, keys.team, keys.owner)).unwrap().is_some());
        let ben = home.add_member("ben");
        assert!(home.write(move |tx, keys| file::lock_home(tx, keys.team, ben)).unwrap().is_none());
    }
}
