"""SQLite's writers stand in line before BEGIN IMMEDIATE: a lock among threads, then one among processes."""

import fcntl
import threading
import time
from pathlib import Path

SHORTEST_NAP = 0.0005
LONGEST_NAP = 0.005


class DatabaseBusy(Exception):
    """Nobody let this writer in for too long: answered with 503 and Retry-After."""


class WriterQueue:
    """At most one writer to a database on this machine; `database` is its path, or None in memory."""

    def __init__(self, database: str | None):
        self.path = Path(f"{database}.writer") if database and database != ":memory:" else None
        self.lock = threading.Lock()
        self.owner: int | None = None
        self.file = None

    def enter(self, patience: float) -> None:
        """Wait for the turn, at most `patience` seconds; raises DatabaseBusy."""
        if self.owner == threading.get_ident():
            raise RuntimeError("This thread already has a write open; commit or roll back first.")
        until = time.monotonic() + patience
        if not self.lock.acquire(timeout=patience):
            raise DatabaseBusy
        self.owner = threading.get_ident()
        try:
            self._lock_file(until)
        except BaseException:
            self.leave()
            raise

    def leave(self) -> None:
        """Let the next one in."""
        if self.file:
            self.file.close()
        self.file = self.owner = None
        self.lock.release()

    def _lock_file(self, until: float) -> None:
        if self.path is None:
            return
        self.file = self.path.open("ab")
        nap = SHORTEST_NAP
        while not locked(self.file):
            if time.monotonic() > until:
                raise DatabaseBusy
            time.sleep(nap)
            nap = min(nap * 2, LONGEST_NAP)


def locked(file) -> bool:
    """Try to take the lock among processes."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
