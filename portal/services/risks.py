"""Why a placement is at risk, and from which day: computed, never stored."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Label, func, select

from portal import clock
from portal.models.check_ins import CheckIn
from portal.models.history import HistoryEntry
from portal.models.kick_offs import KickOffTick
from portal.models.messages import Message
from portal.models.milestones import PlacementMilestone
from portal.models.placements import Placement
from portal.models.rescues import Hold, Problem, Rescue
from portal.services import care, check_ins, milestones
from portal.services.policies import Policy
from portal.vocabulary import PlacementStatus, RescueStatus, RiskCause, Side, stages

DAY, NEAR = timedelta(days=1), timedelta(days=2)
ACTIONS = (
    *("reflect", "milestone_deliver", "milestone_accept", "milestone_rework"),
    *("check_in_tell", "check_in_judge", "check_in_blocked", "call_office", "hours_log", "hours_correct"),
)
ACTS = ("status_at", "student_ready_at", "supervisor_ready_at", "ticked_at", "acted_at", "wrote_at")
"""What shows that a side did something."""


@dataclass(frozen=True)
class Risk:
    """One cause, and the day it came."""

    cause: RiskCause
    since: date


def facts() -> tuple[Label, ...]:
    """The columns that `found` reads besides overdue's own, for a statement over Placement."""
    reported = select(func.max(Problem.at)).join(Problem.rescue).where(Rescue.status != RescueStatus.CLOSED)
    columns = {
        "held_until": select(Hold.until_on).where(Hold.ended_on.is_(None), _its(Hold)),
        "rested_on": select(func.max(Hold.ended_on)).where(_its(Hold)),
        "dealt_at": select(func.max(Rescue.closed_at)).where(_its(Rescue)),
        "reported_at": reported.where(_its(Problem)),
        "ticked_at": select(func.max(KickOffTick.at)).where(_its(KickOffTick)),
        "wrote_at": select(func.max(Message.created_at)).where(_its(Message), Message.side != Side.OFFICE),
        "acted_at": select(func.max(HistoryEntry.at)).where(
            HistoryEntry.subject == "placement",
            HistoryEntry.subject_id == Placement.id,
            HistoryEntry.action.in_(ACTIONS),
        ),
        "milestone_late_on": select(func.max(PlacementMilestone.due_on)).where(
            _its(PlacementMilestone), milestones.is_late()
        ),
        "check_in_missed_on": select(func.max(CheckIn.due_on)).where(_its(CheckIn), check_ins.is_missed()),
        "blocked_at": select(func.max(CheckIn.student_at)).where(_its(CheckIn), check_ins.is_blocked()),
    }
    asked = {name: column.correlate(Placement).scalar_subquery() for name, column in columns.items()}
    asked["out_of_force_at"] = care.undecided_since()
    return tuple(column.label(name) for name, column in asked.items())


def _its(model: Any):
    return model.placement_id == Placement.id


def found(facts: Any, policy: Policy) -> tuple[Risk, ...]:
    """What holds now; what came before a task about it was closed has been dealt with."""
    risks = [Risk(RiskCause.REPORT, local(facts, facts.reported_at))] if facts.reported_at else []
    if facts.status not in stages.RUNNING or held(facts):
        return tuple(risks)
    dealt = local(facts, facts.dealt_at) if facts.dealt_at else date.min
    came = {
        RiskCause.BLOCKED: facts.blocked_at and local(facts, facts.blocked_at),
        RiskCause.MILESTONE: facts.milestone_late_on and facts.milestone_late_on + DAY,
        RiskCause.CHECK_IN: facts.check_in_missed_on and facts.check_in_missed_on + DAY,
        RiskCause.PARTNERSHIP: facts.out_of_force_at and local(facts, facts.out_of_force_at),
        RiskCause.SILENCE: _silent_since(facts, policy, dealt),
        RiskCause.NEAR: _near_since(facts),
    }
    return (*risks, *(Risk(cause, day) for cause, day in came.items() if day and day > dealt))


def held(facts: Any) -> bool:
    """Whether its clock stands still today."""
    return facts.held_until is not None and clock.today(facts.zone) <= facts.held_until


def _silent_since(facts: Any, policy: Policy, dealt: date) -> date | None:
    """The day from which the silence is too long: neither side acted since the start, a hold, or the office did."""
    acts = [moment for name in ACTS if (moment := getattr(facts, name))]
    last = max([local(facts, max(acts)), facts.starts_on, dealt, facts.rested_on or date.min])
    too_long = last + timedelta(days=policy.silent_days + 1)
    return too_long if clock.today(facts.zone) >= too_long else None


def _near_since(facts: Any) -> date | None:
    """The day is near and the step before it is missing."""
    days = {PlacementStatus.KICKOFF: facts.starts_on, PlacementStatus.ACTIVE: facts.due_on}
    day, today = days.get(facts.status), clock.today(facts.zone)
    return day - NEAR if day and today <= day <= today + NEAR else None


def local(facts: Any, moment: datetime) -> date:
    """The day of a moment where the placement is."""
    return moment.astimezone(ZoneInfo(facts.zone)).date()
