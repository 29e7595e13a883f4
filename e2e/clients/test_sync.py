"""A device asks with its sync-token for what changed since its last visit (RFC 6578)."""

import caldav
import pytest
from caldav.lib import error

from support.calendar_text import event


def test_the_first_sync_lists_everything(calendar, fresh_name):
    calendar.add_event(event(f"{fresh_name}-1", "One"))
    calendar.add_event(event(f"{fresh_name}-2", "Two"))

    assert len(sync(calendar)) == 2


def test_nothing_is_listed_when_nothing_changed(calendar, fresh_name):
    calendar.add_event(event(fresh_name, "Planning"))
    token = sync(calendar).sync_token

    assert len(sync(calendar, token)) == 0


def test_a_new_event_is_listed(calendar, on_phone, fresh_name):
    token = sync(on_phone).sync_token
    calendar.add_event(event(fresh_name, "Planning"))

    assert names_in(sync(on_phone, token)) == [f"{fresh_name}.ics"]


def test_a_changed_event_is_listed_once(calendar, on_phone, fresh_name):
    stored = calendar.add_event(event(fresh_name, "Planning"))
    token = sync(on_phone).sync_token
    for summary in ("First change", "Second change"):
        with stored.edit_icalendar_component() as component:
            component["SUMMARY"] = summary
        stored.save()

    assert names_in(sync(on_phone, token)) == [f"{fresh_name}.ics"]


def test_a_deleted_event_is_listed_as_gone(calendar, on_phone, fresh_name):
    stored = calendar.add_event(event(fresh_name, "Planning"))
    token = sync(on_phone).sync_token
    stored.delete()

    assert [url.path for url in sync(on_phone, token).deleted_urls] == [stored.url.path]


def test_a_moved_event_is_gone_from_its_former_calendar(anna, calendar, on_phone, fresh_name):
    other = anna.make_calendar(cal_id=f"{fresh_name}-other")
    stored = calendar.add_event(event(fresh_name, "Planning"))
    token = sync(on_phone).sync_token

    headers = {"Destination": str(other.url.join(f"{fresh_name}.ics"))}
    anna.client.request(str(stored.url), "MOVE", headers=headers)

    assert [url.path for url in sync(on_phone, token).deleted_urls] == [stored.url.path]
    assert names_in(sync(other)) == [f"{fresh_name}.ics"]


def test_a_client_that_mirrors_a_calendar_converges(calendar, on_phone, fresh_name):
    kept, changed, deleted = (calendar.add_event(event(f"{fresh_name}-{n}", "Planning")) for n in range(3))
    mirror = on_phone.get_objects_by_sync_token(load_objects=True, disable_fallback=True)

    with changed.edit_icalendar_component() as component:
        component["SUMMARY"] = "Changed"
    changed.save()
    deleted.delete()
    mirror.sync()

    mirrored = {found.id: found.icalendar_component["SUMMARY"] for found in mirror}
    assert mirrored == {kept.id: "Planning", changed.id: "Changed"}


def test_an_unknown_token_is_refused_with_the_reason(calendar):
    with pytest.raises(error.AuthorizationError) as refused:
        sync(calendar, token="https://example.com/never-given-out")

    assert "{DAV:}valid-sync-token" in refused.value.preconditions


def test_the_token_of_another_calendar_is_refused(anna, calendar, fresh_name):
    other = anna.make_calendar(cal_id=f"{fresh_name}-other")

    with pytest.raises(error.AuthorizationError) as refused:
        sync(calendar, token=sync(other).sync_token)

    assert "{DAV:}valid-sync-token" in refused.value.preconditions


def sync(calendar: caldav.Calendar, token: str | None = None) -> caldav.SynchronizableCalendarObjectCollection:
    """A sync-collection REPORT; the library may not fall back to comparing everything."""
    return calendar.get_objects_by_sync_token(token, disable_fallback=True)


def names_in(changes: caldav.SynchronizableCalendarObjectCollection) -> list[str]:
    return [changed.url.path.rsplit("/", 1)[-1] for changed in changes]
