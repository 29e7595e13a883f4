//! Teams.

use ta_store::team::{self, UpdateError};
use ta_testdb::on_both_engines;

use crate::fixture::settings;

on_both_engines! {
    fn a_team_is_made_once(database) {
        let store = database.open();
        let first = store.write_blocking(|tx| team::find_or_create(tx, &settings("Atelier"))).unwrap();
        let second = store.write_blocking(|tx| team::find_or_create(tx, &settings("Atelier"))).unwrap();
        assert_eq!(first, second);
        assert_eq!(store.read_blocking(team::list), Ok(vec![first]));
    }

    fn its_settings_change(database) {
        let store = database.open();
        let team = store.write_blocking(|tx| team::find_or_create(tx, &settings("Atelier"))).unwrap();
        store.write_blocking(move |tx| team::update(tx, team, &settings("Studio"))).unwrap();
        assert_eq!(store.read_blocking(move |tx| team::settings(tx, team)), Ok(Some(settings("Studio"))));
        assert_eq!(store.read_blocking(|tx| team::by_name(tx, "Atelier")), Ok(None));
    }

    fn two_teams_never_have_one_name(database) {
        let store = database.open();
        store.write_blocking(|tx| team::find_or_create(tx, &settings("Atelier"))).unwrap();
        let other = store.write_blocking(|tx| team::find_or_create(tx, &settings("Studio"))).unwrap();
        let renamed = store.write_blocking(move |tx| team::update(tx, other, &settings("Atelier")));
        assert_eq!(renamed, Err(UpdateError::NameTaken));
    }
}
