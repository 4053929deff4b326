"""A placement's milestones."""

from portal.blueprints import milestone_pages
from portal.blueprints.staff import bp


@bp.get("/placements/<int:placement_id>/milestones/<int:milestone_id>")
def milestones_show(placement_id: int, milestone_id: int):
    return milestone_pages.shown("staff", placement_id, milestone_id)
