"""People and what they are where: accounts, and memberships from one instant until another."""

import unicodedata

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from sqlalchemy import Row, select

from portal import clock
from portal.actor import Actor
from portal.database import db
from portal.errors import RuleBroken
from portal.history import remember
from portal.models.campuses import Campus
from portal.models.employers import Employer
from portal.models.people import Membership, User
from portal.policy import require
from portal.services import signin
from portal.vocabulary import Role


def email_key(email: str) -> str:
    """How two spellings of one address are recognised: Unicode form, case and surrounding space aside."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


def find(email: str) -> User | None:
    """The account with this address, whoever it is; for verbs, not for pages."""
    return db.session.scalar(select(User).where(User.email_key == email_key(email)))


def create(email: str, name: str, *, by: Actor, registrar_name: str = "", sort_name: str = "") -> User:
    """A new account without password or role; raises RuleBroken on a bad or taken address."""
    if find(email):
        raise RuleBroken(_("There is already an account with this e-mail address."))
    user = User(
        email=checked(email),
        email_key=email_key(email),
        name=name.strip(),
        registrar_name=registrar_name,
        sort_name=sort_name or last_first(name),
        created_at=clock.now(),
    )
    db.session.add(user)
    remember(user, "create", by)
    return user


def last_first(name: str) -> str:
    """How a name is sorted where nobody said: its last word first."""
    *first, last = name.casefold().split() or [""]
    return " ".join([last, *first])


def checked(email: str) -> str:
    """The address in its usual form; raises RuleBroken."""
    try:
        return validate_email(email.strip(), check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        raise RuleBroken(_("This is not a complete e-mail address.")) from None


def ensure(email: str, name: str, *, by: Actor) -> User:
    """The account with this address, made if there is none."""
    return find(email) or create(email, name, by=by)


def grant(
    user: User, role: Role, *, by: Actor, campus_id: int | None = None, employer_id: int | None = None
) -> Membership:
    """A membership in force from now on; one that ended stays as it was. Whether `by` may, the caller knows."""
    found = held(user, role, campus_id, employer_id)
    if found and in_force(found):
        return found
    membership = Membership(
        user_id=user.id, role=role, campus_id=campus_id, employer_id=employer_id, from_at=clock.now()
    )
    db.session.add(membership)
    remember(user, "grant", by, after=told(membership))
    return membership


def held(user: User, role: Role, campus_id: int | None, employer_id: int | None) -> Membership | None:
    """The newest row of this membership, in force or ended."""
    db.session.flush()
    query = select(Membership).where(
        Membership.user_id == user.id,
        Membership.role == role,
        Membership.campus_id.is_not_distinct_from(campus_id),
        Membership.employer_id.is_not_distinct_from(employer_id),
    )
    return db.session.scalar(query.order_by(Membership.id.desc()).limit(1))


def in_force(membership: Membership) -> bool:
    """Does it hold now?"""
    now = clock.now()
    return membership.from_at <= now and (membership.until_at is None or membership.until_at > now)


def withdraw(membership: Membership, *, by: Actor) -> None:
    """End a membership; it holds no longer from the person's next request on."""
    require(by, "person.withdraw", membership)
    membership.until_at = clock.now()
    user = db.session.get_one(User, membership.user_id)
    remember(user, "withdraw_membership", by, before=told(membership))


def told(membership: Membership) -> dict[str, object]:
    """A membership as history keeps it."""
    return {
        "role": membership.role.value,
        "campus_id": membership.campus_id,
        "employer_id": membership.employer_id,
    }


def disable(user: User, *, by: Actor, note: str = "") -> None:
    """Shut an account: all its sign-ins end at once."""
    require(by, "person.disable", user)
    if user.disabled_at:
        raise RuleBroken(_("This account is shut already."))
    user.disabled_at = clock.now()
    signin.end_all(user.id)
    remember(user, "disable", by, note)


def enable(user: User, *, by: Actor, note: str = "") -> None:
    """Open a shut account again."""
    require(by, "person.disable", user)
    user.disabled_at = None
    remember(user, "enable", by, note)


def memberships(user_id: int) -> list[Row]:
    """A person's memberships in force: id, role, campus and employer (names, or None)."""
    query = (
        select(Membership.id, Membership.role, Campus.name.label("campus"), Employer.name.label("employer"))
        .outerjoin(Campus, Campus.id == Membership.campus_id)
        .outerjoin(Employer, Employer.id == Membership.employer_id)
        .where(Membership.user_id == user_id, signin.live(clock.now()))
    )
    return list(db.session.execute(query.order_by(Membership.id)))


def only_campus(user_id: int) -> int | None:
    """The campus whose words somebody reads: theirs, unless they belong to none or to several."""
    query = select(Membership.campus_id).where(
        Membership.user_id == user_id, Membership.campus_id.is_not(None), signin.live(clock.now())
    )
    found = db.session.scalars(query.distinct()).all()
    return found[0] if len(found) == 1 else None


def roles(user_id: int) -> set[Role]:
    """The roles a person has anywhere now."""
    return {row.role for row in memberships(user_id)}
