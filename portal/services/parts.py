"""What a student writes about a placement, which of it the campus requires, and what of that is missing."""

from typing import Any

from sqlalchemy import exists, select

from portal.database import db
from portal.models.placements import Placement, Reflection
from portal.models.self_ratings import SelfRating
from portal.services.placement_sight import agreed
from portal.services.policies import Policy
from portal.vocabulary import RatingMoment, ReflectionStage, stages

Part = ReflectionStage | RatingMoment

REQUIRED: dict[Part, str] = {
    RatingMoment.START: "rating_start_required",
    ReflectionStage.BEFORE: "before_required",
    ReflectionStage.HALFWAY: "halfway_required",
    RatingMoment.CLOSE: "rating_close_required",
    ReflectionStage.AFTER: "reflection_required",
}
"""Each part, in the order of a placement, with the policy's word on it."""


def required(policy: Policy) -> list[Part]:
    return [part for part, name in REQUIRED.items() if getattr(policy, name)]


def late(placement: Placement) -> list[Part]:
    """The required parts that may be sent now even where their time is over, so that nothing waits for ever."""
    return required(agreed(placement)) if placement.status in stages.HANDED_IN else []


def missing(placement: Placement, policy: Policy) -> list[Part]:
    """The required parts that are not in."""
    sent = _sent(placement.id)
    return [part for part in required(policy) if part not in sent]


def _sent(placement_id: int) -> set[Part]:
    written = select(Reflection.stage).where(
        Reflection.placement_id == placement_id, Reflection.submitted_at.is_not(None)
    )
    rated = select(SelfRating.moment).where(SelfRating.placement_id == placement_id)
    return {*db.session.scalars(written), *db.session.scalars(rated)}


def sent(facts: Any) -> set[Part]:
    """What is in, by a row that has the `columns`."""
    return {part for part in REQUIRED if getattr(facts, f"sent_{part.value}")}


def columns() -> list[Any]:
    """`sent_<part>` for each part, for a statement over Placement."""
    written = {
        stage: exists().where(
            Reflection.placement_id == Placement.id,
            Reflection.stage == stage,
            Reflection.submitted_at.is_not(None),
        )
        for stage in ReflectionStage
    }
    rated = {
        moment: exists().where(SelfRating.placement_id == Placement.id, SelfRating.moment == moment)
        for moment in RatingMoment
    }
    found = [*written.items(), *rated.items()]
    return [condition.label(f"sent_{part.value}") for part, condition in found]
