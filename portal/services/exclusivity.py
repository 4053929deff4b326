"""Who may see a project: the one rule, as the condition that every list, count, letter and page asks.

The same clauses in words, over facts as they were kept, are in `exclusivity_words`; a property test holds
both against a third statement of the rule. Months are calendar months of UTC.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    collate,
    exists,
    extract,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from portal import clock
from portal.actor import Actor
from portal.database import UtcDateTime, db
from portal.models.campuses import PolicyVersion
from portal.models.people import Membership, User
from portal.models.projects import Eligibility, Project, ProjectAudience
from portal.models.students import Enrollment
from portal.services import partnership_sight
from portal.services.policies import Policy
from portal.services.sight import NOTHING
from portal.vocabulary import AfterExclusive, EligibilityKind, Role, stages

LEAVING = 3
"""Months before the expected graduation in which somebody may leave the roster and still be a graduate."""
ENROLLED_AS = {
    EligibilityKind.COLLEGE: Enrollment.college,
    EligibilityKind.PROGRAMME: Enrollment.programme,
    EligibilityKind.YEAR: Enrollment.year,
}
ASKED, LATER = aliased(Eligibility), aliased(Enrollment)
Id = Any
"""An id, or the column that holds it."""
Instant = datetime | BindParameter[datetime]
ME, HERE = bindparam("me", type_=BigInteger), bindparam("here", type_=BigInteger)
NOW, MONTH = bindparam("now", type_=UtcDateTime()), bindparam("month", type_=Integer)
"""Who asks, as what, and when: values that come with a statement."""


def visible(actor: Actor) -> ColumnElement[bool]:
    """The projects a student may see now; nobody else sees any by this rule."""
    if actor.role is not Role.STUDENT:
        return NOTHING
    return and_(shown(actor.campus_id), meant_for(actor.user_id, actor.campus_id))


def seen_by_asker() -> ColumnElement[bool]:
    """As `visible`, for whoever asks: its values come with the statement, which can then be built once an engine."""
    return and_(shown(HERE, NOW), meant_for(ME, HERE, NOW))


def asker(actor: Actor) -> dict[str, Any]:
    """The values that `seen_by_asker` waits for; nobody but a student is anywhere."""
    now = clock.now()
    here = actor.campus_id if actor.role is Role.STUDENT else None
    return {"me": actor.user_id, "here": here, "now": now, "month": month(now)}


def readers(project_id: int) -> Select:
    """(id, email, name, campus_id) of every student who may see a project now: whom a letter about it may reach."""
    now = clock.now()
    return (
        select(User.id, User.email, User.name, Membership.campus_id)
        .join(Membership, Membership.user_id == User.id)
        .join(Project, Project.id == project_id)
        .where(
            Membership.role == Role.STUDENT,
            User.disabled_at.is_(None),
            holds(Membership, now),
            shown(Membership.campus_id),
            meant_for(User.id, Membership.campus_id),
        )
        .order_by(User.sort_name, User.id)
    )


def shown(campus_id: Id, at: Instant | None = None) -> ColumnElement[bool]:
    """Projects that are open to students of a campus at all, whatever they study."""
    now = clock.now() if at is None else at
    return and_(
        Project.status.in_(stages.SHOWN),
        Project.apply_by_at > now,
        partnership_sight.in_force(campus_id, Project.employer_id),
        let_in(campus_id, now),
    )


def let_in(campus_id: Id, at: Instant | None = None) -> ColumnElement[bool]:
    """Projects that a campus's office shows its students, and whose exclusivity leaves them in, now."""
    now = clock.now() if at is None else at
    return and_(_approved_for(campus_id, now), _within_exclusivity(campus_id, now))


def _approved_for(campus_id: Id, now: Instant) -> ColumnElement[bool]:
    mine = (ProjectAudience.project_id == Project.id, ProjectAudience.campus_id == campus_id)
    return exists().where(*mine, holds(ProjectAudience, now))


def _within_exclusivity(campus_id: Id, now: Instant) -> ColumnElement[bool]:
    """Its own campus alone until the end; after it everybody who was let in, or nobody."""
    until = Project.exclusive_until_at
    return or_(
        until.is_(None),
        and_(until > now, Project.campus_id == campus_id),
        and_(until <= now, Project.after_exclusive == AfterExclusive.OPEN),
    )


def meant_for(user_id: Id, campus_id: Id, at: Instant | None = None) -> ColumnElement[bool]:
    """Projects whose every *must* the student meets by what is recorded of them at the campus."""
    now = clock.now() if at is None else at
    mine = (Enrollment.user_id == user_id, Enrollment.campus_id == campus_id, Enrollment.from_at <= now)
    fitting = exists().where(
        *mine,
        newest(now),
        _takes_part(now, campus_id),
        *(_meets(kind) for kind in EligibilityKind),
        or_(_any_time(), _months_ahead(now) <= Project.graduates_within),
    )
    anyone = and_(not_(exists().where(*mine)), not_(_asks()), _any_time())
    return or_(fitting, anyone)


