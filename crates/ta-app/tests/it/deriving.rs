//! Deriving again what objects are found by.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ta_app::{
    Error, More, ReadTx, derivation, derive_again, find_calendar, list_objects, prepare_object, put_object,
    query_calendar,
};
use ta_core::{
    CalendarName, Caller, CollectionRef, Condition, DerivationStamp, Derived, NarrowViews, ObjectName,
    ObjectRef, StoredObject, TimeBounds, UtcRange,
};
use ta_ical::CalendarObject;
use ta_ical::filter::{CompFilter, CompTest};
use ta_store::object;
use ta_testdb::on_both_engines;

use crate::fixture::TestTeam;

/// Anna's calendar with daily series in it.
struct Agenda {
    team: TestTeam,
    anna: Caller,
}

impl Agenda {
    fn with_series(database: &ta_testdb::TestDatabase, count: usize) -> Self {
        let team = TestTeam::with_member(database, "anna", "secret");
        let anna = team.enter("anna", "secret").unwrap();
        let agenda = Self { team, anna };
        (0..count).for_each(|number| agenda.put(number));
        agenda
    }

    fn calendar(&self) -> CollectionRef {
        CollectionRef { home: self.anna.login.clone(), calendar: CalendarName::new("calendar").unwrap() }
    }

    fn put(&self, number: usize) {
        let text = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:{number}\r\nDTSTART:20260105T090000Z\r\n\
             DURATION:PT1H\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        let name = ObjectName::new(format!("{number}.ics")).unwrap();
        let now = self.team.app.now();
        let new = prepare_object(name.clone(), &CalendarObject::from_bytes(text.into_bytes()).unwrap(), now)
            .unwrap();
        let (anna, address) = (self.anna.clone(), ObjectRef { collection: self.calendar(), name });
        let put = move |tx: &mut ta_app::WriteTx<'_>| {
            put_object(tx, &anna, &address, &new, &Condition::default(), now)
        };
        self.team.app.store.write_blocking(put).unwrap();
    }

    fn read<T: Send + 'static>(
        &self,
        run: impl Fn(&mut ReadTx<'_>, &Caller, &CollectionRef) -> Result<T, Error> + Send + 'static,
    ) -> T {
        let (anna, calendar) = (self.anna.clone(), self.calendar());
        self.team.app.store.read_blocking(move |tx| run(tx, &anna, &calendar)).unwrap()
    }

    /// How many series have an instance within a day of a time.
    fn found(&self, day: &str) -> usize {
        let start: Timestamp = day.parse().unwrap();
        let range = UtcRange::new(Some(start), Some(start + SignedDuration::from_hours(24)));
        let of = |name: &str, time_range, comps| CompFilter {
            name: name.to_owned(),
            test: CompTest::All { time_range, props: Vec::new(), comps },
        };
        let filter = of("VCALENDAR", None, vec![of("VEVENT", range, Vec::new())]);
        self.read(move |tx, anna, calendar| query_calendar(tx, anna, calendar, &filter, &TimeZone::UTC)).len()
    }

    /// What clients see of the calendar's state: its token and every tag.
    fn state(&self) -> Vec<String> {
        self.read(|tx, anna, calendar| {
            let found = find_calendar(tx, anna, calendar)?;
            let tags = list_objects(tx, &found)?.into_iter().map(|meta| meta.etag.to_string());
            Ok(tags.chain([found.sync_token().to_string()]).collect())
        })
    }

    /// Leaves every object as if it had been derived with data that put it into another century.
    fn spoil(&self) {
        let team = self.team.app.team;
        let early = Some("1926-01-01T00:00:00Z".parse().unwrap());
        let wrong = Derived {
            bounds: TimeBounds { start_utc: early, end_utc: early },
            instances: None,
            views: NarrowViews::default(),
            stamp: DerivationStamp::NEVER,
        };
        self.team
            .app
            .store
            .write_blocking(move |tx| {
                let stamp = derivation(Timestamp::UNIX_EPOCH).stamp();
                let all: Vec<StoredObject> = object::derived_otherwise(tx, team, stamp, 1000)?;
                all.iter().try_for_each(|stored| object::set_derived(tx, team, stored, &wrong))
            })
            .unwrap();
    }

    fn derive_again(&self, limit: u32) -> More {
        let (team, with) = (self.team.app.team, derivation(self.team.app.now()));
        self.team.app.store.write_blocking(move |tx| derive_again(tx, team, with, limit)).unwrap()
    }
}

on_both_engines! {
    fn what_was_derived_from_other_zone_data_is_mended_and_no_client_hears_of_it(database) {
        let agenda = Agenda::with_series(database, 3);
        let before = agenda.state();
        agenda.spoil();
        assert_eq!(agenda.found("2026-11-23T00:00:00Z"), 0);
        assert_eq!(agenda.derive_again(100), More::Nothing);
        assert_eq!(agenda.found("2026-11-23T00:00:00Z"), 3);
        assert_eq!(agenda.state(), before);
    }

    fn deriving_goes_on_until_nothing_is_left(database) {
        let agenda = Agenda::with_series(database, 5);
        agenda.spoil();
        assert_eq!((agenda.derive_again(2), agenda.derive_again(2)), (More::Follows, More::Follows));
        assert_eq!(agenda.derive_again(2), More::Nothing);
        assert_eq!(agenda.found("2026-11-23T00:00:00Z"), 5);
    }

    fn what_is_up_to_date_is_left_alone(database) {
        let agenda = Agenda::with_series(database, 2);
        let team = agenda.team.app.team;
        let stamp = derivation(agenda.team.app.now()).stamp();
        let stale = agenda.read(move |tx, _, _| Ok(object::derived_otherwise(tx, team, stamp, 10)?));
        assert!(stale.is_empty());
    }

    fn a_series_is_found_before_within_and_after_the_window_and_on_no_other_day(database) {
        let agenda = Agenda::with_series(database, 1);
        for monday in ["2026-01-05T00:00:00Z", "2026-11-23T00:00:00Z", "2400-01-03T00:00:00Z"] {
            assert_eq!(agenda.found(monday), 1, "{monday}");
        }
        for tuesday in ["2026-01-06T00:00:00Z", "2026-11-24T00:00:00Z", "2400-01-04T00:00:00Z"] {
            assert_eq!(agenda.found(tuesday), 0, "{tuesday}");
        }
    }

    fn the_window_goes_with_the_time(database) {
        let agenda = Agenda::with_series(database, 1);
        agenda.team.clock.advance(SignedDuration::from_hours(24 * 900));
        assert_eq!(agenda.found("2029-05-14T00:00:00Z"), 1);
        assert_eq!(agenda.derive_again(10), More::Nothing);
        assert_eq!((agenda.found("2029-05-14T00:00:00Z"), agenda.found("2029-05-15T00:00:00Z")), (1, 0));
    }
}
