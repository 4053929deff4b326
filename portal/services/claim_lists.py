"""A student's own requests, for the page that lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Row, Select, and_, exists, func, or_, select
from sqlalchemy.sql import ColumnElement

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.models.claims import Claim
from portal.models.employers import Employer
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import partnerships, waiting_list
from portal.services.fits import LIVE, WAITING
from portal.services.sight import rows

PAGE = 20


def own(actor: Actor) -> ColumnElement[bool]:
    """The student's own claims at the campus they act in."""
    return and_(Claim.student_id == actor.user_id, Claim.campus_id == actor.campus_id)


def of_employer(actor: Actor) -> ColumnElement[bool]:
    """Claims on the employer's projects, as long as the partnership with that campus is in force."""
    return exists().where(
        Project.id == Claim.project_id,
        Project.employer_id == actor.employer_id,
        partnerships.in_force(Claim.campus_id, Project.employer_id),
    )


def mine(actor: Actor, days: int = 30) -> Sequence[Row]:
    """The student's requests that wait, and those that ended within `days`, newest first.

    Rows: id, status, status_at, created_at, until_at, answer_by_at, closed_reason, rank, place, project_id,
    title, employer.
    """
    lately = Claim.status.not_in(LIVE) & (Claim.status_at > clock.now() - timedelta(days=days))
    found = _mine(actor).where(or_(Claim.status.in_(WAITING), lately))
    return rows(found.order_by(Claim.status_at.desc(), Claim.id.desc()))


def waiting(actor: Actor) -> Sequence[Row]:
    """As `mine`: the requests that wait for somebody, those whose clock runs out first in front."""
    clock_of = func.coalesce(Claim.until_at, Claim.answer_by_at)
    found = _mine(actor).where(Claim.status.in_(WAITING))
    return rows(found.order_by(clock_of.is_(None), clock_of, Claim.id))


@dataclass(frozen=True)
class Page:
    """Requests as `mine` gives them, newest first, and the id to go on before (None at the end)."""

    found: Sequence[Row]
    older: int | None


def answered(actor: Actor, before: int | None = None) -> Page:
    """Those that became a placement or came to another end, twenty a page."""
    over = _mine(actor).where(Claim.status.not_in(WAITING))
    if before is not None:
        over = over.where(Claim.id < before)
    found = rows(over.order_by(Claim.id.desc()).limit(PAGE + 1))
    return Page(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def _mine(actor: Actor) -> Select:
    """The student's own, with what a list shows of them."""
    return (
        select(
            Claim.id,
            Claim.status,
            Claim.status_at,
            Claim.created_at,
            Claim.until_at,
            Claim.answer_by_at,
            Claim.closed_reason,
            Claim.rank,
            waiting_list.place_of(Claim).label("place"),
            Claim.project_id,
            Project.title,
            Project.employer_id,
            Employer.name.label("employer"),
        )
        .join(Project, Project.id == Claim.project_id)
        .join(Employer, Employer.id == Project.employer_id)
        .where(own(actor))
    )


def placement_id(claim: Claim) -> int | None:
    """The placement that an accepted claim became."""
    return db.session.scalar(select(Placement.id).where(Placement.claim_id == claim.id))
