"""The office's view of one evaluation: everybody who was asked, what came of it, and the steps that are left."""

from collections.abc import Sequence

from sqlalchemy import select
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
    asked = requests_of(placement.id)
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


def requests_of(placement_id: int) -> Sequence[EvaluationRequest]:
    """Every request made for a placement's evaluation, newest first."""
    return db.session.scalars(
        select(EvaluationRequest)
        .join(EvaluationRequest.evaluation)
        .where(Evaluation.placement_id == placement_id)
        .order_by(EvaluationRequest.id.desc())
        .options(joinedload(EvaluationRequest.evaluation), joinedload(EvaluationRequest.contact))
    ).all()


def submitted(placement_id: int) -> Evaluation | None:
    """The evaluation of a placement once it is in."""
    evaluation = evaluations.of_placement(placement_id)
    return evaluation if evaluation and evaluation.submitted_at else None


def own_answers(evaluation: Evaluation) -> list[tuple[str, str]]:
    """(question, answer) of the campus's own questions that only the office reads."""
    asked = [own for own in evaluations.own_questions(evaluation) if not own.shared]
    return [(own.text, evaluation.further[own.key]) for own in asked if evaluation.further.get(own.key)]


def typist(evaluation: Evaluation) -> str:
    """The name of the officer who typed it; empty when the supervisor did."""
    if evaluation.typed_by_id is None:
        return ""
    return db.session.scalar(select(User.name).where(User.id == evaluation.typed_by_id)) or ""
