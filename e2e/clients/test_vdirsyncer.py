"""vdirsyncer keeps a folder and a calendar, or two members' calendars, the same."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import caldav
import pytest

from support.calendar_text import event, todo
from support.server import Server
from support.team import ANNA, BEN, Member


@dataclass(frozen=True)
class Pair:
    """Two places and the configuration that ties them."""

    config: Path

    def discover(self) -> None:
        self._vdirsyncer("discover", "agenda")

    def sync(self) -> None:
        self._vdirsyncer("sync", "agenda")

    def _vdirsyncer(self, *arguments: str) -> None:
        command = [Path(sys.executable).with_name("vdirsyncer"), "--config", self.config, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "folder" / "agenda"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def laptop(server, calendar, folder, tmp_path) -> Pair:
    """Anna's calendar and a folder on her laptop."""
    local = f"""
        type = "filesystem"
        path = "{folder.parent}"
        fileext = ".ics"
        """
    return paired(tmp_path, local, caldav_storage(server, ANNA), ["agenda", folder.name, calendar.id])


@pytest.fixture
def bens_calendar(ben, fresh_name) -> caldav.Calendar:
    return ben.make_calendar(cal_id=fresh_name, supported_calendar_component_set=["VEVENT", "VTODO"])


@pytest.fixture
def colleagues(server, calendar, bens_calendar, tmp_path) -> Pair:
    """A calendar of Anna's and one of Ben's."""
    names = ["agenda", calendar.id, bens_calendar.id]
    return paired(tmp_path, caldav_storage(server, ANNA), caldav_storage(server, BEN), names)


def test_an_event_in_the_folder_reaches_the_server(laptop, folder, calendar, fresh_name):
    write(folder / "local.ics", event(fresh_name, "Planning"))

    laptop.sync()

    assert summaries(calendar) == {"Planning"}


def test_a_todo_in_the_folder_reaches_the_server(laptop, folder, calendar, fresh_name):
    write(folder / "local.ics", todo(fresh_name, "Order chairs"))

    laptop.sync()

    assert calendar.get_todo_by_uid(fresh_name).icalendar_component["SUMMARY"] == "Order chairs"


def test_an_event_on_the_server_reaches_the_folder(laptop, folder, calendar, fresh_name):
    calendar.add_event(event(fresh_name, "Planning"))

    laptop.sync()

    assert [summary_of(file) for file in folder.iterdir()] == ["Planning"]


def test_a_todo_on_the_server_reaches_the_folder(laptop, folder, calendar, fresh_name):
    calendar.add_todo(todo(fresh_name, "Order chairs"))

    laptop.sync()

    assert [summary_of(file) for file in folder.iterdir()] == ["Order chairs"]


def test_a_change_in_the_folder_reaches_the_server(laptop, folder, calendar, fresh_name):
    write(folder / "local.ics", event(fresh_name, "Planning"))
    laptop.sync()

    write(folder / "local.ics", event(fresh_name, "Planning in the small room"))
    laptop.sync()

    assert summaries(calendar) == {"Planning in the small room"}


def test_a_change_on_the_server_reaches_the_folder(laptop, folder, calendar, fresh_name):
    write(folder / "local.ics", event(fresh_name, "Planning"))
    laptop.sync()

    stored = calendar.get_event_by_uid(fresh_name)
    with stored.edit_icalendar_component() as component:
        component["SUMMARY"] = "Planning in the small room"
    stored.save()
    laptop.sync()

    assert summary_of(folder / "local.ics") == "Planning in the small room"


def test_a_file_removed_from_the_folder_is_deleted_on_the_server(laptop, folder, calendar, fresh_name):
    write(folder / "keep.ics", event(f"{fresh_name}-kept", "Kept"))
    write(folder / "local.ics", event(fresh_name, "Planning"))
    laptop.sync()

    (folder / "local.ics").unlink()
    laptop.sync()

    assert summaries(calendar) == {"Kept"}


def test_an_event_deleted_on_the_server_is_removed_from_the_folder(laptop, folder, calendar, fresh_name):
    write(folder / "keep.ics", event(f"{fresh_name}-kept", "Kept"))
    write(folder / "local.ics", event(fresh_name, "Planning"))
    laptop.sync()

    calendar.get_event_by_uid(fresh_name).delete()
    laptop.sync()

    assert [file.name for file in folder.iterdir()] == ["keep.ics"]


def test_a_second_sync_changes_nothing(laptop, folder, calendar, fresh_name):
    write(folder / "local.ics", event(fresh_name, "Planning"))
    laptop.sync()
    token = calendar.get_objects_by_sync_token(disable_fallback=True).sync_token

    laptop.sync()

    assert len(calendar.get_objects_by_sync_token(token, disable_fallback=True)) == 0


def test_an_event_of_one_member_reaches_the_others_calendar(colleagues, calendar, bens_calendar, fresh_name):
    calendar.add_event(event(fresh_name, "Planning"))

    colleagues.sync()

    assert summaries(bens_calendar) == {"Planning"}


def test_changes_flow_both_ways_between_two_members(colleagues, calendar, bens_calendar, fresh_name):
    calendar.add_event(event(f"{fresh_name}-anna", "From Anna"))
    bens_calendar.add_event(event(f"{fresh_name}-ben", "From Ben"))

    colleagues.sync()

    assert summaries(calendar) == summaries(bens_calendar) == {"From Anna", "From Ben"}


def paired(folder: Path, one: str, other: str, names: list[str]) -> Pair:
    """Ties two storages; `names` are the pair's name for the collection and each storage's."""
    config = folder / "vdirsyncer.conf"
    quoted = ", ".join(f'"{name}"' for name in names)
    sections = {
        "general": f'status_path = "{folder}/status"',
        "pair agenda": f'a = "one"\nb = "other"\ncollections = [[{quoted}]]',
        "storage one": one,
        "storage other": other,
    }
    config.write_text("\n".join(f"[{title}]\n{dedent(body)}" for title, body in sections.items()))
    pair = Pair(config)
    pair.discover()
    return pair


def caldav_storage(server: Server, member: Member) -> str:
    return f"""
        type = "caldav"
        url = "{server.url}/"
        username = "{member.login}"
        password = "{member.password}"
        """


def write(path: Path, text: str) -> None:
    """Python would turn the line ends into those of the platform; vdirsyncer and the server keep them."""
    path.write_bytes(text.encode())


def summary_of(file: Path) -> str:
    return next(line for line in file.read_text().splitlines() if line.startswith("SUMMARY")).partition(":")[2]


def summaries(calendar: caldav.Calendar) -> set[str]:
    return {str(found.icalendar_component["SUMMARY"]) for found in calendar.get_events()}
