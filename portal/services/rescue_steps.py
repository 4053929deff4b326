"""What the office does about work at risk; each step is kept with the task, with who and why."""

from datetime import date

from flask_babel import gettext as _

from portal import clock, policy
from portal.actor import Actor
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.placements import Placement
from portal.services import (
    holds,
    placement_letters,
    placements,
    rescues,
    seat_passing,
)
from portal.vocabulary import EndCause, Side, stages
from portal.vocabulary import RescueStepKind as K


def meet(placement: Placement, day: date, note: str, *, by: Actor) -> None:
    """Ask both sides to talk on a day; it opens a task where there is none."""
    policy.require(by, "placement.meet", placement)
    if placement.status not in stages.RUNNING:
        raise RuleBroken(_("This work is over."))
    if day < clock.today(placement.zone):
        raise RuleBroken(_("Choose a day that is still ahead."))
    remember(placement, "meet", by, note, after={"day": day.isoformat()})
    rescues.record(rescues.ensure(placement, by=by), K.MEET, note, day, by=by)
    placement_letters.to_both("placement-meeting", placement)


def hold(placement: Placement, until: date, moves_dates: bool, note: str, *, by: Actor) -> None:
    """Stop the clock; it opens a task where there is none."""
    holds.hold(placement, until, moves_dates, note, by=by)
    rescues.record(rescues.ensure(placement, by=by), K.HOLD, note, until, by=by)


def resume(placement: Placement, note: str, *, by: Actor) -> None:
    holds.resume(placement, note, by=by)
    _keep(placement, K.RESUME, note, by)


def reassign(placement: Placement, *, by: Actor) -> None:
    seat_passing.reassign(placement, by=by)
    _keep(placement, K.REASSIGN, "", by)


def end_early(
    placement: Placement, cause: EndCause, amount: int, note: str, *, by: Actor, side: Side | None = None
) -> None:
    placements.end_early(placement, cause, amount, note, by=by, side=side)
    _keep(placement, K.END_EARLY, note, by)


def no_show(placement: Placement, note: str, *, by: Actor) -> None:
    placements.no_show(placement, note, by=by)
    _keep(placement, K.NO_SHOW, note, by)


def _keep(placement: Placement, kind: K, note: str, by: Actor) -> None:
    """With the task, if there is one."""
    found = rescues.live_of(placement.id)
    if found:
        rescues.record(found, kind, note, by=by)
