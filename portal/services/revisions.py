"""Changes of an open project: proposed by its employer, decided by the office, told to whoever asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql import ColumnElement

from portal import clock, policy
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.claims import Claim
from portal.models.projects import Project
from portal.models.revisions import Revision
from portal.scope import linter
from portal.scope.rule import Finding
from portal.services import (
    audiences,
    drafts,
    fund_promises,
    letters,
    revision_letters,
    scoping,
    seats,
    threads,
    versions,
    waiting_list,
)
from portal.services.sight import one, through
from portal.vocabulary import RevisionStatus as S
from portal.vocabulary import Role, stages
from portal.workflow import Step, Workflow

STEPS = ("what", "deliverables", "time", "fee")
"""The steps of a project that may change while it is open."""
LIVE = (S.DRAFT, S.PENDING)

LIFECYCLE = Workflow(
    "project_revision",
    Step("send", {S.DRAFT}, S.PENDING, _l("Send for review"), needs_note=True),
    Step("accept", {S.PENDING}, S.APPROVED, _l("Accept")),
    Step("decline", {S.PENDING}, S.DECLINED, _l("Decline"), needs_note=True),
    Step("withdraw", LIVE, S.WITHDRAWN, _l("Drop this change")),
)

SIGHT = {
    Role.STAFF: lambda actor: (Revision.campus_id == actor.campus_id) & (Revision.status != S.DRAFT),
    Role.CONTACT: lambda actor: Revision.employer_id == actor.employer_id,
}


def sight(actor: Actor) -> ColumnElement[bool]:
    """The changes this person may see, as a condition."""
    return through(SIGHT, actor)


def get(actor: Actor, revision_id: int) -> Revision:
    """A change with its project; NotFound when it is not theirs."""
    return one(select(Revision).where(sight(actor), Revision.id == revision_id).options(PROJECT))


PROJECT = joinedload(Revision.project).options(
    joinedload(Project.campus),
    joinedload(Project.employer),
    joinedload(Project.supervisor),
    selectinload(Project.deliverables),
    selectinload(Project.milestones),
)


def live(project: Project) -> Revision | None:
    """The change of the project that is being written or waits."""
    found = select(Revision).where(Revision.project_id == project.id, Revision.status.in_(LIVE))
    return db.session.scalars(found.options(PROJECT)).one_or_none()


def require_changeable(project: Project, by: Actor) -> None:
    """RuleBroken unless the project is open or filled, and no change of it waits."""
    policy.require(by, "project.edit", project)
    if project.status not in stages.SHOWN:
        raise RuleBroken(_("Only a project that is open can be changed this way."))
    if project.changing_since:
        raise RuleBroken(_("A change of this project waits for the office already."))


def answers(project: Project, revision: Revision | None, step: str) -> dict[str, Any]:
    """What the step says: as proposed, else as it stands."""
    proposed = revision.content.get(step) if revision else None
    return versions.thawed(proposed) if proposed else drafts.answers(project, step)


def save(project: Project, step: str, given: dict[str, Any], *, by: Actor) -> Revision:
    """Keep what is proposed for one step; a step that says what it said before is no change."""
    require_changeable(project, by)
    revision = live(project) or _begin(project, by)
    proposed, stands = versions.frozen(given), versions.frozen(drafts.answers(project, step))
    content = {name: kept for name, kept in revision.content.items() if name != step}
    revision.content = (
        {**content, step: {**stands, **proposed}} if {**stands, **proposed} != stands else content
    )
    return revision


def _begin(project: Project, by: Actor) -> Revision:
    revision = Revision(
        project=project,
        campus_id=project.campus_id,
        employer_id=project.employer_id,
        created_by_id=by.contact_id,
    )
    db.session.add(revision)
    remember(revision, "draft", by)
    return revision


def send(revision: Revision, reason: str, *, by: Actor) -> None:
    """Ask the office; until it decides nobody gets a new seat. RuleBroken while something speaks against it."""
    project = revision.project
    policy.require(by, "project_revision.send", revision)
    require_changeable(project, by)
    if not revision.content:
        raise RuleBroken(_("Nothing is changed yet."))
    told = [*_seats(revision), *(finding.text for finding in findings(revision) if finding.blocks)]
    if told:
        raise RuleBroken(" ".join(dict.fromkeys(told)))
    _take("send", revision, by, reason)
    revision.reason = reason.strip()
    revision.before = {step: versions.frozen(drafts.answers(project, step)) for step in revision.content}
    project.changing_since = clock.now()
    letters.waiting(project.campus, "revision", revision.id)


def findings(revision: Revision) -> list[Finding]:
    """What the rules say against the proposal and did not say against the project as it stands."""
    project = revision.project
    known = {one.key for one in scoping.findings(project)}
    given = {
        name: value for step in revision.content.values() for name, value in versions.thawed(step).items()
    }
    return [one for one in linter.findings(scoping.view(project, given)) if one.key not in known]


def _seats(revision: Revision) -> Iterator[str]:
    wanted = revision.content.get("time", {}).get("seats")
    taken = seats.taken(revision.project_id)
    if wanted is not None and wanted < taken:
        yield _("%(num)s seats are taken already: there cannot be fewer.", num=taken)


def accept(revision: Revision, *, by: Actor, note: str = "", fund_id: int | None = None) -> None:
    """Make it the live version; whoever asked for a seat is told, and whoever has one keeps what was agreed."""
    project = revision.project
    told = list(_seats(revision))
    if told:
        raise RuleBroken(told[0])
    _take("accept", revision, by, note)
    versions.write(project, revision.content)
    fund_promises.name(project, fund_id, by=by)
    audiences.keep(project)
    revision.number, project.changing_since = project.scope_version, None
    versions.keep(project, by=by)
    after = {"version": project.scope_version, "steps": sorted(revision.content)}
    remember(project, "revise", by, note, after=after)
    revision_letters.to_waiting(project)
    _answer(revision, by, note)
    seats.settle(project)
    waiting_list.move_up(project.id)


def decline(revision: Revision, *, by: Actor, note: str) -> None:
    """Keep the version that is live."""
    _take("decline", revision, by, note)
    _answer(revision, by, note)
    _resume(revision.project)


def withdraw(revision: Revision, *, by: Actor) -> None:
    """The employer drops it, or the project is over."""
    _take("withdraw", revision, by, "")
    _resume(revision.project)


def _resume(project: Project) -> None:
    """Seats are given again, first to whoever waited meanwhile."""
    project.changing_since = None
    db.session.flush()
    waiting_list.move_up(project.id)


def drop(project: Project) -> None:
    """Whatever was proposed is void: the project takes no more students."""
    revision = live(project)
    if revision:
        withdraw(revision, by=SYSTEM)


def _answer(revision: Revision, by: Actor, note: str) -> None:
    revision.note = note.strip()
    threads.say(revision.project, note, by=by)
    revision_letters.to_author(revision)


def _take(verb: str, revision: Revision, by: Actor, note: str) -> None:
    LIFECYCLE.take(verb, revision, by=by, note=note)
    remember(revision, verb, by, note, after={"status": revision.status.value})


@dataclass(frozen=True)
class Difference:
    """One answer before and after, as the domain keeps it."""

    name: str
    before: Any
    after: Any


def differences(revision: Revision) -> list[Difference]:
    """Every answer that differs, in the order of the steps."""
    before = revision.before or {
        step: versions.frozen(drafts.answers(revision.project, step)) for step in revision.content
    }
    steps = [step for step in STEPS if step in revision.content]
    return [one for step in steps for one in _differing(before[step], revision.content[step])]


def _differing(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    old, new = versions.thawed(before), versions.thawed(after)
    for name in new:
        if before.get(name) != after[name]:
            yield Difference(name, old.get(name), new[name])


def since(claim: Claim) -> Sequence[Revision]:
    """The changes that became live after somebody asked for a seat, oldest first."""
    if claim.scope_version == claim.project.scope_version:
        return []
    found = select(Revision).where(
        Revision.project_id == claim.project_id,
        Revision.status == S.APPROVED,
        Revision.number > claim.scope_version,
    )
    return db.session.scalars(found.options(joinedload(Revision.project)).order_by(Revision.number)).all()
