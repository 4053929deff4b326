"""Calendar feeds: making, renewing and revoking a person's secret address, and finding them by it."""

import secrets
from dataclasses import dataclass

from sqlalchemy import select, update

from portal import clock
from portal.actor import Actor
from portal.database import changed, db
from portal.errors import NotFound
from portal.history import remember
from portal.models.calendars import CalendarFeed
from portal.models.campuses import Campus
from portal.models.employers import Contact
from portal.models.people import Membership, User
from portal.services import signin
from portal.vocabulary import ActorKind, Role

ROLES = (Role.STUDENT, Role.CONTACT, Role.STAFF)
"""Who has dates of their own."""


@dataclass(frozen=True)
class Subscriber:
    """Whose feed it is, and what their campus speaks; empty for a contact, who has none."""

    actor: Actor
    locale: str = ""
    zone: str = ""


def live(membership_id: int) -> CalendarFeed | None:
    """The address that works now."""
    mine = CalendarFeed.membership_id == membership_id, CalendarFeed.revoked_at.is_(None)
    return db.session.scalar(select(CalendarFeed).where(*mine))


def make(membership_id: int, *, by: Actor) -> str:
    """A new address, the old one is void from now on; returns its secret (256 bits), which is shown once."""
    revoke(membership_id, by=by)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed(
        membership_id=membership_id, hash=signin.digest(secret), created_at=clock.now(), revoked_at=None
    )
    db.session.add(feed)
    remember(feed, "issue", by)
    return secret


def revoke(membership_id: int, *, by: Actor) -> bool:
    """End the address; False when there was none."""
    feed = live(membership_id)
    if feed is None:
        return False
    mine = CalendarFeed.id == feed.id, CalendarFeed.revoked_at.is_(None)
    if changed(update(CalendarFeed).where(*mine).values(revoked_at=clock.now())):
        remember(feed, "revoke", by)
    return True


def subscriber(secret: str) -> Subscriber:
    """Who reads by this secret; NotFound when it is unknown, revoked, or its person has no such role any more."""
    found = db.session.execute(
        select(
            User.id,
            User.name,
            Membership.role,
            Membership.campus_id,
            Membership.employer_id,
            Contact.id.label("contact_id"),
            Campus.locale,
            Campus.zone,
        )
        .select_from(CalendarFeed)
        .join(Membership, Membership.id == CalendarFeed.membership_id)
        .join(User, User.id == Membership.user_id)
        .outerjoin(Contact, signin.own_contact())
        .outerjoin(Campus, Campus.id == Membership.campus_id)
        .where(CalendarFeed.hash == signin.digest(secret), CalendarFeed.revoked_at.is_(None))
        .where(signin.live(clock.now()), User.disabled_at.is_(None), Membership.role.in_(ROLES))
    ).first()
    if found is None:
        raise NotFound
    where = {"campus_id": found.campus_id, "employer_id": found.employer_id, "contact_id": found.contact_id}
    actor = Actor(ActorKind.USER, found.name, user_id=found.id, role=found.role, **where)
    return Subscriber(actor, found.locale or "", found.zone or "")
