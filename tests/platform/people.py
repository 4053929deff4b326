"""People for the tests of the platform, made through the verbs."""

from argon2 import PasswordHasher

from portal import clock
from portal.actor import CLI
from portal.database import db
from portal.models.campuses import Campus
from portal.models.people import User
from portal.services import invitations, people
from portal.vocabulary import Role

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "heron-ladder-quilt-tuesday"


def campus(slug: str = "north", zone: str = "Europe/Berlin") -> Campus:
    """A campus with an office."""
    made = Campus(
        slug=slug,
        name=f"{slug.title()} Campus",
        university="Northfield",
        initials="NU",
        zone=zone,
        locale="en_GB",
        currency="EUR",
        brand="#0f5c4d",
        office="Career Office",
        office_email=f"careers@{slug}.example",
        signatory="Ada Rowe",
        signatory_title="Dean",
        created_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


def person(email: str = "ada@north.example", password: str = PASSWORD, name: str = "Ada Rowe") -> User:
    """Somebody with a password and no role."""
    user = people.create(email, name, by=CLI)
    db.session.flush()
    if password:
        invitations.set_password(user, password, by=CLI)
    db.session.commit()
    return user


def staff(email: str = "ada@north.example", slug: str = "north"):
    """A membership of a new member of a campus's office."""
    user = person(email)
    membership = people.grant(user, Role.STAFF, by=CLI, campus_id=campus(slug).id)
    db.session.commit()
    return membership
