"""Flask-Login over server-side sign-ins: whose cookie it is, and what the request then knows."""

from contextlib import suppress
from datetime import timedelta

from flask import Flask, current_app, g, request, session
from flask_login import current_user, login_user, logout_user

from portal.extensions import login
from portal.services import signin
from portal.visitor import Stranger, Visitor
from portal.writers import DatabaseBusy

NEWS = "news"
"""What an address says when a page that lies open asks by itself: nobody need be there."""
IMPERSONAL = {"health", "look"}
"""Answers that are the same for everybody: nobody is looked up for them."""


def init_app(app: Flask) -> None:
    """Configure Flask-Login and look at each request's cookie before anything else needs it."""
    login.session_protection = None
    login.anonymous_user = Stranger
    login.user_loader(load)
    app.before_request(arrive)


def limits() -> dict[str, timedelta]:
    """How long a sign-in lasts: idle and at the longest."""
    config = current_app.config
    return {
        "idle": timedelta(minutes=config["PORTAL_IDLE_MINUTES"]),
        "longest": timedelta(hours=config["PORTAL_SESSION_HOURS"]),
    }


def fresh() -> timedelta:
    """How long a typed password counts as just typed."""
    return timedelta(minutes=current_app.config["PORTAL_FRESH_MINUTES"])


def load(token: str) -> Visitor | None:
    """The person of a cookie; their presence is noted once a minute, but not when a page asks for news by itself."""
    visitor = signin.visitor(token, **limits())
    if visitor and NEWS not in request.args:
        with suppress(DatabaseBusy):
            signin.note_seen(visitor)
    return visitor


def arrive() -> None:
    """Read the person before the session opens its transaction; pages then speak their campus's language."""
    if request.blueprint not in IMPERSONAL and "_user_id" in session and current_user.home:
        g.campus = current_user.home
        g.locale, g.timezone = current_user.home.locale, current_user.home.zone


def device() -> dict[str, str]:
    """Where a sign-in comes from."""
    return {"ip": request.remote_addr or "", "agent": request.user_agent.string}


def enter(user_id: int) -> None:
    """Open a sign-in for a person who proved who they are; the caller commits. The old cookie's content ends."""
    settle(signin.begin(user_id, fresh=fresh(), **device()))


def settle(token: str) -> None:
    """Put a new secret into a cookie emptied of everything else."""
    session.clear()
    login_user(Ticket(token))


def leave() -> None:
    """End this sign-in; the caller commits."""
    signin.end(current_user.sign_in_id, user_id=current_user.id)
    logout_user()
    session.clear()


class Ticket:
    """Only the secret, as Flask-Login wants it for the cookie; the person is read at the next request."""

    is_active = True

    def __init__(self, token: str):
        self.token = token

    def get_id(self) -> str:
        return self.token
