"""Changes of what was agreed that the office has to agree to."""

from portal.blueprints import amendment_pages
from portal.blueprints.staff import bp


@bp.route("/placements/<int:placement_id>/changes/<int:amendment_id>", methods=["GET", "POST"])
def amendments_show(placement_id: int, amendment_id: int):
    return amendment_pages.show("staff", placement_id, amendment_id)
