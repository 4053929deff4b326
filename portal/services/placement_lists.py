"""Lists of placements: only the columns a list shows, each with whose move it is."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select

from portal.actor import Actor
from portal.models.employers import Contact, Employer
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import overdue
from portal.services.overdue import Standing
from portal.services.placement_sight import sight
from portal.services.sight import rows
from portal.vocabulary import stages

PAGE = 20
MOST = 500
Listed = list[tuple[Any, Standing]]


@dataclass
class Page:
    """What was found, and the id that the next page goes on from."""

    found: Listed = field(default_factory=list)
    more: int | None = None


def live(actor: Actor) -> Listed:
    """The person's running placements, the most pressing first."""
    listed = overdue.of_rows(rows(columns(actor).where(Placement.status.in_(stages.UNFINISHED)).limit(MOST)))
    return sorted(listed, key=pressing)


def past(actor: Actor, before: int | None = None) -> Page:
    """The person's finished placements, newest first."""
    return page(columns(actor).where(Placement.status.not_in(stages.UNFINISHED)), before)


def columns(actor: Actor) -> Select:
    """id, title, employer, student, supervisor, minutes, and what overdue reads."""
    statement = (
        select(
            Placement.id,
            Placement.employer_id,
            Placement.minutes,
            Project.title,
            Employer.name.label("employer"),
            User.name.label("student"),
            Contact.name.label("supervisor"),
        )
        .join(Project, Project.id == Placement.project_id)
        .join(Employer, Employer.id == Placement.employer_id)
        .join(User, User.id == Placement.student_id)
        .join(Contact, Contact.id == Placement.supervisor_id)
        .where(sight(actor))
        .order_by(Placement.due_at, Placement.id)
    )
    return overdue.with_facts(statement)


def pressing(pair: tuple[Any, Standing]) -> tuple:
    """What is overdue first, then what is due first."""
    row, standing = pair
    by = standing.first.by if standing.first and standing.first.by else row.due_on
    return (not standing.late, by, row.id)


def page(statement: Select, before: int | None) -> Page:
    """The newest before an id, twenty at a time."""
    if before:
        statement = statement.where(Placement.id < before)
    newest = statement.order_by(None).order_by(Placement.id.desc()).limit(PAGE + 1)
    listed = overdue.of_rows(rows(newest))
    more = listed[PAGE - 1][0].id if len(listed) > PAGE else None
    return Page(listed[:PAGE], more)
