"""Writes the agenda of somebody who has kept one for fifteen years: thousands of entries, the same on each run."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

ENTRIES = 3000
SEED = 3552

BERLIN = """\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
X-LIC-LOCATION:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""

NEW_YORK = """\
BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE"""

# No database knows this name: the definition is all there is.
OFFICE = """\
BEGIN:VTIMEZONE
TZID:Office in Kathmandu
BEGIN:STANDARD
TZOFFSETFROM:+0545
TZOFFSETTO:+0545
DTSTART:16010101T000000
END:STANDARD
END:VTIMEZONE"""

ZONES = ["Europe/Berlin", "America/New_York", "Office in Kathmandu"]
SUMMARIES = ["Planning", "Grüße an alle", "会議室の予約", "Lunch\\, if there is time", "Call; short", "Review \\\\ retro"]
RULES = [
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU;COUNT=40",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20301231T235959Z",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=DAILY;COUNT=10",
]

Lines = list[str]


def agenda_file() -> bytes:
    """One iCalendar stream with `ENTRIES` UIDs, folded and encoded as the standard wants."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Agenda 7.1//EN", "X-WR-CALNAME:Fifteen years"]
    zones = "\n".join([BERLIN, NEW_YORK, OFFICE]).split("\n")
    return b"".join(map(folded, [*head, *zones, *entries(random.Random(SEED)), "END:VCALENDAR"]))


def entries(chance: random.Random) -> Iterator[str]:
    for number in range(ENTRIES):
        kind = KINDS[number % len(KINDS)]
        yield from kind(f"{chance.getrandbits(64):016x}-{number}@example.com", chance)


def timed(uid: str, chance: random.Random) -> Lines:
    zone, start = chance.choice(ZONES), moment(chance)
    ends = start + timedelta(minutes=chance.choice([15, 30, 60, 1500]))
    return vevent(uid, chance, [f"DTSTART;TZID={zone}:{local(start)}", f"DTEND;TZID={zone}:{local(ends)}"])


def in_utc(uid: str, chance: random.Random) -> Lines:
    return vevent(uid, chance, [f"DTSTART:{local(moment(chance))}Z", "DURATION:PT45M", "TRANSP:TRANSPARENT"])


def floating(uid: str, chance: random.Random) -> Lines:
    return vevent(uid, chance, [f"DTSTART:{local(moment(chance))}", "DURATION:P1DT2H"])


def all_day(uid: str, chance: random.Random) -> Lines:
    first = day(chance)
    after = first + timedelta(days=chance.choice([1, 3, 14]))
    return vevent(uid, chance, [f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"])


def recurring(uid: str, chance: random.Random) -> Lines:
    zone, start = chance.choice(ZONES), moment(chance)
    excluded = start + timedelta(days=14)
    added = start + timedelta(days=3, hours=2)
    return vevent(
        uid,
        chance,
        [
            f"DTSTART;TZID={zone}:{local(start)}",
            f"DTEND;TZID={zone}:{local(start + timedelta(hours=1))}",
            f"RRULE:{chance.choice(RULES)}",
            f"EXDATE;TZID={zone}:{local(excluded)}",
            f"RDATE;TZID={zone}:{local(added)}",
        ],
    )


def with_overrides(uid: str, chance: random.Random) -> Lines:
    """A weekly meeting of which one instance moved and one got another title."""
    zone, start = "Europe/Berlin", moment(chance)
    times = [f"DTSTART;TZID={zone}:{local(start)}", f"DTEND;TZID={zone}:{local(start + timedelta(hours=1))}"]
    lines = vevent(uid, chance, [*times, "RRULE:FREQ=WEEKLY;COUNT=30", "SEQUENCE:2"])
    for week, later in [(2, timedelta(hours=3)), (5, timedelta())]:
        instance = start + timedelta(weeks=week)
        moved = instance + later
        lines += vevent(
            uid,
            chance,
            [
                f"RECURRENCE-ID;TZID={zone}:{local(instance)}",
                f"DTSTART;TZID={zone}:{local(moved)}",
                f"DTEND;TZID={zone}:{local(moved + timedelta(hours=1))}",
                "SEQUENCE:3",
            ],
        )
    return lines


def meeting(uid: str, chance: random.Random) -> Lines:
    guests = [f'ATTENDEE;CN="Guest {n}, Sales";PARTSTAT=ACCEPTED:mailto:guest{n}@example.org' for n in range(4)]
    organizer = "ORGANIZER;CN=Anna Brown:mailto:anna@example.com"
    return vevent(uid, chance, [f"DTSTART:{local(moment(chance))}Z", "DURATION:PT1H", organizer, *guests])


def with_alarms(uid: str, chance: random.Random) -> Lines:
    alarms = [
        *["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:Soon", "END:VALARM"],
        *["BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER;VALUE=DATE-TIME:20260101T080000Z", "X-APPLE-DEFAULT-ALARM:TRUE"],
        "END:VALARM",
    ]
    return vevent(uid, chance, [f"DTSTART:{local(moment(chance))}Z", "DURATION:PT1H"], alarms)


def decorated(uid: str, chance: random.Random) -> Lines:
    """Properties of other programs, parameters that nobody knows, and a line that has to be folded."""
    more = [
        f"DTSTART:{local(moment(chance))}Z",
        "DESCRIPTION:" + "Größere Änderungen am Plan\\, siehe Anhang.\\n" * 12,
        "X-MOZ-LASTACK:20200101T000000Z",
        'X-EXAMPLE-THING;X-KEY="a:b;c,d";X-OTHER=^nfirst^^second:VALUE;with,everything',
        "CATEGORIES:Work,Travel",
        "GEO:48.85299;2.36885",
        "ATTACH;FMTTYPE=text/plain;ENCODING=BASE64;VALUE=BINARY:" + "VGhlIGF0dGFjaG1lbnQu" * 20,
        "CLASS:PRIVATE",
    ]
    return vevent(uid, chance, more)


def task(uid: str, chance: random.Random) -> Lines:
    due = moment(chance)
    return [
        "BEGIN:VTODO",
        *common(uid, chance),
        f"DUE;TZID=Europe/Berlin:{local(due)}",
        f"STATUS:{chance.choice(['NEEDS-ACTION', 'IN-PROCESS', 'COMPLETED'])}",
        f"PRIORITY:{chance.randrange(10)}",
        "END:VTODO",
    ]


KINDS: list[Callable[[str, random.Random], Lines]] = [
    timed, in_utc, floating, all_day, recurring, with_overrides, meeting, with_alarms, decorated, task
]  # fmt: skip


def vevent(uid: str, chance: random.Random, properties: Lines, alarms: Lines = ()) -> Lines:
    return ["BEGIN:VEVENT", *common(uid, chance), *properties, *alarms, "END:VEVENT"]


def common(uid: str, chance: random.Random) -> Lines:
    return [f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"SUMMARY:{chance.choice(SUMMARIES)}"]


def day(chance: random.Random) -> date:
    return date(2011, 1, 1) + timedelta(days=chance.randrange(15 * 365))


def moment(chance: random.Random) -> datetime:
    midnight = datetime.combine(day(chance), datetime.min.time(), UTC)
    return midnight + timedelta(minutes=15 * chance.randrange(7 * 4, 20 * 4))


def local(time: datetime) -> str:
    return f"{time:%Y%m%dT%H%M%S}"


def folded(line: str) -> bytes:
    """RFC 5545 §3.1: at most 75 octets, and no character torn apart."""
    parts, part = [], b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > 75 - (1 if parts else 0):
            parts.append(part)
            part = b""
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"
