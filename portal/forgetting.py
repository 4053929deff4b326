"""Finished work is forgotten after a while: what was sent or made sooner than what was given up."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import String, cast, delete, select, update

from portal import clock, jobs
from portal.database import changed
from portal.models.jobs import Job
from portal.vocabulary import JobStatus

AT_ONCE = 1000
KEPT = {JobStatus.DONE: "PORTAL_DONE_DAYS", JobStatus.DEAD: "PORTAL_DEAD_DAYS"}
STRIPPED = {"payload": {}, "message_id": "", "problem": ""}


@jobs.periodic
def forget_finished() -> int:
    """Remove what was finished long ago; returns how many jobs. A key stays, bare: its work is never done twice."""
    return sum(forget(status, current_app.config[days]) for status, days in KEPT.items())


def forget(status: JobStatus, days: int) -> int:
    """At most some at once, so that nobody waits for it."""
    before = clock.now() - timedelta(days=days)
    # Nothing is finished before it is due: the index on `due_at` leads to the old ones.
    old = (Job.status == status, Job.due_at < before, Job.finished_at < before)
    unkeyed = select(Job.id).where(*old, Job.key.is_(None)).limit(AT_ONCE)
    keyed = select(Job.id).where(*old, Job.key.is_not(None), cast(Job.payload, String) != "{}").limit(AT_ONCE)
    removed = changed(delete(Job).where(Job.id.in_(unkeyed)))
    return removed + changed(update(Job).where(Job.id.in_(keyed)).values(STRIPPED))
