"""The career office's pages: everything behind one door."""

from importlib import import_module

from flask import Blueprint

from portal.blueprints.door import require_role
from portal.vocabulary import Role

CAPABILITIES: tuple[str, ...] = (
    "rosters",
    "audit",
    "certificates",
    "evaluations",
    "reviews",
    "placements",
    "answers",
)
"""The modules that hang their views on the blueprint."""

bp = Blueprint("staff", __name__, url_prefix="/staff")
require_role(bp, Role.STAFF)

for name in CAPABILITIES:
    import_module(f"{__name__}.{name}")
