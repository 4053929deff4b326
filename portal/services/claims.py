"""Claims: a student asks for a seat, by first come or by application, and each request gets an answer."""

from dataclasses import replace
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from portal import clock
from portal.actor import SYSTEM, Actor
from portal.errors import RuleBroken, StaleEdit
from portal.models.claims import Claim
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.policy import require
from portal.services import (
    asking,
    claim_letters,
    claim_lists,
    claim_states,
    draws,
    placements,
    seats,
    waiting_list,
)
from portal.services.asking import Application
from portal.services.sight import one, through
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import ClosedReason, ProjectStatus, Role, Selection, stages

mine = claim_lists.mine
BATCH = claim_states.BATCH
LIFECYCLE = claim_states.LIFECYCLE
take, born = claim_states.take, claim_states.born
waiting = claim_states.waiting

SIGHT = {
    Role.STAFF: lambda actor: Claim.campus_id == actor.campus_id,
    Role.STUDENT: claim_lists.own,
    Role.CONTACT: claim_lists.of_employer,
}


def sight(actor: Actor) -> ColumnElement[bool]:
    """The claims this person may see, as a condition."""
    return through(SIGHT, actor)


def get(actor: Actor, claim_id: int, *, lock: bool = False) -> Claim:
    """A claim with its project, employer, student and resume; NotFound when it is not theirs.

    With `lock` no second request changes it before this transaction ends.
    """
    statement = (
        select(Claim)
        .where(sight(actor), Claim.id == claim_id)
        .options(
            joinedload(Claim.project).options(
                joinedload(Project.employer), joinedload(Project.supervisor), joinedload(Project.deliverables)
            ),
            joinedload(Claim.student),
            joinedload(Claim.resume),
        )
    )
    return one(statement.with_for_update(of=Claim) if lock else statement)


def hold(project: Project, *, by: Actor) -> Claim:
    """Take a seat for the policy's minutes, to read the terms; asking again gives the same claim.

    Before a draw nobody holds a seat: the claim waits for its lot. `project` as the board gave it.
    RuleBroken in words when there is no seat or no room for it.
    """
    if project.selection is not Selection.CLAIM:
        raise RuleBroken(_("The supervisor chooses for this project: send an application."))
    known = _known(project, by)
    if known:
        return known
    numbers = asking.unhindered(project, by)
    if draws.ahead(project, lock=True):
        return born(asking.add(project, numbers, by, status=S.WAITLISTED), "enter", by)
    seats.take_or_refuse(project.id)
    until = clock.now() + timedelta(minutes=numbers.hold_minutes)
    return born(asking.add(project, numbers, by, status=S.HELD, until_at=until), "hold", by)


def submit(project: Project, application: Application, *, by: Actor) -> Claim:
    """Send an application; the employer must answer within the policy's days. Twice sent is once."""
    if project.selection is not Selection.APPLY:
        raise RuleBroken(_("This project takes no applications."))
    known = _known(project, by)
    if known:
        return known
    numbers = asking.unhindered(project, by)
    asking.refuse_incomplete(project, application)
    contents = asking.contents(project, application)
    last_day = clock.today(project.zone) + timedelta(days=numbers.answer_days)
    claim = asking.add(
        project,
        numbers,
        by,
        status=S.SUBMITTED,
        answer_by_at=clock.end_of_day(last_day, project.zone),
        **contents,
    )
    born(claim, "submit", by, shared=claim.shared)
    claim_letters.to_supervisor("claim-applied", claim)
    return claim


def join(project: Project, application: Application | None = None, *, by: Actor) -> Claim:
    """Wait for a seat of a full project; where the supervisor chooses, with an application.

    Asking again gives the same claim. RuleBroken in words when the student may not ask, or a seat is free.
    """
    known = _known(project, by)
    if known:
        return known
    numbers, contents = asking.unhindered(project, by, to_wait=True), {}
    if project.selection is Selection.APPLY:
        application = application or Application("")
        asking.refuse_incomplete(project, application)
        contents = asking.contents(project, application)
    rank = waiting_list.next_rank(project.id)
    claim = asking.add(project, numbers, by, status=S.WAITLISTED, rank=rank, **contents)
    return born(claim, "join", by, rank=rank, shared=contents.get("shared", []))


