"""A client that knows only the server's address finds everything else."""

import caldav
import pytest
import requests
from caldav.elements import dav

from support.team import ANNA


def test_the_well_known_address_leads_to_the_service(server):
    answer = requests.get(f"{server.url}/.well-known/caldav", auth=ANNA.credentials, allow_redirects=False)

    assert answer.status_code in (301, 302, 307, 308)
    assert answer.headers["Location"]


def test_a_request_without_credentials_is_asked_for_them(server):
    answer = requests.request("PROPFIND", f"{server.url}/.well-known/caldav")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic")


def test_a_wrong_password_is_refused(server):
    client = caldav.DAVClient(server.url, username=ANNA.login, password="guessed", require_tls=False)

    with pytest.raises(caldav.lib.error.AuthorizationError):
        client.principal()


def test_the_principal_is_found_from_the_root(anna):
    assert anna.url.path.rstrip("/").endswith("/anna")


def test_the_home_is_found_from_the_principal(anna):
    home = anna.calendar_home_set

    assert home.get_properties([dav.ResourceType()])


def test_the_service_says_that_it_is_a_calendar_service(anna):
    assert "calendar-access" in anna.client.options(str(anna.url)).headers["DAV"]


def test_a_new_calendar_is_listed_in_the_home(anna, calendar):
    listed = {found.url.canonical() for found in anna.get_calendars()}

    assert calendar.url.canonical() in listed


def test_a_new_calendar_keeps_the_name_it_was_given(anna, calendar):
    names = {found.get_display_name() for found in anna.get_calendars()}

    assert f"Calendar {calendar.id}" in names


def test_a_calendar_for_todos_says_that_it_is_one(anna, fresh_name):
    todos = anna.make_calendar(cal_id=fresh_name, supported_calendar_component_set=["VTODO"])

    assert todos.get_supported_components() == ["VTODO"]


def test_a_removed_calendar_is_gone_from_the_home(anna, calendar):
    calendar.delete()

    assert calendar.url.canonical() not in {found.url.canonical() for found in anna.get_calendars()}


def test_a_members_calendar_is_not_in_a_colleagues_home(ben, calendar):
    assert calendar.url.canonical() not in {found.url.canonical() for found in ben.get_calendars()}
