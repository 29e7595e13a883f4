"""iCalendar texts that the tests store."""

from collections.abc import Iterable


def event(
    uid: str,
    summary: str,
    start: str = "20261123T090000Z",
    end: str = "20261123T100000Z",
    more: Iterable[str] = (),
) -> str:
    """`more` are further content lines of the event."""
    lines = [f"UID:{uid}", f"DTSTART:{start}", f"DTEND:{end}", *more, "DTSTAMP:20261101T120000Z", f"SUMMARY:{summary}"]
    return _calendar(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def weekly_event(uid: str, summary: str) -> str:
    """Every Monday at nine, without end."""
    return event(uid, summary, more=["RRULE:FREQ=WEEKLY"])


def todo(uid: str, summary: str) -> str:
    lines = [f"UID:{uid}", "DUE:20261127T170000Z", "DTSTAMP:20261101T120000Z", "STATUS:NEEDS-ACTION"]
    return _calendar(["BEGIN:VTODO", *lines, f"SUMMARY:{summary}", "END:VTODO"])


def _calendar(component: list[str]) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//TeamAgenda//End to end//EN", *component, "END:VCALENDAR"]
    return "".join(f"{line}\r\n" for line in lines)
