"""What was recorded about a project's audience: intervals from history and from rows that are never overwritten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.database import db
from portal.models.audiences import AudienceTerms
from portal.models.campuses import PolicyVersion
from portal.models.employers import Partnership
from portal.models.history import HistoryEntry
from portal.models.people import Membership
from portal.models.projects import Eligibility, Project, ProjectAudience
from portal.models.students import Enrollment
from portal.services import partnerships, projects
from portal.services.policies import Policy
from portal.services.sight import rows
from portal.vocabulary import EligibilityKind, PartnershipStatus, ProjectStatus, Role, stages
from portal.workflow import Workflow


@dataclass(frozen=True)
class Span:
    """Something that held from one instant until another (None: it still does); `what` says what."""

    from_at: datetime
    until_at: datetime | None
    what: Any = None
    by: str = ""

    def holds(self, at: datetime) -> bool:
        return self.from_at <= at and (self.until_at is None or at < self.until_at)


def at(spans: Iterable[Span], moment: datetime) -> Span | None:
    """The span that held at a moment; the one that began last, should there be several."""
    found = [span for span in spans if span.holds(moment)]
    return max(found, key=lambda span: span.from_at, default=None)


@dataclass(frozen=True)
class Terms:
    """For whom the project was, as it stood for a while."""

    apply_by_at: datetime | None
    exclusive_until_at: datetime | None
    after_exclusive: str
    graduates_within: int | None
    graduates_must: bool
    eligibility: tuple[tuple[EligibilityKind, str, bool], ...]

    def musts(self, kind: EligibilityKind) -> list[str]:
        return [value for which, value, must in self.eligibility if which is kind and must]


@dataclass(frozen=True)
class Facts:
    """Everything kept that decides whether students of one campus could see one project."""

    project: Project
    campus_id: int
    statuses: tuple[Span, ...]
    terms: tuple[Span, ...]
    partnership: tuple[Span, ...]
    audience: tuple[Span, ...]
    windows: tuple[Span, ...]

    def window(self, moment: datetime) -> int:
        """Months after graduation within which students took part."""
        held = at(self.windows, moment)
        return held.what if held else Policy.graduate_months

    def marks(self) -> set[datetime]:
        """Every instant at which something may have changed for the campus as a whole."""
        spans = (*self.statuses, *self.terms, *self.partnership, *self.audience)
        found = {mark for span in spans for mark in (span.from_at, span.until_at)}
        for span in self.terms:
            found |= {span.what.apply_by_at, span.what.exclusive_until_at}
        return found - {None}


def gather(project: Project, campus_id: int) -> Facts:
    """Read what is kept."""
    statuses = _statuses(project)
    return Facts(
        project=project,
        campus_id=campus_id,
        statuses=statuses,
        terms=_terms(project, statuses),
        partnership=_partnership(project.employer_id, campus_id),
        audience=_audience(project.id, campus_id),
        windows=_windows(campus_id),
    )


def standing(project: Project) -> Terms:
    """For whom the project is now."""
    lines = select(Eligibility.kind, Eligibility.value, Eligibility.must)
    found = rows(lines.where(Eligibility.project_id == project.id))
    asked = sorted((row.kind.value, row.value, row.must) for row in found)
    return Terms(
        apply_by_at=project.apply_by_at,
        exclusive_until_at=project.exclusive_until_at,
        after_exclusive=project.after_exclusive,
        graduates_within=project.graduates_within,
        graduates_must=project.graduates_must,
        eligibility=tuple((EligibilityKind(kind), value, must) for kind, value, must in asked),
    )


def spans(marks: Sequence[tuple[datetime, object]]) -> tuple[Span, ...]:
    """Moments and what began then, as intervals that follow each other."""
    ends = [*(moment for moment, _what in marks[1:]), None][: len(marks)]
    told = (Span(began, end, what) for (began, what), end in zip(marks, ends, strict=True))
    return tuple(span for span in told if span.from_at != span.until_at)


def states(subject: str, record: Project | Partnership, lifecycle: Workflow) -> tuple[Span, ...]:
    """A record's states, each as long as it lasted; what was put there without history counts from its date."""
    leads = {step.verb: step.target for step in lifecycle.steps}
    told = select(HistoryEntry.at, HistoryEntry.action).where(
        HistoryEntry.subject == subject,
        HistoryEntry.subject_id == record.id,
        HistoryEntry.action.in_(leads),
    )
    marks = [(row.at, leads[row.action]) for row in rows(told.order_by(HistoryEntry.id))]
    if not marks or marks[-1][1] is not record.status:
        marks.append((record.status_at, record.status))
    return spans(marks)


