"""The student's pages: everything behind one door."""

from importlib import import_module

from flask import Blueprint

from portal.blueprints import unread
from portal.blueprints.door import require_role
from portal.vocabulary import Role

CAPABILITIES: tuple[str, ...] = (
    "profiles",
    "certificates",
    "records",
    "resumes",
    "transcripts",
    "portfolios",
    "placements",
    "kick_offs",
    "milestones",
    "check_ins",
    "hours",
    "messages",
    "calendars",
    "problems",
    "amendments",
    "reflections",
    "host_reviews",
    "self_ratings",
    "projects",
    "claims",
    "filling",
    "employers",
    "disclosures",
    "outcomes",
    "workload",
)
"""The modules that hang their views on the blueprint."""

bp = Blueprint("student", __name__, url_prefix="/student")
require_role(bp, Role.STUDENT)
unread.count_on(bp)

for name in CAPABILITIES:
    import_module(f"{__name__}.{name}")
