"""Reporting a problem with a placement to the office."""

from portal.blueprints import problem_pages
from portal.blueprints.employer import bp


@bp.route("/placements/<int:placement_id>/problem", methods=["GET", "POST"])
def problems_report(placement_id: int):
    return problem_pages.report("employer", placement_id)


@bp.route("/problems/<int:problem_id>", methods=["GET", "POST"])
def problems_show(problem_id: int):
    return problem_pages.show("employer", problem_id)
