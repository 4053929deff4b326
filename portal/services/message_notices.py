"""Telling by letter that a message waits: kindly late, never twice while one waits within the hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from portal import clock, jobs, mail
from portal.database import db
from portal.models.employers import Contact
from portal.models.messages import Message, MessageNotice, OfficeCall
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import message_readings
from portal.vocabulary import Side

GRACE = timedelta(minutes=2)
"""Who has the thread open, or writes three lines in a row, sends no three letters."""
PAUSE = timedelta(hours=1)


@dataclass(frozen=True)
class Reader:
    """Somebody a message is for."""

    side: Side
    audience: str
    email: str
    name: str
    user_id: int | None = None
    contact_id: int | None = None

    def read_until(self, placement_id: int) -> int:
        side = self.side if self.side is Side.OFFICE else None
        return message_readings.read_until(placement_id, user_id=self.user_id, side=side)


def plan(message: Message, campus_id: int) -> None:
    """Let the worker tell the others of a message after a moment, in the transaction that keeps it."""
    key = f"message-notice {message.id}"
    after = clock.now() + GRACE
    jobs.enqueue("message-notice", {"message_id": message.id}, after=after, key=key, campus_id=campus_id)


@jobs.handler("message-notice")
def tell(payload: dict) -> int:
    """Write to whoever has not read the message yet; to how many."""
    message = db.session.get_one(Message, payload["message_id"])
    placement = db.session.scalars(_whole(message.placement_id)).one()
    waiting = [reader for reader in readers(message, placement) if _is_new(message, reader)]
    for reader in waiting:
        write(reader, "message-new", placement)
        db.session.add(
            MessageNotice(
                placement_id=placement.id,
                side=reader.side,
                contact_id=reader.contact_id,
                message_id=message.id,
                at=clock.now(),
            )
        )
    return len(waiting)


def _whole(placement_id: int):
    project = joinedload(Placement.project)
    return (
        select(Placement)
        .where(Placement.id == placement_id)
        .options(project.joinedload(Project.campus), joinedload(Placement.student))
    )


def readers(message: Message, placement: Placement) -> Iterator[Reader]:
    """Everybody the message is for, but its author; the office once it was called."""
    if message.side is not Side.STUDENT and placement.student.disabled_at is None:
        yield of_student(placement)
    yield from of_employer(placement, but=message.author_id)
    called = select(OfficeCall.id).where(OfficeCall.placement_id == placement.id)
    if message.side is not Side.OFFICE and db.session.scalar(called):
        yield of_office(placement)


def of_student(placement: Placement) -> Reader:
    student = placement.student
    return Reader(Side.STUDENT, "student", student.email, student.name, student.id)


def of_employer(placement: Placement, but: int | None = None) -> Iterator[Reader]:
    """The supervisor, and the colleagues who have written in the thread."""
    wrote = select(Message.author_id).where(Message.placement_id == placement.id)
    found = (
        select(Contact)
        .outerjoin(User, User.id == Contact.user_id)
        .where(Contact.employer_id == placement.employer_id, Contact.archived_at.is_(None))
        .where(
            User.disabled_at.is_(None), or_(Contact.id == placement.supervisor_id, Contact.user_id.in_(wrote))
        )
    )
    for contact in db.session.scalars(found.order_by(Contact.id)):
        if contact.user_id is None or contact.user_id != but:
            yield Reader(Side.EMPLOYER, "employer", contact.email, contact.name, contact.user_id, contact.id)


def of_office(placement: Placement) -> Reader:
    campus = placement.project.campus
    return Reader(Side.OFFICE, "staff", campus.office_email, campus.office)


def _is_new(message: Message, reader: Reader) -> bool:
    """Have they neither read it nor a letter about something before it that they have not read either?"""
    until = reader.read_until(message.placement_id)
    if until >= message.id:
        return False
    mine = MessageNotice.side == reader.side, MessageNotice.contact_id.is_not_distinct_from(reader.contact_id)
    lately = select(MessageNotice.id).where(
        MessageNotice.placement_id == message.placement_id,
        MessageNotice.message_id > until,
        MessageNotice.at > clock.now() - PAUSE,
    )
    return db.session.scalar(lately.where(*mine).limit(1)) is None


def write(reader: Reader, letter: str, placement: Placement) -> None:
    """A letter with the way to the thread, and nothing of what is in it."""
    link = mail.url(f"{reader.audience}.messages_show", placement_id=placement.id)
    told = {"title": placement.project.title, "link": link, "audience": reader.audience}
    mail.send(letter, reader.email, name=reader.name, campus_id=placement.campus_id, **told)
