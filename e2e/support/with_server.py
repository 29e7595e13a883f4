"""Runs a command beside a fresh server: once on SQLite, then once on PostgreSQL.

    python -m support.with_server COMMAND [ARGUMENT...]

The command finds the server's address in TASERVER_URL and the members that it can sign in as in TASERVER_MEMBERS,
a JSON object of passwords by login. Ends with 1 if the command failed on either store.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.postgres import PostgresCluster
from support.server import Server
from support.stores import PostgresDatabase, SqliteFolder, Store
from support.team import ANNA, BEN


def main(command: list[str]) -> int:
    with sqlite_folder() as store:
        on_sqlite = run_beside_server(command, store)
    with postgres_database() as store:
        on_postgres = run_beside_server(command, store)
    return 0 if on_sqlite == on_postgres == 0 else 1


def run_beside_server(command: list[str], store: Store) -> int:
    print(f"{' '.join(command)}, on {type(store).__name__}", flush=True)
    with tempfile.TemporaryDirectory(prefix="teamagenda-server-") as scratch:
        server = Server(store, Path(scratch))
        server.apply_team()
        with server.running():
            return subprocess.run(command, env=environment(server)).returncode


def environment(server: Server) -> dict[str, str]:
    members = {member.login: member.password for member in (ANNA, BEN)}
    return os.environ | {"TASERVER_URL": server.url, "TASERVER_MEMBERS": json.dumps(members)}


@contextmanager
def sqlite_folder() -> Iterator[Store]:
    with tempfile.TemporaryDirectory(prefix="teamagenda-sqlite-") as folder:
        yield SqliteFolder(Path(folder) / "data")


@contextmanager
def postgres_database() -> Iterator[Store]:
    cluster = PostgresCluster()
    try:
        cluster.start()
        yield PostgresDatabase(cluster.create_database("agenda"))
    finally:
        cluster.remove()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
