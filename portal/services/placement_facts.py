"""What a placement's page asks before the rest: where it stands, and which of its parts there are at all."""

from typing import Any

from sqlalchemy import Row, exists, func, select

from portal.database import db
from portal.models.amendments import Amendment
from portal.models.evaluations import Evaluation
from portal.models.host_reviews import HostReview
from portal.models.hours import HourEntry
from portal.models.outcomes import Outcome
from portal.models.placements import Placement
from portal.models.rescues import Problem
from portal.services import overdue, rescues

PARTS = {
    "amendments": (Amendment, ()),
    "problems": (Problem, ()),
    "outcomes": (Outcome, (Outcome.struck_at.is_(None),)),
    "host_review": (HostReview, ()),
}
"""What most placements do not have: `has_<name>` says who is to be asked for it."""


def of(placement: Placement) -> Row:
    """One row: what `overdue.standing` reads, `has_<part>`, `logged` minutes, `meeting_on` and `offered`."""
    asked = [_there(name, model, which) for name, (model, which) in PARTS.items()]
    told = select(Placement.id, *asked, _logged(), _offered(), rescues.meeting_column(placement.zone))
    return db.session.execute(overdue.with_facts(told).where(Placement.id == placement.id)).one()


def _there(name: str, model: Any, which: tuple) -> Any:
    found = exists().where(model.placement_id == Placement.id, *which)
    return found.correlate(Placement).label(f"has_{name}")


def _offered() -> Any:
    """The next step that the evaluation offers; None until it is sent."""
    mine = (Evaluation.placement_id == Placement.id, Evaluation.submitted_at.is_not(None))
    return select(Evaluation.next_step).where(*mine).correlate(Placement).scalar_subquery().label("offered")


def _logged() -> Any:
    total = select(func.coalesce(func.sum(HourEntry.minutes), 0))
    mine = total.where(HourEntry.placement_id == Placement.id).correlate(Placement)
    return mine.scalar_subquery().label("logged")
