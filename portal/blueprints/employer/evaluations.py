"""A signed-in supervisor reaches the evaluation without the mailed link."""

from portal.blueprints.door import actor
from portal.blueprints.employer import bp
from portal.blueprints.evaluate import start_visit
from portal.services import evaluation_requests, placements


@bp.post("/placements/<int:placement_id>/evaluation")
def evaluations_enter(placement_id: int):
    """Open the request made to this contact and go on at the first question."""
    placement = placements.get(actor(), placement_id)
    asked = evaluation_requests.asked_of(placement.id, actor())
    evaluation_requests.open_by(asked, by=actor())
    return start_visit(asked)
