"""Later work: a row written with the change that caused it, and the worker that leases, acts and marks."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Row, or_, select, update

from portal import clock
from portal.database import aside, db, take_write_lock
from portal.logs import bind_facts, log
from portal.models.jobs import Job
from portal.vocabulary import JobStatus

LEASE = timedelta(minutes=5)
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 480, 720))
GIVE_UP_AFTER = timedelta(hours=48)
HOST = socket.gethostname()[:40]


class GiveUp(Exception):
    """Trying again would not help: the job is dead now."""


class Refused(GiveUp):
    """Whom it is for does not take it, now or later; the words are the other side's."""


@dataclass(frozen=True)
class Handler:
    """What runs for a kind of job; a slow one works outside the transaction."""

    run: Callable[[dict], Any]
    slow: bool = False


HANDLERS: dict[str, Handler] = {}
PERIODIC: list[Callable[[], Any]] = []
ON_DEATH: list[Callable[[Job], Any]] = []
ON_REFUSAL: list[Callable[[Job], Any]] = []


def handler(kind: str, *, slow: bool = False):
    """Register `run(payload)` for a kind.

    Its changes are committed together with the mark. A slow one (mail, documents) runs with no
    write open and returns None or a function: that one runs in the transaction of the mark.
    """

    def register(run):
        HANDLERS[kind] = Handler(run, slow)
        return run

    return register


def periodic(run):
    """Register a function that the worker calls each minute in a transaction of its own."""
    PERIODIC.append(run)
    return run


def on_death(run):
    """Register a function that hears of each job given up, in the transaction that marks it."""
    ON_DEATH.append(run)
    return run


def on_refusal(run):
    """As `on_death`, for a job that was not given up but refused."""
    ON_REFUSAL.append(run)
    return run


def enqueue(
    kind: str,
    payload: dict,
    *,
    after: datetime | None = None,
    key: str | None = None,
    campus_id: int | None = None,
    message_id: str = "",
) -> Job:
    """Write a job into this transaction; with a `key` seen before, the earlier one is returned instead."""
    earlier = key and db.session.scalar(select(Job).where(Job.key == key))
    if earlier:
        return earlier
    now = clock.now()
    job = Job(
        kind=kind,
        payload=payload,
        key=key,
        campus_id=campus_id,
        message_id=message_id,
        created_at=now,
        due_at=after or now,
    )
    db.session.add(job)
    return job


def me() -> str:
    """Who leases: this process, also where it was forked from one that loaded the portal."""
    return f"{HOST}:{os.getpid()}"


def work_once(limit: int = 100) -> int:
    """Do the jobs that are due, at most `limit`; returns how many were tried."""
    done = 0
    while done < limit and (job := lease()):
        with current_app.app_context():
            bind_facts()
            do(job)
        done += 1
    return done


def lease() -> Row | None:
    """Take the job that is due longest (id, kind, payload) for some minutes; None when there is none."""
    now = clock.now()
    due = (
        select(Job.id)
        .where(Job.status == JobStatus.WAITING, Job.due_at <= now)
        .where(or_(Job.lease_until.is_(None), Job.lease_until < now))
        .order_by(Job.due_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    with aside() as connection:
        if connection.execute(due.with_only_columns(Job.id)).first() is None:
            return None
    with aside(write=True) as connection:
        taken = update(Job).where(Job.id == due.scalar_subquery())
        values = {"lease_until": now + LEASE, "lease_by": me(), "attempts": Job.attempts + 1}
        return connection.execute(taken.values(**values).returning(Job.id, Job.kind, Job.payload)).first()


def do(job: Row) -> None:
    """Act, then mark; what goes wrong is written down and tried again later."""
    try:
        act(job)
    except GiveUp as problem:
        with suppress(LookupError):
            bury(job.id, str(problem), ON_REFUSAL if isinstance(problem, Refused) else ON_DEATH)
    except Exception as problem:  # noqa: BLE001 - whatever a handler meets, the worker goes on
        log.warning("job failed", job=job.id, kind=job.kind, exc_info=True)
        with suppress(LookupError):
            postpone(job.id, f"{type(problem).__name__}: {problem}")


def act(job: Row) -> None:
    """Run the handler and mark the job done in one transaction."""
    chosen = HANDLERS.get(job.kind)
    if chosen is None:
        raise GiveUp(f"Nothing here knows how to do '{job.kind}'.")
    finish = chosen.run(job.payload) if chosen.slow else None
    db.session.rollback()
    take_write_lock()
    if not chosen.slow:
        chosen.run(job.payload)
    if callable(finish):
        finish()
    mark(job.id, status=JobStatus.DONE, finished_at=clock.now(), payload=kept(job.payload), problem="")
    db.session.commit()


def kept(payload: dict) -> dict:
    """What stays of a payload once it is done: letters lose their text, which may hold a link's secret."""
    return {name: value for name, value in payload.items() if name not in {"text", "html"}}


def mark(job_id: int, **values) -> None:
    """Write to a job that is still ours; raises LookupError when its lease went to somebody else."""
    mine = update(Job).where(Job.id == job_id, Job.lease_by == me(), Job.status == JobStatus.WAITING)
    if not db.session.execute(mine.values(lease_until=None, **values)).rowcount:
        raise LookupError(f"The lease of job {job_id} was lost.")


def ours(job_id: int) -> Job:
    """A job that this worker still leases; raises LookupError when it went to somebody else meanwhile."""
    mine = select(Job).where(Job.id == job_id, Job.lease_by == me(), Job.status == JobStatus.WAITING)
    job = db.session.scalar(mine.with_for_update())
    if job is None:
        raise LookupError(f"The lease of job {job_id} was lost.")
    return job


def postpone(job_id: int, problem: str) -> None:
    """Try again after a while that grows, for two days; then give up."""
    db.session.rollback()
    take_write_lock()
    job = ours(job_id)
    now = clock.now()
    if now - job.created_at > GIVE_UP_AFTER:
        return bury(job_id, problem, ON_DEATH)
    wait = WAITS[min(job.attempts, len(WAITS)) - 1]
    job.due_at, job.lease_until, job.problem = now + wait, None, problem[:2000]
    db.session.commit()
    return None


def bury(job_id: int, problem: str, listeners: list[Callable[[Job], Any]]) -> None:
    """Mark a job dead and tell who listens: the office."""
    db.session.rollback()
    take_write_lock()
    job = ours(job_id)
    job.status, job.finished_at, job.lease_until = JobStatus.DEAD, clock.now(), None
    job.problem = problem[:2000]
    for tell in listeners:
        tell(job)
    # Who was told cannot send it any more; a letter's text may hold a link's secret.
    job.payload = kept(job.payload)
    db.session.commit()
    log.error("job dead", job=job_id, kind=job.kind, problem=job.problem)
