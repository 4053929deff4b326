"""Changes of what was agreed: proposing one and answering one."""

from portal.blueprints import amendment_pages
from portal.blueprints.student import bp


@bp.route("/placements/<int:placement_id>/changes/new", methods=["GET", "POST"])
def amendments_new(placement_id: int):
    return amendment_pages.new("student", placement_id)


@bp.route("/placements/<int:placement_id>/changes/<int:amendment_id>", methods=["GET", "POST"])
def amendments_show(placement_id: int, amendment_id: int):
    return amendment_pages.show("student", placement_id, amendment_id)
