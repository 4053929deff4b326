"""The board: which projects a student may see, found by words and filters, twenty at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import joinedload

from portal.actor import Actor
from portal.database import db
from portal.models.claims import Claim
from portal.models.employers import Employer
from portal.models.filling import Draw, Interest
from portal.models.projects import Project
from portal.models.students import Student
from portal.services import exclusivity
from portal.services.exclusivity import HERE, ME
from portal.services.fits import LIVE
from portal.services.sight import one, rows
from portal.vocabulary import Field, Place

PAGE = 20
KEPT = 200
"""Statements that are kept built, one for each engine and set of filters: building one costs more than asking it."""
MOST_WORDS = 6
visible = exclusivity.visible
HAYSTACK = (
    Project.title
    + " "
    + Project.summary
    + " "
    + Project.why
    + " "
    + Employer.name
    + " "
    + cast(Project.must_skills, Text)
    + cast(Project.learn_skills, Text)
)


@dataclass(frozen=True)
class Filters:
    """What the student asked the board for."""

    q: str = ""
    hours: int | None = None
    places: tuple[Place, ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Counts:
    """How many match, and how many there are by place and by field whatever the filters."""

    matching: int
    places: dict[Place, int]
    fields: dict[Field, int]


def _matching(filters: Filters) -> ColumnElement[bool]:
    rules = [HAYSTACK.icontains(word, autoescape=True) for word in filters.q.split()[:MOST_WORDS]]
    if filters.hours:
        rules.append(Project.minutes <= filters.hours * 60)
    if filters.places:
        rules.append(Project.place.in_(filters.places))
    if filters.fields:
        rules.append(Project.field.in_(filters.fields))
    return and_(true(), *rules)


def counts(actor: Actor, filters: Filters) -> Counts:
    """The numbers beside the filters and above the cards, in one statement."""
    found = rows(_counting(db.engine.dialect.name, filters), exclusivity.asker(actor))
    places, fields = Counter(), Counter()
    for row in found:
        places[row.place] += row.all
        fields[row.field] += row.all
    return Counts(sum(row.matching for row in found), dict(places), dict(fields))


@lru_cache(maxsize=KEPT)
def _counting(engine: str, filters: Filters) -> Select:
    return (
        select(
            Project.place,
            Project.field,
            func.count().label("all"),
            func.count().filter(_matching(filters)).label("matching"),
        )
        .join(Employer, Employer.id == Project.employer_id)
        .where(exclusivity.seen_by_asker())
        .group_by(Project.place, Project.field)
    )


def search(actor: Actor, filters: Filters, after: str = "") -> tuple[list[Row], str]:
    """One page of projects, closing soonest first, and the mark of the next page ("" on the last).

    A row has the card's columns, the student's own `my_skills`, and `claim_id` and `claim_status`
    of their live claim.
    """
    asked = _page(db.engine.dialect.name, filters)
    asked = asked.where(_beyond(after)) if after else asked
    found = list(rows(asked, exclusivity.asker(actor)))
    return found[:PAGE], mark(found[PAGE - 1]) if len(found) > PAGE else ""


@lru_cache(maxsize=KEPT)
def _page(engine: str, filters: Filters) -> Select:
    return _listing().where(_matching(filters)).limit(PAGE + 1)


def mark(row: Row) -> str:
    """Where a row stands in the order, for an address."""
    return f"{int(row.apply_by_at.timestamp())}-{row.id}"


def _beyond(after: str) -> ColumnElement[bool]:
    """Behind the mark; a mark nobody made is the beginning."""
    seconds, _dash, key = after.partition("-")
    if not (seconds.isascii() and seconds.isdigit() and key.isascii() and key.isdigit()):
        return true()
    if len(seconds) > 11 or len(key) > 18:
        return true()
    moment = datetime.fromtimestamp(int(seconds), UTC)
    return tuple_(Project.apply_by_at, Project.id) > tuple_(moment, int(key))


def _listing() -> Select:
    """The cards of whoever asks."""
    mine = and_(Claim.project_id == Project.id, Claim.student_id == ME, Claim.status.in_(LIVE))
    me = and_(Student.user_id == ME, Student.campus_id == HERE)
    return (
        select(
            *CARD,
            Student.skills.label("my_skills"),
            Claim.id.label("claim_id"),
            Claim.status.label("claim_status"),
            _interest().label("interest_id"),
            DRAWS_AT.label("draws_at"),
        )
        .join(Employer, Employer.id == Project.employer_id)
        .outerjoin(Student, me)
        .outerjoin(Claim, mine)
        .where(exclusivity.seen_by_asker())
        .order_by(Project.apply_by_at, Project.id)
    )


def _interest():
    """The student's own interest in a project that the office fills."""
    standing = (Interest.student_id == ME, Interest.withdrawn_at.is_(None))
    return select(Interest.id).where(Interest.project_id == Project.id, *standing).scalar_subquery()


DRAWS_AT = (
    select(Draw.closes_at).where(Draw.project_id == Project.id, Draw.drawn_at.is_(None)).scalar_subquery()
)
"""When lots decide, as long as they have not."""
CARD = (
    Project.id,
    Project.title,
    Project.summary,
    Project.minutes,
    Project.starts_on,
    Project.due_on,
    Project.fee,
    Project.currency,
    Project.place,
    Project.field,
    Project.seats,
    Project.seats_taken,
    Project.selection,
    Project.apply_by,
    Project.apply_by_at,
    Project.must_skills,
    Project.learn_skills,
    Project.employer_id,
    Employer.name.label("employer"),
)


def of_employer(actor: Actor, employer_id: int) -> Sequence[Row]:
    """The employer's projects that the student may see now, as rows of the board."""
    found = _listing().where(Project.employer_id == employer_id).limit(PAGE)
    return rows(found, exclusivity.asker(actor))


def get(actor: Actor, project_id: int) -> Project:
    """The project with all its paper shows; NotFound unless visible or the student's own claim is live."""
    return one(_paper(db.engine.dialect.name), {**exclusivity.asker(actor), "project": project_id})


@lru_cache
def _paper(engine: str) -> Select:
    own = exists().where(Claim.project_id == Project.id, Claim.student_id == ME, Claim.status.in_(LIVE))
    return (
        select(Project)
        .where(Project.id == bindparam("project"), or_(exclusivity.seen_by_asker(), own))
        .options(
            joinedload(Project.employer),
            joinedload(Project.supervisor),
            joinedload(Project.deliverables),
            joinedload(Project.milestones),
            joinedload(Project.eligibility),
        )
    )
