"""Who does what in the demo: arrivals, ordinary terms, and the four accounts' own affairs."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle

from portal.actor import Actor
from portal.database import db
from portal.demo import arrivals, filling, plans, seats, working
from portal.demo.organisations import ORGANISATIONS
from portal.demo.postings import Plan, posting
from portal.demo.schedule import Calendar, Story
from portal.demo.world import World
from portal.services import people
from portal.vocabulary import Selection

DAY = timedelta(days=1)
FATES = ("applied", "in_review", "changes_requested", "declined", "withdrawn", "suspended", "ended") * 2
NEW = ("applied", "in_review", "changes_requested")
LONG_AGO = {"north": 18, "south": 14}
ASKED = ("submitted", "shortlisted", "offered", "not_selected", "withdrawn", "declined_by_student")


def populate(world: World, calendar: Calendar) -> None:
    """Begin every story."""
    north, south = world.places["north"], world.places["south"]
    arrivals.enrol(world, north, "N", (arrivals.STUDENT,), 180)
    arrivals.enrol(world, south, "S", (), 120)
    arrivals.open_account(arrivals.STUDENT[1])
    db.session.commit()
    works = cycle(plans.subjects())
    season(world, calendar, "north", ORGANISATIONS[:26], works)
    season(world, calendar, "south", [*ORGANISATIONS[26:], *ORGANISATIONS[1:11]], works)


def season(world: World, calendar: Calendar, name: str, found: list, works: Iterator) -> None:
    """A campus's employers arrive; the approved ones post through the months."""
    place = world.places[name]
    good = len(found) - len(FATES)
    share = LONG_AGO[name] / good
    for index, who in enumerate(found):
        fate = FATES[index - good] if index >= good else ("questioned" if index % 4 == 3 else "approved")
        late = 2 + index % 6 if fate in NEW else 0
        begins = world.now - late * DAY if late else calendar.now + index * DAY
        then = busy(world, calendar, name, works, index, share) if index < good else idle
        calendar.add(arrivals.partner(world, place, who, begins, fate, then))


def idle(contact: Actor) -> None:
    """A partner that has posted nothing yet."""


def busy(world: World, calendar: Calendar, name: str, works: Iterator, index: int, share: float) -> Callable:
    """What an approved partner posts: its share of the past, then something near the present."""
    place = world.places[name]
    most = LONG_AGO[name]

    def post(contact: Actor) -> None:
        for turn in range(int(index * share), int((index + 1) * share)):
            made, ending = plans.long_ago(world, place, contact, *next(works), turn, most)
            calendar.add(posting(world, calendar, made, taking(world, calendar, made, ending)))
        for stop in now_of(index, plans.STOPS, name):
            made = plans.lately(world, place, contact, *next(works), stop)
            calendar.add(
                posting(world, calendar, made, taking(world, calendar, made, stop, star(world, index, name)))
            )
        for fate in now_of(index, plans.LATE_FATES, name):
            made = plans.unfinished(world, place, contact, *next(works), fate, index)
            calendar.add(posting(world, calendar, made, taking(world, calendar, made, "")))
        for turn in range(6 if index == 0 else 1):
            made = plans.open_now(world, place, contact, *next(works), index + turn)
            calendar.add(posting(world, calendar, made, asking(world, calendar, made, index, name)))

        if index in (1, 2):
            filling.post(world, calendar, place, contact, works, index)

    return post


def now_of(index: int, kinds: tuple[str, ...], name: str) -> list[str]:
    """The first employer has one of each; two of each are spread over the others."""
    if index == 0:
        return list(kinds)
    return [kind for number, kind in enumerate(kinds) if (number - index) % 5 == 0 and index < 6]


def star(world: World, index: int, name: str) -> Actor | None:
    """The demo student works for the demo supervisor in every state."""
    if index or name != "north":
        return None
    user = people.find(arrivals.STUDENT[1])
    return next(actor for actor in world.places["north"].students if actor.user_id == user.id)


def taking(
    world: World, calendar: Calendar, plan: Plan, ending: str, who: Actor | None = None
) -> Callable[[int], None]:
    """Students take the seats of a posting; the first one's placement goes as `ending` says."""

    def then(project_id: int) -> None:
        if plan.fate == "quiet":
            for number, asked in enumerate(("auto_closed", "lapsed")):
                calendar.add(seats.applied(world, plan, project_id, (1 + number) * DAY, asked))
        if plan.fate != "run":
            return
        for number in range(plan.seats):
            first = number == 0
            if first or (not who and ending not in plans.STOPS):
                calendar.add(seated(world, plan, project_id, number, ending, who if first else None))
        if plan.selection is Selection.APPLY:
            calendar.add(seats.applied(world, plan, project_id, 2 * DAY, "not_selected"))

    return then


def seated(world: World, plan: Plan, project_id: int, number: int, ending: str, who: Actor | None) -> Story:
    """One seat: claimed or applied for, then worked on."""
    ask = seats.applied if plan.selection is Selection.APPLY else seats.claimed
    after = timedelta(hours=(53 if who else 5) + 20 * number)
    placement = yield from ask(world, plan, project_id, after, "accepted", who)
    yield from working.worked(world, plan, placement, ending if number == 0 else "closed")


def asking(world: World, calendar: Calendar, plan: Plan, index: int, name: str) -> Callable[[int], None]:
    """Claims that wait on an open posting."""

    def then(project_id: int) -> None:
        if plan.selection is Selection.APPLY:
            for number, ending in enumerate(ASKED if index == 0 else ("submitted", ASKED[index % 6])):
                who = star(world, index, name) if ending == waits(plan, index) else None
                calendar.add(
                    seats.applied(world, plan, project_id, (4 + number) * timedelta(hours=1), ending, who)
                )
        elif index == 0:
            calendar.add(held(world, plan, project_id, star(world, index, name)))
        elif plan.seats == 1:
            calendar.add(seated(world, plan, project_id, 0, "kickoff", None))
        elif index % 2:
            calendar.add(seats.claimed(world, plan, project_id, DAY, "withdrawn"))
            calendar.add(held(world, plan, project_id, None))

    return then


def waits(plan: Plan, index: int) -> str:
    """How the demo student's own application stands, a different way on each posting."""
    return ("submitted", "shortlisted", "offered")[plan.starts.toordinal() // 4 % 3] if index == 0 else ""


def held(world: World, plan: Plan, project_id: int, who: Actor | None) -> Story:
    """A seat held just now: its quarter of an hour is still running."""
    yield world.now - timedelta(minutes=5)
    yield from seats.claimed(world, plan, project_id, timedelta(0), "held", who)
