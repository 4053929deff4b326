"""The plan of a placement as rows: milestones, check-ins and the hour log, by day, as one side sees them."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import clock
from portal.display import hours as in_hours
from portal.display import weekday
from portal.services import check_ins, hours, milestones
from portal.vocabulary import InTheWay, MilestoneStatus, PlacementStatus, Side, stages

AUDIENCE = {Side.STUDENT: "student", Side.EMPLOYER: "employer", Side.OFFICE: "staff"}
KEYS = ("milestone", "check_in")
"""The moves that are made in the plan."""
Step = tuple[str, Any, dict[str, Any]]
"""Where a move is made: endpoint, label, values of the address."""


def shown(placement: Any, side: Side, logged: int) -> dict[str, Any]:
    """What is still to come and what is behind, and where this side's moves on the way are made."""
    dates, talks = milestones.of(placement), check_ins.of(placement)
    rows = [(one.due_on, milestone_row(one, placement, side)) for one in dates]
    rows += [(one.due_on, check_in_row(one, talks, placement, side)) for one in talks]
    ordered = [row for _day, row in sorted(rows, key=lambda pair: pair[0])]
    return {
        "ahead": [row for row in ordered if not row["over"]] if placement.status in stages.RUNNING else [],
        "behind": [row for row in ordered if row["over"]],
        "log": log_row(placement, logged, side),
        "sheet": _href(f"{AUDIENCE[side]}.kick_offs_sheet", placement),
        "steps": steps(dates, talks, side),
    }


def milestone_row(milestone: Any, placement: Any, side: Side) -> dict[str, Any]:
    """One milestone: whose turn it is, in a word."""
    status = milestone.status
    mine = (side is Side.STUDENT and status is MilestoneStatus.REWORK) or (
        side is Side.EMPLOYER and status is MilestoneStatus.DELIVERED
    )
    late = status in milestones.OPEN and is_past(milestone, placement)
    return {
        "label": milestone.name,
        "href": _href(f"{AUDIENCE[side]}.milestones_show", placement, milestone_id=milestone.id),
        "note": _("By %(day)s", day=weekday(milestone.due_on)),
        "state": _("Overdue")
        if late
        else _("Look at it")
        if mine and side is Side.EMPLOYER
        else status.label,
        "late": late,
        "done": not (late or mine),
        "over": status is MilestoneStatus.OK,
    }


def check_in_row(check_in: Any, talks: Any, placement: Any, side: Side) -> dict[str, Any]:
    """One check-in: answered by both, missed, or waiting for whom."""
    both = bool(check_in.student_at and check_in.supervisor_at)
    stuck = check_in is blocked(talks)
    late = not both and is_past(check_in, placement)
    return {
        "label": _("Check-in %(number)s", number=check_in.number),
        "href": _href(f"{AUDIENCE[side]}.check_ins_show", placement, check_in_id=check_in.id),
        "note": _("On %(day)s", day=weekday(check_in.due_on)),
        "state": _("The student is blocked") if stuck else answered(check_in, late),
        "late": late or stuck,
        "done": not (late or stuck),
        "over": both and not stuck,
    }


def answered(check_in: Any, late: bool) -> Any:
    """Who has answered, in a few words."""
    missing = [
        side.label
        for side, at in ((Side.STUDENT, check_in.student_at), (Side.EMPLOYER, check_in.supervisor_at))
        if at is None
    ]
    if not missing:
        return _("Both answered")
    if late:
        return _("Missed") if len(missing) > 1 else _("Missed by %(side)s", side=str(missing[0]).lower())
    return _("Planned") if len(missing) > 1 else _("Waiting for %(side)s", side=str(missing[0]).lower())


def blocked(talks: Any) -> Any:
    """The student's newest check-in when it says that they are blocked; else None."""
    told = [one for one in talks if one.student_at]
    newest = max(told, key=lambda one: one.student_at, default=None)
    if newest is None or newest.in_the_way is not InTheWay.BLOCKED:
        return None
    return newest if newest.placement.status in stages.WORKING else None


def is_past(one: Any, placement: Any) -> bool:
    """Is its day over while the work runs? Once it is handed in, nothing on the way is asked for any more."""
    return placement.status is PlacementStatus.ACTIVE and one.due_at <= clock.now()


def log_row(placement: Any, logged: int, side: Side) -> dict[str, Any] | None:
    """The hour log: for the student while it is open, for everybody once something is in it."""
    if not logged and not (side is Side.STUDENT and hours.is_open(placement)):
        return None
    note = _("%(logged)s of %(agreed)s", logged=in_hours(logged), agreed=in_hours(placement.minutes))
    return {
        "label": _("Hour log"),
        "href": _href(f"{AUDIENCE[side]}.hours_index", placement),
        "note": note if logged else _("If you like to keep one"),
        "state": _("Add hours") if side is Side.STUDENT and hours.is_open(placement) else _("Read"),
        "done": True,
    }


def steps(dates: Any, talks: Any, side: Side) -> dict[str, Step]:
    """By the key of a move, where this side makes it: the first milestone or check-in that waits for it."""
    waiting = milestones.OPEN if side is Side.STUDENT else (MilestoneStatus.DELIVERED,)
    found: dict[str, Step] = {}
    audience = AUDIENCE[side]
    for one in (date for date in dates if date.status in waiting):
        label = _l("Deliver the milestone") if side is Side.STUDENT else _l("Look at the milestone")
        found.setdefault("milestone", (f"{audience}.milestones_show", label, {"milestone_id": one.id}))
    for talk in (talk for talk in talks if check_ins.is_open(talk, side)):
        where = {"check_in_id": talk.id}
        found.setdefault("check_in", (f"{audience}.check_ins_show", _l("Answer the check-in"), where))
    return found


def _href(endpoint: str, placement: Any, **values: int) -> str:
    return url_for(endpoint, placement_id=placement.id, **values)
