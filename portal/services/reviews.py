"""The review queue: employers and projects that wait for the office, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Row, exists, func, select
from sqlalchemy.orm import aliased

from portal import clock
from portal.actor import Actor
from portal.errors import NotFound, RuleBroken, StaleEdit
from portal.models.employers import Contact, Employer, Partnership
from portal.models.history import HistoryEntry
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.policy import require
from portal.services import checks, domains, partnerships, policies, projects
from portal.services.sight import rows
from portal.vocabulary import DeclineCode, PlacementStatus, ProjectStatus
from portal.vocabulary import PartnershipStatus as S

Subject = Partnership | Project
RUNNING = (
    PlacementStatus.KICKOFF,
    PlacementStatus.ACTIVE,
    PlacementStatus.DELIVERED,
    PlacementStatus.REVISION,
)


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
    return sorted(found, key=lambda line: (line.since, line.kind, line.id))


def count(actor: Actor) -> int:
    """How many wait, in one statement."""
    asking = (partnerships.sight(actor), Partnership.status.in_([S.APPLIED, S.IN_REVIEW]))
    posting = (projects.sight(actor), Project.status == ProjectStatus.SUBMITTED)
    employers = select(func.count(Partnership.id)).where(*asking).scalar_subquery()
    posted = select(func.count(Project.id)).where(*posting).scalar_subquery()
    return rows(select(employers + posted))[0][0]


def figures(actor: Actor, waiting: Sequence[Waiting]) -> Figures:
    """Counts for the head of the page, in one statement beside the queue itself."""
    open_here = (projects.sight(actor), Project.status == ProjectStatus.OPEN)
    running = select(func.count(Placement.id)).where(
        Placement.campus_id == actor.campus_id, Placement.status.in_(RUNNING)
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


def get(actor: Actor, kind: str, record_id: int) -> Subject:
    """The employer's application or the project; NotFound for strangers' and unknown kinds."""
    if kind == "partnership":
        return partnerships.get(actor, record_id)
    if kind == "project":
        return projects.get(actor, record_id)
    raise NotFound


def checked(record: Subject) -> list[checks.Check]:
    """What the machine found."""
    return checks.of_partnership(record) if isinstance(record, Partnership) else checks.of_project(record)


def decide(
    record: Subject,
    verb: str,
    *,
    by: Actor,
    note: str = "",
    code: DeclineCode | None = None,
    version: int | None,
) -> None:
    """Approve, ask_changes or decline. StaleEdit when the record changed since the page was shown."""
    require(by, f"{record.__tablename__}.{verb}", record)
    if version is not None and version != record.version:
        raise StaleEdit(_("This changed while you were reading. Look at it again, then decide."))
    room = partnerships if isinstance(record, Partnership) else projects
    if verb == "decline":
        room.decline(record, code, by=by, note=note)
    elif verb == "ask_changes":
        room.ask_changes(record, by=by, note=note)
    elif verb == "approve":
        room.approve(record, by=by, note=note)
    else:
        raise RuleBroken(_("Choose a decision."))


def verbs(record: Subject, actor: Actor) -> set[str]:
    """The steps this person may take with the record now."""
    lifecycle = (partnerships if isinstance(record, Partnership) else projects).LIFECYCLE
    return {step.verb for step in lifecycle.choices(record, actor)}


def stand(partnership: Partnership, verb: str, *, by: Actor, note: str) -> None:
    """Suspend, resume or end a partnership that was approved."""
    steps = {"suspend": partnerships.suspend, "resume": partnerships.resume, "end": partnerships.end}
    steps[verb](partnership, by=by, note=note)


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
