"""A placement's milestones."""

from portal.blueprints import milestone_pages
from portal.blueprints.employer import bp


@bp.route("/placements/<int:placement_id>/milestones/<int:milestone_id>", methods=["GET", "POST"])
def milestones_show(placement_id: int, milestone_id: int):
    return milestone_pages.page("employer", placement_id, milestone_id)
