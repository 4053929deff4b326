"""The worker: does what is due, runs the minute's tasks, and says that it is alive."""

import signal
import threading
from datetime import timedelta

from flask import Flask
from sqlalchemy.dialects import postgresql, sqlite

from portal import clock, forgetting, jobs, limits  # noqa: F401 - forgetting registers itself
from portal.database import aside, db, take_write_lock
from portal.logs import bind_facts, log
from portal.models.jobs import Heartbeat
from portal.services import closing, receipts, undelivered, undone  # noqa: F401 - they register what the worker does

IDLE_SECONDS = 0.5
EACH = timedelta(minutes=1)
BEAT_EACH = timedelta(seconds=20)


jobs.periodic(limits.sweep)


def run(app: Flask) -> None:
    """Work until told to stop (SIGTERM, SIGINT); the job in hand is finished first."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    last_beat = last_minute = clock.now() - EACH
    while not stop.is_set():
        last_beat = every(BEAT_EACH, last_beat, beat, app)
        last_minute = every(EACH, last_minute, run_periodic, app)
        if not attempt(app):
            stop.wait(IDLE_SECONDS)


def every(period: timedelta, last, task, app: Flask):
    """Run a task when its period is over; returns when it last ran."""
    if clock.now() - last < period:
        return last
    with app.app_context():
        guarded(task)
    return clock.now()


def attempt(app: Flask) -> int:
    """One round of jobs; a database that is away is waited for."""
    with app.app_context():
        return guarded(jobs.work_once) or 0


def guarded(task):
    """A task that fails is logged; the worker goes on."""
    try:
        return task()
    except Exception:  # noqa: BLE001 - the worker outlives every task
        db.session.rollback()
        log.error("task failed", task=task.__name__, exc_info=True)
        return None


def run_periodic() -> None:
    """Each registered task in a transaction of its own."""
    take_write_lock()
    for task in jobs.PERIODIC:
        bind_facts()
        guarded(task)
        db.session.commit()


def beat(name: str = "worker") -> None:
    """Write down that a worker is alive."""
    row = {"name": name, "at": clock.now()}
    with aside(write=True) as connection:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        beating = insert(Heartbeat).values(row)
        connection.execute(beating.on_conflict_do_update(index_elements=["name"], set_={"at": row["at"]}))
