"""Newcomers: somebody whose mailbox is at a known employer's domain, until one of its people or an office says yes.

A mailbox proves where somebody has an address, not that they speak for the organisation: until then they see
their own application and nothing else of the employer.
"""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import Row, select
from sqlalchemy.orm import joinedload

from portal import clock, mail, policy
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.campuses import Campus
from portal.models.employers import Contact, Employer, Partnership
from portal.services import contacts
from portal.services.sight import one, rows, through

WAITS = Contact.joining_since.is_not(None)


def listing(actor: Actor) -> Sequence[Row]:
    """(id, name, title, email, joining_since) of those who wait at the actor's own employer, longest first."""
    return rows(
        select(Contact.id, Contact.name, Contact.title, Contact.email, Contact.joining_since)
        .where(contacts.LIVE, WAITS, through(contacts.SIGHT, actor))
        .order_by(Contact.joining_since, Contact.id)
    )


def get(actor: Actor, contact_id: int) -> Contact:
    """Somebody of the actor's own employer, confirmed or not; NotFound otherwise."""
    mine = (through(contacts.SIGHT, actor), Contact.id == contact_id)
    return one(select(Contact).where(*mine))


def welcome(employer: Employer, contact: Contact, campus: Campus) -> None:
    """They applied at a campus in the employer's name: they wait, and whoever speaks for it already is asked."""
    contact.joining_since = clock.now()
    others = select(Contact).where(
        contacts.LIVE, ~WAITS, Contact.employer_id == employer.id, Contact.user_id.is_not(None)
    )
    for colleague in db.session.scalars(others):
        mail.send(
            "colleague-applied",
            colleague.email,
            name=colleague.name,
            campus_id=campus.id,
            campus=campus.name,
            office_email=campus.office_email,
            link=mail.url("employer.people_index"),
        )


def confirm(contact: Contact, *, by: Actor) -> None:
    """A colleague says that they belong here: from their next request on they see what colleagues see."""
    policy.require(by, "contact.confirm", contact)
    _refuse_known(contact)
    _confirm(contact, by)
    _tell("newcomer-confirmed", contact, mail.url("employer.home"))


def turn_away(contact: Contact, *, by: Actor) -> None:
    """A colleague says that they do not: their account here ends, and the office is told."""
    policy.require(by, "contact.confirm", contact)
    _refuse_known(contact)
    application = _application(contact)
    _turn_away(contact, by)
    mail.send(
        "newcomer-unknown",
        application.campus.office_email,
        name=application.campus.office,
        campus_id=application.campus_id,
        campus=application.campus.name,
        link=mail.url("staff.reviews_show", kind="partnership", record_id=application.id),
    )


def confirm_applicant(partnership: Partnership, *, by: Actor) -> None:
    """The office found out that the applicant speaks for the employer."""
    policy.require(by, "partnership.confirm", partnership)
    _refuse_known(partnership.applicant)
    _confirm(partnership.applicant, by)
    _tell("newcomer-confirmed", partnership.applicant, mail.url("employer.home"))


def turn_applicant_away(partnership: Partnership, *, by: Actor) -> None:
    """The office found out that the applicant does not speak for the employer."""
    policy.require(by, "partnership.confirm", partnership)
    _refuse_known(partnership.applicant)
    _turn_away(partnership.applicant, by)


def settle(partnership: Partnership, *, by: Actor) -> None:
    """Whoever approves a partnership has looked at who asked for it."""
    if partnership.applicant.waits:
        _confirm(partnership.applicant, by)


def _refuse_known(contact: Contact) -> None:
    if not contact.waits:
        raise RuleBroken(_("This was answered already."))


def _confirm(contact: Contact, by: Actor) -> None:
    contact.joining_since = None
    remember(contact, "confirm", by)


def _turn_away(contact: Contact, by: Actor) -> None:
    contacts.let_go(contact)
    remember(contact, "turn_away", by)
    _tell("newcomer-refused", contact, mail.url("public.home"))


def _application(contact: Contact) -> Partnership:
    """What they applied for, with its campus."""
    asked = select(Partnership).where(Partnership.applicant_id == contact.id).order_by(Partnership.id.desc())
    return db.session.scalars(asked.options(joinedload(Partnership.campus)).limit(1)).one()


def _tell(letter: str, contact: Contact, link: str) -> None:
    campus = _application(contact).campus
    mail.send(
        letter,
        contact.email,
        name=contact.name,
        campus_id=campus.id,
        campus=campus.name,
        office=campus.office,
        office_email=campus.office_email,
        link=link,
    )
