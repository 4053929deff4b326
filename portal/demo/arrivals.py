"""Stories of arriving: the roster comes in, profiles are filled, employers apply and are vetted."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from portal import clock
from portal.actor import CLI, Actor
from portal.database import db
from portal.demo import students as registrar
from portal.demo import vetting, weeks
from portal.demo.organisations import Organisation
from portal.demo.schedule import Story
from portal.demo.world import PASSWORD, Place, World, acting
from portal.models.people import User
from portal.models.students import Student
from portal.services import applications, invitations, partnerships, people, rosters, students
from portal.vocabulary import ActorKind, DeclineCode, Role

STUDENT = ("Amara Okafor", "student@demo.example")
SUPERVISOR = "supervisor@demo.example"
DAY = timedelta(days=1)


def enrol(world: World, place: Place, prefix: str, extra: tuple, count: int) -> None:
    """Import the campus's roster as its office would, and let most students fill in their profile."""
    year = clock.now().year
    data = registrar.export(place.domain, prefix, count, world.chance, year, extra)
    roster = rosters.stage(data, f"enrolment-{year}.csv", by=place.staff, campus_id=place.campus_id)
    rosters.check(roster, roster.mapping, full=True, by=place.staff)
    rosters.apply(roster, by=place.staff)
    db.session.commit()
    found = select(User).join(Student, Student.user_id == User.id).where(Student.campus_id == place.campus_id)
    for user in db.session.scalars(found.order_by(User.id)).all():
        actor = acting(user, Role.STUDENT, campus_id=place.campus_id)
        place.students.append(actor)
        if world.chance.random() < 0.7 or user.email == STUDENT[1]:
            introduce(world, actor)
            weeks.enter(actor, place.zone)


def introduce(world: World, actor: Actor) -> None:
    """A student's profile: skills, free hours, a headline."""
    skills = world.chance.sample(registrar.SKILLS, 4)
    answers = {
        "name": actor.label,
        "headline": f"{skills[0]} and {skills[1].lower()}",
        "about": "I like work that somebody uses the week after.",
        "skills": skills,
        "ceiling_minutes": world.chance.choice((1200, 1500, 1800, 2100)),
    }
    students.save_profile(students.profile(actor.user_id, actor.campus_id), answers, by=actor)


def open_account(email: str) -> None:
    """Give a demo account its password."""
    invitations.set_password(people.find(email), PASSWORD, by=CLI)


def partner(
    world: World, place: Place, who: Organisation, begins: datetime, fate: str, then: Callable[[Actor], None]
) -> Story:
    """An employer applies; the office decides as `fate` says; `then` is told the contact once approved."""
    yield begins
    told = applied(who, place.campus_id)
    made = applications.apply(told, by=Actor(ActorKind.NOBODY, who.contact))
    key, contact = made.id, contact_of(made)
    if who.name == "Brightwater Co-op":
        open_account(SUPERVISOR)
    for days, act in STEPS[fate]:
        yield clock.now() + days * DAY
        act(partnerships.get(place.staff, key), place.staff, contact)
        if act is approve:
            place.partners.append(contact)
            then(contact)


def applied(who: Organisation, campus_id: int) -> dict:
    """What the public form would have asked."""
    ours = who.name == "Brightwater Co-op"
    domain = "demo.example" if ours else who.domain
    return {
        "campus_id": campus_id,
        "name": who.name,
        "legal_name": f"{who.name} Ltd",
        "website": f"https://{domain}",
        "address": "12 Quay Street, Northmoor",
        "phone": "+44 20 7946 0100",
        "registration": "01234567",
        "about": who.about,
        "contact_name": who.contact,
        "contact_title": who.title,
        "email": SUPERVISOR if ours else who.email,
        "reason": f"{who.about}: there is always a piece of work that waits for somebody with time and care.",
        "terms_name": who.contact,
    }


def contact_of(partnership) -> Actor:
    contact = partnership.applicant
    user = db.session.get_one(User, contact.user_id)
    return acting(user, Role.CONTACT, employer_id=contact.employer_id, contact_id=contact.id)


def begin(partnership, staff: Actor, contact: Actor) -> None:
    partnerships.begin_review(partnership, by=staff)
    vetting.half(partnership, staff)


def approve(partnership, staff: Actor, contact: Actor) -> None:
    vetting.tick(partnership, staff)
    partnerships.approve(partnership, vetting.approval(partnership), by=staff)


def renew(partnership, staff: Actor, contact: Actor) -> None:
    vetting.renew(partnership, staff)


def ask(partnership, staff: Actor, contact: Actor) -> None:
    partnerships.ask_changes(
        partnership, by=staff, note="Please name who would supervise a student each week."
    )


def answer(partnership, staff: Actor, contact: Actor) -> None:
    partnerships.answer(partnership, by=contact, note="I would, on Tuesdays and Fridays.")


def decline(partnership, staff: Actor, contact: Actor) -> None:
    partnerships.decline(
        partnership,
        DeclineCode.UNVERIFIED,
        by=staff,
        note="We could not find the organisation in the register.",
    )


def withdraw(partnership, staff: Actor, contact: Actor) -> None:
    partnerships.withdraw(partnership, by=contact, note="We have no time this year.")


def suspend(partnership, staff: Actor, contact: Actor) -> None:
    partnerships.suspend(partnership, by=staff, note="Two students were paid late.")


def end(partnership, staff: Actor, contact: Actor) -> None:
    partnerships.end(partnership, by=staff, note="The organisation has closed.")


Steps = Sequence[tuple[float, Callable]]
STEPS: dict[str, Steps] = {
    "approved": ((1, begin), (1, approve), (350, renew)),
    "questioned": ((1, begin), (1, ask), (2, answer), (1, approve), (350, renew)),
    "applied": (),
    "in_review": ((1, begin),),
    "changes_requested": ((1, begin), (1, ask)),
    "declined": ((1, begin), (2, decline)),
    "withdrawn": ((1, begin), (3, withdraw)),
    "suspended": ((1, begin), (1, approve), (90, suspend)),
    "ended": ((1, begin), (1, approve), (90, end)),
}
