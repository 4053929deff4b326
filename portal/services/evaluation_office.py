"""The office's view of one evaluation: everybody who was asked, what came of it, and the steps that are left."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from portal.database import db
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.people import User
from portal.models.placements import Placement
from portal.services import delegations, evaluation_clocks, evaluations
from portal.vocabulary import RequestStatus as S
from portal.vocabulary import stages


def view(placement: Placement) -> dict[str, object]:
    """`requests`, newest first, with `reminded`: how often each; and what may be done now."""
    asked = db.session.scalars(_requests(placement.id)).all()
    newest = asked[0] if asked else None
    over = newest is None or newest.status in stages.SETTLED
    asks = not over and placement.status not in stages.BROKEN_OFF
    return {
        "requests": asked,
        "reminded": evaluation_clocks.reminders([one.id for one in asked]),
        "newest": newest,
        "waits": newest if newest and delegations.waits(newest) else None,
        "can_ask": asks,
        "can_bounce": asks and newest is not None and newest.status in stages.MAILED,
        "can_waive": not over,
        "is_in": newest is not None and newest.status is S.SUBMITTED,
    }


def newest(placement_id: int) -> EvaluationRequest | None:
    """Who was asked last, and the evaluation itself."""
    return db.session.scalars(_requests(placement_id).limit(1)).first()


def _requests(placement_id: int) -> Select:
    """Every request made for a placement's evaluation, newest first."""
    return (
        select(EvaluationRequest)
        .join(EvaluationRequest.evaluation)
        .where(Evaluation.placement_id == placement_id)
        .order_by(EvaluationRequest.id.desc())
        .options(joinedload(EvaluationRequest.evaluation), joinedload(EvaluationRequest.contact))
    )


def own_answers(evaluation: Evaluation) -> list[tuple[str, str]]:
    """(question, answer) of the campus's own questions that only the office reads."""
    asked = [own for own in evaluations.own_questions(evaluation) if not own.shared]
    return [(own.text, evaluation.further[own.key]) for own in asked if evaluation.further.get(own.key)]


def typist(evaluation: Evaluation) -> str:
    """The name of the officer who typed it; empty when the supervisor did."""
    if evaluation.typed_by_id is None:
        return ""
    return db.session.scalar(select(User.name).where(User.id == evaluation.typed_by_id)) or ""
