"""The dates of a placement as a file."""

from portal.blueprints import calendars
from portal.blueprints.employer import bp


@bp.get("/placements/<int:placement_id>/calendar.ics")
def calendars_placement(placement_id: int):
    return calendars.of_placement(placement_id)
