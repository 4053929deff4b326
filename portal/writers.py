"""SQLite's writers stand in line before BEGIN IMMEDIATE: a lock among threads, then one among processes."""

import fcntl
import threading
import time
from pathlib import Path

SHORTEST_NAP = 0.0005
LONGEST_NAP = 0.005
WEARY = 0.5
"""Seconds to wait while the database is held: a web process must keep its threads for readers."""


class DatabaseBusy(Exception):
    """Nobody let this writer in for too long: answered with 503 and Retry-After."""


class WriterQueue:
    """At most one writer to a database on this machine; `database` is its path, or None in memory."""

    def __init__(self, database: str | None):
        self.path = Path(f"{database}.writer") if database and database != ":memory:" else None
        self.lock = threading.Lock()
        self.owner: int | None = None
        self.file = None
        self.held = False

    def enter(self, patience: float) -> float:
        """Wait for the turn, at most `patience` seconds; returns what is left of them. Raises DatabaseBusy.

        Once somebody waited in vain the others are told soon, until one gets in again.
        """
        if self.owner == threading.get_ident():
            raise RuntimeError("This thread already has a write open; commit or roll back first.")
        patience = min(patience, WEARY) if self.held else patience
        until = time.monotonic() + patience
        if not self.lock.acquire(timeout=patience):
            raise self.in_vain(patience)
        self.owner = threading.get_ident()
        try:
            self._lock_file(until, patience)
        except BaseException:
            self.leave()
            raise
        return max(0.0, until - time.monotonic())

    def in_vain(self, patience: float) -> DatabaseBusy:
        """Somebody waited so long and was not let in; a short try says nothing about the others."""
        self.held = self.held or patience > WEARY
        return DatabaseBusy()

    def leave(self) -> None:
        """Let the next one in."""
        if self.file:
            self.file.close()
        self.file = self.owner = None
        self.lock.release()

    def _lock_file(self, until: float, patience: float) -> None:
        if self.path is None:
            return
        self.file = self.path.open("ab")
        nap = SHORTEST_NAP
        while not locked(self.file):
            if time.monotonic() > until:
                raise self.in_vain(patience)
            time.sleep(nap)
            nap = min(nap * 2, LONGEST_NAP)


def locked(file) -> bool:
    """Try to take the lock among processes."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
