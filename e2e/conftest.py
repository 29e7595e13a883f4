"""Fixtures shared by every folder: each test that uses a server runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from support.postgres import PostgresCluster
from support.server import Server
from support.stores import PostgresDatabase, SqliteFolder, Store


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresCluster]:
    cluster = PostgresCluster()
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.remove()


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def engine(request) -> str:
    return request.param


@pytest.fixture(scope="session")
def new_server(engine, request, tmp_path_factory) -> Callable[[], Server]:
    """Makes servers that have the team and nothing else, and are not running yet."""

    def empty_store() -> Store:
        if engine == "sqlite":
            return SqliteFolder(tmp_path_factory.mktemp("sqlite") / "data")
        cluster = request.getfixturevalue("postgres")
        return PostgresDatabase(cluster.create_database(f"agenda_{uuid4().hex}"))

    def new_server() -> Server:
        server = Server(empty_store(), tmp_path_factory.mktemp("server"))
        server.apply_team()
        return server

    return new_server


@pytest.fixture(scope="session")
def server(new_server) -> Iterator[Server]:
    """One running server per store for all tests; each test makes calendars of its own."""
    with new_server().running() as server:
        yield server
