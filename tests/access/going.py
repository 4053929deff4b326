"""What happens while a placement is under way: its plan, its hours, its list on paper."""

from portal import clock
from portal.database import db
from portal.models.placements import Placement
from portal.services import check_ins, hours, kick_off_sheets, milestones
from tests.access.world import World


def along(here: World, made: Placement) -> None:
    """One milestone delivered, another to come; a check-in, hours of today, and a sheet that is no document."""
    student = here.actors["student"]
    draft, test = milestones.of(made)
    milestones.deliver(draft, "The first half", by=student)
    here.add("delivered_milestone", draft)
    here.add("milestone", test)
    here.add("check_in", check_ins.of(made)[0])
    sheet = kick_off_sheets.order(made, {}, by=student)
    db.session.flush()
    kick_off_sheets.finish(sheet.id, b"%PDF-1.4 list")
    here.add("hours", hours.log(made, clock.today(made.zone), 90, "Walked", by=student))
