"""Mailed links that let people in: an invitation, or a new password. Looking at one uses nothing up."""

import secrets
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import Row, select, update

from portal import clock, jobs, limits, mail
from portal.actor import Actor
from portal.database import changed, db
from portal.errors import NotFound, RuleBroken
from portal.history import remember
from portal.models.people import Token, User
from portal.policy import require
from portal.services import passwords, people, signin
from portal.vocabulary import ActorKind, Role, TokenPurpose

VALID_FOR = {TokenPurpose.INVITATION: timedelta(days=14), TokenPurpose.RESET: timedelta(hours=2)}


def invite(user: User, *, by: Actor, campus_id: int | None = None) -> None:
    """Send a link with which the person chooses a password; who has one is only told to sign in."""
    require(by, "person.invite", user)
    if user.password_hash:
        mail.send("access", user.email, campus_id=campus_id, name=user.name, link=mail.url("auth.sign_in"))
        return
    link = mail.url("auth.invitation", token=issue(user.id, TokenPurpose.INVITATION))
    mail.send("invitation", user.email, campus_id=campus_id, name=user.name, link=link)
    remember(user, "invite", by)


def give_role(email: str, name: str, role: Role, *, by: Actor, campus_id: int | None = None) -> User:
    """Give a role to whoever has the address, with an account if there is none, and write to them.

    RuleBroken for a bad address, a shut account, and a role that is held already by somebody who can sign in.
    """
    user = people.ensure(email, name, by=by)
    if user.disabled_at:
        raise RuleBroken(_("%(name)s has an account that is shut. Open it first.", name=user.name))
    had = people.held(user, role, campus_id, None)
    if had and people.in_force(had) and user.password_hash:
        raise RuleBroken(_("%(name)s has an account and this role already.", name=user.name))
    people.grant(user, role, by=by, campus_id=campus_id)
    invite(user, by=by, campus_id=campus_id)
    return user


def issue(user_id: int, purpose: TokenPurpose) -> str:
    """A new secret for a link; earlier ones of the same purpose end."""
    now, secret = clock.now(), secrets.token_urlsafe(32)
    end_tokens(user_id, purpose)
    db.session.add(
        Token(
            hash=signin.digest(secret),
            purpose=purpose,
            user_id=user_id,
            created_at=now,
            expires_at=now + VALID_FOR[purpose],
        )
    )
    return secret


def end_tokens(user_id: int, purpose: TokenPurpose) -> None:
    """Void the links of one purpose that were not used."""
    unused = update(Token).where(Token.user_id == user_id, Token.purpose == purpose, Token.used_at.is_(None))
    db.session.execute(unused.values(used_at=clock.now()))


def ask_reset(email: str, *, address: str) -> None:
    """Queue a letter for whoever has this address; known and unknown ones look alike. Raises TooMany."""
    key = people.email_key(email)
    if not (limits.count("reset address", address) and limits.count("reset account", key)):
        raise limits.TooMany(_("A new password was asked for too often today. Please try again tomorrow."))
    jobs.enqueue("reset", {"email": key})


@jobs.handler("reset")
def send_reset(payload: dict) -> None:
    """Send the link if there is a live account; the worker finds out, so that the page cannot tell."""
    user = people.find(payload["email"])
    if user is None or user.disabled_at:
        return
    link = mail.url("auth.new_password", token=issue(user.id, TokenPurpose.RESET))
    mail.send("reset", user.email, name=user.name, campus_id=people.only_campus(user.id), link=link)


def opened(secret: str, purpose: TokenPurpose) -> Row:
    """Whose link this is (id, user_id, name, email); raises NotFound. Reading does not use it up."""
    query = (
        select(Token.id, Token.user_id, User.name, User.email)
        .join(User, User.id == Token.user_id)
        .where(
            Token.hash == signin.digest(secret),
            Token.purpose == purpose,
            Token.used_at.is_(None),
            Token.expires_at > clock.now(),
            User.disabled_at.is_(None),
        )
    )
    row = db.session.execute(query).first()
    if row is None:
        raise NotFound(_("This link was used already or has expired."))
    return row


def accept(secret: str, purpose: TokenPurpose, password: str) -> int:
    """Use the link up and set the password; returns the user's id. Raises NotFound, RuleBroken."""
    link = opened(secret, purpose)
    user = db.session.get_one(User, link.user_id)
    by = Actor(ActorKind.USER, user.name, user_id=user.id)
    use_up(link.id)
    set_password(user, password, by=by)
    user.email_verified_at = user.email_verified_at or clock.now()
    return user.id


def use_up(token_id: int) -> None:
    """Only one of two at the same moment gets through."""
    unused = update(Token).where(Token.id == token_id, Token.used_at.is_(None))
    if not changed(unused.values(used_at=clock.now())):
        raise NotFound(_("This link was used already or has expired."))


def set_password(user: User, password: str, *, by: Actor) -> None:
    """Store a password that is long and uncommon enough; all sign-ins end. Raises RuleBroken."""
    about = (user.name, user.email, *user.email.split("@"))
    passwords.check_strength(password, roles=people.roles(user.id), about=about)
    user.password_hash = passwords.encode(password)
    signin.end_all(user.id)
    for purpose in VALID_FOR:
        end_tokens(user.id, purpose)
    remember(user, "set_password", by)
