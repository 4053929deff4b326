"""Placements: one student's work on one project, from kick-off to close."""

from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import clock, policy
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.claims import Claim
from portal.models.employers import Contact
from portal.models.placements import HandIn, Placement
from portal.models.projects import Project
from portal.services import (
    amendment_states,
    check_ins,
    evaluations,
    fees,
    follow_ups,
    fund_promises,
    hand_ins,
    milestones,
    parts,
    placement_letters,
    placement_sight,
    waiting_list,
)
from portal.vocabulary import EndCause, Role, Side, stages
from portal.vocabulary import PlacementStatus as S
from portal.workflow import Step, Workflow

LEFT = {EndCause.STUDENT_LEFT: Side.STUDENT, EndCause.EMPLOYER_LEFT: Side.EMPLOYER}
"""Causes that say whose side the end came from."""
sight = placement_sight.sight
get = placement_sight.get
agreed = placement_sight.agreed

LIFECYCLE = Workflow(
    "placement",
    Step("start", {S.KICKOFF}, S.ACTIVE, _l("Start the work")),
    Step("deliver", {S.ACTIVE, S.REVISION}, S.DELIVERED, _l("Hand in")),
    Step("revise", {S.DELIVERED}, S.REVISION, _l("Ask for changes"), needs_note=True),
    Step("accept", {S.DELIVERED}, S.ACCEPTED, _l("Accept the work")),
    Step("accept_for_employer", {S.DELIVERED}, S.ACCEPTED, _l("Accept for the employer"), needs_note=True),
    Step("close", {S.ACCEPTED}, S.CLOSED, _l("Close")),
    Step("end_early", stages.RUNNING, S.ENDED_EARLY, _l("End early"), needs_note=True),
    Step("no_show", {S.KICKOFF, S.ACTIVE}, S.NO_SHOW, _l("Record a no-show"), needs_note=True),
)


def begin(claim: Claim, *, by: Actor) -> Placement:
    """The placement of a claim that was just accepted, with its fee and its evaluation scheduled."""
    project = db.session.get_one(Project, claim.project_id)
    placement = Placement(
        claim_id=claim.id,
        project=project,
        student_id=claim.student_id,
        campus_id=claim.campus_id,
        employer_id=project.employer_id,
        supervisor=db.session.get_one(Contact, project.supervisor_id),
        status=S.KICKOFF,
        scope_version=project.scope_version,
        minutes=project.minutes,
        starts_on=project.starts_on,
        due_on=project.due_on,
        due_at=clock.end_of_day(project.due_on, project.zone),
        zone=project.zone,
        fee=fees.agreed(project),
    )
    db.session.add(placement)
    remember(placement, "begin", by, after={"status": S.KICKOFF.value, "minutes": project.minutes})
    fund_promises.follow(project, by=by)
    milestones.plan(placement)
    check_ins.plan(placement)
    evaluations.schedule(placement)
    placement_letters.to_both("placement-begun", placement)
    return placement


def tick(placement: Placement, *, by: Actor) -> None:
    """One side went through the kick-off list; with both sides in, the work starts."""
    policy.require(by, "placement.tick", placement)
    LIFECYCLE.find("start", placement.status)
    column = "student_ready_at" if by.role is Role.STUDENT else "supervisor_ready_at"
    if getattr(placement, column):
        return
    setattr(placement, column, clock.now())
    remember(placement, "tick", by, after={column: clock.now().isoformat()})
    if placement.student_ready_at and placement.supervisor_ready_at:
        start(placement, by=by)


def start(placement: Placement, note: str = "", *, by: Actor) -> None:
    """The work begins: both sides are ready, or the office says why it begins without."""
    _may("start", placement, by)
    both = placement.student_ready_at and placement.supervisor_ready_at
    if not both and by.role is not Role.STAFF:
        raise RuleBroken(_("Both sides go through the kick-off list first."))
    if not both and not note.strip():
        raise RuleBroken(_("Say why in a sentence or two."))
    _take("start", placement, by, note)
    check_ins.begin(placement)
    placement_letters.to_both("placement-started", placement)


def hand_in(placement: Placement, note: str, uploads: list, links: list[str], *, by: Actor) -> HandIn:
    """Hand over a version of the work (files and links); the first one sends the evaluation link."""
    _may("deliver", placement, by)
    version = hand_ins.add(placement, note, uploads, links, by=by)
    first = placement.first_hand_in_at is None
    placement.first_hand_in_at = placement.first_hand_in_at or clock.now()
    _take("deliver", placement, by, note, version=version.number)
    placement_letters.to_supervisor("placement-handed-in", placement)
    if first:
        evaluations.send_for(placement, by=SYSTEM)
    return version


