"""A PostgreSQL cluster that lives as long as the tests that asked for it."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from support.loopback import free_port, wait_until

CLUSTER_OPTIONS = ["--encoding", "UTF8", "--no-locale", "--no-sync"]
NOT_FOUND = "PostgreSQL is not installed; type: apt-get install postgresql"


class PostgresCluster:
    """A cluster of its own on the loopback interface. It is durable: fsync stays on."""

    def __init__(self):
        self.port = free_port()
        self._programs = _folder_of_programs()
        self._folder = Path(tempfile.mkdtemp(prefix="teamagenda-postgres-"))
        self._user = _hand_over(self._folder)
        self._data = self._folder / "data"
        self._log = self._folder / "postgres.log"
        self._postmaster: subprocess.Popen | None = None
        self._run("initdb", "--pgdata", self._data, "--username", "postgres", "--auth", "trust", *CLUSTER_OPTIONS)

    def start(self) -> None:
        options = ["-D", self._data, "-p", self.port, "-h", "127.0.0.1", "-k", self._folder]
        self._postmaster = self._popen("postgres", *options)
        wait_until(self._is_ready, "PostgreSQL takes connections", seconds=60)

    def create_database(self, name: str) -> str:
        """Makes an empty database and returns its address."""
        self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "postgres", name)
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def crash(self) -> None:
        """Ends every process without a checkpoint: the next start recovers from the log."""
        self._end(signal.SIGQUIT)

    def remove(self) -> None:
        self._end(signal.SIGINT)
        shutil.rmtree(self._folder)

    def _end(self, how: signal.Signals) -> None:
        if self._postmaster is not None:
            self._postmaster.send_signal(how)
            self._postmaster.wait(timeout=60)
            self._postmaster = None

    def _is_ready(self) -> bool:
        if self._postmaster.poll() is not None:
            raise RuntimeError(f"PostgreSQL did not start:\n{self._log.read_text()}")
        asked = [self._programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(asked).returncode == 0

    def _run(self, program: str, *arguments: object) -> None:
        if self._popen(program, *arguments).wait(timeout=120) != 0:
            raise RuntimeError(f"{program} failed:\n{self._log.read_text()}")

    def _popen(self, program: str, *arguments: object) -> subprocess.Popen:
        command = [self._programs / program, *map(str, arguments)]
        with self._log.open("ab") as log:
            return subprocess.Popen(command, **self._user, cwd=self._folder, stdout=log, stderr=log)


def _hand_over(folder: Path) -> dict:
    """PostgreSQL refuses to run as root; there it gets its own user, and the folder with it."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "postgres", "postgres")
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _folder_of_programs() -> Path:
    """Debian keeps the programs of each version in a folder of its own; elsewhere they are on the path."""
    packaged = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(packaged, key=lambda initdb: float(initdb.parts[-3]), default=shutil.which("initdb"))
    if newest is None:
        raise RuntimeError(NOT_FOUND)
    return Path(newest).parent
