"""RL2: the database is held for forty seconds; writers are told to come back, readers read on, nothing breaks."""

import contextlib
import subprocess
import sys
import threading
from collections import Counter
from datetime import timedelta
from time import monotonic

import pytest
from sqlalchemy import func, select, update

from portal import clock
from portal.database import db
from portal.models.jobs import Job
from portal.models.people import SignIn
from portal.vocabulary import JobStatus
from tests.storm import report, rush, web, yard
from tests.storm.test_storm import built
from tests.waiting import until

HELD = 40
WRITERS, READERS = {"sqlite": 4, "postgresql": 2}, 4
"""On PostgreSQL each writer waits its ten seconds, so there are fewer of them than threads."""
SLOWEST_PAGE = 15_000
pytestmark = pytest.mark.storm


@contextlib.contextmanager
def holder(address):
    """Another process that has the lock; it lets go when the block ends."""
    command = [sys.executable, "-m", "tests.storm.holder", address]
    with subprocess.Popen(command, cwd=yard.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield
        process.stdin.close()


def last_seen_yesterday():
    """Each page wants to note that its reader is here again."""
    moment = clock.now() - timedelta(hours=2)
    db.session.flush()
    db.session.execute(update(SignIn).values(seen_at=moment))


def test_held_for_forty_seconds(engine, tmp_path):
    plan = yard.Plan(WRITERS[engine] + READERS, seats=20, more=last_seen_yesterday)
    place = built(engine, tmp_path, plan, "held")
    with yard.server(place) as port:
        worker = yard.worker(place)
        with holder(place.config.database):
            began = monotonic()
            wrote, read = besiege(place, port, WRITERS[engine], began + HELD)
            held = monotonic() - began
        after = rush.claim(port, place.project_ids[0], place.students[0])
        accepted = web.post(port, f"{after.place}/accept", place.students[0], agree="y")
        alive = worker.poll() is None
        with yard.inside(place):
            delivered = until(lambda: not unfinished(), 60)
        worker.kill()
        worker.wait()
    report.put("held", engine, report.Plain(figures(held, wrote, read, after)))
    assert {(reply.status, reply.retry_after, "<h1" in reply.text) for reply in wrote} == {(503, "5", True)}
    assert {reply.status for reply in read} == {200}
    assert max(reply.ms for reply in read) < SLOWEST_PAGE
    assert (after.status, accepted.status) == (303, 303)
    assert (alive, delivered) == (True, True)
    assert yard.check(place).returncode == 0


def besiege(place, port, writers, end):
    """Some claim and others read, again and again until the time has come; what they were answered."""
    paths = ["/student/projects", f"/student/projects/{place.project_ids[0]}"]

    def write(student):
        return rush.claim(port, place.project_ids[0], student)

    def read(student):
        return web.get(port, paths[place.students.index(student) % len(paths)], student)

    wrote, seen = [], []
    jobs = [(write, one, wrote) for one in place.students[:writers]]
    jobs += [(read, one, seen) for one in place.students[writers:]]
    threads = [threading.Thread(target=repeat, args=(*job, end)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrote, seen


def repeat(ask, student, answers, end):
    while monotonic() < end:
        answers.append(ask(student))


def unfinished():
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(Job.status == JobStatus.WAITING))


def figures(held, wrote, read, after):
    told = Counter(reply.status == 503 for reply in wrote)
    pages = Counter(reply.status == 200 for reply in read)
    slowest = [f"{max(reply.ms for reply in replies):.0f} ms" for replies in (wrote, read)]
    first = f"{after.ms:.0f} ms"
    return [
        f"{held:.0f} s",
        told[True],
        told[False],
        slowest[0],
        sum(pages.values()),
        pages[False],
        slowest[1],
        first,
    ]
