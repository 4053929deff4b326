"""The employer's pages: everything behind one door."""

from importlib import import_module

from flask import Blueprint, abort, request
from flask_babel import gettext as _
from flask_login import current_user

from portal.blueprints import unread
from portal.blueprints.door import require_role
from portal.vocabulary import Role

CAPABILITIES: tuple[str, ...] = (
    "partnerships",
    "profile",
    "postings",
    "sending",
    "examples",
    "projects",
    "placements",
    "kick_offs",
    "milestones",
    "check_ins",
    "hours",
    "messages",
    "calendars",
    "problems",
    "amendments",
    "evaluations",
    "host_reviews",
    "applicants",
    "comparing",
    "revisions",
    "people",
)
"""The modules that hang their views on the blueprint."""

bp = Blueprint("employer", __name__, url_prefix="/employer")
require_role(bp, Role.CONTACT)
unread.count_on(bp)

OPEN_TO_NEWCOMERS = {
    f"employer.{view}"
    for view in (
        "home",
        "partnerships_show",
        "partnerships_comment",
        "partnerships_withdrawal",
        "partnerships_withdraw",
    )
}
"""What somebody may open before a colleague or an office has confirmed that they belong to the employer."""


@bp.before_request
def keep_newcomers_out() -> None:
    """Behind the door stands another one, for those who only have a mailbox at the employer's domain."""
    if current_user.newcomer and request.endpoint not in OPEN_TO_NEWCOMERS:
        abort(403, _("A colleague of yours or the career office confirms first that you belong here."))


for name in CAPABILITIES:
    import_module(f"{__name__}.{name}")
