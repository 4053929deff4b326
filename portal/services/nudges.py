"""Nudging: the office reminds whoever's move it is, once a day at most, and it is kept."""

from datetime import timedelta

from flask_babel import gettext as _

from portal import history, policy
from portal.actor import Actor
from portal.errors import RuleBroken
from portal.models.placements import Placement
from portal.services import overdue, placement_letters
from portal.vocabulary import Side

PAUSE = timedelta(days=1)
TELLS = {Side.STUDENT: placement_letters.to_student, Side.EMPLOYER: placement_letters.to_supervisor}


def nudge(placement: Placement, *, by: Actor) -> list[Side]:
    """Remind the sides whose move it is by letter; returns them. RuleBroken when it is nobody's, or too soon."""
    policy.require(by, "placement.nudge", placement)
    sides = [side for side in overdue.of(placement).sides if side in TELLS]
    if not sides:
        raise RuleBroken(_("Nobody has to do anything here now."))
    if history.happened(placement, "nudge", within=PAUSE):
        raise RuleBroken(_("A reminder was sent within the last day."))
    for side in sides:
        TELLS[side]("placement-nudge", placement)
    history.remember(placement, "nudge", by, after={"sides": [side.value for side in sides]})
    return sides
