"""How the office sees projects fill: seats, who is interested, who waits, and draws."""

from collections.abc import Sequence

from sqlalchemy import Row, func, select

from portal.actor import Actor
from portal.database import db
from portal.errors import NotFound
from portal.models.claims import Claim
from portal.models.employers import Employer
from portal.models.filling import Draw, Interest
from portal.models.people import User
from portal.models.projects import Project
from portal.services import partnerships
from portal.services.sight import rows
from portal.vocabulary import ClaimStatus, Role, stages


def listing(actor: Actor) -> Sequence[Row]:
    """Projects of the campus that take students, those closing soonest first.

    Rows: id, title, employer, status, selection, seats, seats_taken, apply_by, interested, asked, waiting,
    closes_at and drawn_at of its draw.
    """
    return rows(
        select(
            Project.id,
            Project.title,
            Employer.name.label("employer"),
            Project.status,
            Project.selection,
            Project.seats,
            Project.seats_taken,
            Project.apply_by,
            _interested().label("interested"),
            _claims(ClaimStatus.SUBMITTED, ClaimStatus.SHORTLISTED).label("asked"),
            _claims(ClaimStatus.WAITLISTED).label("waiting"),
            Draw.closes_at,
            Draw.drawn_at,
        )
        .join(Employer, Employer.id == Project.employer_id)
        .outerjoin(Draw, Draw.project_id == Project.id)
        .where(_sight(actor), Project.status.in_(stages.SHOWN))
        .where(partnerships.in_force(Project.campus_id, Project.employer_id))
        .order_by(Project.apply_by_at, Project.id)
    )


def _sight(actor: Actor):
    if actor.role is not Role.STAFF:
        raise NotFound
    return Project.campus_id == actor.campus_id


def _interested():
    standing = (Interest.project_id == Project.id, Interest.withdrawn_at.is_(None))
    return select(func.count(Interest.id)).where(*standing).scalar_subquery()


def _claims(*statuses: ClaimStatus):
    these = (Claim.project_id == Project.id, Claim.status.in_(statuses))
    return select(func.count(Claim.id)).where(*these).scalar_subquery()


def project(actor: Actor, project_id: int) -> Row:
    """(id, title, employer, selection, seats, seats_taken) of one of the campus; NotFound otherwise."""
    found = rows(
        select(
            Project.id,
            Project.title,
            Employer.name.label("employer"),
            Project.selection,
            Project.seats,
            Project.seats_taken,
        )
        .join(Employer, Employer.id == Project.employer_id)
        .where(_sight(actor), Project.id == project_id, Project.submitted_at.is_not(None))
    )
    if not found:
        raise NotFound
    return found[0]


def in_line(project_id: int) -> Sequence[Row]:
    """(id, name, created_at, passed_at, passed_over, rank) of those on the list, the next one first.

    Before a draw nobody has a rank: they stand in the order of their names.
    """
    return rows(
        select(Claim.id, User.name, Claim.created_at, Claim.passed_at, Claim.passed_over, Claim.rank)
        .join(User, User.id == Claim.student_id)
        .where(Claim.project_id == project_id, Claim.status == ClaimStatus.WAITLISTED)
        .order_by(Claim.rank, User.sort_name)
    )


def names(ids: Sequence[int]) -> dict[int, str]:
    """Who made these claims."""
    found = select(Claim.id, User.name).join(User, User.id == Claim.student_id).where(Claim.id.in_(ids))
    return {row.id: row.name for row in db.session.execute(found)}