def _statuses(project: Project) -> tuple[Span, ...]:
    known = states("project", project, projects.LIFECYCLE)
    if known[0].from_at <= project.created_at or known[0].what is ProjectStatus.DRAFT:
        return known
    return (Span(project.created_at, known[0].from_at, ProjectStatus.DRAFT), *known)


def _terms(project: Project, statuses: Sequence[Span]) -> tuple[Span, ...]:
    """As kept at each change. A project that opened before they were kept could not change since."""
    written = _kept(project.id)
    if written:
        return written
    opened = [span.from_at for span in statuses if span.what in stages.SHOWN]
    return (Span(min(opened, default=project.created_at), None, standing(project)),)


def _read(row: AudienceTerms) -> Terms:
    asked = tuple((EligibilityKind(kind), value, must) for kind, value, must in row.eligibility)
    return Terms(
        row.apply_by_at,
        row.exclusive_until_at,
        row.after_exclusive,
        row.graduates_within,
        row.graduates_must,
        asked,
    )


def _partnership(employer_id: int, campus_id: int) -> tuple[Span, ...]:
    """When the employer worked with the campus, over all its applications."""
    mine = select(Partnership).where(
        Partnership.employer_id == employer_id, Partnership.campus_id == campus_id
    )
    told = [states("partnership", one, partnerships.LIFECYCLE) for one in db.session.scalars(mine).all()]
    found = [span for one in told for span in one if span.what is PartnershipStatus.APPROVED]
    return tuple(sorted(found, key=lambda span: span.from_at))


def _audience(project_id: int, campus_id: int) -> tuple[Span, ...]:
    mine = (ProjectAudience.project_id == project_id, ProjectAudience.campus_id == campus_id)
    found = rows(
        select(ProjectAudience.from_at, ProjectAudience.until_at, ProjectAudience.approved_by)
        .where(*mine)
        .order_by(ProjectAudience.from_at)
    )
    return tuple(Span(row.from_at, row.until_at, by=row.approved_by) for row in found)


def _windows(campus_id: int) -> tuple[Span, ...]:
    found = rows(
        select(PolicyVersion.created_at, PolicyVersion.numbers)
        .where(PolicyVersion.campus_id == campus_id)
        .order_by(PolicyVersion.number)
    )
    usual = Policy.graduate_months
    return spans([(row.created_at, row.numbers.get("graduate_months", usual)) for row in found])


def kept(project_id: int) -> list[Terms]:
    """For whom the project was, oldest first, as far as it was written down."""
    return [span.what for span in _kept(project_id)]


def _kept(project_id: int) -> tuple[Span, ...]:
    found = db.session.scalars(
        select(AudienceTerms)
        .where(AudienceTerms.project_id == project_id)
        .order_by(AudienceTerms.from_at, AudienceTerms.id)
    ).all()
    return spans([(row.from_at, _read(row)) for row in found])


@dataclass(frozen=True)
class Person:
    """What is kept of one student at one campus."""

    memberships: tuple[Span, ...]
    enrolments: tuple[Span, ...]

    def enrolled(self, moment: datetime) -> Span | None:
        """The newest enrolment that had begun, ended or not; `what` is its row."""
        begun = [span for span in self.enrolments if span.from_at <= moment]
        return max(begun, key=lambda span: span.from_at, default=None)


def person(user_id: int, campus_id: int) -> Person:
    """Memberships and enrolments of a student at a campus."""
    held = select(Membership.from_at, Membership.until_at).where(
        Membership.user_id == user_id,
        Membership.campus_id == campus_id,
        Membership.role == Role.STUDENT,
    )
    enrolled = select(*ENROLMENT).where(Enrollment.user_id == user_id, Enrollment.campus_id == campus_id)
    return Person(
        tuple(Span(row.from_at, row.until_at) for row in rows(held)),
        tuple(Span(row.from_at, row.until_at, row) for row in rows(enrolled.order_by(Enrollment.from_at))),
    )


ENROLMENT = (
    Enrollment.college,
    Enrollment.programme,
    Enrollment.year,
    Enrollment.graduates_on,
    Enrollment.from_at,
    Enrollment.until_at,
)
