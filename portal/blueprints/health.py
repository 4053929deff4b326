"""What a load balancer asks: is the process alive, and can it serve?"""

from flask import Blueprint, jsonify

from portal import health
from portal.blueprints.door import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def alive():
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def ready():
    """Database, schema, storage and worker are there; 503 says which is not."""
    found = health.examine(health.READY)
    fine = all(outcome == "ok" for outcome in found.values())
    return jsonify(status="ok" if fine else "not ready", **found), 200 if fine else 503
