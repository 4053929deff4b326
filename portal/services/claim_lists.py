"""A student's own requests, for the page that lists them."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Row, and_, exists, or_, select
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
    return rows(
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
            Employer.name.label("employer"),
        )
        .join(Project, Project.id == Claim.project_id)
        .join(Employer, Employer.id == Project.employer_id)
        .where(own(actor), or_(Claim.status.in_(WAITING), lately))
        .order_by(Claim.status_at.desc(), Claim.id.desc())
    )


def placement_id(claim: Claim) -> int | None:
    """The placement that an accepted claim became."""
    return db.session.scalar(select(Placement.id).where(Placement.claim_id == claim.id))
