"""Eighteen months in order: stories are generators that say when they go on, and the clock travels to them."""

import heapq
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from portal import clock, jobs
from portal.database import db, take_write_lock
from portal.errors import PortalError
from portal.services import rescues

Story = Iterator[datetime]
TOO_SOON = (rescues.open_due,)
"""Stories leave out what people say in between: what looks like silence in them is none."""


class Calendar:
    """Runs stories in the order of their moments, and the minute's tasks once a day, until the present."""

    def __init__(self, begins: datetime, ends: datetime) -> None:
        self.now, self.ends = begins, ends
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._count = 0
        self._day = begins.date()
        self.refusals: list[str] = []

    def add(self, story: Story) -> None:
        """Let a story begin now; its first part runs at once."""
        self._go_on(story)

    def run(self) -> None:
        """Go on until every story has ended or lies in the future."""
        while self._waiting and self._waiting[0][0] <= self.ends:
            moment, _, story = heapq.heappop(self._waiting)
            self._keep_house(moment.date())
            self.now = max(self.now, moment)
            self._go_on(story)
        self._keep_house(self.ends.date())

    def _go_on(self, story: Story) -> None:
        with clock.travel(self.now):
            take_write_lock()
            moment = self._next(story)
            db.session.commit()
        if moment is not None:
            self._count += 1
            heapq.heappush(self._waiting, (moment, self._count, story))

    def _next(self, story: Story) -> datetime | None:
        """A story ends where the portal refuses its next step: all seats were taken, say."""
        try:
            return next(story, None)
        except PortalError as refusal:
            db.session.rollback()
            self.refusals.append(str(refusal))
            return None

    def _keep_house(self, until: date) -> None:
        """What the worker would have done each day: holds lapse, applications close, projects end."""
        while self._day < until:
            self._day += timedelta(days=1)
            with clock.travel(datetime.combine(self._day, time(0, 5), UTC)):
                self._daily()

    def _daily(self) -> None:
        for task in jobs.PERIODIC:
            if task in TOO_SOON:
                continue
            take_write_lock()
            task()
            db.session.commit()
        while jobs.work_once():
            pass
