"""The proof: who could see a project, when and why, for the office, from what was kept."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, and_, exists, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from portal import clock
from portal.actor import Actor
from portal.models.audiences import AudienceRequest
from portal.models.campuses import Campus
from portal.models.employers import Employer
from portal.models.people import Membership, User
from portal.models.projects import Project, ProjectAudience
from portal.models.students import Enrollment, Student
from portal.roster.writing import csv_bytes
from portal.services import exclusivity, exclusivity_facts, exclusivity_words, people
from portal.services.exclusivity_facts import ENROLMENT, Facts, Terms, at
from portal.services.exclusivity_words import Line
from portal.services.sight import one, rows, through
from portal.vocabulary import EligibilityKind, Role

PAGE = 20
SIGHT = {
    Role.STAFF: lambda actor: and_(
        Project.submitted_at.is_not(None),
        or_(Project.campus_id == actor.campus_id, *map(_here(actor), (ProjectAudience, AudienceRequest))),
    )
}
"""Its own campus's office, and each office that was asked about it or let it in."""


def _here(actor: Actor):
    return lambda table: exists().where(table.project_id == Project.id, table.campus_id == actor.campus_id)


def sight(actor: Actor) -> ColumnElement[bool]:
    return through(SIGHT, actor)


def get(actor: Actor, project_id: int) -> Project:
    """The project with its employer and campus; NotFound for offices that it never concerned."""
    loaded = (joinedload(Project.employer), joinedload(Project.campus))
    return one(select(Project).where(sight(actor), Project.id == project_id).options(*loaded))


def listing(actor: Actor, text: str = "", before: int | None = None) -> Sequence[Row]:
    """(id, title, status, employer, campus, campus_id, exclusive_until, after_exclusive), newest first, 21 at most."""
    rules = [sight(actor)]
    rules += [Project.id < before] if before else []
    rules += [
        (Project.title + " " + Employer.name).icontains(word, autoescape=True) for word in text.split()[:6]
    ]
    return rows(
        select(
            Project.id,
            Project.title,
            Project.status,
            Project.campus_id,
            Project.exclusive_until,
            Project.after_exclusive,
            Employer.name.label("employer"),
            Campus.name.label("campus"),
        )
        .join(Employer, Employer.id == Project.employer_id)
        .join(Campus, Campus.id == Project.campus_id)
        .where(*rules)
        .order_by(Project.id.desc())
        .limit(PAGE + 1)
    )


@dataclass(frozen=True)
class Period:
    """From one instant until another (None: now) it was shown to the campus's students, or not and why not."""

    from_at: datetime
    until_at: datetime | None
    shown: bool
    why: tuple[str, ...]
    terms: Terms | None = None


def periods(facts: Facts, since: datetime | None = None, until: datetime | None = None) -> list[Period]:
    """The project's time so far for this campus, cut to what was asked for, oldest first."""
    now = clock.now()
    began = facts.project.created_at
    marks = sorted({began, *(mark for mark in facts.marks() if began < mark <= now)})
    found: list[Period] = []
    for mark, end in zip(marks, [*marks[1:], None], strict=True):
        found = _joined(found, _period(facts, mark, end))
    cut = [_cut(period, since, until) for period in found]
    return [period for period in cut if period.until_at is None or period.from_at < period.until_at]


def _period(facts: Facts, mark: datetime, end: datetime | None) -> Period:
    lines = exclusivity_words.of_campus(facts, mark)
    shown, held = exclusivity_words.seen(lines), at(facts.terms, mark)
    why = tuple(f"{line.about}: {line.text}" for line in lines if shown or not line.ok)
    return Period(mark, end, shown, why, held.what if held and shown else None)


def _joined(found: list[Period], new: Period) -> list[Period]:
    """Two that say the same are one."""
    last = found[-1] if found else None
    if last and (last.shown, last.why, last.terms) == (new.shown, new.why, new.terms):
        return [*found[:-1], Period(last.from_at, new.until_at, new.shown, new.why, new.terms)]
    return [*found, new]


def _cut(period: Period, since: datetime | None, until: datetime | None) -> Period:
    begins = max(filter(None, (period.from_at, since)))
    ends = min(filter(None, (period.until_at, until)), default=None)
    return Period(begins, ends, period.shown, period.why, period.terms)


