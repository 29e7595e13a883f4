"""Takes an iCalendar stream apart with nothing but its line syntax, so that no library smooths a difference away."""

from collections.abc import Iterator
from typing import NamedTuple


class Key(NamedTuple):
    """What tells one component of a stream from the others."""

    kind: str
    uid: str
    recurrence_id: str


def components(stream: bytes) -> dict[Key, list[str]]:
    """The unfolded lines of every entry and time zone, in the order in which they stand."""
    found = {}
    for lines in _top_level(stream):
        key = _key(lines)
        assert key not in found, f"{key} is there twice"
        found[key] = lines
    return found


def _top_level(stream: bytes) -> Iterator[list[str]]:
    lines = stream.decode().replace("\r\n ", "").split("\r\n")
    depth, current = 0, []
    for line in lines:
        depth += line.startswith("BEGIN:")
        if depth > 1:
            current.append(line)
        depth -= line.startswith("END:")
        if depth == 1 and current:
            yield current
            current = []


def _key(lines: list[str]) -> Key:
    kind = lines[0].removeprefix("BEGIN:")
    name = _value(lines, "TZID") if kind == "VTIMEZONE" else _value(lines, "UID")
    return Key(kind, name, _value(lines, "RECURRENCE-ID"))


def _value(lines: list[str], name: str) -> str:
    """The value behind the name and its parameters."""
    return next((line.split(":", 1)[1] for line in lines if line.split(":")[0].split(";")[0] == name), "")
