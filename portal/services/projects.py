"""Projects: the employer drafts and submits, the office reviews, students' claims fill the seats."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql import ColumnElement

from portal import clock, policy
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.campuses import Campus
from portal.models.claims import Claim
from portal.models.employers import Contact
from portal.models.projects import Deliverable, Eligibility, Milestone, Project, ProjectAudience
from portal.services import (
    audiences,
    claims,
    draws,
    fund_promises,
    letters,
    open_limits,
    revisions,
    scoping,
    threads,
    versions,
)
from portal.services.sight import one, rows, through
from portal.vocabulary import ClosedReason, DeclineCode, Role, stages
from portal.vocabulary import ProjectStatus as S
from portal.workflow import Step, Workflow

LIFECYCLE = Workflow(
    "project",
    Step("submit", {S.DRAFT, S.CHANGES_REQUESTED}, S.SUBMITTED, _l("Send for review")),
    Step("approve", {S.SUBMITTED}, S.OPEN, _l("Approve")),
    Step("ask_changes", {S.SUBMITTED}, S.CHANGES_REQUESTED, _l("Ask for changes"), needs_note=True),
    Step("decline", {S.SUBMITTED}, S.DECLINED, _l("Decline"), needs_note=True),
    Step("withdraw", {S.DRAFT, S.SUBMITTED, S.CHANGES_REQUESTED}, S.WITHDRAWN, _l("Withdraw")),
    Step("fill", {S.OPEN}, S.FILLED),
    Step("reopen", {S.FILLED}, S.OPEN),
    Step("close", {S.OPEN, S.FILLED}, S.CLOSED, _l("Take no more students")),
    Step("expire", {S.OPEN}, S.EXPIRED),
    Step("cancel", {S.OPEN, S.FILLED}, S.CANCELLED, _l("Cancel the project"), needs_note=True),
)

SIGHT = {
    Role.STAFF: lambda actor: (Project.campus_id == actor.campus_id) & Project.submitted_at.is_not(None),
    Role.CONTACT: lambda actor: Project.employer_id == actor.employer_id,
}


def sight(actor: Actor) -> ColumnElement[bool]:
    """The condition under which the actor may see a project from its own side."""
    return through(SIGHT, actor)


def get(actor: Actor, project_id: int) -> Project:
    """The project with all its page shows; NotFound when it is not theirs."""
    return one(
        select(Project)
        .where(sight(actor), Project.id == project_id)
        .options(
            joinedload(Project.employer),
            joinedload(Project.campus),
            joinedload(Project.supervisor),
            selectinload(Project.deliverables),
            selectinload(Project.milestones),
            selectinload(Project.eligibility),
        )
    )


def untouched(project: Any = Project) -> ColumnElement[bool]:
    """Drafts that nothing was saved in: somebody has only looked. `project` is the table, or an alias of it."""
    rows_of = (Deliverable, Milestone, Eligibility)
    said = [exists().where(table.project_id == project.id).correlate(project) for table in rows_of]
    return and_(
        project.status == S.DRAFT,
        project.version == 1,
        project.ancestor_id.is_(None),
        project.title == "",
        ~or_(*said),
    )


def listing(actor: Actor) -> Sequence[Row]:
    """(id, title, status, status_at, seats, seats_taken, apply_by, campus, waiting), newest first.

    `waiting` counts the applications that the employer has not answered.
    """
    waiting = (
        select(func.count(Claim.id))
        .where(Claim.project_id == Project.id, Claim.status.in_(stages.ASKED))
        .scalar_subquery()
    )
    return rows(
        select(
            Project.id,
            Project.title,
            Project.status,
            Project.status_at,
            Project.seats,
            Project.seats_taken,
            Project.apply_by,
            Campus.name.label("campus"),
            waiting.label("waiting"),
        )
        .join(Campus, Campus.id == Project.campus_id)
        .where(sight(actor), ~untouched())
        .order_by(Project.id.desc())
    )


def submit(project: Project, *, by: Actor, note: str = "", reasons: dict[str, str] | None = None) -> None:
    """Send for review. RuleBroken while a finding blocks it, or a warning has no reason.

    `reasons` are {key of a warning: why it is meant}.
    """
    policy.require(by, "project.submit", project)
    LIFECYCLE.find("submit", project.status)
    scoping.require_in_force(project)
    open_limits.require_room_to_send(project)
    scoping.explain(project, reasons or {}, by=by)
    scoping.require_sendable(project)
    LIFECYCLE.take("submit", project, by=by, note=note)
    project.submitted_at = clock.now()
    _record(project, "submit", by, note)
    letters.waiting(project.campus, "project", project.id)


def approve(project: Project, *, by: Actor, note: str = "", fund_id: int | None = None) -> None:
    """Open it to the students of its campus, from now on; `fund_id` pays where the employer does not."""
    scoping.require_in_force(project)
    open_limits.require_room_to_open(project)
    LIFECYCLE.take("approve", project, by=by, note=note)
    fund_promises.name(project, fund_id, by=by)
    db.session.add(
        ProjectAudience(
            project_id=project.id, campus_id=project.campus_id, from_at=clock.now(), approved_by=by.label
        )
    )
    audiences.keep(project)
    versions.keep(project, by=by)
    draws.open_for(project, by=by)
    _record(project, "approve", by, note)
    letters.project("approved", project, _author(project))


def ask_changes(project: Project, *, by: Actor, note: str) -> None:
    LIFECYCLE.take("ask_changes", project, by=by, note=note)
    _record(project, "ask_changes", by, note)
    letters.project("changes", project, _author(project))


def decline(project: Project, code: DeclineCode | None, *, by: Actor, note: str) -> None:
    """Refuse with a code and words. RuleBroken without a code."""
    if code is None:
        raise RuleBroken(_("Choose the reason for declining."))
    LIFECYCLE.take("decline", project, by=by, note=note)
    project.decline_code = code
    _record(project, "decline", by, note, {"decline_code": code.value})
    letters.project("declined", project, _author(project))


def withdraw(project: Project, *, by: Actor, note: str = "") -> None:
    LIFECYCLE.take("withdraw", project, by=by, note=note)
    _record(project, "withdraw", by, note)


def fill(project: Project, *, by: Actor = SYSTEM) -> None:
    """The last seat was taken."""
    LIFECYCLE.take("fill", project, by=by)
    _record(project, "fill", by, "")


def reopen(project: Project, *, by: Actor = SYSTEM) -> None:
    """A seat came free."""
    LIFECYCLE.take("reopen", project, by=by)
    _record(project, "reopen", by, "")


def close(project: Project, *, by: Actor, note: str = "") -> None:
    """Take no more students; placements go on."""
    LIFECYCLE.take("close", project, by=by, note=note)
    _record(project, "close", by, note)
    reason = ClosedReason.FILLED if project.seats_taken == project.seats else ClosedReason.EXPIRED
    _let_go(project, reason, by)


def stop_all(campus_id: int, employer_id: int, *, by: Actor) -> None:
    """The partnership is over: its projects take no more students, and none of the campus's goes on waiting."""
    shown = select(Project).where(Project.employer_id == employer_id, Project.status.in_(stages.SHOWN))
    for project in db.session.scalars(shown.order_by(Project.id)).all():
        if project.campus_id != campus_id:
            claims.close_all(project, ClosedReason.SUSPENDED, Claim.campus_id == campus_id, by=by)
            continue
        LIFECYCLE.take("close", project, by=by)
        _record(project, "close", by, "")
        _let_go(project, ClosedReason.SUSPENDED, by)


