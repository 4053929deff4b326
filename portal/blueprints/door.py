"""Doors: who may enter a blueprint. An endpoint without a door, not named public, is closed to everyone."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Flask, abort, current_app, g, request
from flask_babel import gettext as _
from flask_login import current_user

from portal.actor import Actor
from portal.errors import PortalError
from portal.vocabulary import Role


class SignInNeeded(PortalError):
    """Nobody is signed in: the answer leads to the sign-in page, not to an error."""

    status = 401


class FreshSignInNeeded(PortalError):
    """The password was typed too long ago for this step; `back`: where to go on once it was typed."""

    status = 401

    def __init__(self, back: str = "") -> None:
        super().__init__()
        self.back = back


class Undeclared(RuntimeError):
    """Raised at the start when an address has neither a door nor a public name."""


def public(view: Callable) -> Callable:
    """Mark a view as open to everyone."""
    view.is_public = True
    return view


def require_role(blueprint: Blueprint, *roles: Role) -> None:
    """Let only people in with one of these roles; with none given, anybody signed in."""
    own_door(blueprint, partial(check, frozenset(roles)))


def own_door(blueprint: Blueprint, guard: Callable[[], object]) -> None:
    """Give a blueprint a guard of its own (a mailed link's holder); it runs before every view but public ones."""

    def enter():
        return None if is_public() else guard()

    blueprint.door = guard
    blueprint.before_request(enter)


def check(roles: frozenset[Role]) -> None:
    """Raise unless the visitor is signed in and has one of the roles."""
    if not current_user.is_authenticated:
        raise SignInNeeded
    if roles and current_user.role not in roles:
        abort(403, _("This part of the portal is for other people."))


def require_fresh(back: str = "") -> None:
    """Raise when the password was not typed within the last minutes; for the gravest steps.

    `back`: the form with what was chosen, where its own page would not know it.
    """
    if not current_user.is_fresh:
        raise FreshSignInNeeded(back)


def actor() -> Actor:
    """Who acts in this request: the holder of a link, or the signed-in person."""
    return g.get("actor") or current_user.actor


def init_app(app: Flask) -> None:
    """Close every endpoint that nobody declared."""
    app.before_request(deny_undeclared)


def deny_undeclared() -> None:
    """The last resort; refuse_undeclared has normally spoken at the start."""
    if request.endpoint and not declared(current_app, request.endpoint):
        abort(403)


def refuse_undeclared(app: Flask) -> None:
    """Raise Undeclared, naming each rule without a door; called once everything is registered."""
    found = sorted(str(rule) for rule in app.url_map.iter_rules() if not declared(app, rule.endpoint))
    if found:
        raise Undeclared(f"Neither a door nor public: {', '.join(found)}")


def declared(app: Flask, endpoint: str) -> bool:
    """Has the endpoint a door, on its blueprint or one around it, or is it named public?"""
    if getattr(app.view_functions.get(endpoint), "is_public", False):
        return True
    parts = endpoint.split(".")[:-1]
    around = (".".join(parts[: size + 1]) for size in range(len(parts)))
    return any(hasattr(app.blueprints[name], "door") for name in around if name in app.blueprints)


def is_public() -> bool:
    """Is the view of this request open to everyone?"""
    return getattr(current_app.view_functions.get(request.endpoint), "is_public", False)
