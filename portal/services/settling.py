"""What a placement waits for once the work is accepted: as columns, for the pages that list whose move it is."""

from typing import Any

from sqlalchemy import exists

from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.placements import Placement
from portal.services import parts
from portal.vocabulary import stages


def columns() -> list[Any]:
    """`evaluated`, `asked` (somebody can still evaluate) and what the student sent, for a statement over Placement."""
    evaluated = exists().where(
        Evaluation.placement_id == Placement.id,
        (Evaluation.submitted_at.is_not(None)) | (Evaluation.waived_at.is_not(None)),
    )
    asked = exists().where(
        Evaluation.placement_id == Placement.id,
        EvaluationRequest.evaluation_id == Evaluation.id,
        EvaluationRequest.status.in_(stages.UNANSWERED),
    )
    return [evaluated.label("evaluated"), asked.label("asked"), *parts.columns()]
