"""Reminders to employers whose answer is due soon, and what the office sees of those who are late."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import Row, and_, func, or_, select
from sqlalchemy.orm import joinedload

from portal import clock, history, jobs, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.models.campuses import Campus
from portal.models.claims import Claim
from portal.models.employers import Employer, Partnership
from portal.models.projects import Project
from portal.services import claim_letters, claims, clocks, partnerships, policies
from portal.services.sight import rows
from portal.vocabulary import ClaimStatus, PartnershipStatus, stages

LAST, TWICE = timedelta(days=1), 2
PAUSE = timedelta(days=1)
LATELY = timedelta(days=90)


@jobs.periodic
def remind_due() -> int:
    """Remind employers some days before an answer is due, and once more on the last day; how many letters."""
    return sum(_remind(campus_id) for campus_id in db.session.scalars(select(Campus.id)).all())


def _remind(campus_id: int) -> int:
    now, first = clock.now(), timedelta(days=policies.current(campus_id).remind_days)
    near = and_(Claim.reminders == 0, Claim.answer_by_at <= now + first)
    last = and_(Claim.reminders < TWICE, Claim.answer_by_at <= now + LAST)
    found = claims.waiting(
        clocks.running(),
        Claim.campus_id == campus_id,
        Claim.status.in_(stages.ASKED),
        Claim.answer_by_at > now,
        or_(near, last),
    )
    for claim in found:
        claim.reminders = TWICE if claim.answer_by_at <= now + LAST else 1
    return _tell(found)


def _tell(found: Iterable[Claim]) -> int:
    """One letter a project, however many wait there."""
    by_project = sorted(found, key=lambda claim: (claim.project_id, claim.answer_by_at))
    letters = [next(group) for _key, group in groupby(by_project, key=lambda claim: claim.project_id)]
    for claim in letters:
        claim_letters.to_supervisor("claim-waiting", claim, day=_last_day(claim))
    return len(letters)


def _last_day(claim: Claim) -> str:
    """The last day on which an answer comes in time."""
    return format_date(clock.day_of(claim.answer_by_at - timedelta(seconds=1), claim.project.zone), "long")


def late(actor: Actor) -> Sequence[Row]:
    """Employers of the campus who have to answer, or left somebody without an answer in ninety days.

    Rows: partnership_id, employer_id, employer, waiting, oldest, next_by, left; the nearest deadline first.
    """
    asked = Claim.status.in_(stages.ASKED)
    left = and_(Claim.status == ClaimStatus.AUTO_CLOSED, Claim.status_at > clock.now() - LATELY)
    next_by = func.min(Claim.answer_by_at).filter(asked)
    return rows(
        select(
            Partnership.id.label("partnership_id"),
            Employer.id.label("employer_id"),
            Employer.name.label("employer"),
            func.count().filter(asked).label("waiting"),
            func.min(Claim.created_at).filter(asked).label("oldest"),
            next_by.label("next_by"),
            func.count().filter(left).label("left"),
        )
        .join(Project, Project.id == Claim.project_id)
        .join(Employer, Employer.id == Project.employer_id)
        .join(
            Partnership,
            and_(Partnership.employer_id == Employer.id, Partnership.campus_id == Claim.campus_id),
        )
        .where(partnerships.sight(actor), Partnership.status == PartnershipStatus.APPROVED)
        .where(or_(asked, left))
        .group_by(Partnership.id, Employer.id, Employer.name)
        .order_by(next_by.is_(None), next_by, Employer.name)
    )


def is_late(next_by: datetime | None) -> bool:
    """Whether an answer is due within a day."""
    return next_by is not None and next_by <= clock.now() + LAST


def nudge(partnership: Partnership, *, by: Actor) -> int:
    """Remind the employer of every project where somebody waits; how many. RuleBroken when none, or too soon."""
    policy.require(by, "partnership.nudge", partnership)
    if history.happened(partnership, "nudge", within=PAUSE):
        raise RuleBroken(_("A reminder was sent within the last day."))
    found = _asked_of(partnership)
    if not found:
        raise RuleBroken(_("Nobody waits for this employer's answer."))
    told = _tell(found)
    history.remember(partnership, "nudge", by, after={"letters": told})
    return told


def _asked_of(partnership: Partnership) -> Sequence[Claim]:
    return db.session.scalars(
        select(Claim)
        .join(Claim.project)
        .where(
            Claim.campus_id == partnership.campus_id,
            Project.employer_id == partnership.employer_id,
            Claim.status.in_(stages.ASKED),
        )
        .options(joinedload(Claim.project))
    ).all()
