"""Stories of the other ways to fill: a waiting list, a draw before and after, and the office's proposals."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from portal import clock
from portal.actor import Actor
from portal.demo import plans, seats
from portal.demo.postings import Plan, posting
from portal.demo.schedule import Calendar, Story
from portal.demo.world import Place, World
from portal.errors import NotFound, RuleBroken
from portal.services import asking, board, claims, matches
from portal.vocabulary import Selection

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WORDS = "Your course work is close to this, and you have the hours."


def post(world: World, calendar: Calendar, place: Place, contact: Actor, works: Iterator, index: int) -> None:
    """One posting of each kind for a partner; every second one's draw is still to come."""
    ago = 5 if index % 2 else 1
    for days, then, more in (
        (5, full, {"seats": 1}),
        (4, matched, {"selection": Selection.MATCH, "seats": 3}),
        (ago, drawn, {"by_draw": True, "seats": 2}),
    ):
        made = plans.plan(world, place, contact, *next(works), 12 + index, **more)
        made = replace(made, opens=world.now - days * DAY)
        calendar.add(posting(world, calendar, made, told(world, calendar, made, then)))


def told(world: World, calendar: Calendar, plan: Plan, then: Callable) -> Callable[[int], None]:
    """What students do once it is open."""

    def begin(project_id: int) -> None:
        for story in then(world, plan, project_id):
            calendar.add(story)

    return begin


def full(world: World, plan: Plan, project_id: int) -> Iterator[Story]:
    """One takes the only seat; three more wait, and one of them gives up."""
    yield seats.claimed(world, plan, project_id, 3 * HOUR, "accepted")
    for number in range(3):
        yield asked(world, plan, project_id, (6 + 9 * number) * HOUR, claims.join)
    yield left(world, plan, project_id, 40 * HOUR)


def asked(world: World, plan: Plan, project_id: int, after: timedelta, ask: Callable) -> Story:
    yield clock.now() + after
    seats.attempt(world, plan, project_id, None, lambda who: ask(board.get(who, project_id), by=who))


def left(world: World, plan: Plan, project_id: int, after: timedelta) -> Story:
    """Somebody who joined leaves again."""
    yield clock.now() + after
    for student in plan.place.students:
        claim = asking.live_on(project_id, student)
        if claim and claim.rank:
            return claims.withdraw(claims.get(student, claim.id), by=student)
    return None


def drawn(world: World, plan: Plan, project_id: int) -> Iterator[Story]:
    """Six ask before the draw, in any order."""
    for number in range(6):
        yield asked(world, plan, project_id, (2 + 3 * number) * HOUR, claims.hold)


def matched(world: World, plan: Plan, project_id: int) -> Iterator[Story]:
    """Five are interested, and the office proposes two; one of them accepts."""
    yield proposing(world, plan, project_id)


def proposing(world: World, plan: Plan, project_id: int) -> Story:
    found = []
    for number in range(5):
        yield clock.now() + (2 + number) * HOUR
        found += interested(plan, project_id, world.chance.choice(plan.place.students[5:]))
    yield clock.now() + DAY
    staff = plan.place.staff
    made = []
    for student in found[:2]:
        made += proposed(staff, project_id, student)
    yield clock.now() + 5 * HOUR
    if len(made) > 1:
        student = next(one for one in found if one.user_id == made[0].student_id)
        claims.accept(claims.get(student, made[0].id), by=student)


def interested(plan: Plan, project_id: int, student: Actor) -> list[Actor]:
    try:
        matches.register(board.get(student, project_id), by=student)
    except (NotFound, RuleBroken):
        return []
    return [student]


def proposed(staff: Actor, project_id: int, student: Actor) -> list:
    try:
        return matches.propose(matches.get(staff, project_id), [student.user_id], WORDS, by=staff)
    except RuleBroken:
        return []
