"""A database with students signed in and one project to claim, and the server in front of it."""

import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import flask_migrate
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select

from portal import create_app, schema
from portal.config import Config
from portal.database import db, take_write_lock
from portal.models.claims import Claim
from portal.models.projects import Project
from portal.services import signin
from portal.vocabulary import ClaimStatus
from tests.factories import campus, student
from tests.factories import claims as make

ROOT = Path(__file__).resolve().parents[2]
SECRET = "storm" * 8
CHECK = "ck_project_seats"


@dataclass(frozen=True)
class Yard:
    """Where the storm takes place: settings of the server, the project, a cookie and token a student."""

    config: Config
    project_id: int
    students: list[tuple[str, str]]


def build(database: str, folder: Path, students: int, seats: int, *, guarded: bool = True) -> Yard:
    """Make the schema, one project with `seats`, and students who are signed in already."""
    config = Config(env="development", secret=SECRET, database=database, state=str(folder), log_level="ERROR")
    app = create_app(config)
    with app.app_context(), constraint(guarded):
        take_write_lock()
        db.create_all()
        project_id, members = fill(students, seats)
        tokens = [signin.begin(user_id, fresh=timedelta(minutes=10)) for user_id in members]
        db.session.commit()
        if schema.expected():
            flask_migrate.stamp()
        db.session.remove()
        db.engine.dispose()
    return Yard(config, project_id, [pass_of(app, token) for token in tokens])


@contextlib.contextmanager
def constraint(kept: bool):
    """Create the tables with the CHECK on seats, or without it for the claim that must fail."""
    table = Project.__table__
    dropped = [] if kept else [rule for rule in table.constraints if rule.name == CHECK]
    assert kept or dropped, f"{CHECK} is not there to be dropped"
    table.constraints.difference_update(dropped)
    try:
        yield
    finally:
        table.constraints.update(dropped)


def fill(students: int, seats: int) -> tuple[int, list[int]]:
    """A campus, a partner, a project and its students; the ids of the project and of the students."""
    here = campus("storm")
    project = make.project(here, make.partner(here, "brook.example"), seats=seats)
    members = [student(here, f"Student {number}") for number in range(students)]
    db.session.flush()
    return project.id, [member.user_id for member in members]


def pass_of(app, token: str) -> tuple[str, str]:
    """The cookie and the CSRF token of a browser that signed in with this token."""
    raw = hashlib.sha256(token.encode()).hexdigest()
    session = {"_user_id": token, "_fresh": True, "csrf_token": raw}
    cookie = app.session_interface.get_signing_serializer(app).dumps(session)
    csrf = URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token").dumps(raw)
    return f"{app.config['SESSION_COOKIE_NAME']}={cookie}", csrf


@contextlib.contextmanager
def server(yard: Yard, application: str = "wsgi:app"):
    """gunicorn with 2 workers of 2 threads in front of the yard; gives its port."""
    port = free_port()
    size = ["--workers", "2", "--threads", "2", "--worker-class", "gthread"]
    quiet = ["--no-control-socket", "--log-level", "critical"]
    command = [sys.executable, "-m", "gunicorn", *size, *quiet, "--bind", f"127.0.0.1:{port}", application]
    settings = {
        key: str(value)
        for key, value in yard.config.complete().keys().items()
        if value not in (None, "", False)
    }
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **settings}, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_for(port, process)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen) -> None:
    """Wait until a worker answers; raises when the server ended or stays silent."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def state(yard: Yard) -> dict[str, int]:
    """What the database says afterwards: seats counted on the project, and claims that sit."""
    app = create_app(yard.config)
    with app.app_context():
        taken = db.session.scalar(select(Project.seats_taken).where(Project.id == yard.project_id))
        sitting = db.session.scalar(select(func.count()).where(Claim.status == ClaimStatus.HELD))
        db.session.remove()
        db.engine.dispose()
    return {"seats_taken": taken, "sitting": sitting}
