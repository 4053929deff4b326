"""The office's list of changes of what was agreed that nobody has answered yet, whoever's move it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, select

from portal.actor import Actor
from portal.models.amendments import CHANGES, Amendment
from portal.models.employers import Employer
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services.amendment_states import OPEN
from portal.services.sight import rows, through
from portal.vocabulary import AmendmentStatus, Role, Side

PAGE = 50
SIGHT = {Role.STAFF: lambda actor: Amendment.campus_id == actor.campus_id}


@dataclass(frozen=True)
class Found:
    """A page of changes, and the id after which the next one begins."""

    rows: Sequence[Row]
    more: int | None = None


def listing(actor: Actor, after: int | None = None) -> Found:
    """Open ones, the oldest first.

    Rows: id, placement_id, title, student, employer, side, status, status_at, created_at, and what it changes.
    """
    told = (Amendment.side, Amendment.status, Amendment.status_at, Amendment.created_at)
    statement = (
        select(
            Amendment.id,
            Amendment.placement_id,
            *told,
            *(getattr(Amendment, name).is_not(None).label(name) for name in CHANGES),
            Project.title,
            User.name.label("student"),
            Employer.name.label("employer"),
        )
        .join(Amendment.placement)
        .join(Project, Project.id == Placement.project_id)
        .join(User, User.id == Amendment.student_id)
        .join(Employer, Employer.id == Amendment.employer_id)
        .where(through(SIGHT, actor), Amendment.status.in_(OPEN))
    )
    if after:
        statement = statement.where(Amendment.id > after)
    found = rows(statement.order_by(Amendment.id).limit(PAGE + 1))
    return Found(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def whose(row: Row) -> Side:
    """Whose move it is."""
    if row.status is AmendmentStatus.AGREED:
        return Side.OFFICE
    return Side.EMPLOYER if row.side is Side.STUDENT else Side.STUDENT
