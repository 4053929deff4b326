"""Server-side sign-ins, each behind a secret cookie value that is stored only as a hash."""

import hashlib
import secrets
from dataclasses import fields
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import BindParameter, Row, Select, and_, bindparam, case, or_, select, update

from portal import clock
from portal.database import UtcDateTime, aside, changed, db
from portal.errors import NotFound, RuleBroken
from portal.models.campuses import Campus
from portal.models.employers import Contact
from portal.models.people import Membership, SignIn, User
from portal.visitor import Home, Visitor
from portal.vocabulary import Role

SEEN_EVERY = timedelta(minutes=1)
HOME = tuple(part.name for part in fields(Home))
ORDER = {Role.ADMIN: 0, Role.STAFF: 1, Role.CONTACT: 2, Role.STUDENT: 3}


def digest(secret: str) -> str:
    """How a secret is stored: its SHA-256; it has 256 random bits, so no salt is needed."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def live(now: datetime | BindParameter[datetime]):
    """The condition of a membership in force."""
    return and_(Membership.from_at <= now, or_(Membership.until_at.is_(None), Membership.until_at > now))


def own_contact():
    """The contact that a person is at the employer of the membership."""
    return and_(
        Contact.user_id == User.id,
        Contact.employer_id == Membership.employer_id,
        Contact.archived_at.is_(None),
    )


NOW = bindparam("now", type_=UtcDateTime())


COLUMNS = (
    User.id,
    User.name,
    User.email,
    SignIn.id.label("sign_in_id"),
    SignIn.seen_at,
    SignIn.fresh_until,
    Membership.id.label("membership_id"),
    Membership.role,
    Membership.campus_id,
    Membership.employer_id,
    Contact.id.label("contact_id"),
    Contact.joining_since.is_not(None).label("newcomer"),
    *(getattr(Campus, name).label(f"home_{name}") for name in HOME),
)


def looking() -> Select:
    """Sign-in, user, membership in force and contact, as the columns of a Visitor; asked with the values below."""
    return (
        select(*COLUMNS)
        .select_from(SignIn)
        .join(User, User.id == SignIn.user_id)
        .outerjoin(
            Membership,
            and_(
                Membership.id == SignIn.membership_id,
                Membership.user_id == SignIn.user_id,
                live(NOW),
            ),
        )
        .outerjoin(Contact, own_contact())
        .outerjoin(Campus, Campus.id == Membership.campus_id)
        .where(SignIn.ended_at.is_(None), User.disabled_at.is_(None))
        .where(
            SignIn.hash == bindparam("hash"),
            SignIn.seen_at > bindparam("seen_after"),
            SignIn.created_at > bindparam("begun_after"),
        )
    )


LOOKING = looking()
"""Built once: every page asks it."""


def visitor(token: str, *, idle: timedelta, longest: timedelta) -> Visitor | None:
    """Whose cookie this is, or None when it ended, idled away or its person was disabled."""
    now = clock.now()
    asked = {"now": now, "hash": digest(token), "seen_after": now - idle, "begun_after": now - longest}
    with aside() as connection:
        row = connection.execute(LOOKING, asked).first()
    return known(row, token) if row else None


def known(row: Row, token: str) -> Visitor:
    """The Visitor of a row of LOOKING."""
    found = dict(row._mapping)
    home = {name: found.pop(f"home_{name}") for name in HOME}
    return Visitor(**found, home=Home(**home) if home["id"] else None, token=token)


def note_seen(visitor: Visitor) -> None:
    """Remember that they are here, at most once a minute. Raises DatabaseBusy instead of waiting."""
    now = clock.now()
    if now - visitor.seen_at < SEEN_EVERY:
        return
    with aside(write=True, patience=0.1) as connection:
        connection.execute(update(SignIn).where(SignIn.id == visitor.sign_in_id).values(seen_at=now))


def begin(
    user_id: int, *, fresh: timedelta, ip: str = "", agent: str = "", membership_id: int | None = None
) -> str:
    """Open a sign-in; returns the secret for the cookie. Without a membership: the one last acted in."""
    now, token = clock.now(), secrets.token_urlsafe(32)
    opened = SignIn(
        hash=digest(token),
        user_id=user_id,
        membership_id=membership_id or usual_membership(user_id),
        created_at=now,
        seen_at=now,
        fresh_until=now + fresh,
        ip=ip[:45],
        agent=agent[:300],
    )
    db.session.add(opened)
    return token


def usual_membership(user_id: int) -> int | None:
    """The membership in force used last, else the first by weight of the role."""
    last = select(SignIn.membership_id).where(SignIn.user_id == user_id).order_by(SignIn.id.desc()).limit(1)
    weight = case(*((Membership.role == role, rank) for role, rank in ORDER.items()))
    used_last = case((Membership.id == last.scalar_subquery(), 0), else_=1)
    query = select(Membership.id).where(Membership.user_id == user_id, live(clock.now()))
    return db.session.scalar(query.order_by(used_last, weight, Membership.id).limit(1))


def end(sign_in_id: int, *, user_id: int) -> None:
    """End one's own sign-in; raises NotFound for anybody else's."""
    ending = update(SignIn).where(
        SignIn.id == sign_in_id, SignIn.user_id == user_id, SignIn.ended_at.is_(None)
    )
    if not changed(ending.values(ended_at=clock.now())):
        raise NotFound(_("This sign-in is not there any more."))


def end_all(user_id: int, *, but: int | None = None) -> int:
    """End all sign-ins of a person, except one; returns how many."""
    ending = update(SignIn).where(
        SignIn.user_id == user_id, SignIn.ended_at.is_(None), SignIn.id != (but or 0)
    )
    return changed(ending.values(ended_at=clock.now()))


def switch(
    visitor: Visitor,
    membership_id: int | None,
    *,
    fresh: timedelta | None = None,
    ip: str = "",
    agent: str = "",
) -> str:
    """A new secret, acting in one of one's memberships; the old one ends. Raises RuleBroken.

    `fresh` is given when the password was typed just now; else what is left of the old freshness stays.
    """
    if membership_id is not None and not has(visitor.id, membership_id):
        raise RuleBroken(_("You do not have this role."))
    end(visitor.sign_in_id, user_id=visitor.id)
    left = fresh or visitor.fresh_until - clock.now()
    return begin(visitor.id, fresh=left, ip=ip, agent=agent, membership_id=membership_id)


def has(user_id: int, membership_id: int) -> bool:
    """Is this membership theirs, and in force?"""
    mine = (Membership.id == membership_id, Membership.user_id == user_id, live(clock.now()))
    return db.session.scalar(select(Membership.id).where(*mine)) is not None


def rows(user_id: int, *, idle: timedelta, longest: timedelta) -> list[Row]:
    """One's own live sign-ins, latest first: id, created_at, seen_at, ip, agent."""
    now = clock.now()
    query = select(SignIn.id, SignIn.created_at, SignIn.seen_at, SignIn.ip, SignIn.agent).where(
        SignIn.user_id == user_id,
        SignIn.ended_at.is_(None),
        SignIn.seen_at > now - idle,
        SignIn.created_at > now - longest,
    )
    return list(db.session.execute(query.order_by(SignIn.seen_at.desc(), SignIn.id.desc())))
