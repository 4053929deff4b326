"""The kick-off list while it is being talked through: ticks are kept until the list is complete."""

from collections.abc import Collection

from sqlalchemy import delete, select

from portal import policy
from portal.actor import Actor
from portal.database import db
from portal.models.kick_offs import KickOffTick
from portal.models.placements import Placement
from portal.services import placements
from portal.vocabulary import Role, Side


def side_of(by: Actor) -> Side:
    return Side.STUDENT if by.role is Role.STUDENT else Side.EMPLOYER


def ticked(placement: Placement) -> dict[Side, set[str]]:
    """The points each side has ticked so far."""
    found: dict[Side, set[str]] = {Side.STUDENT: set(), Side.EMPLOYER: set()}
    query = select(KickOffTick.side, KickOffTick.point).where(KickOffTick.placement_id == placement.id)
    for side, point in db.session.execute(query):
        found[side].add(point)
    return found


def keep(placement: Placement, points: Collection[str], *, by: Actor) -> None:
    """This side's ticks are these now; the work does not start by it."""
    policy.require(by, "placement.tick", placement)
    placements.LIFECYCLE.find("start", placement.status)
    side = side_of(by)
    own = (KickOffTick.placement_id == placement.id, KickOffTick.side == side)
    had = set(db.session.scalars(select(KickOffTick.point).where(*own)))
    db.session.execute(delete(KickOffTick).where(*own, KickOffTick.point.not_in(points)))
    new = [point for point in dict.fromkeys(points) if point not in had]
    db.session.add_all(KickOffTick(placement_id=placement.id, side=side, point=point) for point in new)
