//! Delegations.

use ta_core::{DelegateRights, Delegation, PrivateItems};
use ta_store::{StoreError, delegation};
use ta_testdb::on_both_engines;

use crate::fixture::{Home, login};

fn anna_lets(delegate: &str, rights: DelegateRights) -> Delegation {
    Delegation { member: login("anna"), delegate: login(delegate), rights, private: PrivateItems::AsBusy }
}

fn set(home: &Home, delegation: Delegation) -> Result<(), StoreError> {
    home.write(move |tx, keys| delegation::set(tx, keys.team, &delegation))
}

on_both_engines! {
    fn setting_twice_changes_the_rights(database) {
        let home = Home::new(database);
        home.add_member("bob");
        set(&home, anna_lets("bob", DelegateRights::Read)).unwrap();
        set(&home, anna_lets("bob", DelegateRights::Write)).unwrap();
        let all = home.read(|tx, keys| delegation::list(tx, keys.team));
        assert_eq!(all, [anna_lets("bob", DelegateRights::Write)]);
    }

    fn both_sides_see_it(database) {
        let home = Home::new(database);
        let bob = home.add_member("bob");
        home.add_member("carl");
        set(&home, anna_lets("carl", DelegateRights::Write)).unwrap();
        set(&home, anna_lets("bob", DelegateRights::Read)).unwrap();
        let of_anna = home.read(|tx, keys| delegation::list_of_member(tx, keys.team, keys.owner));
        let expected = [anna_lets("bob", DelegateRights::Read), anna_lets("carl", DelegateRights::Write)];
        assert_eq!(of_anna, expected);
        let to_bob = home.read(move |tx, keys| delegation::list_of_delegate(tx, keys.team, bob));
        assert_eq!(to_bob, [anna_lets("bob", DelegateRights::Read)]);
    }

    fn a_removed_delegation_is_gone_and_removing_again_is_no_error(database) {
        let home = Home::new(database);
        home.add_member("bob");
        set(&home, anna_lets("bob", DelegateRights::Read)).unwrap();
        for _ in 0..2 {
            let gone = anna_lets("bob", DelegateRights::Read);
            home.write(move |tx, keys| delegation::remove(tx, keys.team, &gone)).unwrap();
        }
        assert_eq!(home.read(|tx, keys| delegation::list(tx, keys.team)), []);
    }

    fn a_stranger_cannot_be_a_delegate(database) {
        let home = Home::new(database);
        assert_eq!(set(&home, anna_lets("nobody", DelegateRights::Read)), Err(StoreError::Stale));
    }
}
