"""Letters about a change of what was agreed: a purpose and a link, never what changes or why."""

from sqlalchemy import select

from portal import mail
from portal.database import db
from portal.models.amendments import Amendment
from portal.models.campuses import Campus
from portal.models.employers import Contact
from portal.models.people import User
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.vocabulary import Side

OTHER = {Side.STUDENT: Side.EMPLOYER, Side.EMPLOYER: Side.STUDENT}


def to_side(letter: str, amendment: Amendment, side: Side) -> None:
    """Tell the student, or the supervisor as they are now."""
    if side is Side.STUDENT:
        who = select(User.name, User.email).where(User.id == amendment.student_id)
    else:
        who = select(Contact.name, Contact.email).join(Placement, Placement.supervisor_id == Contact.id)
        who = who.where(Placement.id == amendment.placement_id)
    audience = "student" if side is Side.STUDENT else "employer"
    _send(letter, amendment, audience, *db.session.execute(who).one())


def to_other(letter: str, amendment: Amendment) -> None:
    """Tell the side that did not propose it."""
    to_side(letter, amendment, OTHER[amendment.side])


def to_proposer(letter: str, amendment: Amendment) -> None:
    to_side(letter, amendment, amendment.side)


def to_both(letter: str, amendment: Amendment) -> None:
    for side in OTHER:
        to_side(letter, amendment, side)


def to_contact(letter: str, amendment: Amendment, contact: Contact) -> None:
    """Tell somebody at the employer who looked after the work until now."""
    _send(letter, amendment, "employer", contact.name, contact.email)


def to_office(letter: str, amendment: Amendment) -> None:
    campus = db.session.get_one(Campus, amendment.campus_id)
    _send(letter, amendment, "staff", campus.office, campus.office_email)


def _send(letter: str, amendment: Amendment, audience: str, name: str, email: str) -> None:
    title = select(Project.title).join(Placement, Placement.project_id == Project.id)
    link = mail.url(
        f"{audience}.amendments_show", placement_id=amendment.placement_id, amendment_id=amendment.id
    )
    mail.send(
        letter,
        email,
        name=name,
        campus_id=amendment.campus_id,
        title=db.session.scalar(title.where(Placement.id == amendment.placement_id)),
        link=link,
    )
