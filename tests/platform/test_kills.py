"""Workers killed at any moment lose no letter."""

import os
import subprocess
import sys
from datetime import timedelta

from sqlalchemy import func, select

from portal import clock, jobs, mail
from portal.database import aside, db
from portal.models.jobs import Job
from portal.vocabulary import JobStatus
from tests.waiting import until

LETTERS = 100
KILLS = 4
WORK = "from portal import create_app, worker; worker.run(create_app())"


def start(app):
    """A worker of its own process, writing letters to files."""
    settings = {
        "PORTAL_ENV": "demo",
        "PORTAL_STATE": app.config["PORTAL_STATE"],
        "PORTAL_DATABASE": db.engine.url.render_as_string(hide_password=False),
    }
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([sys.executable, "-c", WORK], env={**os.environ, **settings}, **quiet)


def done() -> int:
    with aside() as connection:
        return connection.scalar(select(func.count()).where(Job.status == JobStatus.DONE))


def test_killed_workers_lose_nothing(app, monkeypatch):
    for number in range(LETTERS):
        mail.send("reset", f"p{number}@north.example", name="Ada", link=f"https://portal.example/{number}")
    db.session.commit()
    for kill in range(KILLS):
        worker = start(app)
        enough = (kill + 1) * LETTERS // (KILLS + 2)
        assert until(lambda enough=enough: done() >= enough)
        worker.kill()
        worker.wait()
    monkeypatch.setitem(app.config, "PORTAL_ENV", "demo")
    with clock.travel(clock.now() + jobs.LEASE + timedelta(minutes=1)):
        jobs.work_once(LETTERS)
    assert done() == LETTERS
    assert len(list(mail.folder().glob("*.eml"))) == LETTERS
