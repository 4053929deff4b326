"""What students and supervisors wrote to each other about the work that runs now, and who asked the office to join."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.demo import arrivals
from portal.demo.world import Place, World, acting
from portal.models.employers import Contact
from portal.models.people import Membership, User
from portal.models.placements import Fee, Placement
from portal.services import calendars, message_readings, messages, people
from portal.vocabulary import FeeStatus, Role, stages

HOUR = timedelta(hours=1)
MOST = 14
STUDENT, BOSS, OFFICE = "student", "boss", "office"
BEGUN = (
    (52, BOSS, "Welcome! The folder with our notes is open to you now. What will you begin with?"),
    (47, STUDENT, "Thank you. With the oldest notes: I list what is in them and what is missing."),
    (29, BOSS, "Good. Please keep the names of customers out of the list."),
)
ASKS = (*BEGUN, (5, STUDENT, "Two of the files cannot be opened. Do you have them in another format?"))
ANSWERS = (*ASKS, (2, BOSS, "Yes, here is a plain version of both. Tell me if anything looks odd in it."))
STUCK = (
    (96, STUDENT, "I have sent the draft and would be glad of two sentences on it."),
    (49, STUDENT, "Is there anything I should change before I go on?"),
    (30, OFFICE, "We have spoken to the employer on the phone: somebody answers here by tomorrow."),
    (8, BOSS, "Sorry for the silence. The draft is what we need, please go on with part two."),
)
TALKS = (ANSWERS, ASKS, BEGUN, STUCK)
PAPER = b"Plain version of the two files.\n\nPart one: what customers told us.\nPart two: what we noted ourselves.\n"


@dataclass
class Paper:
    """A file as a form would bring it."""

    filename: str
    stream: BytesIO


def finish(world: World) -> None:
    """Some threads at each campus; the newest lines of most are still unread."""
    for place in world.places.values():
        found = running(place)
        for number, placement in enumerate(found):
            tell(world, place, placement, TALKS[number % len(TALKS)], read=number % 5 == 4)
        look_in(world, place)
        subscribe(world, found[:3])
    db.session.flush()


def running(place: Place) -> Sequence[Placement]:
    """What runs at a campus, the demo student's own first."""
    star = people.find(arrivals.STUDENT[1])
    live = Placement.campus_id == place.campus_id, Placement.status.in_(stages.RUNNING)
    with_people = joinedload(Placement.student), joinedload(Placement.supervisor)
    ordered = select(Placement).where(*live).order_by(Placement.student_id != star.id, Placement.id)
    return db.session.scalars(ordered.limit(MOST).options(*with_people)).all()


def tell(world: World, place: Place, placement: Placement, talk: tuple, *, read: bool) -> None:
    """One thread, line by line."""
    who = {STUDENT: student_of(placement), BOSS: boss_of(placement.supervisor), OFFICE: place.staff}
    for ago, speaker, text in talk:
        with clock.travel(max(placement.created_at, world.now - ago * HOUR)):
            thread = messages.get(who[STUDENT], placement.id)
            if speaker == OFFICE:
                messages.call_office(thread, by=who[STUDENT])
            papers = [Paper("plain-version.txt", BytesIO(PAPER))] if "plain version" in text else []
            said = messages.say(thread, text, papers, by=who[speaker])
    if read:
        for reader in (who[STUDENT], who[BOSS]):
            message_readings.wrote(placement.id, reader, said.id)


def student_of(placement: Placement) -> Actor:
    return acting(placement.student, Role.STUDENT, campus_id=placement.campus_id)


def boss_of(contact: Contact) -> Actor:
    """The supervisor, as they act when they are signed in."""
    user = db.session.get_one(User, contact.user_id)
    return acting(user, Role.CONTACT, employer_id=contact.employer_id, contact_id=contact.id)


def look_in(world: World, place: Place) -> None:
    """The office opens the threads of two disputed fees."""
    disputed = (
        select(Placement.id)
        .join(Placement.fee)
        .where(Placement.campus_id == place.campus_id, Fee.status == FeeStatus.DISPUTED)
    )
    for key in db.session.scalars(disputed.order_by(Placement.id).limit(2)).all():
        with clock.travel(world.now - 20 * HOUR):
            reason = "The fee is disputed; we read what was agreed about it."
            messages.look_in(messages.get(place.staff, key), reason, by=place.staff)


def subscribe(world: World, found: Sequence[Placement]) -> None:
    """A few read their dates in their own calendar."""
    for placement in {one.student_id: one for one in found}.values():
        student = student_of(placement)
        member = select(Membership.id).where(
            Membership.user_id == student.user_id, Membership.campus_id == placement.campus_id
        )
        with clock.travel(world.now - 40 * HOUR):
            calendars.make(db.session.scalars(member).one(), by=student)
