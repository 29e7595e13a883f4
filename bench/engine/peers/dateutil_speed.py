"""Walks rules with dateutil. Each line of standard input is ZONE|START|RULE|COUNT|MILLISECONDS, with local times and an
empty zone for floating ones; each line of standard output is the time in nanoseconds that one walk over COUNT recurrences
takes at best, and the first of them."""

import sys
import time
from datetime import datetime
from itertools import islice

from dateutil import tz
from dateutil.rrule import rrulestr

for line in sys.stdin:
    zone, start, rule, count, milliseconds = line.strip().split("|")
    dtstart = datetime.strptime(start, "%Y%m%dT%H%M%S").replace(tzinfo=tz.gettz(zone) if zone else None)
    end = time.perf_counter_ns() + int(milliseconds) * 1_000_000
    best, found = None, []
    try:
        while best is None or time.perf_counter_ns() < end:
            before = time.perf_counter_ns()
            found = list(islice(rrulestr(rule, dtstart=dtstart), int(count)))
            took = time.perf_counter_ns() - before
            best = took if best is None else min(best, took)
    except ValueError:
        best = 0
    listed = ",".join(one.strftime("%Y%m%dT%H%M%S") for one in found[:60])
    print(f"{best} {listed}", flush=True)
