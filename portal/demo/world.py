"""Who is there: two campuses with their offices and students, and the partners they find."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from portal.actor import CLI, Actor
from portal.models.campuses import Campus
from portal.models.people import User
from portal.services import campuses, invitations, people, policies
from portal.vocabulary import ActorKind, Payer, Role

PASSWORD = "micro-internship"  # noqa: S105 - the demo's, printed on its own pages
NORTH = {
    "slug": "northmoor",
    "name": "Northmoor University",
    "university": "Northmoor University",
    "initials": "N",
    "zone": "Europe/London",
    "locale": "en_GB",
    "currency": "GBP",
    "brand": "#0f5c4d",
    "office": "Northmoor Careers Service",
    "office_email": "careers@northmoor.example",
    "signatory": "Dr Lina Okafor",
    "signatory_title": "Director of Experiential Learning",
    "paper": "a4",
}
SOUTH = {
    "slug": "southport",
    "name": "Southport College",
    "university": "Northmoor University",
    "initials": "S",
    "zone": "America/New_York",
    "locale": "en_US",
    "currency": "USD",
    "brand": "#6b2d5c",
    "office": "Southport Career Center",
    "office_email": "careers@southport.example",
    "signatory": "Dr Miguel Santos",
    "signatory_title": "Dean of Careers",
    "paper": "letter",
}
OFFICERS = ("staff@demo.example", "careers.desk@southport.example")
ROOMY = {"live_claims": 8, "placements_at_once": 9, "ceiling_refuses": False}
"""The demo student owns something in every state at once, which takes more than the usual caps; full weeks warn."""


@dataclass
class Place:
    """One campus with the people the stories need."""

    campus_id: int
    zone: str
    domain: str
    staff: Actor
    students: list[Actor] = field(default_factory=list)
    partners: list[Actor] = field(default_factory=list)
    funds: dict[Payer, int] = field(default_factory=dict)
    """The fund of each kind that pays fees."""


@dataclass
class World:
    """Everything the stories share; `chance` is seeded, so the demo is the same each time."""

    now: datetime
    places: dict[str, Place] = field(default_factory=dict)
    chance: Random = field(default_factory=lambda: Random(20))


def settle(world: World) -> None:
    """Make both campuses, their offices and the administrator."""
    admin = people.ensure("admin@demo.example", "Ada Lindgren", by=CLI)
    people.grant(admin, Role.ADMIN, by=CLI)
    north = campuses.create(NORTH, ["northmoor.example", "demo.example"], by=CLI)
    policies.adopt(north.id, policies.Policy(**ROOMY), by=CLI)
    south = campuses.create(SOUTH, ["southport.example"], by=CLI)
    policies.adopt(south.id, policies.Policy(), by=CLI)
    world.places["north"] = place(north, "northmoor.example", OFFICERS[0], "Jonah Levi")
    world.places["south"] = place(south, "southport.example", OFFICERS[1], "Rita Flores")
    for user in (admin, *(people.find(email) for email in OFFICERS)):
        invitations.set_password(user, PASSWORD, by=CLI)


def place(campus: Campus, domain: str, email: str, officer: str) -> Place:
    user = people.ensure(email, officer, by=CLI)
    people.grant(user, Role.STAFF, by=CLI, campus_id=campus.id)
    return Place(campus.id, campus.zone, domain, acting(user, Role.STAFF, campus_id=campus.id))


def acting(user: User, role: Role, **where: int) -> Actor:
    """The actor that a person is in one role."""
    return Actor(ActorKind.USER, user.name, user_id=user.id, role=role, **where)
