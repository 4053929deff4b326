"""A placement's kick-off list as a sheet to print."""

from portal.blueprints import kick_off_sheets
from portal.blueprints.employer import bp


@bp.route("/placements/<int:placement_id>/kick-off/sheet", methods=["GET", "POST"])
def kick_offs_sheet(placement_id: int):
    return kick_off_sheets.page("employer", placement_id)


@bp.get("/placements/<int:placement_id>/kick-off/sheet.pdf")
def kick_offs_pdf(placement_id: int):
    return kick_off_sheets.pdf(placement_id)
