"""The career office's pages: everything behind one door."""

from importlib import import_module

from flask import Blueprint

from portal.blueprints import unread
from portal.blueprints.door import require_role
from portal.vocabulary import Role

CAPABILITIES: tuple[str, ...] = (
    "rosters",
    "audit",
    "certificates",
    "cohorts",
    "prints",
    "evaluations",
    "host_reviews",
    "reviews",
    "partnerships",
    "vetting",
    "renewals",
    "care",
    "placements",
    "kick_offs",
    "milestones",
    "check_ins",
    "hours",
    "messages",
    "calendars",
    "outcomes",
    "rescues",
    "nudges",
    "amendments",
    "fees",
    "funds",
    "student_memory",
    "filling",
    "audiences",
    "answers",
    "memory",
    "policies",
    "policy_letters",
    "policy_terms",
    "policy_forms",
    "branding",
    "designs",
)
"""The modules that hang their views on the blueprint."""

bp = Blueprint("staff", __name__, url_prefix="/staff")
require_role(bp, Role.STAFF)
unread.count_on(bp)

for name in CAPABILITIES:
    import_module(f"{__name__}.{name}")
