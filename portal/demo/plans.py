"""Which postings there are: eighteen months of ordinary ones, and one of each fate near the present."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from portal.actor import Actor
from portal.demo.postings import Plan
from portal.demo.work import WORKS, Work
from portal.demo.world import Place, World
from portal.vocabulary import Payer, Selection

DAY = timedelta(days=1)
STOPS = (
    "kickoff",
    "active",
    "delivered",
    "revision",
    "accepted",
    "ready",
    "ended_early",
    "no_show",
    "reported",
    "disputed",
    "resolved",
    "closed",
    "stuck",
    "behind",
)
LATE_FATES = ("draft", "submitted", "changes_requested", "declined", "withdrawn", "cancelled", "quiet")
ENDINGS = ("closed", "superseded", "office", "revoked", "unevaluated", "withdrawn_by_holder", "closed")
STARTED = {"kickoff": -2, "active": 8, "stuck": 8, "behind": 8, "ended_early": 12, "no_show": 8}
SINCE_DUE = {
    "delivered": 1,
    "revision": 2,
    "accepted": 6,
    "ready": 8,
    "reported": 30,
    "disputed": 31,
    "resolved": 40,
    "closed": 45,
}


def subjects() -> Iterator[tuple[Work, str]]:
    """Every work on every subject once; neighbours differ."""
    for number in range(4):
        for work in WORKS:
            yield work, work.subjects[number]


def plan(
    world: World, place: Place, contact: Actor, work: Work, subject: str, starts_in: int, **more
) -> Plan:
    """A posting that starts so many days from the present (negative: ago)."""
    today = world.now.astimezone(ZoneInfo(place.zone)).date()
    starts = today + starts_in * DAY
    opens = datetime.combine(starts - more.pop("lead", 14) * DAY, time(10), ZoneInfo(place.zone))
    return Plan(place, contact, work, subject, opens, starts, **more)


def payer(index: int) -> Payer:
    """Two of seven postings are paid for by a fund, one of each kind."""
    return {3: Payer.UNIVERSITY, 5: Payer.DONOR}.get(index % 7, Payer.EMPLOYER)


def long_ago(
    world: World, place: Place, contact: Actor, work: Work, subject: str, index: int, most: int
) -> tuple[Plan, str]:
    """An ordinary posting of the last eighteen months, with how its placements end."""
    starts_in = -520 + round(index * 450 / most)
    selection = Selection.APPLY if index % 3 == 2 else Selection.CLAIM
    who_pays = {"selection": selection, "seats": 1 + index % 3, "payer": payer(index)}
    made = plan(world, place, contact, work, subject, starts_in, **who_pays)
    return made, ENDINGS[index % len(ENDINGS)]


def lately(world: World, place: Place, contact: Actor, work: Work, subject: str, stop: str) -> Plan:
    """A posting whose placement stands in `stop` now."""
    starts_in = 1 - work.weeks * 7 - SINCE_DUE[stop] if stop in SINCE_DUE else -STARTED[stop]
    return plan(world, place, contact, work, subject, starts_in, seats=3, hours=10)


def unfinished(
    world: World, place: Place, contact: Actor, work: Work, subject: str, fate: str, index: int
) -> Plan:
    """A posting that never came to a placement."""
    starts_in = 26 if fate in ("draft", "submitted", "changes_requested") else -30 + index
    selection = Selection.APPLY if fate == "quiet" else Selection.CLAIM
    who_pays = Payer.UNIVERSITY if fate == "submitted" and index % 2 else Payer.EMPLOYER
    more = {"fate": fate, "selection": selection, "payer": who_pays, "lead": 21}
    made = plan(world, place, contact, work, subject, starts_in, **more)
    if fate in ("draft", "submitted", "changes_requested"):
        return replace(made, opens=world.now + (2 - index % 2) * DAY)
    return made


def open_now(world: World, place: Place, contact: Actor, work: Work, subject: str, index: int) -> Plan:
    """A posting on the board today."""
    selection = Selection.APPLY if index % 2 else Selection.CLAIM
    made = plan(
        world, place, contact, work, subject, 3 + index * 2, selection=selection, seats=1 + (index + 3) % 4
    )
    return replace(made, opens=world.now - (3 + index % 5) * DAY, payer=payer(index + 2))
