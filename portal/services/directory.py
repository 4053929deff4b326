"""Who has an account: for the administrator alone."""

from collections.abc import Sequence

from sqlalchemy import Row, false, or_, select, true
from sqlalchemy.sql import ColumnElement

from portal.actor import Actor
from portal.models.people import Membership, User
from portal.services.people import email_key
from portal.services.sight import one, rows
from portal.vocabulary import Role

MOST = 50
LONGEST = 254


def sight(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.role is Role.ADMIN else false()


def search(text: str, *, actor: Actor) -> Sequence[Row]:
    """(id, name, email, disabled_at) of people whose name or address begins with the text; at most 50."""
    text = text[:LONGEST]
    found = select(User.id, User.name, User.email, User.disabled_at).where(sight(actor))
    if text:
        begins = email_key(text)
        found = found.where(
            or_(
                User.email_key.startswith(begins, autoescape=True),
                User.sort_name.startswith(begins, autoescape=True),
                User.name.istartswith(text, autoescape=True),
            )
        )
    return rows(found.order_by(User.sort_name, User.id).limit(MOST))


def get(user_id: int, *, actor: Actor) -> User:
    return one(select(User).where(sight(actor), User.id == user_id))


def membership(user_id: int, membership_id: int, *, actor: Actor) -> Membership:
    return one(
        select(Membership).where(sight(actor), Membership.id == membership_id, Membership.user_id == user_id)
    )
