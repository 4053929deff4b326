"""P1: what the office decides on: an employer's application, a project, a change of a profile or of an open project."""

from flask_babel import gettext as _

from portal.actor import Actor
from portal.errors import NotFound, RuleBroken, StaleEdit
from portal.models.employers import Partnership
from portal.models.projects import Project
from portal.models.revisions import Revision
from portal.models.vetting import EmployerChange
from portal.policy import require
from portal.services import checks, employer_changes, partnerships, projects, revisions
from portal.services.vetting import Approval
from portal.vocabulary import DeclineCode

Subject = Partnership | Project | EmployerChange | Revision
ROOMS = {
    "partnership": partnerships,
    "project": projects,
    "change": employer_changes,
    "revision": revisions,
}
CHANGES = {EmployerChange: employer_changes, Revision: revisions}


def get(actor: Actor, kind: str, record_id: int) -> Subject:
    """What waits, by its kind; NotFound for strangers' and unknown kinds."""
    if kind not in ROOMS:
        raise NotFound
    return ROOMS[kind].get(actor, record_id)


def checked(record: Subject, actor: Actor) -> list[checks.Check]:
    """What the machine found."""
    if isinstance(record, Partnership):
        return checks.of_partnership(record)
    if isinstance(record, EmployerChange):
        return checks.of_change(record, actor.campus_id or 0)
    if isinstance(record, Revision):
        return checks.of_revision(record)
    return checks.of_project(record)


def decide(
    record: Subject,
    verb: str,
    *,
    by: Actor,
    note: str = "",
    code: DeclineCode | None = None,
    approval: Approval | None = None,
    fund_id: int | None = None,
    version: int | None,
) -> None:
    """Approve, ask_changes, accept or decline. StaleEdit when the record changed since the page was shown.

    `approval` goes with the approval of a partnership, `fund_id` with a project whose fees a fund pays.
    """
    require(by, f"{record.__tablename__}.{verb}", record)
    if version is not None and version != record.version:
        raise StaleEdit(_("This changed while you were reading. Look at it again, then decide."))
    if type(record) in CHANGES:
        _decide_change(record, verb, by, note, fund_id)
    elif verb == "decline":
        _room(record).decline(record, code, by=by, note=note)
    elif verb == "ask_changes":
        _room(record).ask_changes(record, by=by, note=note)
    elif verb == "approve" and isinstance(record, Partnership):
        partnerships.approve(record, approval, by=by, note=note)
    elif verb == "approve":
        projects.approve(record, by=by, note=note, fund_id=fund_id)
    else:
        raise RuleBroken(_("Choose a decision."))


def _decide_change(
    change: EmployerChange | Revision, verb: str, by: Actor, note: str, fund_id: int | None
) -> None:
    if isinstance(change, Revision) and verb == "accept":
        revisions.accept(change, by=by, note=note, fund_id=fund_id)
        return
    room = CHANGES[type(change)]
    step = {"accept": room.accept, "decline": room.decline}[verb]
    step(change, by=by, note=note)


def _room(record: Subject):
    return ROOMS["partnership" if isinstance(record, Partnership) else "project"]


def verbs(record: Subject, actor: Actor) -> set[str]:
    """The steps this person may take with the record now."""
    room = CHANGES.get(type(record)) or _room(record)
    return {step.verb for step in room.LIFECYCLE.choices(record, actor)}


def stand(partnership: Partnership, verb: str, *, by: Actor, note: str) -> None:
    """Suspend, resume or end a partnership that was approved."""
    steps = {"suspend": partnerships.suspend, "resume": partnerships.resume, "end": partnerships.end}
    steps[verb](partnership, by=by, note=note)
