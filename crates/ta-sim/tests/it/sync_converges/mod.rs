//! Several clients of one member change things at random and synchronise now and then, each in its own way. Every status
//! is the one that the oracle foretells, and whenever a client has synchronised, its mirror is the oracle's listing.

mod client;
mod model;
mod step;

use jiff::SignedDuration;
use ta_sim::{DavClient, Dice, Replay, TestServer, seeds};
use ta_testdb::{TestDatabase, on_both_engines};

use client::{Client, Habit};
use model::Model;
use step::Step;

const STEPS: u64 = 150;

on_both_engines! {
    fn sync_converges(database) {
        for seed in seeds(1..=6) {
            simulate(&database.engine().database(), seed);
        }
    }
}

fn simulate(database: &TestDatabase, seed: u64) {
    let server = TestServer::with_members(database, ["anna"]);
    let mut world = World {
        dice: Dice::new(seed),
        replay: Replay::new("sync_converges", seed),
        model: Model::of_a_new_member(),
        clients: [Habit::Tokens, Habit::Tokens, Habit::Listings]
            .map(|habit| Client::new(&server, habit))
            .into(),
    };
    for _ in 0..STEPS {
        server.clock.advance(SignedDuration::from_secs(world.dice.between(0, 600)));
        world.step();
    }
    world.check_all(&server);
}

struct World<'s> {
    dice: Dice,
    replay: Replay,
    model: Model,
    clients: Vec<Client<'s>>,
}

impl World<'_> {
    /// One client does one thing.
    fn step(&mut self) {
        let mut chosen = self.clients.swap_remove(usize::try_from(self.dice.below(3)).unwrap());
        match self.dice.below(100) {
            0..10 => chosen.synchronise(&mut self.dice, &mut self.replay, &self.model),
            10..25 => chosen.take_a_page(&mut self.dice, &mut self.replay),
            _ => self.change(&mut chosen),
        }
        self.clients.push(chosen);
    }

    fn change(&mut self, client: &mut Client<'_>) {
        let step = Step::draw(&mut self.dice, client);
        let foretold = self.model.carry_out(&step);
        let answer = client.carry_out(&step);
        self.replay.note(format!("{step:?}: {}", answer.status));
        assert_eq!(answer.status, foretold, "{step:?}: {}", answer.text());
        if let Step::Put(put) = &step
            && answer.status.is_success()
        {
            self.model.note_etag(&put.at, answer.header("etag"));
        }
    }

    /// In the end all clients and the server agree with the oracle, texts included.
    fn check_all(mut self, server: &TestServer) {
        for client in &mut self.clients {
            client.synchronise(&mut self.dice, &mut self.replay, &self.model);
        }
        let anna = DavClient::new(server, "anna");
        for (place, text) in self.model.texts() {
            assert_eq!(anna.get(&place.path()).send().expect(200).text(), text, "{place:?}");
        }
    }
}
