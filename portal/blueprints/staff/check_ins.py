"""A placement's check-ins."""

from portal.blueprints import check_in_pages
from portal.blueprints.staff import bp


@bp.get("/placements/<int:placement_id>/check-ins/<int:check_in_id>")
def check_ins_show(placement_id: int, check_in_id: int):
    return check_in_pages.shown("staff", placement_id, check_in_id)
