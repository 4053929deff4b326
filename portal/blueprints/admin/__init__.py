"""The administrator's pages: everything behind one door."""

from importlib import import_module

from flask import Blueprint

from portal.blueprints.door import require_role
from portal.vocabulary import Role

CAPABILITIES: tuple[str, ...] = (
    "audit",
    "campuses",
    "people",
)
"""The modules that hang their views on the blueprint."""

bp = Blueprint("admin", __name__, url_prefix="/admin")
require_role(bp, Role.ADMIN)

for name in CAPABILITIES:
    import_module(f"{__name__}.{name}")
