"""Seats: each taken or given back by one conditional UPDATE, so that two people never get the last one."""

from flask_babel import gettext as _
from sqlalchemy import select, update

from portal.database import db
from portal.errors import RuleBroken
from portal.models.projects import Project
from portal.services import projects
from portal.vocabulary import ProjectStatus

TAKE = (
    update(Project)
    .where(
        Project.status == ProjectStatus.OPEN,
        Project.seats_taken < Project.seats,
        Project.changing_since.is_(None),
    )
    .values(seats_taken=Project.seats_taken + 1)
    .returning(Project.seats - Project.seats_taken)
    .execution_options(synchronize_session=False)
)
GIVE_BACK = (
    update(Project)
    .where(Project.seats_taken > 0)
    .values(seats_taken=Project.seats_taken - 1)
    .returning(Project.status)
    .execution_options(synchronize_session=False)
)


def changing() -> str:
    """Why no seat is given while a change of the project waits for the office."""
    return _("The employer proposes a change to this project. Seats are given again once it is decided.")


def take(project_id: int) -> bool:
    """Take one seat of an open project; False when none is left, or a change waits. The last one fills it."""
    left = db.session.scalar(TAKE.where(Project.id == project_id))
    if left == 0:
        projects.fill(_fresh(project_id))
    return left is not None


def take_or_refuse(project_id: int) -> None:
    """Take one seat; RuleBroken in words when none is left, or none is given now."""
    if not take(project_id):
        raise RuleBroken(changing() if _fresh(project_id).changing_since else _("All seats are taken."))


def give_back(project_id: int) -> None:
    """Free one seat. A filled project opens again; a closed one stays closed."""
    if db.session.scalar(GIVE_BACK.where(Project.id == project_id)) is ProjectStatus.FILLED:
        projects.reopen(_fresh(project_id))


def taken(project_id: int) -> int:
    """How many seats are taken now."""
    return db.session.scalar(select(Project.seats_taken).where(Project.id == project_id)) or 0


def settle(project: Project) -> None:
    """Fill or open the project again after its number of seats changed."""
    db.session.flush()
    project = _fresh(project.id)
    if project.status is ProjectStatus.OPEN and project.seats_taken >= project.seats:
        projects.fill(project)
    elif project.status is ProjectStatus.FILLED and project.seats_taken < project.seats:
        projects.reopen(project)


def _fresh(project_id: int) -> Project:
    """The project as the UPDATE left it, also where this transaction had read it before."""
    statement = select(Project).where(Project.id == project_id).execution_options(populate_existing=True)
    return db.session.scalars(statement).one()
