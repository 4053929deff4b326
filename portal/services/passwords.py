"""Passwords: how long, how common, how stored, and how a guess is answered."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from portal import limits
from portal.database import aside
from portal.errors import RuleBroken
from portal.models.people import User
from portal.services.people import email_key
from portal.vocabulary import Role

SHORTEST = 12
SHORTEST_OF_STAFF = 15
LONGEST = 200
STRONG_ENOUGH = 3
OFFICE = {Role.STAFF, Role.ADMIN}
hasher = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
"""Argon2id with the first of OWASP's recommended costs (Password Storage Cheat Sheet)."""


def encode(password: str) -> str:
    """The argon2id hash that is stored."""
    return hasher.hash(password)


def shortest(roles) -> int:
    """How many characters a person with these roles needs."""
    return SHORTEST_OF_STAFF if OFFICE.intersection(roles) else SHORTEST


def check_strength(password: str, *, roles=(), about: tuple[str, ...] = ()) -> None:
    """Raise RuleBroken in words when too short, too long, or easily guessed from lists or from `about`."""
    least = shortest(roles)
    if len(password) < least:
        raise RuleBroken(
            ngettext("Use at least %(num)d character.", "Use at least %(num)d characters.", least)
        )
    if len(password) > LONGEST:
        raise RuleBroken(_("Use at most %(most)s characters.", most=LONGEST))
    if guessable(password, about):
        raise RuleBroken(_("This password is easy to guess. Three or four unrelated words make a good one."))


def guessable(password: str, about: tuple[str, ...]) -> bool:
    """Is it on a list of common passwords, or made of the person's own name and address?"""
    from zxcvbn import zxcvbn

    return zxcvbn(password[:72], user_inputs=list(about))["score"] < STRONG_ENOUGH


def who(email: str, password: str, *, address: str) -> int | None:
    """The user's id when e-mail and password belong together, else None; raises TooMany.

    Known and unknown people take the same time, and the hash is computed outside any transaction.
    """
    key = email_key(email)
    refuse_flood(key, address)
    user_id, stored = find(key)
    if not matches(stored or decoy(), password) or stored is None:
        limits.count("sign-in address", address)
        return None
    limits.forget("sign-in account", key)
    return user_id


def refuse_flood(key: str, address: str) -> None:
    """Count this try against the account before it is made, so that parallel guesses cannot slip by."""
    too_many = limits.reached("sign-in address", address) or not limits.count("sign-in account", key)
    if too_many:
        raise limits.TooMany(_("Too many attempts. Please wait five minutes and try again."), wait=300)


def find(key: str) -> tuple[int | None, str | None]:
    """Id and stored hash of a live account."""
    query = select(User.id, User.password_hash).where(User.email_key == key, User.disabled_at.is_(None))
    with aside() as connection:
        row = connection.execute(query).first()
    return (row.id, row.password_hash) if row else (None, None)


def matches(stored: str, password: str) -> bool:
    """Is this the password of the stored hash?"""
    try:
        return hasher.verify(stored, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False


@cache
def decoy() -> str:
    """A hash that no password has, compared against for unknown people."""
    return hasher.hash("nobody has this password")
