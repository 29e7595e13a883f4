"""An agenda of fifteen years is imported from a file and comes out again as it went in."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest

from import_export.agenda_file import agenda_file
from import_export.components import components
from support.principals import principal
from support.server import Server, taserver
from support.stores import Store
from support.team import ANNA

TARGET = ["--user", ANNA.login, "--calendar", "archive"]


@pytest.fixture(scope="module")
def agenda(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("agenda") / "agenda.ics"
    file.write_bytes(agenda_file())
    return file


@pytest.fixture(scope="module")
def imported(new_server, agenda) -> Server:
    """A server with the agenda in it, not running."""
    with_agenda = new_server()
    taserver("import", agenda, *TARGET, store=with_agenda.store)
    return with_agenda


def test_every_component_is_there_again(imported, agenda):
    assert components(exported(imported.store)).keys() == components(agenda.read_bytes()).keys()


def test_every_content_line_is_as_it_was(imported, agenda):
    assert components(exported(imported.store)) == components(agenda.read_bytes())


def test_another_program_can_read_the_export(imported, agenda):
    assert kinds_in(exported(imported.store)) == kinds_in(agenda.read_bytes())


def test_a_second_import_changes_nothing(imported, agenda):
    before = exported(imported.store)

    taserver("import", agenda, *TARGET, store=imported.store)

    assert exported(imported.store) == before


def test_an_imported_event_is_found_by_its_time(imported):
    with imported.running():
        archive = principal(imported, ANNA).calendar(cal_id="archive")
        year = {"start": datetime(2012, 1, 1, tzinfo=UTC), "end": datetime(2013, 1, 1, tzinfo=UTC)}

        assert archive.search(**year, event=True, expand=False)


def exported(store: Store) -> bytes:
    return taserver("export", "--user", ANNA.login, "--calendar", "archive", store=store).stdout


def kinds_in(stream: bytes) -> Counter:
    """How many components of each kind the icalendar library finds in a stream."""
    return Counter(component.name for component in icalendar.Calendar.from_ical(stream).walk())
