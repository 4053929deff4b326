"""Those who kill: one goes for workers, one for web processes, each after so much was done since the last time."""

import os
import random
import sys
from contextlib import suppress
from signal import SIGKILL
from subprocess import PIPE

from sqlalchemy import select

from portal import clock
from portal.database import aside
from portal.models.jobs import Job
from portal.vocabulary import JobStatus
from tests.storm import yard
from tests.storm.progress import Progress

LONGEST = 60
"""Seconds without the awaited progress after which a killer goes home."""
WHOLE_SERVER = 25
"""Each how-many-th kill of the web takes the whole server, its master too."""


class Workers:
    """Workers over a yard, as a supervisor keeps them: whoever dies is replaced."""

    def __init__(self, place: yard.Yard, count: int = 2) -> None:
        """Start the nursery, and them."""
        pipes = {"stdin": PIPE, "stdout": PIPE, "text": True, "bufsize": 1}
        self.nursery = yard.begin([sys.executable, "-m", "tests.storm.nursery"], place, **pipes)
        self.hands = [self.fresh() for _ in range(count)]

    def fresh(self) -> int:
        """One more; its process number."""
        self.nursery.stdin.write("one\n")
        return int(self.nursery.stdout.readline())

    def kill(self, pid: int | None = None) -> None:
        """Kill this one, or the one who works longest; another takes the place."""
        chosen = pid if pid in self.hands else self.hands[0]
        os.kill(chosen, SIGKILL)
        self.hands.remove(chosen)
        self.hands.append(self.fresh())

    def stop(self) -> None:
        """Kill all at once, the nursery too; nobody follows."""
        os.killpg(self.nursery.pid, SIGKILL)
        self.nursery.communicate()


def of_workers(app, workers: Workers, progress: Progress, kills: int, each: int) -> None:
    """Kill whoever holds a job, each time that many letters arrived."""
    with app.app_context():
        for _ in range(kills):
            if not progress.more("letters", each, LONGEST):
                return
            workers.kill(busy())
            progress.tick("kills of workers")


def busy() -> int | None:
    """The process that took a job last and has not finished it."""
    held = select(Job.lease_by).where(Job.status == JobStatus.WAITING, Job.lease_until > clock.now())
    with aside() as connection:
        name = connection.scalar(held.order_by(Job.lease_until.desc()).limit(1))
    return int(name.rpartition(":")[2]) if name else None


def of_web(web: yard.Web, progress: Progress, kills: int, each: int) -> None:
    """Kill a web process, each time that many requests were answered; now and then the whole server."""
    dice = random.Random(kills)
    for number in range(1, kills + 1):
        if not progress.more("answers", each, LONGEST):
            return
        if number % WHOLE_SERVER == 0:
            again(web)
        else:
            with suppress(ProcessLookupError, IndexError):
                os.kill(dice.choice(web.workers()), SIGKILL)
        progress.tick("kills of web")


def again(web: yard.Web) -> None:
    """The machine's plug is pulled; then the server is started as always."""
    web.stop(kill=True)
    web.start()
