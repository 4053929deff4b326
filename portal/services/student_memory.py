"""What the office remembers of a student, as it does of an employer. No employer ever sees it."""

from collections.abc import Sequence

from sqlalchemy import Row, func, select

from portal.actor import Actor
from portal.models.employers import Employer
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.models.rescues import Rescue
from portal.models.students import Student
from portal.services.sight import one, rows, through
from portal.vocabulary import Role

SIGHT = {Role.STAFF: lambda actor: Student.campus_id == actor.campus_id}


def get(actor: Actor, user_id: int) -> User:
    """A student of the office's campus; anybody else is NotFound."""
    return one(
        select(User)
        .join(Student, Student.user_id == User.id)
        .where(through(SIGHT, actor), User.id == user_id)
    )


def placements(campus_id: int, user_id: int) -> Sequence[Row]:
    """What each was, how it ended, and how many tasks the office had about it; the newest first."""
    tasks = select(func.count(Rescue.id)).where(Rescue.placement_id == Placement.id)
    return rows(
        select(
            *(Placement.id, Placement.status, Placement.status_at, Placement.due_on, Placement.due_at),
            *(Placement.end_cause, Placement.ended_by, Placement.first_hand_in_at),
            Project.title,
            Employer.name.label("employer"),
            tasks.correlate(Placement).scalar_subquery().label("tasks"),
        )
        .join(Project, Project.id == Placement.project_id)
        .join(Employer, Employer.id == Placement.employer_id)
        .where(Placement.campus_id == campus_id, Placement.student_id == user_id)
        .order_by(Placement.id.desc())
        .limit(100)
    )
