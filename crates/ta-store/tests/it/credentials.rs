//! Passwords and app passwords.

use ta_core::{AppPassword, ClientName, SecretDigest};
use ta_store::app_password::{self, Removal};
use ta_store::credential;
use ta_testdb::on_both_engines;

use crate::fixture::{Home, at};

fn add_app_password(home: &Home, label: &'static str, secret: &'static str) -> AppPassword {
    home.write(move |tx, keys| {
        app_password::insert(tx, keys.team, keys.owner, label, &SecretDigest::of(secret), at(0))
    })
    .unwrap()
}

on_both_engines! {
    fn a_member_has_no_password_at_first(database) {
        let home = Home::new(database);
        assert_eq!(home.read(|tx, keys| credential::password_hash(tx, keys.team, keys.owner)), None);
    }

    fn the_last_password_set_counts(database) {
        let home = Home::new(database);
        for hash in ["$argon2id$one", "$argon2id$two"] {
            home.write(move |tx, keys| credential::set_password_hash(tx, keys.team, keys.owner, hash, at(0)))
                .unwrap();
        }
        let hash = home.read(|tx, keys| credential::password_hash(tx, keys.team, keys.owner));
        assert_eq!(hash.as_deref(), Some("$argon2id$two"));
    }

    fn a_password_can_be_taken_away(database) {
        let home = Home::new(database);
        home.write(|tx, keys| credential::set_password_hash(tx, keys.team, keys.owner, "$argon2id$", at(0)))
            .unwrap();
        home.write(|tx, keys| credential::remove_password(tx, keys.team, keys.owner)).unwrap();
        assert_eq!(home.read(|tx, keys| credential::password_hash(tx, keys.team, keys.owner)), None);
    }

    fn an_app_password_is_found_by_its_digest(database) {
        let home = Home::new(database);
        let phone = add_app_password(&home, "phone", "one");
        add_app_password(&home, "laptop", "two");
        let found =
            home.read(|tx, keys| app_password::by_secret_digest(tx, keys.team, &SecretDigest::of("one")));
        assert_eq!(found, Some(phone));
        let none =
            home.read(|tx, keys| app_password::by_secret_digest(tx, keys.team, &SecretDigest::of("three")));
        assert_eq!(none, None);
    }

    fn its_last_use_is_noted(database) {
        let home = Home::new(database);
        let phone = add_app_password(&home, "phone", "one");
        let id = phone.id;
        let client = ClientName::new("iOS/26.1 dataaccessd/1.0");
        let used_by = client.clone();
        home.write(move |tx, keys| app_password::touch(tx, keys.team, id, &used_by, at(60))).unwrap();
        let expected = AppPassword { last_used_utc: Some(at(60)), last_client: Some(client), ..phone };
        assert_eq!(home.read(|tx, keys| app_password::list(tx, keys.team, keys.owner)), [expected]);
    }

    fn only_its_member_can_remove_it(database) {
        let home = Home::new(database);
        let bob = home.add_member("bob");
        let id = add_app_password(&home, "phone", "one").id;
        let remove_as = |who| home.write(move |tx, keys| app_password::remove(tx, keys.team, who, id));
        assert_eq!(remove_as(bob), Ok(Removal::NotThere));
        assert_eq!(remove_as(home.keys.owner), Ok(Removal::Removed));
        assert_eq!(remove_as(home.keys.owner), Ok(Removal::NotThere));
    }
}
