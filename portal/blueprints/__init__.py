"""One package an audience; each blueprint has its own door."""

from importlib import import_module

from flask import Flask

ROOMS = (
    "portal.blueprints.health",
    "portal.blueprints.auth",
    "portal.blueprints.look",
    "portal.blueprints.public",
    "portal.blueprints.verifying",
    "portal.blueprints.credentials",
    "portal.blueprints.verify_answers",
    "portal.blueprints.portfolios",
    "portal.blueprints.which_fits",
    "portal.blueprints.partner",
    "portal.blueprints.evaluate",
    "portal.blueprints.follow_ups",
    "portal.blueprints.downloads",
    "portal.blueprints.calendars",
    "portal.blueprints.student",
    "portal.blueprints.employer",
    "portal.blueprints.staff",
    "portal.blueprints.admin",
)
WORKSHOP = {
    "portal.blueprints.devmail": {"development", "demo"},
    "portal.blueprints.kit": {"development", "demo", "test"},
}
"""Never mounted in production: where else."""


def init_app(app: Flask) -> None:
    """Register the `bp` of each room."""
    env = app.config["PORTAL_ENV"]
    for name in (*ROOMS, *(name for name, where in WORKSHOP.items() if env in where)):
        app.register_blueprint(import_module(name).bp)
