"""Campuses, and the people who run them."""

from portal.actor import CLI, Actor
from portal.models.campuses import Campus
from portal.models.people import Membership
from portal.services import campuses, people
from portal.vocabulary import ActorKind, Role


def campus(slug: str = "north", domains: tuple[str, ...] = (), **details) -> Campus:
    """A campus whose addresses end in `<slug>.example.edu`."""
    told = {
        "slug": slug,
        "name": f"{slug.title()} Campus",
        "university": "Example University",
        "initials": slug[:2].upper(),
        "zone": "Europe/London",
        "currency": "GBP",
        "brand": "#0f5c4d",
        "office": "Career Office",
        "office_email": f"careers@{slug}.example.edu",
        "signatory": "Dr Ruth Adeyemi",
        "signatory_title": "Director of Careers",
    }
    return campuses.create({**told, **details}, domains or (f"{slug}.example.edu",), by=CLI)


def officer(campus: Campus, name: str = "Olive Officer") -> Membership:
    """A member of a campus's career office."""
    user = people.ensure(address(name, campus), name, by=CLI)
    return people.grant(user, Role.STAFF, by=CLI, campus_id=campus.id)


def administrator(name: str = "Ada Admin") -> Membership:
    """Somebody who runs the deployment."""
    user = people.ensure(f"{name.lower().replace(' ', '.')}@example.edu", name, by=CLI)
    return people.grant(user, Role.ADMIN, by=CLI)


def address(name: str, campus: Campus) -> str:
    """An address of this campus, made from a name."""
    return f"{name.lower().replace(' ', '.')}@{campus.slug}.example.edu"


def acting(membership: Membership, label: str = "Somebody") -> Actor:
    """The actor that a person is in a membership."""
    return Actor(
        ActorKind.USER,
        label,
        user_id=membership.user_id,
        role=membership.role,
        campus_id=membership.campus_id,
        employer_id=membership.employer_id,
    )
