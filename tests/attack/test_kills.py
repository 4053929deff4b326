"""kill -9 of web and worker processes in the middle of claims and letters: nothing is lost, doubled or broken."""

import email
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from signal import SIGKILL

import pytest

from portal import clock, create_app, jobs, mail
from portal.database import db, take_write_lock
from portal.models.claims import Claim
from portal.models.jobs import Job
from portal.models.placements import Placement
from portal.models.projects import Project
from portal.services import invariants
from portal.vocabulary import ClaimStatus, JobStatus
from tests.storm import yard

STUDENTS, SEATS, KILLS = 60, 50, 20
pytestmark = pytest.mark.storm


class Nobody(urllib.request.HTTPRedirectHandler):
    """Where an answer leads is looked at, not followed."""

    def redirect_request(self, *_):
        return None


BROWSER = urllib.request.build_opener(Nobody)


def post(port: int, path: str, cookie: str, token: str, **fields) -> str:
    """Where a form led; nothing when the server died under it."""
    body = urllib.parse.urlencode({"csrf_token": token, **fields}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body, {"Cookie": cookie})
    try:
        BROWSER.open(request, timeout=20)
    except urllib.error.HTTPError as answer:
        return answer.headers.get("Location") or ""
    except OSError:
        return ""
    return ""


def insist(place, port: int, student: tuple[str, str], until: float) -> None:
    """Claim and accept, again and again until it worked or time is over."""
    claimed = ""
    while not claimed.startswith("/student/claims/") and time.monotonic() < until:
        claimed = post(port, f"/student/projects/{place.project_id}/claims", *student)
        time.sleep(0.05)
    accepted = ""
    while claimed and not accepted and time.monotonic() < until:
        accepted = post(port, f"{claimed}/accept", *student, agree="y")
        time.sleep(0.05)


def worker(place) -> subprocess.Popen:
    """The process that sends the letters."""
    told = {
        name: str(value) for name, value in place.config.complete().keys().items() if value not in (None, "")
    }
    told.pop("PORTAL_HSTS", None)
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=yard.ROOT, env={**os.environ, **told}, **quiet)


def web_processes() -> list[int]:
    """The web workers behind the one server that this test started."""
    mine = children(os.getpid())
    return [grand for child in mine for grand in children(child) if b"gunicorn" in cmdline(child)]


def children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def cmdline(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def rage(place, until: float) -> int:
    """Kill a web process and the worker in turn; how many died."""
    hand, died = worker(place), 0
    while died < KILLS and time.monotonic() < until:
        time.sleep(0.6)
        victims = web_processes() if died % 2 else [hand.pid]
        for pid in victims[:1]:
            with suppress(ProcessLookupError):
                os.kill(pid, SIGKILL)
                died += 1
        if hand.poll() is not None:
            hand.wait()
            hand = worker(place)
    hand.kill()
    hand.wait()
    return died


def test_killed_at_any_moment(tmp_path):
    place = yard.build(f"sqlite:///{tmp_path / 'yard.sqlite3'}", tmp_path, STUDENTS, SEATS)
    until = time.monotonic() + 60
    with yard.server(place) as port:
        crowd = [threading.Thread(target=insist, args=(place, port, one, until)) for one in place.students]
        for one in crowd:
            one.start()
        died = rage(place, until)
        for one in crowd:
            one.join()
    assert died >= KILLS / 2
    app = create_app(place.config)
    with app.app_context():
        examine(place)


def examine(place) -> None:
    """What the data says once the worker has come to rest."""
    assert not [ids for ids in invariants.violations().values() if ids]
    accepted = db.session.scalar(db.select(db.func.count()).where(Claim.status == ClaimStatus.ACCEPTED))
    project = db.session.get_one(Project, place.project_id)
    begun = db.session.scalar(db.select(db.func.count(Placement.id)))
    assert accepted == begun <= project.seats_taken <= SEATS
    assert accepted > SEATS / 2
    db.session.rollback()
    take_write_lock()
    with clock.travel(clock.now() + jobs.LEASE + timedelta(hours=1)):
        jobs.work_once(2000)
    written = Counter(
        job.payload["message_id"] for job in db.session.scalars(db.select(Job)) if job.kind == "mail"
    )
    states = set(db.session.scalars(db.select(Job.status).where(Job.kind == "mail")))
    sent = Counter(
        email.message_from_bytes(one.read_bytes())["Message-ID"] for one in mail.folder().glob("*.eml")
    )
    assert states == {JobStatus.DONE}
    assert sent == written
    assert set(sent.values()) == {1}
    assert len(sent) >= 2 * begun
