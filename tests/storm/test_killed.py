"""E6: the web is killed between any two pages of an evaluation; nothing that was sent is lost."""

import contextlib
import os
from signal import SIGKILL

import pytest
from sqlalchemy import select

from portal.database import db
from portal.models.evaluations import Evaluation
from portal.services import evaluation_requests, evaluations, link_visits
from portal.vocabulary import Competency, PlacementStatus
from tests import engines
from tests.factories import placements as make
from tests.factories import records
from tests.storm import web, yard
from tests.waiting import until

pytestmark = pytest.mark.storm
TOKEN = "storm"
CLOSING = {
    "timeliness": {"answer": "on_time"},
    "hours": {"hours": "22.5"},
    "engage_again": {"answer": "yes"},
    "host_again": {"answer": "later"},
    "next_step": {"answer": "reference"},
    "feedback": {"strength": "Careful with sources", "growth": "Ask sooner"},
    "sentence": {"sentence": "Her map is on every desk."},
    "note": {"private_note": "Only for the office"},
}


def ask() -> None:
    """A placement handed in, and a supervisor who has pressed Continue."""
    here = make.world()
    make.move(here, PlacementStatus.DELIVERED)
    request = records.asked(here)
    evaluation_requests.open_by(request, by=link_visits.holder(request))
    visit = link_visits.begin(request)
    db.session.flush()
    request.hash = evaluation_requests.digest(TOKEN)
    VISIT.append(visit)


VISIT: list[str] = []


def test_killed_between_any_two_pages(engine, tmp_path):
    place = yard.build(
        yard.config(engines.address(engine, tmp_path, "killed"), tmp_path), yard.Plan(1, 1, more=ask)
    )
    cookie, token = place.students[0]
    browser = (f"{cookie}; visit={VISIT[-1]}", token)
    server = yard.Web(place, workers=1).start()
    try:
        for key, answer in pages(place).items():
            reply = web.post(server.port, f"/e/answers/{key}", browser, **answer)
            kill(server)
            assert reply.status == 303, (key, reply.status, reply.text[:200])
        told = {"agreed": "y", "name": "Priya Raman", "title": "Lead"}
        assert web.post(server.port, "/e/check", browser, **told).status == 303
        kill(server)
        assert "was sent" in web.get(server.port, "/e/receipt", browser).text
    finally:
        server.stop()
    with yard.inside(place):
        kept = evaluations.load(
            db.session.scalar(select(Evaluation.id).where(Evaluation.submitted_at.is_not(None)))
        )
        assert len(kept.answers) == len(Competency)
        assert (kept.minutes_taken, kept.strength, kept.private_note) == (
            1350,
            "Careful with sources",
            "Only for the office",
        )


def pages(place: yard.Yard) -> dict[str, dict[str, str]]:
    """Every page with an answer."""
    with yard.inside(place):
        asked = db.session.scalars(select(Evaluation.id)).one()
        each = [one.id for one in evaluations.load(asked).placement.deliverables]
    levels = {one.value: {"answer": "applying", "comment": "Seen."} for one in Competency}
    return {**levels, "deliverables": {f"deliverable_{id_}": "meets" for id_ in each}, **CLOSING}


def kill(server: yard.Web) -> None:
    """Every worker at once, and wait for the next ones."""
    for pid in server.workers():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, SIGKILL)
    assert until(server.answers, 60)
