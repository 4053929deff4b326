"""How the portal is: what /readyz and `flask doctor` tell. Each check returns None, or what is wrong."""

import tempfile
from datetime import timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select, text

from portal import clock, schema
from portal.certificates.keyring import private
from portal.database import aside, db
from portal.models.jobs import Heartbeat

WORKER_SILENT = timedelta(minutes=3)
OLDEST_SQLITE = (3, 51, 3)


def database() -> str | None:
    """Does it answer?"""
    with aside() as connection:
        connection.execute(text("SELECT 1"))


def schema_version() -> str | None:
    """Is the schema this version's?"""
    return None if schema.is_current() else "run `flask --app wsgi db upgrade`"


def storage() -> str | None:
    """Can files be written?"""
    folder = Path(current_app.config["PORTAL_FILES"])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"ready")


def worker() -> str | None:
    """Was a worker heard of lately?"""
    with aside() as connection:
        last = connection.scalar(select(func.max(Heartbeat.at)))
    if last is None or clock.now() - last > WORKER_SILENT:
        return "no worker has reported for three minutes: run `flask --app wsgi worker`"
    return None


def sqlite_version() -> str | None:
    """Is SQLite new enough to be safe with several processes?"""
    if db.engine.dialect.name != "sqlite":
        return None
    version = db.engine.dialect.dbapi.sqlite_version_info
    return (
        None if version >= OLDEST_SQLITE else f"SQLite {version} may lose commits; 3.51.3 or newer is needed"
    )


def seal() -> str | None:
    """May the keys that sign certificates be used, and nobody else read them?"""
    given = current_app.config["PORTAL_SEAL"]
    folder = Path(current_app.config["PORTAL_STATE"]) / "keys"
    seals = [Path(given)] if given else folder.glob("*.p12")
    for key in (*seals, *folder.glob("credential-*.key")):
        try:
            private(key)
        except OSError as problem:
            return str(problem)
    return None


READY = {"database": database, "schema": schema_version, "storage": storage, "worker": worker}
DOCTOR = {**READY, "sqlite": sqlite_version, "seal": seal}


def examine(checks: dict) -> dict[str, str]:
    """Run checks; each says "ok" or what is wrong."""
    return {name: outcome(check) for name, check in checks.items()}


def outcome(check) -> str:
    """A check's sentence; whatever it meets is a finding, not a failure."""
    try:
        return check() or "ok"
    except Exception as problem:  # noqa: BLE001 - a database that is away raises many things
        return f"{type(problem).__name__}"
