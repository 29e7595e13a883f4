"""Runs the real `taserver`."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from support.loopback import free_port, wait_until
from support.stores import Store
from support.team import TEAM_FILE

REPOSITORY = Path(__file__).resolve().parents[2]
NOT_BUILT = "taserver is not built; type: cargo build -p taserver (or name a binary with TASERVER_BIN)"


def binary() -> Path:
    """The one that TASERVER_BIN names, or else the one built last."""
    if named := os.environ.get("TASERVER_BIN"):
        return Path(named).resolve(strict=True)
    built = [REPOSITORY / "target" / profile / "taserver" for profile in ("release", "debug")]
    existing = [path for path in built if path.exists()]
    if not existing:
        raise RuntimeError(NOT_BUILT)
    return max(existing, key=lambda path: path.stat().st_mtime)


def taserver(*arguments: object, store: Store) -> subprocess.CompletedProcess:
    """Runs a command that ends by itself and must succeed."""
    command = [binary(), *map(str, arguments), *store.options]
    done = subprocess.run(command, capture_output=True, timeout=300)
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stderr.decode()}"
    return done


class Server:
    """A `taserver serve` process that keeps its port when it is started again."""

    def __init__(self, store: Store, scratch: Path):
        self.store = store
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._scratch = scratch
        self._log = scratch / "taserver.log"
        self._process: subprocess.Popen | None = None

    def apply_team(self) -> None:
        team_file = self._scratch / "team.toml"
        team_file.write_text(TEAM_FILE)
        taserver("team", "apply", team_file, store=self.store)

    @contextmanager
    def running(self) -> Iterator["Server"]:
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def start(self) -> None:
        command = [binary(), "serve", "--listen", f"127.0.0.1:{self.port}", *self.store.options]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        wait_until(self._is_healthy, f"{self.url}/healthz answers", seconds=60)

    def stop(self) -> None:
        """Asks the server to end and checks that it does so cleanly."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            assert self._process.wait(timeout=60) == 0, f"taserver did not end cleanly:\n{self._end_of_log()}"
            self._process = None

    def kill(self) -> None:
        """SIGKILL: the process has no chance to finish anything."""
        self._process.kill()
        self._process.wait(timeout=60)
        self._process = None

    def _is_healthy(self) -> bool:
        if self._process.poll() is not None:
            raise RuntimeError(f"taserver ended at start-up:\n{self._end_of_log()}")
        try:
            return requests.get(f"{self.url}/healthz", timeout=5).ok
        except requests.ConnectionError:
            return False

    def _end_of_log(self) -> str:
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-40:])
