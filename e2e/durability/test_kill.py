"""What the server acknowledged survives the sudden death of the server and of the database.

ROUNDS=n kills it n times; SEED=n repeats a run, as far as threads can be repeated.
"""

import os
import random
import time
from collections.abc import Callable, Iterator

import pytest
import requests

from durability.mirror import Mirror
from durability.writers import GONE, Ledger, Writer
from support.loopback import wait_until
from support.principals import principal
from support.server import Server
from support.team import ANNA
from support.webdav import CalendarClient

ROUNDS = int(os.environ.get("ROUNDS", "3"))
WRITERS = 4

on_postgres = pytest.mark.parametrize("engine", ["postgres"], indirect=True)


@pytest.fixture
def chance() -> random.Random:
    seed = int(os.environ.get("SEED", time.time_ns() % 1_000_000))
    print(f"to repeat this run: SEED={seed}")
    return random.Random(seed)


@pytest.fixture
def server(new_server) -> Iterator[Server]:
    """One for each test, which will kill it."""
    with new_server().running() as server:
        yield server


@pytest.fixture
def calendar_url(server) -> str:
    return str(principal(server, ANNA).make_calendar(cal_id="durable").url)


def test_acknowledged_writes_survive_a_killed_server(server, calendar_url, chance):
    ledgers = []
    for _ in range(ROUNDS):
        mirror = Mirror(new_client(calendar_url))
        ledgers += write_until(server.kill, calendar_url, chance)
        server.start()
        check(ledgers, mirror, calendar_url)


@on_postgres
def test_acknowledged_writes_survive_a_crash_of_the_database(server, postgres, calendar_url, chance):
    mirror = Mirror(new_client(calendar_url))
    ledgers = write_until(postgres.crash, calendar_url, chance)
    postgres.start()
    wait_until(lambda: answers(calendar_url), "the server finds its database again", seconds=60)
    check(ledgers, mirror, calendar_url)


@on_postgres
def test_acknowledged_writes_survive_when_server_and_database_die(server, postgres, calendar_url, chance):
    def kill_both() -> None:
        server.kill()
        postgres.crash()

    mirror = Mirror(new_client(calendar_url))
    ledgers = write_until(kill_both, calendar_url, chance)
    postgres.start()
    server.start()
    check(ledgers, mirror, calendar_url)


def write_until(death: Callable[[], None], calendar_url: str, chance: random.Random) -> list[Ledger]:
    """Lets the writers work for a moment, brings death while they do, and returns their ledgers."""
    writers = [Writer(new_client(calendar_url), chance.getrandbits(32)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    time.sleep(chance.uniform(0.3, 2.0))
    refusals = [writer.refusal for writer in writers if not writer.is_alive()]
    death()
    for writer in writers:
        writer.join(timeout=60)
    assert refusals == [], "the writers were to be busy at this moment"
    assert not any(writer.is_alive() for writer in writers)
    return [writer.ledger for writer in writers]


def check(ledgers: list[Ledger], mirror: Mirror, calendar_url: str) -> None:
    client = new_client(calendar_url)
    stored = Mirror(client).etags
    for ledger in ledgers:
        for name in ledger.names():
            found = client.get(name) if name in stored else GONE
            assert found in ledger.allowed_states(name), name
            ledger.settle(name, found)
    assert stored.keys() <= {name for ledger in ledgers for name in ledger.names()}
    mirror.catch_up()
    assert mirror.etags == stored


def answers(calendar_url: str) -> bool:
    try:
        new_client(calendar_url).changes_since("")
    except requests.RequestException:
        return False
    return True


def new_client(calendar_url: str) -> CalendarClient:
    return CalendarClient(calendar_url, ANNA)
