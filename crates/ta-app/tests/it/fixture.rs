//! A team to try the use cases on.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use ta_app::{App, AuthenticateError, Credentials, PasswordHash, add_principal, set_password};
use ta_core::{Caller, ClientName, Login, PrincipalDraft, PrincipalKind};
use ta_sim::{SeededEntropy, SimClock};
use ta_testdb::TestDatabase;
use tokio::runtime::Runtime;

/// A team with a clock that the test moves.
pub(crate) struct TestTeam {
    pub(crate) app: App,
    pub(crate) clock: Arc<SimClock>,
    runtime: Runtime,
}

impl TestTeam {
    pub(crate) fn on(database: &TestDatabase) -> Self {
        let clock = Arc::new(SimClock::at("2026-11-23T08:00:00Z".parse().unwrap()));
        let app = App::open(&database.location(), clock.clone(), Arc::new(SeededEntropy::new(1))).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { app, clock, runtime }
    }

    pub(crate) fn with_member(database: &TestDatabase, login: &str, password: &str) -> Self {
        let team = Self::on(database);
        let draft = PrincipalDraft {
            emails: vec![ta_core::EmailAddress::new(format!("{login}@example.com")).unwrap()],
            ..PrincipalDraft::new(PrincipalKind::Member, Login::new(login).unwrap(), login)
        };
        let id = team.app.team;
        team.app.store.write_blocking(move |tx| add_principal(tx, id, &draft)).unwrap();
        team.set_password(login, password);
        team
    }

    pub(crate) fn set_password(&self, login: &str, password: &str) {
        let (team, now, login) = (self.app.team, self.app.now(), Login::new(login).unwrap());
        let hash = PasswordHash::of(password, self.app.entropy.as_ref()).unwrap();
        self.app.store.write_blocking(move |tx| set_password(tx, team, &login, &hash, now)).unwrap();
    }

    pub(crate) fn enter(&self, login: &str, secret: &str) -> Result<Caller, AuthenticateError> {
        self.enter_from(IpAddr::V4(Ipv4Addr::LOCALHOST), login, secret)
    }

    pub(crate) fn enter_from(
        &self,
        address: IpAddr,
        login: &str,
        secret: &str,
    ) -> Result<Caller, AuthenticateError> {
        let credentials = Credentials {
            login: login.to_owned(),
            secret: secret.to_owned(),
            address,
            client: ClientName::new("test"),
        };
        let now = self.app.now();
        self.runtime.block_on(self.app.authenticator.authenticate(&self.app.store, &credentials, now))
    }
}