def revise(placement: Placement, note: str, *, by: Actor) -> None:
    """Ask for changes to the newest version, as often as the policy allows."""
    _may("revise", placement, by)
    limit = agreed(placement).revisions
    if placement.revisions >= limit:
        raise RuleBroken(_("Changes were asked for %(limit)s times, which is the limit.", limit=limit))
    _take("revise", placement, by, note)
    hand_ins.ask_changes(placement, note)
    placement.revisions += 1
    placement_letters.to_student("placement-revision", placement)


def accept(placement: Placement, *, by: Actor) -> None:
    """The employer accepts the work, and the fee falls due."""
    _may("accept", placement, by)
    placement.accepted_at = clock.now()
    _take("accept", placement, by)
    _accepted(placement)


def accept_for_employer(placement: Placement, evidence: str, note: str, *, by: Actor) -> None:
    """The office accepts for an employer that stayed silent, from evidence."""
    _may("accept_for_employer", placement, by)
    if clock.now() < silent_from(placement):
        raise RuleBroken(_("The employer still has time to answer."))
    if not evidence.strip():
        raise RuleBroken(_("Say what shows that the work was done."))
    placement.accepted_at = clock.now()
    placement.accepted_by_office = True
    _take("accept_for_employer", placement, by, note, evidence=evidence)
    _accepted(placement)


def silent_from(placement: Placement):
    """The instant from which an employer that has not answered a hand-in counts as silent."""
    return placement.status_at + timedelta(days=agreed(placement).silent_days)


def end_early(
    placement: Placement, cause: EndCause, amount: int, note: str, *, by: Actor, side: Side | None = None
) -> None:
    """The office ends the work; `amount` (minor units) is what the student is paid for the part done.

    `side` is whose side the end came from where the cause does not say it; neither's when there is none.
    """
    _may("end_early", placement, by)
    fee = fees.of(placement)
    if not 0 <= amount <= fee.amount:
        raise RuleBroken(_("The fee for a part cannot be more than the whole."))
    seat_free = placement.status is S.KICKOFF
    placement.end_cause, placement.ended_by = cause, LEFT.get(cause, side)
    _take("end_early", placement, by, note, cause=cause.value)
    fees.cut(fee, amount)
    _over(placement, seat_free, by)


def no_show(placement: Placement, note: str, *, by: Actor) -> None:
    """The student never started: no fee, and the seat is free again."""
    _may("no_show", placement, by)
    _take("no_show", placement, by, note)
    fees.cut(fees.of(placement), 0)
    _over(placement, True, by)


def close(placement: Placement, note: str = "", *, by: Actor) -> None:
    """The record is complete; the office may close an incomplete one with a reason."""
    _may("close", placement, by)
    if by != SYSTEM and not note.strip():
        raise RuleBroken(_("Say why in a sentence or two."))
    placement.closed_at = clock.now()
    _take("close", placement, by, note)
    follow_ups.schedule(placement)
    placement_letters.to_student("placement-closed", placement)


def close_if_done(placement: Placement) -> bool:
    """Close by itself once evaluation, reflection and fee are settled; says whether it closed."""
    if placement.status is not S.ACCEPTED or not is_done(placement):
        return False
    close(placement, by=SYSTEM)
    return True


def is_done(placement: Placement) -> bool:
    """Is the evaluation in or waived, what the student must write in, and the fee settled?"""
    return (
        evaluations.is_in(placement)
        and not parts.missing(placement, agreed(placement))
        and fees.of(placement).status in fees.SETTLED
    )


def _may(verb: str, placement: Placement, by: Actor) -> None:
    """Refuse before anything is changed."""
    policy.require(by, f"placement.{verb}", placement)
    LIFECYCLE.find(verb, placement.status)


def _take(verb: str, placement: Placement, by: Actor, note: str = "", **after) -> None:
    before = placement.status
    with db.session.no_autoflush:
        LIFECYCLE.take(verb, placement, by=by, note=note)
    told = {"status": placement.status.value, **after}
    remember(placement, verb, by, note, before={"status": before.value}, after=told)


def _accepted(placement: Placement) -> None:
    amendment_states.lapse_open(placement.id)
    fees.fall_due(placement)
    placement_letters.to_student("placement-accepted", placement)
    close_if_done(placement)


def _over(placement: Placement, seat_free: bool, by: Actor) -> None:
    """What an ending without result settles: the evaluation, the seat, the letters."""
    amendment_states.lapse_open(placement.id)
    if not evaluations.is_in(placement):
        evaluations.waive(placement, _("The placement ended before its result."), by=by)
    if seat_free:
        waiting_list.release(placement.project_id)
    placement_letters.to_both("placement-ended", placement)
