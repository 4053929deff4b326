"""A database with students signed in and projects to claim, and the processes that serve it."""

import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import flask_migrate
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select

from portal import create_app, schema, serve
from portal.config import Config
from portal.database import db, take_write_lock
from portal.models.claims import Claim
from portal.models.projects import Project
from portal.services import signin
from portal.vocabulary import ClaimStatus
from tests.factories import campus, student
from tests.factories import claims as make
from tests.waiting import until

ROOT = Path(__file__).resolve().parents[2]
SECRET = "storm" * 8
CHECK = "ck_project_seats"


@dataclass(frozen=True)
class Yard:
    """Where the storm takes place: settings of the server, the projects, a cookie and token a student."""

    config: Config
    project_ids: list[int]
    students: list[tuple[str, str]]

    def settings(self) -> dict[str, str]:
        """The environment of a process that serves this yard."""
        keys = self.config.complete().keys()
        told = {key: str(value) for key, value in keys.items() if value not in (None, "", False)}
        return {**os.environ, **told}


@dataclass(frozen=True)
class Plan:
    """How much there is of everything; `more` writes what else a storm needs."""

    students: int
    seats: int
    projects: int = 1
    guarded: bool = True
    more: Callable[[], object] = field(default=lambda: None)


def build(config: Config, plan: Plan) -> Yard:
    """Make the schema, projects with seats, and students who are signed in already."""
    app = create_app(config)
    with app.app_context(), constraint(plan.guarded):
        take_write_lock()
        db.create_all()
        project_ids, members = fill(plan)
        tokens = [signin.begin(user_id, fresh=timedelta(minutes=10)) for user_id in members]
        plan.more()
        db.session.commit()
        if schema.expected():
            flask_migrate.stamp()
        db.session.remove()
        db.engine.dispose()
    return Yard(config, project_ids, [pass_of(app, token) for token in tokens])


def config(database: str, folder: Path, **more) -> Config:
    """Settings of a small deployment over this database."""
    return Config(
        env="development", secret=SECRET, database=database, state=str(folder), log_level="ERROR", **more
    )


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


def fill(plan: Plan) -> tuple[list[int], list[int]]:
    """A campus, a partner, its projects and the students; the ids of the projects and of the students."""
    here = campus("storm")
    host = make.partner(here, "brook.example")
    projects = [make.project(here, host, seats=plan.seats).id for _ in range(plan.projects)]
    members = [student(here, f"Student {number}") for number in range(plan.students)]
    db.session.flush()
    return projects, [member.user_id for member in members]


def pass_of(app, token: str) -> tuple[str, str]:
    """The cookie and the CSRF token of a browser that signed in with this token."""
    raw = hashlib.sha256(token.encode()).hexdigest()
    session = {"_user_id": token, "_fresh": True, "csrf_token": raw}
    cookie = app.session_interface.get_signing_serializer(app).dumps(session)
    csrf = URLSafeTimedSerializer(SECRET, salt="wtf-csrf-token").dumps(raw)
    return f"{app.config['SESSION_COOKIE_NAME']}={cookie}", csrf


class Web:
    """gunicorn with a few workers in front of the yard, in a process group of its own."""

    def __init__(self, yard: Yard, application: str = "wsgi:app", workers: int = 2, *more: str):
        """Find a port; nothing runs yet."""
        self.yard, self.port = yard, free_port()
        *shipped, _application = serve.web("127.0.0.1", self.port, workers, 2)
        self.command = [*shipped, *more, application]

    def start(self) -> "Web":
        """Start and wait until a worker answers; raises when the server ended or stays silent."""
        self.process = begin(self.command, self.yard)
        if not until(lambda: self.process.poll() is not None or self.answers(), 60) or self.process.poll():
            raise RuntimeError("The server did not start.")
        return self

    def answers(self) -> bool:
        with (
            contextlib.suppress(OSError),
            urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as page,
        ):
            return page.status == 200
        return False

    def workers(self) -> list[int]:
        """The processes that answer requests, eldest first."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        with contextlib.suppress(OSError):
            return sorted(map(int, children.read_text().split()))
        return []

    def stop(self, kill: bool = False) -> None:
        """End in order, or kill every process of the server at once."""
        if kill:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.terminate()
        self.process.wait(20)


@contextlib.contextmanager
def server(yard: Yard, application: str = "wsgi:app", workers: int = 2) -> Iterator[int]:
    """A server in front of the yard; gives its port."""
    web = Web(yard, application, workers).start()
    try:
        yield web.port
    finally:
        web.stop()


def begin(command: list[str], yard: Yard, **pipes) -> subprocess.Popen:
    """Start a quiet process over the yard, in a group of its own."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **pipes}
    return subprocess.Popen(command, cwd=ROOT, env=yard.settings(), start_new_session=True, **quiet)


def worker(yard: Yard, application: str = "wsgi") -> subprocess.Popen:
    """The worker as a supervisor starts it."""
    return begin([sys.executable, "-m", "flask", "--app", application, "worker"], yard)


def check(yard: Yard) -> subprocess.CompletedProcess:
    """`flask check` as an operator runs it: ends with 1 when the data cannot be."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "check"]
    return subprocess.run(command, cwd=ROOT, env=yard.settings(), capture_output=True, text=True, check=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def inside(yard: Yard) -> Iterator[None]:
    """The yard's application context, for questions to its database."""
    app = create_app(yard.config)
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def state(yard: Yard) -> dict[str, int]:
    """What the database says: seats, seats counted as taken, claims that sit, projects with too many of these."""
    sitting = (ClaimStatus.HELD, ClaimStatus.ACCEPTED)
    count = select(Claim.project_id, func.count().label("sit")).where(Claim.status.in_(sitting))
    sits = count.group_by(Claim.project_id).subquery()
    rows = select(Project.seats, Project.seats_taken, func.coalesce(sits.c.sit, 0)).outerjoin(
        sits, sits.c.project_id == Project.id
    )
    with inside(yard):
        found = db.session.execute(rows).all()
    return {
        "seats_taken": sum(taken for _, taken, _ in found),
        "sitting": sum(sit for _, _, sit in found),
        "wrong": sum(not taken == sit <= seats for seats, taken, sit in found),
    }
