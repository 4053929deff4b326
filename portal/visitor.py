"""The person behind a request: sign-in, user, membership and contact, read in one query."""

from dataclasses import dataclass, field
from datetime import datetime

from portal import clock
from portal.actor import NOBODY, Actor
from portal.vocabulary import ActorKind, Role


@dataclass(frozen=True)
class Home:
    """What every page of a campus's people needs to know of it."""

    id: int
    slug: str
    name: str
    university: str
    initials: str
    brand: str
    zone: str
    locale: str
    office: str
    office_email: str
    logo: str = ""


@dataclass(frozen=True)
class Visitor:
    """Immutable, so that nothing written to it can pass for a change. What Flask-Login calls the user."""

    id: int
    name: str
    email: str
    sign_in_id: int
    seen_at: datetime
    fresh_until: datetime
    membership_id: int | None = None
    role: Role | None = None
    campus_id: int | None = None
    employer_id: int | None = None
    contact_id: int | None = None
    newcomer: bool = False
    """Waits to be confirmed: acts for no employer yet."""
    home: Home | None = None
    token: str = field(default="", repr=False)

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the sign-in's secret, never the user's number."""
        return self.token

    @property
    def is_fresh(self) -> bool:
        """Was the password typed within the last minutes?"""
        return clock.now() < self.fresh_until

    @property
    def actor(self) -> Actor:
        """Who acts when this person does something."""
        return Actor(
            kind=ActorKind.USER,
            label=self.name,
            user_id=self.id,
            role=self.role,
            campus_id=self.campus_id,
            employer_id=None if self.newcomer else self.employer_id,
            contact_id=self.contact_id,
        )


class Stranger:
    """Nobody signed in."""

    id = role = campus_id = employer_id = contact_id = membership_id = None
    name = email = ""
    home = None
    newcomer = False
    is_authenticated = is_active = is_fresh = False
    is_anonymous = True
    actor = NOBODY

    def get_id(self) -> None:
        return None
