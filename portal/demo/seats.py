"""Stories of claims: who asks for a seat, who gets one, and every way it may end."""

from datetime import timedelta

from portal import clock
from portal.actor import Actor
from portal.demo.postings import Plan
from portal.demo.schedule import Story
from portal.demo.world import World
from portal.errors import NotFound, RuleBroken
from portal.services import asking, board, claims, disclosures, offers
from portal.services.asking import Application
from portal.vocabulary import Seen

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
KINDLY = "Thank you: your plan was clear. Another student had done this kind of work before."
STATEMENT = (
    "I did a similar piece of work for my course and kept the notes. I would begin with what you have, ask two"
    " questions, and show you a first page by the end of the week."
)


def claimed(
    world: World, plan: Plan, project_id: int, after: timedelta, ending: str, who: Actor | None = None
) -> Story:
    """First come: hold a seat, then accept, undo or let it lapse. Returns the placement's id, or None."""
    yield clock.now() + after
    claim, student = attempt(
        world, plan, project_id, who, lambda person: claims.hold(board.get(person, project_id), by=person)
    )
    if claim is None or ending == "held":
        return None
    key = claim.id
    yield clock.now() + timedelta(minutes=4)
    if ending == "withdrawn":
        claims.withdraw(claims.get(student, key), by=student)
    elif ending == "accepted":
        return claims.accept(claims.get(student, key), by=student).id
    return None


def applied(
    world: World, plan: Plan, project_id: int, after: timedelta, ending: str, who: Actor | None = None
) -> Story:
    """The supervisor chooses: apply, be shortlisted, offered, refused or never answered."""
    yield clock.now() + after
    application = Application(
        STATEMENT, ["Read what you have and list what is missing."], None, ["email", "skills", "programme"]
    )
    claim, student = attempt(
        world,
        plan,
        project_id,
        who,
        lambda person: claims.submit(board.get(person, project_id), application, by=person),
    )
    if claim is None:
        return None
    return (yield from answered(plan, claim.id, student, ending))


def answered(plan: Plan, key: int, student: Actor, ending: str) -> Story:
    """What becomes of an application, as far as `ending` says."""
    if ending in ("submitted", "auto_closed"):
        return None
    yield clock.now() + DAY
    if ending == "withdrawn":
        return claims.withdraw(claims.get(student, key), by=student)
    read(plan, key)
    offers.shortlist(claims.get(plan.contact, key), by=plan.contact)
    if ending == "shortlisted":
        return None
    yield clock.now() + 6 * HOUR
    if ending == "not_selected":
        return offers.refuse(claims.get(plan.contact, key), KINDLY, by=plan.contact)
    return (yield from offered(plan, key, student, ending))


def read(plan: Plan, key: int) -> None:
    """The supervisor opens the application, and the student can see that."""
    claim = claims.get(plan.contact, key)
    looked_at = [(claim.student_id, claim.id)]
    disclosures.note(plan.contact, Seen.APPLICATION, claim.campus_id, looked_at, within=True)


def offered(plan: Plan, key: int, student: Actor, ending: str) -> Story:
    until = clock.today(plan.place.zone) + 3 * DAY
    offers.offer(claims.get(plan.contact, key), "We would like to work with you.", until, by=plan.contact)
    if ending in ("offered", "lapsed"):
        return None
    yield clock.now() + 5 * HOUR
    if ending == "declined_by_student":
        return claims.decline_offer(claims.get(student, key), by=student)
    return claims.accept(claims.get(student, key), by=student).id


def attempt(world: World, plan: Plan, project_id: int, who: Actor | None, ask):
    """Let the person, or students by chance, ask until the rules allow it; (None, None) when nobody may."""
    for student in [who] if who else world.chance.sample(plan.place.students[5:], 12):
        if asking.live_on(project_id, student):
            continue
        try:
            return ask(student), student
        except (NotFound, RuleBroken):
            continue
    return None, None
