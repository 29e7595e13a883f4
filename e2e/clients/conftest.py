"""What the clients share: names that no other test uses, and members signed in with python-caldav."""

from uuid import uuid4

import caldav
import pytest

from support.principals import principal
from support.team import ANNA, BEN


@pytest.fixture
def fresh_name() -> str:
    """For a calendar or a UID that only this test knows."""
    return f"t{uuid4().hex[:12]}"


@pytest.fixture
def anna(server) -> caldav.Principal:
    return principal(server, ANNA)


@pytest.fixture
def ben(server) -> caldav.Principal:
    return principal(server, BEN)


@pytest.fixture
def calendar(anna, fresh_name) -> caldav.Calendar:
    """A new calendar of Anna's that takes events and to-dos."""
    return anna.make_calendar(
        name=f"Calendar {fresh_name}", cal_id=fresh_name, supported_calendar_component_set=["VEVENT", "VTODO"]
    )


@pytest.fixture
def on_phone(server, calendar) -> caldav.Calendar:
    """The same calendar seen by a second device of Anna's."""
    devices_view = principal(server, ANNA)
    return devices_view.calendar(cal_id=calendar.id)
