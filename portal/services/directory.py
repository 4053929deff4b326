"""Who has an account: for the administrator alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, false, or_, select, true
from sqlalchemy.sql import ColumnElement

from portal.actor import Actor
from portal.models.people import Membership, User
from portal.services.people import email_key
from portal.services.sight import one, rows
from portal.vocabulary import Role

PAGE = 20
LONGEST = 254
LAST_PAGE = 100_000


def sight(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.role is Role.ADMIN else false()


@dataclass(frozen=True)
class Page:
    """People by name, and the number of the next page (None at the end)."""

    found: Sequence[Row]
    next: int | None


def search(text: str, page: int = 1, *, actor: Actor) -> Page:
    """Twenty people of whom a name or the address begins with the text: id, name, email, disabled_at."""
    text, page = text[:LONGEST], min(max(page, 1), LAST_PAGE)
    query = select(User.id, User.name, User.email, User.disabled_at).where(sight(actor))
    if text:
        query = query.where(begins_with(text))
    found = rows(query.order_by(User.sort_name, User.id).offset((page - 1) * PAGE).limit(PAGE + 1))
    return Page(found[:PAGE], page + 1 if len(found) > PAGE else None)


def begins_with(text: str) -> ColumnElement[bool]:
    """The address, or any word of the name, begins so."""
    begins = email_key(text)
    return or_(
        User.email_key.startswith(begins, autoescape=True),
        User.sort_name.startswith(begins, autoescape=True),
        User.name.istartswith(text, autoescape=True),
        User.name.icontains(f" {text}", autoescape=True),
    )


def get(user_id: int, *, actor: Actor) -> User:
    return one(select(User).where(sight(actor), User.id == user_id))


def membership(user_id: int, membership_id: int, *, actor: Actor) -> Membership:
    return one(
        select(Membership).where(sight(actor), Membership.id == membership_id, Membership.user_id == user_id)
    )