def expire(project: Project, *, by: Actor = SYSTEM) -> None:
    """Its last day to apply has passed and no seat was taken."""
    LIFECYCLE.take("expire", project, by=by)
    _record(project, "expire", by, "")
    _let_go(project, ClosedReason.EXPIRED, by)
    letters.project("closed", project, _author(project))


def cancel(project: Project, *, by: Actor, note: str) -> None:
    """Stop it before it is filled or done; students who wait are told."""
    LIFECYCLE.take("cancel", project, by=by, note=note)
    _record(project, "cancel", by, note)
    _let_go(project, ClosedReason.CANCELLED, by)
    if by.role is Role.STAFF:
        letters.project("cancelled", project, _author(project))


def _let_go(project: Project, reason: ClosedReason, by: Actor) -> None:
    """Nobody goes on waiting, and no change of it does."""
    claims.close_all(project, reason, by=by)
    revisions.drop(project)
    fund_promises.follow(project, by=by)


def _author(project: Project) -> Contact:
    """Whom news of the project goes to: who wrote it, else its supervisor."""
    return db.session.get_one(Contact, project.created_by_id or project.supervisor_id)


def _record(project: Project, verb: str, by: Actor, note: str, after: dict | None = None) -> None:
    """The history row, and the words in the thread where both sides read them."""
    remember(project, verb, by, note, after={"status": project.status.value, **(after or {})})
    threads.say(project, note, by=by)
