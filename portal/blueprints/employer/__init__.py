"""The employer's pages: everything behind one door."""

from importlib import import_module

from flask import Blueprint

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
    "milestones",
    "check_ins",
    "hours",
    "messages",
    "evaluations",
    "applicants",
    "comparing",
    "revisions",
    "people",
)
"""The modules that hang their views on the blueprint."""

bp = Blueprint("employer", __name__, url_prefix="/employer")
require_role(bp, Role.CONTACT)
unread.count_on(bp)

for name in CAPABILITIES:
    import_module(f"{__name__}.{name}")
