"""The review queue: employers, projects and changed profiles that wait for the office, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Row, exists, func, select
from sqlalchemy.orm import aliased

from portal import clock
from portal.actor import Actor
from portal.models.employers import Contact, Employer, Partnership
from portal.models.history import HistoryEntry
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.models.revisions import Revision
from portal.models.vetting import EmployerChange
from portal.services import (
    care,
    checks,
    domains,
    employer_changes,
    partnerships,
    policies,
    projects,
    rescues,
    revisions,
)
from portal.services.sight import rows
from portal.vocabulary import ChangeStatus, ProjectStatus, RevisionStatus
from portal.vocabulary import PartnershipStatus as S


@dataclass(frozen=True)
class Waiting:
    """A line of the queue; `flag` is a short word of warning or nothing, `late` is past the target."""

    kind: str
    id: int
    title: str
    about: str
    flag: str
    since: datetime
    late: bool


@dataclass(frozen=True)
class Figures:
    """What the head of the page counts."""

    waiting: int
    late: int
    oldest: datetime | None
    target_days: int
    open_projects: int
    seats_left: int
    running: int


def queue(actor: Actor) -> list[Waiting]:
    """Everything that waits for this campus's office, oldest first."""
    late_before = clock.now() - timedelta(days=policies.current(actor.campus_id or 0).review_days)
    found = [_employer_line(row, late_before) for row in _applications(actor)]
    found += [_project_line(row, late_before) for row in _postings(actor)]
    found += [_change_line(row, late_before) for row in employer_changes.waiting(actor)]
    found += [_revision_line(row, late_before) for row in _revisions(actor)]
    return sorted(found, key=lambda line: (line.since, line.kind, line.id))


def counts(actor: Actor) -> tuple[int, int]:
    """How many wait for review, and how many tasks for this person, in one statement."""
    asking = (partnerships.sight(actor), Partnership.status.in_([S.APPLIED, S.IN_REVIEW]))
    posting = (projects.sight(actor), Project.status == ProjectStatus.SUBMITTED)
    employers = select(func.count(Partnership.id)).where(*asking).scalar_subquery()
    posted = select(func.count(Project.id)).where(*posting).scalar_subquery()
    changing = (employer_changes.sight(actor), EmployerChange.status == ChangeStatus.WAITING)
    changed = select(func.count(EmployerChange.id)).where(*changing).scalar_subquery()
    revising = (revisions.sight(actor), Revision.status == RevisionStatus.PENDING)
    revised = select(func.count(Revision.id)).where(*revising).scalar_subquery()
    tasks = rescues.waiting(actor).scalar_subquery()
    waiting, asked = rows(select(employers + posted + changed + revised, tasks))[0]
    return waiting, asked


def figures(actor: Actor, waiting: Sequence[Waiting]) -> Figures:
    """Counts for the head of the page, in one statement beside the queue itself."""
    open_here = (projects.sight(actor), Project.status == ProjectStatus.OPEN)
    running = select(func.count(Placement.id)).where(
        Placement.campus_id == actor.campus_id, Placement.status.in_(care.RUNNING)
    )
    counted = rows(
        select(
            func.count(Project.id),
            func.coalesce(func.sum(Project.seats - Project.seats_taken), 0),
            running.scalar_subquery(),
        ).where(*open_here)
    )[0]
    return Figures(
        waiting=len(waiting),
        late=sum(line.late for line in waiting),
        oldest=waiting[0].since if waiting else None,
        target_days=policies.current(actor.campus_id or 0).review_days,
        open_projects=counted[0],
        seats_left=counted[1],
        running=counted[2],
    )


def _applications(actor: Actor) -> Sequence[Row]:
    """Applications since they were sent or last answered, whichever is later."""
    sent = (
        select(func.max(HistoryEntry.at))
        .where(
            HistoryEntry.subject == "partnership",
            HistoryEntry.subject_id == Partnership.id,
            HistoryEntry.action.in_(["apply", "answer"]),
        )
        .scalar_subquery()
    )
    return rows(
        select(
            Partnership.id,
            Partnership.status,
            Partnership.applied_at,
            sent.label("sent_at"),
            Employer.name,
            Employer.domain,
            Contact.email,
        )
        .join(Employer, Employer.id == Partnership.employer_id)
        .join(Contact, Contact.id == Partnership.applicant_id)
        .where(partnerships.sight(actor), Partnership.status.in_([S.APPLIED, S.IN_REVIEW]))
    )


def _postings(actor: Actor) -> Sequence[Row]:
    earlier = aliased(Project)
    shown_before = exists().where(
        earlier.employer_id == Project.employer_id,
        earlier.id != Project.id,
        earlier.status.not_in(checks.NEVER_SHOWN),
    )
    return rows(
        select(
            Project.id,
            Project.title,
            Project.seats,
            Project.submitted_at,
            shown_before.label("shown_before"),
            Employer.name.label("employer"),
        )
        .join(Employer, Employer.id == Project.employer_id)
        .where(projects.sight(actor), Project.status == ProjectStatus.SUBMITTED)
    )


def _revisions(actor: Actor) -> Sequence[Row]:
    return rows(
        select(Revision.id, Revision.status_at, Project.title, Employer.name.label("employer"))
        .join(Project, Project.id == Revision.project_id)
        .join(Employer, Employer.id == Project.employer_id)
        .where(revisions.sight(actor), Revision.status == RevisionStatus.PENDING)
    )


def _employer_line(row: Row, late_before: datetime) -> Waiting:
    since = row.sent_at or row.applied_at
    flag = "" if domains.belongs(row.email, row.domain) else _("Check the address")
    if domains.is_free_mail(row.email):
        flag = _("Free mail")
    about = _("New employer") if row.status is S.APPLIED else _("Employer, in review")
    return Waiting("partnership", row.id, row.name, about, flag, since, since < late_before)


def _project_line(row: Row, late_before: datetime) -> Waiting:
    late = row.submitted_at < late_before
    seats = ngettext(
        "%(employer)s, %(num)s seat", "%(employer)s, %(num)s seats", row.seats, employer=row.employer
    )
    flag = "" if row.shown_before else _("First posting")
    return Waiting("project", row.id, row.title, seats, flag, row.submitted_at, late)


def _change_line(row: Row, late_before: datetime) -> Waiting:
    about = _("Changed profile")
    return Waiting("change", row.id, row.employer, about, "", row.sent_at, row.sent_at < late_before)


def _revision_line(row: Row, late_before: datetime) -> Waiting:
    about = _("%(employer)s, change of an open project", employer=row.employer)
    return Waiting("revision", row.id, row.title, about, "", row.status_at, row.status_at < late_before)
