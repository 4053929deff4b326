"""A placement's hour log, to read."""

from portal.blueprints import hour_pages
from portal.blueprints.staff import bp


@bp.get("/placements/<int:placement_id>/hours")
def hours_index(placement_id: int):
    return hour_pages.shown("staff", placement_id)
