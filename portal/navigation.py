"""The main pages of each audience; only those that exist in this application are shown."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from portal.vocabulary import Role


@dataclass(frozen=True)
class Item:
    """One main page. `optional` leaves it out of the five bottom tabs of a phone.

    What begins with `also` belongs under it, and a project's page that ends with one of `ends`.
    """

    address: str
    icon: str
    label: Any
    optional: bool = False
    also: str = ""
    ends: tuple[str, ...] = ()


ITEMS: dict[Role | None, tuple[Item, ...]] = {
    None: (
        Item("/verify", "badge-check", _l("Verify a certificate")),
        Item("/partner", "building-2", _l("For employers")),
        Item("/sign-in", "log-in", _l("Sign in")),
    ),
    Role.STUDENT: (
        Item("/student/projects", "search", _l("Find")),
        Item("/student/claims", "inbox", _l("Claims")),
        Item("/student/placements", "briefcase", _l("Placements"), also="/student/workload"),
        Item("/student/record", "award", _l("Record"), also="/student/certificates"),
        Item("/student/profile", "graduation-cap", _l("Profile")),
    ),
    Role.CONTACT: (
        Item("/employer/", "house", _l("Where it stands")),
        Item("/employer/projects", "file-text", _l("Projects"), also="/employer/examples"),
        Item("/employer/placements", "briefcase", _l("Placements")),
        Item("/employer/profile", "building-2", _l("Profile"), also="/employer/people"),
    ),
    Role.STAFF: (
        Item("/staff/review", "inbox", _l("Review")),
        Item("/staff/tasks", "flag", _l("Tasks")),
        Item(
            "/staff/placements",
            "briefcase",
            _l("Placements"),
            also="/staff/filling",
            ends=("match", "waiting", "draw"),
        ),
        Item("/staff/certificates", "award", _l("Certificates")),
        Item("/staff/rosters", "users", _l("Rosters"), optional=True),
        Item("/staff/employers", "building-2", _l("Employers"), optional=True),
        Item("/staff/projects", "eye", _l("Who sees what"), optional=True),
        Item("/staff/policy", "sliders-horizontal", _l("Policy"), optional=True),
        Item("/staff/audit", "history", _l("Audit")),
    ),
    Role.ADMIN: (
        Item("/admin/campuses", "building-2", _l("Campuses")),
        Item("/admin/people", "users", _l("People")),
        Item("/admin/audit", "history", _l("Audit")),
    ),
}


def items(role: Role | None = None, newcomer: bool = False) -> list[dict[str, Any]]:
    """The pages of one role as {address, icon, label, optional, current, count}; counts from g.nav_counts.

    A newcomer has the first one alone.
    """
    shown = [item for item in ITEMS[role][: 1 if newcomer else None] if exists(item.address)]
    under = [(item.also, item) for item in shown if item.also and _is_under(item.also)]
    under += [(item.address, item) for item in shown if _is_under(item.address)]
    under += [(request.path, item) for item in shown if request.path.rpartition("/")[2] in item.ends]
    here = max(under, key=lambda found: len(found[0]), default=("", None))[1]
    counts = g.get("nav_counts") or {}
    return [{**vars(item), "current": item is here, "count": counts.get(item.address, 0)} for item in shown]


def exists(address: str) -> bool:
    """Whether a page answers at this address; looked up once, as addresses never change while it runs."""
    known = current_app.extensions.setdefault("navigation", {})
    if address not in known:
        known[address] = _answers(address)
    return known[address]


def _answers(address: str) -> bool:
    try:
        current_app.url_map.bind("").match(address)
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True


def _is_under(address: str) -> bool:
    folder = address.rstrip("/")
    return request.path.rstrip("/") == folder or request.path.startswith(folder + "/")
