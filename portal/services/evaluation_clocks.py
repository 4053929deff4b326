"""What happens to evaluation requests by the clock: sent when nothing was handed in, reminded of, ended."""

import secrets
from datetime import timedelta

from sqlalchemy import Select, exists, func, select

from portal import clock, jobs
from portal.actor import SYSTEM
from portal.database import db
from portal.history import remember
from portal.models.evaluation_links import EvaluationReminder
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.placements import Placement
from portal.services import evaluation_letters, policies
from portal.services.evaluation_requests import WITH_PLACEMENT, digest, end, send
from portal.vocabulary import RequestStatus, stages

AT_ONCE = 200


@jobs.periodic
def expire_due() -> int:
    """End every mailed request whose time is over; how many."""
    requests = _found(_mailed().where(EvaluationRequest.expires_at <= clock.now()))
    for request in requests:
        end("expire", request, SYSTEM, "")
    return len(requests)


@jobs.periodic
def send_due() -> int:
    """Mail the requests whose placement is past its due date without a hand-in; how many."""
    requests = _found(
        _requests().where(
            EvaluationRequest.status == RequestStatus.SCHEDULED,
            Placement.due_at <= clock.now(),
            Placement.status.not_in(stages.BROKEN_OFF),
        )
    )
    for request in requests:
        send(request, by=SYSTEM)
    return len(requests)


@jobs.periodic
def remind_due() -> int:
    """Remind of every request that has waited for one of its campus's days; how many letters."""
    open_ = _mailed().where(
        EvaluationRequest.expires_at > clock.now(), Placement.status.not_in(stages.BROKEN_OFF)
    )
    campuses = db.session.scalars(select(Placement.campus_id).distinct()).all()
    return sum(_remind(open_.where(Placement.campus_id == id_), days(id_)) for id_ in campuses)


def days(campus_id: int) -> list[timedelta]:
    """How long after the link a campus reminds, in order; a day of 0 is left out."""
    numbers = policies.current(campus_id)
    asked = {numbers.evaluation_first_days, numbers.evaluation_second_days, numbers.evaluation_last_days}
    return [timedelta(days=one) for one in sorted(asked - {0})]


def _remind(open_: Select, waits: list[timedelta]) -> int:
    """Each request gets the reminder of the last day it has passed, unless it had that one."""
    told = 0
    for number, wait in reversed(list(enumerate(waits, start=1))):
        had = exists().where(
            EvaluationReminder.request_id == EvaluationRequest.id, EvaluationReminder.number >= number
        )
        due = _found(open_.where(EvaluationRequest.sent_at <= clock.now() - wait, ~had))
        for request in due:
            remind(request, number)
        told += len(due)
    return told


def remind(request: EvaluationRequest, number: int) -> None:
    """One more letter, with a link of its own; the earlier ones go on working."""
    token = secrets.token_urlsafe(32)
    db.session.add(EvaluationReminder(request_id=request.id, number=number, hash=digest(token)))
    remember(request, "nudge", SYSTEM, after={"number": number})
    evaluation_letters.link("evaluation-reminder", request, token, since=request.sent_at)


def reminders(requests: list[int]) -> dict[int, int]:
    """How many reminders each of these requests had."""
    counted = (
        select(EvaluationReminder.request_id, func.count())
        .where(EvaluationReminder.request_id.in_(requests))
        .group_by(EvaluationReminder.request_id)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}


def _requests() -> Select:
    return (
        select(EvaluationRequest)
        .join(EvaluationRequest.evaluation)
        .join(Evaluation.placement)
        .options(*WITH_PLACEMENT)
        .order_by(EvaluationRequest.id)
        .limit(AT_ONCE)
    )


def _mailed() -> Select:
    return _requests().where(EvaluationRequest.status.in_(stages.MAILED))


def _found(statement: Select) -> list[EvaluationRequest]:
    return list(db.session.scalars(statement).all())
