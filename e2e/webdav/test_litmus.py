"""litmus, the test suite for WebDAV servers, on a member's plain collection: every test of every suite passes."""

import os
import re
import subprocess

import pytest

from support.server import Server
from support.team import ANNA

SUITES = {"basic": 16, "copymove": 13, "props": 30, "locks": 41, "http": 4}
"""How many tests each suite of litmus 0.13 has: 104 together."""


@pytest.mark.parametrize("suite", SUITES)
def test_litmus(server: Server, suite: str, tmp_path):
    ran, passed, output = run(server, suite, tmp_path)
    assert (ran, passed) == (SUITES[suite], SUITES[suite]), output


def run(server: Server, suite: str, folder) -> tuple[int, int, str]:
    command = ["litmus", "-k", f"{server.url}/dav/files/{ANNA.login}/", ANNA.login, ANNA.password]
    environment = os.environ | {"TESTS": suite}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=folder, env=environment)
    summary = re.search(r"of (\d+) tests run: (\d+) passed", done.stdout)
    assert summary, done.stdout + done.stderr
    return int(summary[1]), int(summary[2]), done.stdout
