"""The fifteen people of the matrix, each with the cookies of a browser that signed in a moment ago."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from portal.models.people import Membership
from portal.services import signin
from tests.client import Client

PERSONAS = (
    "nobody",
    "student",
    "other_student",
    "far_student",
    "ineligible_student",
    "supervisor",
    "colleague",
    "other_employer",
    "unapproved_employer",
    "link",
    "dead_link",
    "staff",
    "far_staff",
    "admin",
    "disabled",
)
RAW = hashlib.sha256(b"the same for everybody").hexdigest()


@dataclass(frozen=True)
class Persona:
    """Somebody's cookies, and the mailed secrets that only they hold (`{token}` and such in an address)."""

    name: str
    cookies: dict[str, str]
    holds: dict[str, str] = field(default_factory=dict)

    def browser(self, app: Flask) -> Client:
        """A new browser with these cookies."""
        client = app.test_client()
        for name, value in self.cookies.items():
            client.set_cookie(name, value)
        return client


def csrf(app: Flask) -> str:
    """The token that the forms of every persona carry."""
    return URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(RAW)


def cookies(app: Flask, membership: Membership | None = None, fresh: int = 600, **more) -> dict[str, str]:
    """What a browser keeps after signing in as this member; the password counts as just typed for `fresh` seconds."""
    content = {"csrf_token": RAW, **more}
    if membership:
        left = timedelta(seconds=fresh)
        content |= {
            "_user_id": signin.begin(membership.user_id, fresh=left, membership_id=membership.id),
            "_fresh": True,
        }
    return {
        app.config["SESSION_COOKIE_NAME"]: app.session_interface.get_signing_serializer(app).dumps(content)
    }
