"""Waiting for something to come true; nobody sleeps for a time that is merely hoped to be enough."""

import threading
import time
from collections.abc import Callable

LOOK_EACH = 0.02


def until(true: Callable[[], object], seconds: float = 30) -> bool:
    """Look until it is true, at most `seconds`; says whether it came true."""
    never, end = threading.Event(), time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        never.wait(LOOK_EACH)
    return True
