"""A placement's check-ins."""

from portal.blueprints import check_in_pages
from portal.blueprints.student import bp


@bp.route("/placements/<int:placement_id>/check-ins/<int:check_in_id>", methods=["GET", "POST"])
def check_ins_show(placement_id: int, check_in_id: int):
    return check_in_pages.page("student", placement_id, check_in_id)
