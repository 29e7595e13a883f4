"""Events and to-dos that one device stores, changes, moves and deletes, and that another one sees."""

from datetime import UTC, datetime

import caldav
import pytest
from caldav.lib import error

from support.calendar_text import event, todo, weekly_event

CALDAV = "{urn:ietf:params:xml:ns:caldav}"


def test_an_event_stored_on_one_device_is_seen_on_another(calendar, on_phone, fresh_name):
    calendar.add_event(event(fresh_name, "Planning"))

    assert on_phone.get_event_by_uid(fresh_name).icalendar_component["SUMMARY"] == "Planning"


def test_a_todo_stored_on_one_device_is_seen_on_another(calendar, on_phone, fresh_name):
    calendar.add_todo(todo(fresh_name, "Order chairs"))

    assert on_phone.get_todo_by_uid(fresh_name).icalendar_component["SUMMARY"] == "Order chairs"


def test_an_event_comes_back_byte_for_byte(calendar, on_phone, fresh_name):
    unusual = ["X-EXAMPLE;X-KEY=\"a:b\":kept", "DESCRIPTION:Folded where nobody else\r\n  folds"]
    text = event(fresh_name, "Grüße aus Zürich", more=unusual)

    stored = put(calendar, f"{fresh_name}.ics", text)

    assert on_phone.event_by_url(stored.url).load().raw_data == text.encode()


def test_a_changed_summary_reaches_the_other_device(calendar, on_phone, fresh_name):
    calendar.add_event(event(fresh_name, "Planning"))

    theirs = on_phone.get_event_by_uid(fresh_name)
    with theirs.edit_icalendar_component() as component:
        component["SUMMARY"] = "Planning in the small room"
    theirs.save()

    assert calendar.get_event_by_uid(fresh_name).icalendar_component["SUMMARY"] == "Planning in the small room"


def test_a_completed_todo_is_completed_on_the_other_device(calendar, on_phone, fresh_name):
    calendar.add_todo(todo(fresh_name, "Order chairs"))

    on_phone.get_todo_by_uid(fresh_name).complete()

    assert calendar.get_todo_by_uid(fresh_name).icalendar_component["STATUS"] == "COMPLETED"


def test_a_completed_todo_is_not_among_the_pending_ones(calendar, fresh_name):
    calendar.add_todo(todo(fresh_name, "Order chairs")).complete()

    assert calendar.get_todos() == []


def test_a_deleted_event_is_gone_on_the_other_device(calendar, on_phone, fresh_name):
    stored = calendar.add_event(event(fresh_name, "Planning"))

    on_phone.get_event_by_uid(fresh_name).delete()

    with pytest.raises(error.NotFoundError):
        stored.load()


def test_a_moved_event_is_in_the_other_calendar_only(anna, calendar, fresh_name):
    other = anna.make_calendar(cal_id=f"{fresh_name}-other")
    stored = calendar.add_event(event(fresh_name, "Planning"))
    headers = {"Destination": str(other.url.join(f"{fresh_name}.ics")), "Overwrite": "F"}

    assert anna.client.request(str(stored.url), "MOVE", headers=headers).status == 201
    assert [found.id for found in other.get_events()] == [fresh_name]
    assert calendar.get_events() == []


def test_a_search_finds_the_events_of_a_week(calendar, fresh_name):
    calendar.add_event(event(f"{fresh_name}-in", "In the week", "20261125T090000Z", "20261125T100000Z"))
    calendar.add_event(event(f"{fresh_name}-after", "After it", "20261130T000000Z", "20261130T010000Z"))

    assert found_in_week(calendar, datetime(2026, 11, 23, tzinfo=UTC)) == [f"{fresh_name}-in"]


def test_a_search_finds_a_weekly_event_years_later(calendar, fresh_name):
    calendar.add_event(weekly_event(fresh_name, "Stand-up"))

    assert found_in_week(calendar, datetime(2041, 3, 4, tzinfo=UTC)) == [fresh_name]


def test_a_second_object_with_the_same_uid_is_refused(calendar, fresh_name):
    calendar.add_event(event(fresh_name, "Planning"))

    with pytest.raises(error.AuthorizationError) as refused:
        put(calendar, "another-name.ics", event(fresh_name, "Twin"))

    assert CALDAV + "no-uid-conflict" in refused.value.preconditions


def test_text_that_is_no_calendar_is_refused(calendar):
    with pytest.raises(error.AuthorizationError) as refused:
        put(calendar, "letter.ics", "Dear Anna,\r\n")

    assert CALDAV + "valid-calendar-data" in refused.value.preconditions


def test_an_event_in_a_calendar_for_todos_is_refused(anna, fresh_name):
    todos = anna.make_calendar(cal_id=fresh_name, supported_calendar_component_set=["VTODO"])

    with pytest.raises(error.AuthorizationError) as refused:
        put(todos, "planning.ics", event(fresh_name, "Planning"))

    assert CALDAV + "supported-calendar-component" in refused.value.preconditions


def put(calendar: caldav.Calendar, name: str, text: str) -> caldav.CalendarObjectResource:
    """Stores a text as it is; the library's own functions would tidy it up first."""
    url = calendar.url.join(name)
    calendar.client.put(str(url), text, {"Content-Type": "text/calendar; charset=utf-8"})
    return calendar.event_by_url(url)


def found_in_week(calendar: caldav.Calendar, start: datetime) -> list[str]:
    """The UIDs of the events of the seven days from `start`, as the server filters them."""
    end = start.replace(day=start.day + 7)
    return [found.id for found in calendar.search(start=start, end=end, event=True, expand=False)]
