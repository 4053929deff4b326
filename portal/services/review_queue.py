"""The review queue: employers, projects and changed profiles that wait for the office, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Row, Select, cast, exists, func, literal, null, select, union_all
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
    audiences,
    checks,
    domains,
    employer_changes,
    host_reviews,
    partnerships,
    policies,
    projects,
    renewals,
    rescues,
    revisions,
)
from portal.services.sight import rows
from portal.vocabulary import ChangeStatus, ProjectStatus, RevisionStatus, stages
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
    """What the head of the page counts, and what waits beside the queue."""

    waiting: int
    late: int
    oldest: datetime | None
    target_days: int
    open_projects: int
    seats_left: int
    running: int
    reviews_due: int
    asked_by_others: int
    host_reviews: int
    unsafe: int


def queue(actor: Actor) -> list[Waiting]:
    """Everything that waits for this campus's office, oldest first, in one statement."""
    late_before = clock.now() - timedelta(days=policies.current(actor.campus_id or 0).review_days)
    rooms = (_applications, _postings, _changes, _revisions)
    found = [_line(row, late_before) for row in rows(union_all(*(room(actor) for room in rooms)))]
    return sorted(found, key=lambda line: (line.since, line.kind, line.id))


def counts(actor: Actor) -> tuple[int, int]:
    """How many wait for review, and how many tasks for this person, in one statement."""
    asking = (partnerships.sight(actor), Partnership.status.in_(stages.TO_REVIEW))
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


def figures(actor: Actor, waiting: Sequence[Waiting], zone: str) -> Figures:
    """Counts for the head of the page and for what waits beside it, in one statement beside the queue itself."""
    open_here = (projects.sight(actor), Project.status == ProjectStatus.OPEN)
    running = select(func.count(Placement.id)).where(
        Placement.campus_id == actor.campus_id, Placement.status.in_(stages.RUNNING)
    )
    counted = rows(
        select(
            func.count(Project.id).label("open_projects"),
            func.coalesce(func.sum(Project.seats - Project.seats_taken), 0).label("seats_left"),
            running.scalar_subquery().label("running"),
            renewals.counting(actor, zone).label("reviews_due"),
            audiences.counting(actor).label("asked_by_others"),
            host_reviews.counting(actor).label("host_reviews"),
            host_reviews.counting(actor, host_reviews.UNSAFE).label("unsafe"),
        ).where(*open_here)
    )[0]
    return Figures(
        waiting=len(waiting),
        late=sum(line.late for line in waiting),
        oldest=waiting[0].since if waiting else None,
        target_days=policies.current(actor.campus_id or 0).review_days,
        **counted._mapping,
    )


def _asking(kind: str, record, title, since, **more) -> Select:
    """What waits of one kind, in the columns that all kinds share; what one does not have is empty."""
    shared: dict[str, Any] = {
        "employer": Employer.name,
        "status": Partnership.status,
        "email": Contact.email,
        "domain": Employer.domain,
        "seats": Project.seats,
        "shown_before": exists().where(Project.id > 0),
    }
    told = [more.get(name, cast(null(), like.type)).label(name) for name, like in shared.items()]
    return select(literal(kind).label("kind"), record.id, title.label("title"), since.label("since"), *told)


def _applications(actor: Actor) -> Select:
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
    since = func.coalesce(sent, Partnership.applied_at)
    told = {"status": Partnership.status, "email": Contact.email, "domain": Employer.domain}
    return (
        _asking("partnership", Partnership, Employer.name, since, **told)
        .join(Employer, Employer.id == Partnership.employer_id)
        .join(Contact, Contact.id == Partnership.applicant_id)
        .where(partnerships.sight(actor), Partnership.status.in_(stages.TO_REVIEW))
    )


def _postings(actor: Actor) -> Select:
    earlier = aliased(Project)
    shown_before = exists().where(
        earlier.employer_id == Project.employer_id,
        earlier.id != Project.id,
        earlier.status.not_in(checks.NEVER_SHOWN),
    )
    told = {"employer": Employer.name, "seats": Project.seats, "shown_before": shown_before}
    return (
        _asking("project", Project, Project.title, Project.submitted_at, **told)
        .join(Employer, Employer.id == Project.employer_id)
        .where(projects.sight(actor), Project.status == ProjectStatus.SUBMITTED)
    )


def _changes(actor: Actor) -> Select:
    """Changed profiles."""
    return (
        _asking("change", EmployerChange, Employer.name, EmployerChange.sent_at)
        .join(Employer, Employer.id == EmployerChange.employer_id)
        .where(employer_changes.sight(actor), EmployerChange.status == ChangeStatus.WAITING)
    )


def _revisions(actor: Actor) -> Select:
    """Changes of open projects."""
    return (
        _asking("revision", Revision, Project.title, Revision.status_at, employer=Employer.name)
        .join(Project, Project.id == Revision.project_id)
        .join(Employer, Employer.id == Project.employer_id)
        .where(revisions.sight(actor), Revision.status == RevisionStatus.PENDING)
    )


def _line(row: Row, late_before: datetime) -> Waiting:
    about, flag = ABOUT[row.kind](row)
    return Waiting(row.kind, row.id, row.title, about, flag, row.since, row.since < late_before)


def _of_application(row: Row) -> tuple[str, str]:
    flag = "" if domains.belongs(row.email, row.domain) else _("Check the address")
    if domains.is_free_mail(row.email):
        flag = _("Free mail")
    return _("New employer") if row.status is S.APPLIED else _("Employer, in review"), flag


def _of_posting(row: Row) -> tuple[str, str]:
    seats = ngettext(
        "%(employer)s, %(num)s seat", "%(employer)s, %(num)s seats", row.seats, employer=row.employer
    )
    return seats, "" if row.shown_before else _("First posting")


ABOUT = {
    "partnership": _of_application,
    "project": _of_posting,
    "change": lambda row: (_("Changed profile"), ""),
    "revision": lambda row: (_("%(employer)s, change of an open project", employer=row.employer), ""),
}
"""(what it is about, a word of warning or nothing) of each kind."""
