"""Lists of placements: only the columns a list shows, each with whose move it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Select, or_, select

from portal.actor import Actor
from portal.models.employers import Contact, Employer
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import overdue
from portal.services.overdue import Standing
from portal.services.placement_sight import sight
from portal.services.sight import rows
from portal.vocabulary import PlacementStatus as S

LANES = (S.KICKOFF, S.ACTIVE, S.DELIVERED, S.REVISION, S.ACCEPTED)
PAGE = 20
MOST = 500
Listed = list[tuple[Any, Standing]]


@dataclass(frozen=True)
class Filters:
    """What the office looks for; an empty one is not asked."""

    state: S | None = None
    late: bool = False
    employer_id: int | None = None
    search: str = ""
    before: int | None = None
    """Only older ones than this id: the next page."""


@dataclass
class Board:
    """What was found, its next page, and how many of it are overdue."""

    found: Listed = field(default_factory=list)
    more: int | None = None

    @property
    def late(self) -> int:
        return sum(standing.late for _row, standing in self.found)

    def lane(self, status: S) -> Listed:
        return [(row, standing) for row, standing in self.found if row.status is status]


def live(actor: Actor) -> Listed:
    """The person's running placements, the most pressing first."""
    listed = overdue.of_rows(rows(columns(actor).where(Placement.status.in_(LANES)).limit(MOST)))
    return sorted(listed, key=pressing)


def past(actor: Actor, before: int | None = None) -> Board:
    """The person's finished placements, newest first."""
    return _page(columns(actor).where(Placement.status.not_in(LANES)), before)


def board(actor: Actor, filters: Filters) -> Board:
    """The office's board: running placements in one go, finished ones page by page."""
    statement = _filtered(columns(actor), filters)
    if filters.state and filters.state not in LANES:
        page = _page(statement.where(Placement.status == filters.state), filters.before)
        return Board(_wanted(page.found, filters), page.more)
    wanted = (filters.state,) if filters.state else LANES
    listed = overdue.of_rows(rows(statement.where(Placement.status.in_(wanted)).limit(MOST)))
    return Board(sorted(_wanted(listed, filters), key=pressing))


def employers(actor: Actor) -> Sequence[Row]:
    """(id, name) of the employers with placements here, for the filter."""
    there = select(Placement.employer_id).where(sight(actor))
    return rows(select(Employer.id, Employer.name).where(Employer.id.in_(there)).order_by(Employer.name))


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


def _wanted(listed: Listed, filters: Filters) -> Listed:
    return [pair for pair in listed if pair[1].late or not filters.late]


def _filtered(statement: Select, filters: Filters) -> Select:
    if filters.employer_id:
        statement = statement.where(Placement.employer_id == filters.employer_id)
    for term in filters.search.split()[:5]:
        named = [
            column.icontains(term, autoescape=True) for column in (Project.title, User.name, Employer.name)
        ]
        statement = statement.where(or_(*named))
    return statement


def _page(statement: Select, before: int | None) -> Board:
    if before:
        statement = statement.where(Placement.id < before)
    newest = statement.order_by(None).order_by(Placement.id.desc()).limit(PAGE + 1)
    listed = overdue.of_rows(rows(newest))
    more = listed[PAGE - 1][0].id if len(listed) > PAGE else None
    return Board(listed[:PAGE], more)