@dataclass(frozen=True)
class Crowd:
    """Who could see it at a moment, of how many; and how many by college, programme and year."""

    students: tuple[Row, ...]
    groups: dict[EligibilityKind, Counter]
    all: int


def crowd(facts: Facts, moment: datetime) -> Crowd:
    """The students of the facts' campus who could see the project then.

    A student's row: id, name, email, number, and the enrolment that counted (columns may be None).
    """
    found = {row.id: row for row in reversed(rows(everybody(facts.campus_id, moment)))}
    everyone = list(reversed(found.values()))
    seen = tuple(_seeing(facts, moment, everyone)) if _shown(facts, moment) else ()
    counted = {kind: Counter(getattr(row, kind.value) or "" for row in seen) for kind in EligibilityKind}
    return Crowd(seen, counted, len(everyone))


def _shown(facts: Facts, moment: datetime) -> bool:
    return exclusivity_words.seen(exclusivity_words.of_campus(facts, moment))


def _seeing(facts: Facts, moment: datetime, everyone: Iterable[Row]) -> Iterable[Row]:
    """The same enrolment is judged once."""
    held, judged = at(facts.terms, moment), {}
    for row in everyone:
        what = (row.college, row.programme, row.year, row.graduates_on, row.until_at, row.from_at is None)
        if what not in judged:
            enrolled = row if row.from_at else None
            judged[what] = exclusivity_words.seen(exclusivity_words.of_row(facts, held, enrolled, moment))
        if judged[what]:
            yield row


def everybody(campus_id: int, moment: datetime) -> Select:
    """Every student of a campus at a moment, with the enrolment that counted; more than one row is possible."""
    counted = and_(
        Enrollment.user_id == User.id,
        Enrollment.campus_id == campus_id,
        Enrollment.from_at <= moment,
        exclusivity.newest(moment),
    )
    profile = and_(Student.user_id == User.id, Student.campus_id == campus_id)
    return (
        select(User.id, User.name, User.email, Student.number, *ENROLMENT)
        .join(Membership, Membership.user_id == User.id)
        .outerjoin(Student, profile)
        .outerjoin(Enrollment, counted)
        .where(Membership.role == Role.STUDENT, Membership.campus_id == campus_id)
        .where(exclusivity.holds(Membership, moment))
        .order_by(User.sort_name, User.id)
    )


def campus_lines(facts: Facts, moment: datetime) -> list[Line]:
    """Whether the campus's students could see it at all, clause by clause."""
    return exclusivity_words.of_campus(facts, moment)


def csv(table: Iterable[Sequence[object]]) -> bytes:
    """Rows for a spreadsheet; no cell can act as a formula."""
    return csv_bytes(table)


@dataclass(frozen=True)
class Answer:
    """Whether one student could see it, each clause in words, and which wishes they met."""

    name: str
    email: str
    seen: bool
    lines: tuple[Line, ...]
    wishes: tuple[str, ...]


def look_up(facts: Facts, text: str, moment: datetime) -> Answer | None:
    """A student of the facts' campus by e-mail address or number; None when there is none."""
    typed = text.strip()
    found = rows(
        select(User.id, User.name, User.email)
        .join(Student, Student.user_id == User.id)
        .where(Student.campus_id == facts.campus_id)
        .where(or_(User.email_key == people.email_key(typed), Student.number == typed))
        .limit(1)
    )
    return answer(facts, found[0], moment) if found else None


def answer(facts: Facts, who: Row, moment: datetime) -> Answer:
    """The rule for one student (id, name, email), clause by clause."""
    person = exclusivity_facts.person(who.id, facts.campus_id)
    lines = exclusivity_words.of_campus(facts, moment)
    lines += exclusivity_words.of_student(facts, person, moment)
    held, enrolled = at(facts.terms, moment), person.enrolled(moment)
    met = exclusivity_words.wishes(held.what, enrolled.what if enrolled else None, moment) if held else ()
    seen = exclusivity_words.seen(lines)
    return Answer(who.name, who.email, seen, tuple(lines), tuple(met))
