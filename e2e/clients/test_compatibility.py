"""caldav-server-tester, which asks a server for everything that clients rely on: nothing of it deviates."""

import json
import subprocess
import sys
from pathlib import Path

from support.team import ANNA

NOT_YET = {"scheduling"}
"""What this server does not do yet."""

DECIDED = {
    # Everything works under both spellings, and both name one resource.
    "url.encode-at.identity",
    # There is no principal or home with such a name here.
    "url.encode-at.literal.principal",
    # RFC 4791 section 9.7 wants a kind of component around these.
    "search.time-range.comp-type-optional",
    "search.text.comp-type-optional",
    # The tester does not ask on a loopback address.
    "well-known",
}
"""What is told as something else than full support, and is right."""


def test_nothing_deviates_from_what_clients_rely_on(server, tmp_path):
    features = ask(server, tmp_path)
    assert len(features) > 10
    deviating = {name for name, found in features.items() if found["support"] != "full"}
    assert deviating <= NOT_YET | DECIDED, {name: features[name] for name in deviating - NOT_YET - DECIDED}


def ask(server, folder) -> dict[str, dict]:
    """The features that do not behave as most servers' do, or that the tester always tells of."""
    tester = Path(sys.executable).with_name("caldav-server-tester")
    command = [tester, "--format", "json", "--caldav-url", f"{server.url}/dav/"]
    signed_in = ["--caldav-username", ANNA.login, "--caldav-password", ANNA.password]
    done = subprocess.run([*command, *signed_in], capture_output=True, text=True, timeout=300, cwd=folder)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)["features"]
