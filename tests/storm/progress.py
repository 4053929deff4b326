"""What happened so far, counted, so that a kill follows a deed and not the clock; and a mail server that counts."""

import email
import threading
from collections import Counter

from aiosmtpd.controller import Controller

from tests.storm.yard import free_port


class Progress:
    """Counts of what happened; somebody may wait for more of it."""

    def __init__(self) -> None:
        """Nothing happened yet."""
        self.happened: Counter = Counter()
        self.changed = threading.Condition()

    def tick(self, what: str) -> None:
        """One more."""
        with self.changed:
            self.happened[what] += 1
            self.changed.notify_all()

    def more(self, what: str, count: int, seconds: float) -> bool:
        """Wait until it happened `count` times more; False when `seconds` were not enough."""
        with self.changed:
            least = self.happened[what] + count
            return self.changed.wait_for(lambda: self.happened[what] >= least, seconds)


class Post:
    """A mail server in this process that keeps each letter's Message-ID."""

    def __init__(self, progress: Progress) -> None:
        """Find a port; nothing runs yet."""
        self.progress, self.ids = progress, Counter()
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the server's own name
        self.ids[email.message_from_bytes(envelope.content)["Message-ID"]] += 1
        self.progress.tick("letters")
        return "250 OK"

    def __enter__(self) -> "Post":
        self.controller.start()
        return self

    def __exit__(self, *_) -> None:
        self.controller.stop()
