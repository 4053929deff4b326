"""E7: what came of a placement, for the office to record by hand."""

from portal.blueprints import outcome_pages
from portal.blueprints.staff import bp

NAME = "staff"


@bp.route("/placements/<int:placement_id>/outcomes", methods=["GET", "POST"])
def outcomes_index(placement_id: int):
    return outcome_pages.page(NAME, placement_id)


@bp.post("/placements/<int:placement_id>/outcomes/<int:outcome_id>/strike")
def outcomes_strike(placement_id: int, outcome_id: int):
    return outcome_pages.strike(NAME, placement_id, outcome_id)
