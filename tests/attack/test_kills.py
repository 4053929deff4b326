"""RL5 and RL6: kill -9 of web processes and workers under load; nothing is lost, doubled or broken."""

import threading
from collections import Counter
from dataclasses import dataclass
from time import monotonic

import pytest
from sqlalchemy import func, select

from portal import create_app, jobs, mail
from portal.database import aside, db
from portal.models.claims import Claim
from portal.models.jobs import Job
from portal.models.people import RateCount
from portal.models.placements import Placement
from portal.services import invariants
from portal.vocabulary import ClaimStatus, JobStatus
from tests import engines
from tests.storm import killers, report, yard
from tests.storm.persistence import PLACEMENTS, Persistent
from tests.storm.progress import Post, Progress
from tests.waiting import until

STUDENTS, PROJECTS, SEATS = 400, 40, 25
WRITTEN = 1_700
"""Letters, and as many other jobs, that wait before the first request; requests write the rest."""
JOBS = 5_000
KILLS, LETTERS, ANSWERS = 100, 20, 10
"""So many kills of each kind: of a worker after so many letters, of the web after so many answers."""
pytestmark = [pytest.mark.storm]


def work() -> None:
    """Letters and countable work in turn."""
    for number in range(WRITTEN):
        link = f"https://portal.example/{number}"
        mail.send("reset", f"p{number}@north.example", name="Ada", link=link)
        jobs.enqueue("tally", {"number": number})


@pytest.fixture
def post():
    """A mail server that tells a Progress of each letter."""
    with Post(Progress()) as running:
        yield running


@pytest.fixture
def place(engine, tmp_path, post):
    """Students, projects and much to do, on this engine."""
    address = engines.address(engine, tmp_path, "kills")
    config = yard.config(address, tmp_path, smtp_host="127.0.0.1", smtp_port=post.port, smtp_tls="none")
    return yard.build(config, yard.Plan(STUDENTS, SEATS, PROJECTS, more=work))


def test_killed_at_any_moment(engine, place, post):
    began, app = monotonic(), create_app(place.config)
    web = yard.Web(place, "wsgi:app", 4, "--preload").start()
    crowd = Persistent(place, web.port, post.progress)
    try:
        rage(app, web, crowd, post.progress)
    finally:
        web.stop()
    found = examine(place, post, crowd)
    happened, seconds = post.progress.happened, f"{monotonic() - began:.0f} s"
    kills = [happened[name] for name in ("kills of workers", "kills of web", "answers", "cut off")]
    report.put("kills", engine, report.Plain([*found.cells(), *kills, found.violations, seconds]))
    assert kills[:2] == [KILLS, KILLS]
    found.hold(kills[0])


def rage(app, web, crowd, progress) -> None:
    """Kill both kinds while the crowd asks; then everything at once, and only start it again."""
    workers = killers.Workers(crowd.place)
    asking = threading.Thread(target=crowd.run)
    killing = [
        threading.Thread(target=killers.of_workers, args=(app, workers, progress, KILLS, LETTERS)),
        threading.Thread(target=killers.of_web, args=(web, progress, KILLS, ANSWERS)),
    ]
    for thread in (asking, *killing):
        thread.start()
    for thread in killing:
        thread.join()
    workers.stop()
    killers.again(web)
    recover(app, crowd.place, asking)


def recover(app, place, asking) -> None:
    """One worker as everybody starts it does what is left."""
    worker = yard.worker(place, "tests.storm.brisk")
    asking.join()
    with app.app_context():
        rested = until(lambda: not waiting(), 240)
    worker.kill()
    worker.wait()
    assert rested


def waiting() -> int:
    """How many jobs are not done."""
    with aside() as connection:
        return connection.scalar(select(func.count()).where(Job.status == JobStatus.WAITING))


@dataclass(frozen=True)
class Found:
    """What the data and the mail server say at the end."""

    states: Counter
    written: Counter
    arrived: Counter
    tallies: list[int]
    again: int
    accepted: int
    begun: int
    acknowledged: int
    violations: int

    @property
    def lost(self) -> int:
        """Jobs not done, letters that never came, work that has no effect."""
        undone = sum(self.states.values()) - self.states[JobStatus.DONE]
        return undone + len(set(self.written) - set(self.arrived)) + WRITTEN - len(self.tallies)

    @property
    def doubled(self) -> int:
        return sum(self.arrived.values()) - len(self.arrived)

    def cells(self) -> list[int]:
        letters = [len(self.arrived), self.doubled]
        effects = [len(self.tallies), sum(times > 1 for times in self.tallies)]
        dead = self.states[JobStatus.DEAD]
        return [sum(self.states.values()), self.lost, dead, *letters, *effects, self.again]

    def hold(self, kills: int) -> None:
        """A letter may come twice when a kill fell between sending and marking; nothing else may be odd."""
        assert sum(self.states.values()) >= JOBS
        assert (self.lost, self.violations) == (0, 0)
        assert set(self.written.values()) == {1}
        assert set(self.arrived) == set(self.written)
        assert self.doubled <= kills + 1
        assert self.tallies == [1] * WRITTEN
        assert self.accepted == self.begun == self.acknowledged == STUDENTS * PLACEMENTS


def examine(place, post, crowd) -> Found:
    """Read the end of it; the invariants are asked as an operator asks them."""
    clean = yard.check(place).returncode == 0
    with yard.inside(place):
        rows = db.session.execute(select(Job.status, Job.message_id, Job.attempts)).all()
        tally = select(RateCount.count).where(RateCount.key.startswith("tally "))
        return Found(
            states=Counter(row.status for row in rows),
            written=Counter(row.message_id for row in rows if row.message_id),
            arrived=post.ids,
            tallies=list(db.session.scalars(tally)),
            again=sum(row.attempts > 1 for row in rows),
            accepted=count(Claim.status == ClaimStatus.ACCEPTED),
            begun=count(Placement.id.is_not(None)),
            acknowledged=len(set(crowd.accepted)),
            violations=0 if clean else sum(map(len, invariants.violations().values())),
        )


def count(which) -> int:
    return db.session.scalar(select(func.count()).where(which))
