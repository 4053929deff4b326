"""Contacts: the people of an employer, with or without an account."""

from collections.abc import Sequence

from sqlalchemy import Row, select, update

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.history import remember
from portal.models.employers import Contact, Employer
from portal.models.people import Membership, User
from portal.services import people
from portal.services.sight import NOTHING, one, rows, through
from portal.vocabulary import Role

LIVE = Contact.archived_at.is_(None)
KNOWN = Contact.joining_since.is_(None)
"""Named by the employer itself or by an office, not by a mailbox at its domain alone."""
SIGHT = {Role.CONTACT: lambda actor: Contact.employer_id == actor.employer_id}


def colleagues(actor: Actor) -> Sequence[Row]:
    """(id, name, title, email, user_id) of the contacts at the actor's own employer, by name."""
    return rows(
        select(Contact.id, Contact.name, Contact.title, Contact.email, Contact.user_id)
        .where(LIVE, KNOWN, through(SIGHT, actor))
        .order_by(Contact.name, Contact.id)
    )


def get(actor: Actor, contact_id: int | None) -> Contact:
    """A contact of the actor's own employer; NotFound otherwise."""
    mine = through(SIGHT, actor) if contact_id else NOTHING
    return one(select(Contact).where(LIVE, KNOWN, mine, Contact.id == contact_id))


def find(employer_id: int, email: str) -> Contact | None:
    """The contact of this employer with this address."""
    key = people.email_key(email)
    return db.session.scalar(
        select(Contact).where(LIVE, Contact.employer_id == employer_id, Contact.email_key == key)
    )


def find_or_create(employer: Employer, name: str, email: str, title: str = "") -> Contact:
    """The employer's contact with this address, added when there is none. RuleBroken on a bad address."""
    found = find(employer.id, email)
    if found:
        return found
    contact = Contact(
        employer_id=employer.id,
        name=name.strip(),
        email=people.checked(email),
        email_key=people.email_key(email),
        title=title.strip(),
    )
    db.session.add(contact)
    db.session.flush()
    return contact


def give_account(contact: Contact, *, by: Actor) -> User:
    """Let the contact act for the employer: whoever receives their mail may choose a password."""
    user = people.ensure(contact.email, contact.name, by=by)
    people.grant(user, Role.CONTACT, by=by, employer_id=contact.employer_id)
    if contact.user_id != user.id:
        contact.user_id = user.id
        remember(contact, "give_account", by)
    return user


def let_go(contact: Contact) -> None:
    """They act for the employer no longer from their next request on."""
    contact.archived_at = clock.now()
    if contact.user_id:
        db.session.execute(
            update(Membership)
            .where(
                Membership.user_id == contact.user_id,
                Membership.role == Role.CONTACT,
                Membership.employer_id == contact.employer_id,
                Membership.until_at.is_(None),
            )
            .values(until_at=clock.now())
        )
