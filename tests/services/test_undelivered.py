"""A mail server that refuses a letter for good: the link ends by itself, and the office and its board say so."""

from datetime import timedelta

import pytest

from portal import clock, jobs
from portal.database import db
from portal.models.history import HistoryEntry
from portal.models.jobs import Job
from portal.services import evaluation_clocks, evaluation_requests, link_visits, overdue
from portal.vocabulary import ActorKind, JobStatus, PlacementStatus, Role, Side
from portal.vocabulary import RequestStatus as S
from tests import mailserver
from tests.factories import records
from tests.factories.placements import move, person, world

GONE = "550 5.1.1 No such person"


@pytest.fixture
def here(app):
    made = world()
    move(made, PlacementStatus.DELIVERED)
    return made


def deliver():
    db.session.commit()
    jobs.work_once()
    db.session.expire_all()


def told(template: str) -> list[str]:
    found = db.session.scalars(db.select(Job).where(Job.kind == "mail").order_by(Job.id))
    return [job.payload["to"] for job in found if job.payload["template"] == template]


@pytest.mark.parametrize(("part", "said"), [("answers", GONE), ("texts", "554 5.7.1 Not taken here")])
def test_a_link_that_is_refused_ends_by_itself(app, here, part, said):
    asked, office = records.asked(here), here.north.office_email
    with mailserver.running(app, **{part: {asked.email: said}}) as keeper:
        deliver()
    fresh = records.asked(here)
    assert (fresh.status, fresh.reason) == (S.BOUNCED, said)
    assert told("evaluation-bounced") == [office]
    assert not told("job-dead")
    assert office in keeper.taken
    entry = db.session.scalars(db.select(HistoryEntry).where(HistoryEntry.action == "bounce")).one()
    assert (entry.subject_id, entry.actor_kind, entry.campus_id) == (
        fresh.id,
        ActorKind.SYSTEM,
        here.north.id,
    )


def test_the_board_says_whose_move_it_is_then(app, here):
    with mailserver.running(app, {records.asked(here).email: GONE}):
        deliver()
    [move_] = overdue.of(here.placement).of(Side.OFFICE)
    assert (move_.key, move_.late) == ("evaluator", False)
    with clock.travel(clock.now() + overdue.SETTLING + timedelta(days=1)):
        assert overdue.of(here.placement).of(Side.OFFICE)[0].late


@pytest.mark.parametrize("part", ["answers", "texts"])
def test_what_may_work_later_is_tried_again(app, here, part):
    asked = records.asked(here)
    with mailserver.running(app, **{part: {asked.email: "451 Try again"}}):
        deliver()
    assert records.asked(here).status is S.SENT
    assert not told("evaluation-bounced")
    waiting = db.session.scalars(db.select(Job).where(Job.attempts > 0, Job.status == JobStatus.WAITING))
    assert {job.payload["to"] for job in waiting} == {asked.email}


def test_a_link_that_somebody_opened_goes_on_working(app, here):
    asked = records.opened(here)
    deliver()
    evaluation_clocks.remind(asked, 1)
    with mailserver.running(app, {asked.email: GONE}):
        deliver()
    evaluation_requests.check_alive(records.asked(here))
    assert told("letter-refused") == [here.north.office_email]


def test_an_address_is_told_of_once_and_the_offices_own_to_the_administrators(app, here):
    person("ada@portal.example", Role.ADMIN)
    office, student = here.north.office_email, here.placement.student.email
    with mailserver.running(app, {student: GONE, office: GONE}):
        deliver()
        asked = records.asked(here)
        evaluation_requests.disown(asked, by=link_visits.holder(asked))
        deliver()
    assert told("evaluation-disowned") == [office]
    assert told("letter-refused") == [office, "ada@portal.example"]
