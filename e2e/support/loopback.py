"""Ports and waiting on the loopback interface."""

import socket
import time
from collections.abc import Callable


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(true: Callable[[], bool], what: str, seconds: float) -> None:
    """Asks again and again, and fails with `what` when the time is over."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen within {seconds} s")
        time.sleep(0.02)
