"""A placement's timeline: what is done, what is now, what comes next; and all that happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, and_, or_, select

from portal.models.history import HistoryDetail, HistoryEntry
from portal.models.placements import Placement
from portal.services.sight import rows
from portal.vocabulary import PlacementStatus as S
from portal.vocabulary import stages

ENTERED = {
    "begin": S.KICKOFF,
    "start": S.ACTIVE,
    "deliver": S.DELIVERED,
    "revise": S.REVISION,
    "accept": S.ACCEPTED,
    "accept_for_employer": S.ACCEPTED,
    "close": S.CLOSED,
    "end_early": S.ENDED_EARLY,
    "no_show": S.NO_SHOW,
}
TOLD = {
    "begin": _l("The placement began"),
    "tick": _l("Kick-off list ticked"),
    "start": _l("The work started"),
    "deliver": _l("Work handed in"),
    "revise": _l("Changes asked for"),
    "accept": _l("Work accepted"),
    "accept_for_employer": _l("Work accepted by the career office"),
    "reflect": _l("Reflection sent"),
    "rate_self": _l("Self-rating sent"),
    "milestone_deliver": _l("Milestone delivered"),
    "milestone_accept": _l("Milestone done"),
    "milestone_rework": _l("Milestone to be reworked"),
    "check_in_tell": _l("The student answered a check-in"),
    "check_in_judge": _l("The supervisor answered a check-in"),
    "check_in_blocked": _l("The student said that they are blocked"),
    "change_terms": _l("What was agreed has changed"),
    "nudge": _l("Reminder sent"),
    "call_office": _l("The career office was asked to join the messages"),
    "look_in": _l("The career office opened the messages"),
    "meet": _l("The career office arranged a meeting"),
    "hold": _l("Put on hold by the career office"),
    "resume": _l("The hold ended"),
    "reassign": _l("The seat was passed on"),
    "care_go_on": _l("The career office lets it go on"),
    "care_office": _l("The career office looks after it"),
    "close": _l("Placement closed"),
    "end_early": _l("Placement ended early"),
    "no_show": _l("Recorded as a no-show"),
    "fall_due": _l("Fee fell due"),
    "report_paid": _l("Fee reported as paid"),
    "confirm": _l("Fee confirmed"),
    "dispute": _l("Fee disputed"),
    "resolve": _l("Dispute about the fee resolved"),
    "amend": _l("Fee amended"),
    "void": _l("No fee to pay"),
    "restore": _l("A fee was agreed"),
}


@dataclass(frozen=True)
class Stop:
    """A state on the timeline: `at` when it was reached, `by` the day it is meant to be."""

    status: S
    state: str
    """done, now or next"""
    at: datetime | None = None
    by: date | None = None


def story(placement: Placement) -> Sequence[Row]:
    """(at, subject, action, actor, note) of everything that happened, oldest first."""
    about = or_(
        and_(HistoryEntry.subject == "placement", HistoryEntry.subject_id == placement.id),
        and_(HistoryEntry.subject == "fee", HistoryEntry.subject_id == placement.fee.id),
    )
    return rows(
        select(
            HistoryEntry.at,
            HistoryEntry.action,
            HistoryDetail.actor_label.label("actor"),
            HistoryDetail.note,
        )
        .outerjoin(HistoryDetail, HistoryDetail.entry_id == HistoryEntry.id)
        .where(about, HistoryEntry.action.in_(TOLD))
        .order_by(HistoryEntry.id)
    )


def stops(placement: Placement, story: Sequence[Row]) -> list[Stop]:
    """The timeline in order, ending in the state the placement ended in."""
    reached = {ENTERED[row.action]: row.at for row in story if row.action in ENTERED}
    order = _order(placement, reached)
    now = order.index(placement.status)
    planned = {S.ACTIVE: placement.starts_on, S.DELIVERED: placement.due_on}
    return [
        Stop(status, _state(place, now, placement), reached.get(status), planned.get(status))
        for place, status in enumerate(order)
    ]


def _state(place: int, now: int, placement: Placement) -> str:
    if place == now:
        return "done" if placement.status is S.CLOSED else "now"
    return "done" if place < now else "next"


def _order(placement: Placement, reached: dict) -> list[S]:
    if placement.status in stages.BROKEN_OFF:
        return [*sorted(reached, key=reached.get)]
    order = [S.KICKOFF, S.ACTIVE, S.DELIVERED, S.ACCEPTED, S.CLOSED]
    if placement.status is S.REVISION:
        order.insert(3, S.REVISION)
    elif placement.revisions:
        order.insert(2, S.REVISION)
    return order
