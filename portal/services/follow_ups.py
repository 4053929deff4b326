"""One question to each side, 30 and 180 days after the close: what came of it? Answered from a mailed link."""

import secrets
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from portal import clock, jobs, mail
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.outcomes import FollowUp, Outcome
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.policy import require
from portal.services import outcomes, partnership_sight, policies
from portal.services.evaluation_requests import digest
from portal.services.sight import one
from portal.vocabulary import ActorKind, NextStep, Side

DAYS = (30, 180)
SIDES = (Side.STUDENT, Side.EMPLOYER)
BATCH = 200
WITH_PLACEMENT = joinedload(FollowUp.placement).options(
    joinedload(Placement.student),
    joinedload(Placement.supervisor),
    joinedload(Placement.project).joinedload(Project.campus),
)


def schedule(placement: Placement) -> None:
    """The questions of a placement that just closed."""
    for days in DAYS:
        for side in SIDES:
            due_at = clock.now() + timedelta(days=days)
            where = {"placement_id": placement.id, "campus_id": placement.campus_id}
            db.session.add(FollowUp(side=side, days=days, due_at=due_at, **where))


@jobs.periodic
def ask_due() -> int:
    """Send the questions whose day has come; how many."""
    waiting = (FollowUp.due_at <= clock.now(), FollowUp.sent_at.is_(None), FollowUp.dropped_at.is_(None))
    due = select(FollowUp).where(*waiting).options(WITH_PLACEMENT).order_by(FollowUp.id).limit(BATCH)
    return sum(_ask(one_due) for one_due in db.session.scalars(due).all())


def _ask(follow_up: FollowUp) -> bool:
    """Mail the link, or drop the question where nobody needs to be or can be asked."""
    if not _may_ask(follow_up):
        follow_up.dropped_at = clock.now()
        return False
    placement, token = follow_up.placement, secrets.token_urlsafe(32)
    person = placement.student if follow_up.side is Side.STUDENT else placement.supervisor
    follow_up.name, follow_up.hash, follow_up.sent_at = person.name, digest(token), clock.now()
    days = policies.current(follow_up.campus_id).link_days
    follow_up.expires_at = follow_up.sent_at + timedelta(days=days)
    mail.send(
        "follow-up",
        person.email,
        name=person.name,
        campus_id=follow_up.campus_id,
        title=placement.project.title,
        expires=follow_up.expires_at,
        link=mail.url("follow_ups.show", token=token),
    )
    remember(follow_up, "send", SYSTEM)
    return True


def _may_ask(follow_up: FollowUp) -> bool:
    """Not where a job is known already, and nobody who has left or with whom the campus no longer works."""
    placement = follow_up.placement
    job = (Outcome.placement_id == placement.id, Outcome.kind == NextStep.JOB, outcomes.STANDING)
    if db.session.scalar(select(exists().where(*job))):
        return False
    if follow_up.side is Side.STUDENT:
        return placement.student.disabled_at is None
    works = partnership_sight.is_in_force(placement.campus_id, placement.employer_id)
    return works and placement.supervisor.archived_at is None


def by_token(token: str) -> FollowUp:
    """The question a mailed link belongs to, whatever its state; NotFound for any other text."""
    return one(select(FollowUp).where(FollowUp.hash == digest(token)).options(WITH_PLACEMENT))


def has_expired(follow_up: FollowUp) -> bool:
    return follow_up.expires_at is not None and follow_up.expires_at <= clock.now()


def holder(follow_up: FollowUp) -> Actor:
    """Who the holder of this question's link acts as."""
    return Actor(ActorKind.LINK, follow_up.name, campus_id=follow_up.campus_id, follow_up_id=follow_up.id)


def answer(follow_up: FollowUp, kind: NextStep, *, by: Actor) -> None:
    """Keep the answer. Until the link expires it may be given anew: what was said before is struck."""
    require(by, "follow_up.answer", follow_up)
    if has_expired(follow_up):
        raise RuleBroken(_("This link has expired."))
    if follow_up.answer is kind:
        return
    _take_back(follow_up, by)
    before = {"answer": follow_up.answer.value} if follow_up.answer else {}
    follow_up.answer, follow_up.answered_at = kind, clock.now()
    remember(follow_up, "answer", by, before=before, after={"answer": kind.value})
    if kind in outcomes.STEPS:
        outcomes.add(follow_up.placement, kind, follow_up.side, by=by, follow_up_id=follow_up.id)


def _take_back(follow_up: FollowUp, by: Actor) -> None:
    """What this very link said before does not stand any more."""
    said = select(Outcome).where(Outcome.follow_up_id == follow_up.id, outcomes.STANDING)
    for outcome in db.session.scalars(said).all():
        outcome.struck_at = clock.now()
        remember(outcome, "strike", by, before={"kind": outcome.kind.value})
