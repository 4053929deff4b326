"""What a placement waits for once the work is accepted: as columns, for the pages that list whose move it is."""

from typing import Any

from sqlalchemy import exists, func, select

from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.placements import Placement
from portal.services import parts
from portal.vocabulary import stages


def columns() -> list[Any]:
    """For a statement over Placement: `evaluated`, `asked` (somebody can still evaluate), `unasked_at` (when
    the last link ended) and what the student sent."""
    evaluated = exists().where(
        Evaluation.placement_id == Placement.id,
        (Evaluation.submitted_at.is_not(None)) | (Evaluation.waived_at.is_not(None)),
    )
    asked = exists().where(
        Evaluation.placement_id == Placement.id,
        EvaluationRequest.evaluation_id == Evaluation.id,
        EvaluationRequest.status.in_(stages.UNANSWERED),
    )
    ended = (
        select(func.max(EvaluationRequest.ended_at))
        .join(Evaluation, Evaluation.id == EvaluationRequest.evaluation_id)
        .where(Evaluation.placement_id == Placement.id)
        .correlate(Placement)
        .scalar_subquery()
    )
    return [evaluated.label("evaluated"), asked.label("asked"), ended.label("unasked_at"), *parts.columns()]
