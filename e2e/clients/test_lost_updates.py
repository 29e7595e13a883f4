"""Two devices change the same thing: the one who did not see the other's change is told so, and nothing is lost."""

import pytest
from caldav.lib import error

from support.calendar_text import event


def test_a_change_on_top_of_an_unseen_change_is_refused(calendar, on_phone, fresh_name):
    here = calendar.add_event(event(fresh_name, "Planning")).load()
    change_summary(on_phone.get_event_by_uid(fresh_name), "Changed on the phone")

    with pytest.raises(error.ETagMismatchError):
        change_summary(here, "Changed here")


def test_a_refused_change_leaves_the_other_one_in_place(calendar, on_phone, fresh_name):
    here = calendar.add_event(event(fresh_name, "Planning")).load()
    change_summary(on_phone.get_event_by_uid(fresh_name), "Changed on the phone")

    with pytest.raises(error.ETagMismatchError):
        change_summary(here, "Changed here")

    assert on_phone.get_event_by_uid(fresh_name).icalendar_component["SUMMARY"] == "Changed on the phone"


def test_a_change_after_reading_again_is_taken(calendar, on_phone, fresh_name):
    here = calendar.add_event(event(fresh_name, "Planning"))
    change_summary(on_phone.get_event_by_uid(fresh_name), "Changed on the phone")

    change_summary(here.load(), "Changed here")

    assert on_phone.get_event_by_uid(fresh_name).icalendar_component["SUMMARY"] == "Changed here"


def test_deleting_what_somebody_else_changed_is_refused(calendar, on_phone, fresh_name):
    here = calendar.add_event(event(fresh_name, "Planning")).load()
    change_summary(on_phone.get_event_by_uid(fresh_name), "Changed on the phone")

    with pytest.raises(error.ETagMismatchError):
        here.delete(if_match=True)


def test_creating_over_an_existing_object_is_refused(calendar, fresh_name):
    stored = calendar.add_event(event(fresh_name, "Planning"))

    headers = {"Content-Type": "text/calendar", "If-None-Match": "*"}
    answer = calendar.client.put(str(stored.url), event(fresh_name, "Planning again"), headers)

    assert answer.status == 412


def change_summary(stored, summary: str) -> None:
    with stored.edit_icalendar_component() as component:
        component["SUMMARY"] = summary
    stored.save()
