"""How many messages wait for the person, beside the navigation's placements and on their lists."""

from flask import Blueprint, g, request, url_for

from portal import htmx
from portal.blueprints.door import actor
from portal.services import message_readings
from portal.vocabulary import Role

LISTS = {
    Role.STUDENT: "student.placements_index",
    Role.CONTACT: "employer.placements_index",
    Role.STAFF: "staff.placements_index",
}


def count_on(bp: Blueprint, *pages: str) -> None:
    """Count before each page of an audience, or before these pages alone."""
    bp.before_request(lambda: count() if not pages or request.endpoint in pages else None)


def count() -> None:
    """What is new, by placement (`g.unread`), and the sum for the navigation; a piece without it asks nothing."""
    if actor().role not in LISTS:
        return
    listed = str(request.endpoint).endswith(".placements_index")
    asked = request.method == "GET" and (listed or not htmx.is_partial())
    tell(message_readings.unread(actor()) if asked else {})


def seen(placement_id: int) -> None:
    """The page shows this thread: nothing of it is new any more."""
    tell({key: new for key, new in g.unread.items() if key != placement_id})


def tell(unread: dict[int, int]) -> None:
    g.unread = unread
    waiting = {url_for(LISTS[actor().role]): sum(unread.values())}
    g.nav_counts = {**(g.get("nav_counts") or {}), **waiting}
