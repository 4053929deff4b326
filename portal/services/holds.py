"""Holds: a placement's clock stands still until a day, and both sides know."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import clock, jobs, policy
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.check_ins import CheckIn
from portal.models.milestones import PlacementMilestone
from portal.models.placements import Placement
from portal.models.rescues import Hold
from portal.services import milestones, placement_letters
from portal.vocabulary import stages

LONGEST = timedelta(days=120)


def of(placement_id: int) -> Hold | None:
    """The hold that lasts."""
    return db.session.scalar(select(Hold).where(Hold.placement_id == placement_id, Hold.ended_on.is_(None)))


def choices(placement: Placement, actor: Actor) -> set[str]:
    """Which of meet, hold and resume this person may do now."""
    mine = {verb for verb in ("meet", "hold", "resume") if policy.can(actor, f"placement.{verb}", placement)}
    if not mine or placement.status not in stages.RUNNING:
        return set()
    return mine - {"hold" if of(placement.id) else "resume"}


def hold(placement: Placement, until: date, moves_dates: bool, note: str, *, by: Actor) -> Hold:
    """Stop the clock from today through `until`; RuleBroken when it stands still, or for no day that is meant."""
    policy.require(by, "placement.hold", placement)
    today = clock.today(placement.zone)
    if placement.status not in stages.RUNNING or of(placement.id):
        raise RuleBroken(_("This work cannot be put on hold now."))
    if not today < until <= today + LONGEST:
        raise RuleBroken(_("Choose a day after today, at most %(days)s days ahead.", days=LONGEST.days))
    made = Hold(placement_id=placement.id, from_on=today, until_on=until, moves_dates=moves_dates)
    db.session.add(made)
    remember(placement, "hold", by, note, after={"held_until": until.isoformat(), "moves_dates": moves_dates})
    placement_letters.to_both("placement-held", placement)
    return made


def resume(placement: Placement, note: str = "", *, by: Actor, on: date | None = None) -> None:
    """The clock goes on today, or `on` a day that has passed; what was due moves on where both agreed to it."""
    policy.require(by, "placement.resume", placement)
    found = of(placement.id)
    if found is None:
        raise RuleBroken(_("This work is not on hold."))
    found.ended_on = on or clock.today(placement.zone)
    before = placement.due_on
    if found.moves_dates:
        _move(placement, found.from_on, found.ended_on - found.from_on)
    told = {"due_on": before.isoformat()}, {"due_on": placement.due_on.isoformat()}
    before_, after = told if before != placement.due_on else ({}, {})
    remember(placement, "resume", by, note, before=before_, after=after)
    placement_letters.to_both("placement-resumed", placement)


def _move(placement: Placement, since: date, days: timedelta) -> None:
    """Every day that was still ahead when the hold began moves on."""
    planned = PlacementMilestone.status.in_(milestones.OPEN)
    unanswered = CheckIn.student_at.is_(None) | CheckIn.supervisor_at.is_(None)
    moved: list[Any] = [placement]
    for table, still in ((PlacementMilestone, planned), (CheckIn, unanswered)):
        ahead = select(table).where(table.placement_id == placement.id, table.due_on >= since, still)
        moved += db.session.scalars(ahead).all()
    for one in moved:
        one.due_on += days
        one.due_at = clock.end_of_day(one.due_on, placement.zone)


@jobs.periodic
def resume_due() -> int:
    """End holds whose last day is over where the placement is; how many."""
    now = clock.now()
    held = (
        select(Hold, Placement)
        .join(Placement, Placement.id == Hold.placement_id)
        .where(Hold.ended_on.is_(None), Hold.until_on <= now.date())
        .options(joinedload(Placement.fee))
    )
    over = [pair for pair in db.session.execute(held) if pair[0].until_on < clock.today(pair[1].zone)]
    for lasted, placement in over:
        resume(placement, by=SYSTEM, on=lasted.until_on + timedelta(days=1))
    return len(over)
