"""Colleagues: an employer's contact brings another one of the same organisation in."""

from flask_babel import gettext as _

from portal import policy
from portal.actor import SYSTEM, Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.employers import Contact, Employer
from portal.services import contacts, domains, invitations


def add(name: str, email: str, title: str, *, by: Actor) -> Contact:
    """A contact with an account, invited by mail. RuleBroken unless the address is on the employer's domain."""
    employer = db.session.get_one(Employer, by.employer_id)
    policy.require(by, "contact.add", Contact(employer_id=employer.id))
    if domains.is_free_mail(email) or not domains.belongs(email, employer.domain):
        raise RuleBroken(
            _(
                "Use an address at %(domain)s. Ask the career office to add somebody else.",
                domain=employer.domain,
            )
        )
    contact = contacts.find_or_create(employer, name, email, title)
    if contact.user_id:
        raise RuleBroken(_("%(name)s has an account here already.", name=contact.name))
    user = contacts.give_account(contact, by=by)
    remember(contact, "add", by, after={"name": contact.name})
    invitations.invite(user, by=SYSTEM)
    return contact
