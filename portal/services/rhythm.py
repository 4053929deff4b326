"""What a list needs to know of milestones and check-ins: the next of each, in the same statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from portal.models.check_ins import CheckIn
from portal.models.milestones import PlacementMilestone
from portal.models.placements import Placement
from portal.services.milestones import OPEN
from portal.vocabulary import MilestoneStatus


def columns() -> Sequence[Any]:
    """milestone_on, milestone_since (delivered, not looked at), student_check_in_on, employer_check_in_on."""
    milestone, check_in = PlacementMilestone, CheckIn
    delivered = milestone.status == MilestoneStatus.DELIVERED
    return [
        _first(milestone, milestone.due_on, milestone.status.in_(OPEN)).label("milestone_on"),
        _first(milestone, milestone.status_at, delivered).label("milestone_since"),
        _first(check_in, check_in.due_on, check_in.student_at.is_(None)).label("student_check_in_on"),
        _first(check_in, check_in.due_on, check_in.supervisor_at.is_(None)).label("employer_check_in_on"),
    ]


def _first(table: Any, column: Any, which: Any) -> Any:
    mine = table.placement_id == Placement.id
    return select(func.min(column)).where(mine, which).correlate(Placement).scalar_subquery()
