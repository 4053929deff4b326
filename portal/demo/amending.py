"""Changes of what was agreed in the demo: in force, refused, taken back, and waiting for either side or the office."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from portal.actor import Actor
from portal.database import db
from portal.demo.rescues import student, supervisor
from portal.demo.world import Place, World
from portal.models.amendments import Amendment
from portal.models.placements import Placement
from portal.services import amendment_terms, amendments, placements
from portal.vocabulary import stages

REASON = "Half of the sources are on paper only, so it takes more care than we thought."
NO = "That is more than our budget of this year. Let us leave the last part out instead."
ROUNDS = 2
"""So many of each state a campus, where enough work runs."""


def finish(world: World) -> None:
    """The present of both campuses."""
    for place in world.places.values():
        found = running(place)
        for number, placement_id in enumerate(found):
            tell(place, placement_id, number)


def running(place: Place) -> list[int]:
    """Work under way whose supervisor has an account, the newest first."""
    found = db.session.scalars(
        select(Placement)
        .where(Placement.campus_id == place.campus_id, Placement.status.in_(stages.RUNNING))
        .order_by(Placement.id.desc())
    ).all()
    return [one.id for one in found if supervisor(one)][: 4 * ROUNDS]


def tell(place: Place, placement_id: int, number: int) -> None:
    """What is over comes first; then one that waits, in turns."""
    placement = placements.get(place.staff, placement_id)
    boss, learner = supervisor(placement), student(placement)
    assert boss  # noqa: S101 - only such placements are chosen
    if number % 2:
        settle(propose(placement_id, boss, raised), placement_id, learner)
        amendments.withdraw(propose(placement_id, boss, clearer), by=boss)
    else:
        amendments.refuse(propose(placement_id, learner, raised), NO, by=boss)
    if number % 4 == 3:
        return
    change, by = ((clearer, boss), (raised, learner), (lowered, boss))[number % 4]
    made = propose(placement_id, by, change)
    if change is lowered:
        settle(made, placement_id, learner)


def propose(placement_id: int, by: Actor, change: Any) -> Amendment:
    placement = placements.get(by, placement_id)
    return amendments.propose(placement, change(amendment_terms.in_force(placement)), REASON, by=by)


def settle(amendment: Amendment, placement_id: int, by: Actor) -> None:
    """The other side agrees."""
    amendments.accept(amendment, placements.get(by, placement_id), "Agreed.", by=by)
    db.session.flush()
    db.session.expire_all()


def raised(now: amendment_terms.Terms) -> amendment_terms.Terms:
    return replace(now, fee=now.fee + 4000)


def lowered(now: amendment_terms.Terms) -> amendment_terms.Terms:
    return replace(now, fee=now.fee - 2000)


def clearer(now: amendment_terms.Terms) -> amendment_terms.Terms:
    """The first of what is handed over, with sharper words for when it is good enough."""
    first, *rest = now.deliverables
    sharper = {**first, "criterion": f"{first['criterion']} Each source is named."}
    return replace(now, deliverables=[sharper, *rest])
