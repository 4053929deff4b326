"""Work at risk in the demo: what the clock found, problems reported, holds, meetings, and what was done."""

from datetime import datetime, timedelta

from sqlalchemy import select

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.demo.world import Place, World, acting
from portal.models.employers import Contact
from portal.models.people import User
from portal.models.placements import Placement
from portal.services import nudges, placements, problems, rescue_steps, rescues
from portal.vocabulary import ProblemKind, Role, stages

WORDS = {
    ProblemKind.SILENCE: "I have written three times since Monday and nobody answers. The next step needs a decision.",
    ProblemKind.TIME: "The first part took twice the hours we agreed. Could we leave the last chart out?",
    ProblemKind.CONDUCT: "In the last call I was spoken to in a way that was not right. I would like to talk.",
}
ANSWER = "Thank you for telling us. I call you this afternoon, and we decide together what to do."
DONE = "Talked with both on the telephone: the brief is shorter now, and they speak every Tuesday."


def finish(world: World) -> None:
    """The present of both offices."""
    with clock.travel(world.now - timedelta(days=4, hours=3)):
        rescues.open_due()
    with clock.travel(world.now - timedelta(days=1, hours=2)):
        rescues.open_due()
    for place in world.places.values():
        look_after(place, world.now)


def look_after(place: Place, now: datetime) -> None:
    """A report that waits, one that is answered, one of a supervisor; a hold, a meeting, two that are done."""
    staff, free = place.staff, unnoticed(place)
    for days, (kind, placement) in enumerate(zip(WORDS, free, strict=False), start=1):
        by = student(placement) if kind is not ProblemKind.TIME else supervisor(placement)
        with clock.travel(now - timedelta(days=days, hours=5)):
            made = problems.report(placement, kind, WORDS[kind], by=by or student(placement))
        if kind is not ProblemKind.CONDUCT:
            with clock.travel(now - timedelta(days=days, hours=1)):
                problems.answer(made, ANSWER, by=staff)
    today = clock.today(place.zone)
    for number, placement in enumerate(free[len(WORDS) :]):
        with clock.travel(now - timedelta(hours=20 - 3 * min(number, 5))):
            step_in(placement, number, today, staff)
    close_some(staff)
    ids = [placement.id for placement in free[:6]]
    if ids:
        nudges.nudge_all(ids, by=staff)


def step_in(placement: Placement, number: int, today, staff: Actor) -> None:
    """On hold, asked to a meeting, or looked at and found fine: in turns, six in all."""
    if number in (0, 3):
        until = today + timedelta(days=9 + number)
        rescue_steps.hold(placement, until, number == 0, "The student has exams; both agree.", by=staff)
    elif number in (1, 4):
        day = today + timedelta(days=2)
        rescue_steps.meet(placement, day, "The brief has grown: agree on what is left.", by=staff)
    elif number in (2, 5):
        made = problems.report(placement, ProblemKind.TIME, WORDS[ProblemKind.TIME], by=student(placement))
        problems.answer(made, ANSWER, by=staff)
        rescues.close(made.rescue, DONE, by=staff)


def close_some(staff: Actor) -> None:
    """Of what the clock found, one is taken and one is done."""
    waiting, _more = rescues.listing(staff, rescues.Filters("open"))
    found = [rescues.get(staff, row.id) for row in waiting if "report" not in row.causes][:3]
    for rescue in found[1:]:
        rescues.take(rescue, by=staff)
    for rescue in found[2:]:
        rescues.close(rescue, DONE, by=staff)


def unnoticed(place: Place) -> list[Placement]:
    """What runs and has no task; the demo accounts' own come first."""
    found = (
        select(Placement.id)
        .where(Placement.campus_id == place.campus_id, Placement.status.in_(stages.RUNNING))
        .order_by(Placement.student_id, Placement.id)
    )
    ids = [number for number in db.session.scalars(found) if rescues.live_of(number) is None]
    return [placements.get(place.staff, number) for number in ids]


def student(placement: Placement) -> Actor:
    return acting(placement.student, Role.STUDENT, campus_id=placement.campus_id)


def supervisor(placement: Placement) -> Actor | None:
    """The supervisor, if they have an account."""
    contact = db.session.get_one(Contact, placement.supervisor_id)
    user = db.session.get(User, contact.user_id) if contact.user_id else None
    return user and acting(user, Role.CONTACT, employer_id=placement.employer_id, contact_id=contact.id)