def newest(now: Instant) -> ColumnElement[bool]:
    """No later row of the same student at the same campus has begun."""
    return not_(
        exists()
        .where(LATER.user_id == Enrollment.user_id, LATER.campus_id == Enrollment.campus_id)
        .where(LATER.from_at <= now, LATER.from_at > Enrollment.from_at)
        .correlate(Enrollment)
    )


def _takes_part(now: Instant, campus_id: Id) -> ColumnElement[bool]:
    """Enrolled, or graduated no longer ago than the campus's window."""
    enrolled = or_(Enrollment.until_at.is_(None), Enrollment.until_at > now)
    recent = -_months_ahead(now) <= _window(now, campus_id)
    finished = _month(Enrollment.graduates_on) - _month(Enrollment.until_at) <= LEAVING
    return or_(
        and_(enrolled, or_(Enrollment.graduates_on.is_(None), recent)),
        and_(not_(enrolled), Enrollment.graduates_on.is_not(None), finished, recent),
    )


def _window(now: Instant, campus_id: Id) -> ColumnElement[int]:
    """The months after graduation that the campus's policy in force gives."""
    newest = (
        select(PolicyVersion.numbers["graduate_months"].as_integer())
        .where(PolicyVersion.campus_id == campus_id, PolicyVersion.created_at <= now)
        .order_by(PolicyVersion.number.desc())
        .limit(1)
    )
    return func.coalesce(newest.scalar_subquery(), Policy.graduate_months, type_=Integer)


def _asks(kind: EligibilityKind | None = None) -> ColumnElement[bool]:
    """The project has a *must* (of this kind)."""
    found = exists().where(ASKED.project_id == Project.id, ASKED.must)
    return (found.where(ASKED.kind == kind) if kind else found).correlate(Project)


def _meets(kind: EligibilityKind) -> ColumnElement[bool]:
    """No *must* of this kind, or the enrolment is one of them."""
    met = (
        exists()
        .where(ASKED.project_id == Project.id, ASKED.kind == kind, ASKED.must)
        .where(_plain(ASKED.value) == _plain(ENROLLED_AS[kind]))
        .correlate(Project, Enrollment)
    )
    return or_(not_(_asks(kind)), met)


def _any_time() -> ColumnElement[bool]:
    return or_(Project.graduates_within.is_(None), not_(Project.graduates_must))


def wishes(user_id: Id, campus_id: Id) -> ColumnElement[int]:
    """How many of a project's *prefer* lines a student meets now: orders candidates, hides nobody."""
    now = clock.now()
    same = case(
        *((ASKED.kind == kind, _plain(ASKED.value) == _plain(column)) for kind, column in ENROLLED_AS.items())
    )
    of_mine = (Enrollment.user_id == user_id, Enrollment.campus_id == campus_id)
    counted = (*of_mine, Enrollment.from_at <= now, newest(now))
    lines = select(func.count(ASKED.id)).select_from(Enrollment).join(ASKED, literal(True))
    met = lines.where(ASKED.project_id == Project.id, not_(ASKED.must), same, *counted)
    soon = and_(not_(Project.graduates_must), _months_ahead(now) <= Project.graduates_within)
    timely = select(func.count(Enrollment.id)).where(*counted, soon)
    return _of(met, user_id, campus_id) + _of(timely, user_id, campus_id)


def _of(counted: Select, *ids: Id) -> ColumnElement[int]:
    """The count for each row of the statement around it."""
    around = [column.class_ for column in ids if hasattr(column, "class_")]
    return counted.correlate(Project, *around).scalar_subquery()


def _months_ahead(now: Instant) -> ColumnElement[int]:
    """Months from now until the expected graduation; negative after it."""
    return _month(Enrollment.graduates_on) - (MONTH if now is NOW else month(now))


def _month(column) -> ColumnElement[int]:
    """A date or an instant as a count of months, on both engines."""
    if column is Enrollment.until_at and db.engine.dialect.name == "postgresql":
        column = func.timezone("UTC", column)
    return extract("year", column) * 12 + extract("month", column)


def month(day: Any) -> int:
    """A date or an instant (UTC) as a count of months."""
    return day.year * 12 + day.month


def _plain(column) -> ColumnElement[str]:
    """Text with A to Z alike in either case, on both engines."""
    return func.lower(collate(column, "C") if db.engine.dialect.name == "postgresql" else column)


def plain(text: str) -> str:
    """The same in Python."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in text or "")


def holds(row: Any, now: Instant) -> ColumnElement[bool]:
    """An interval that holds at an instant."""
    return and_(row.from_at <= now, or_(row.until_at.is_(None), row.until_at > now))