def accept(claim: Claim, *, by: Actor, seen: int | None = None) -> Placement:
    """Accept the terms: the seat is the student's and the placement begins, in one transaction.

    `seen` is the version of the project that the page showed; StaleEdit when it has changed since.
    """
    require(by, "claim.accept", claim)
    asking.one_at_a_time(by)
    LIFECYCLE.find("accept", claim.status)
    if claim.until_at <= clock.now():
        raise RuleBroken(_("The time to accept is over."))
    if seen not in (None, claim.project.scope_version):
        raise StaleEdit(
            _("The project changed while you were reading. Look at what is different, then accept.")
        )
    numbers = asking.with_room(claim.project, by)
    claim.scope_version = claim.project.scope_version
    claim.accepted_at, claim.terms_version = clock.now(), numbers.terms_version
    take("accept", claim, by)
    placement = placements.begin(claim, by=by)
    _close_rest(claim.project)
    return placement


def withdraw(claim: Claim, *, by: Actor) -> None:
    """Take the request back; a held seat is free at once (Undo)."""
    _leave("withdraw", claim, by)


def decline_offer(claim: Claim, *, by: Actor) -> None:
    """The student does not want the seat that was offered; whoever offered it is told."""
    _leave("decline_offer", claim, by)
    if claim.project.selection is Selection.MATCH:
        claim_letters.to_office("match-answered", claim)
    else:
        claim_letters.to_supervisor("claim-declined", claim)


def lapse(claim: Claim) -> None:
    """Nobody accepted in time: the seat is free again."""
    waited = claim.status is not S.HELD or claim.rank is not None
    proposed = claim.status is S.PROPOSED
    _leave("lapse", claim, SYSTEM)
    if waited:
        claim_letters.to_student("claim-lapsed", claim)
    if proposed:
        claim_letters.to_office("match-answered", claim)


def auto_close(claim: Claim) -> None:
    """The employer did not answer in time: the student is free, and told so kindly."""
    take("auto_close", claim, SYSTEM)
    claim_letters.to_student("claim-unanswered", claim)


def close_all(project: Project, reason: ClosedReason, *which: ColumnElement[bool], by: Actor) -> int:
    """Close every request that still waits, because of what happened to the project; how many."""
    found = waiting(Claim.project_id == project.id, *which)
    for claim in found:
        claim.closed_reason = reason
        _leave("close", claim, replace(SYSTEM, on_behalf_of=by.label if by != SYSTEM else ""))
        claim_letters.to_student("claim-closed", claim)
    return len(found)


def _known(project: Project, by: Actor) -> Claim | None:
    """The student's live claim on the project; a hold whose time is over is none."""
    asking.one_at_a_time(by)
    claim = asking.live_on(project.id, by)
    if claim and claim.status is S.HELD and claim.until_at <= clock.now():
        lapse(claim)
        return None
    return claim


def _leave(verb: str, claim: Claim, by: Actor) -> None:
    """Take a step that ends the claim, and free the seat it took for whoever waits."""
    seated = claim.status in stages.ON_OFFER
    take(verb, claim, by)
    if seated:
        waiting_list.release(claim.project_id)


def _close_rest(project: Project) -> None:
    """Once the last seat is accepted, nobody is left waiting for it but those who chose to."""
    on_offer = (Claim.project_id == project.id, Claim.status.in_(stages.ON_OFFER))
    if project.status is ProjectStatus.FILLED and not waiting(*on_offer):
        close_all(project, ClosedReason.FILLED, Claim.status != S.WAITLISTED, by=SYSTEM)
