"""The outbox: written with the change, leased by one, done once, tried again, given up loudly."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from portal import clock, jobs, mail
from portal.database import db
from portal.models.jobs import Heartbeat, Job
from portal.vocabulary import JobStatus
from portal.worker import beat, run_periodic
from tests.platform.people import campus


@pytest.fixture
def done(monkeypatch):
    """What a test handler was given."""
    given = []
    monkeypatch.setitem(jobs.HANDLERS, "note", jobs.Handler(given.append))
    return given


def commit(kind="note", payload=None, **more):
    job = jobs.enqueue(kind, payload or {"n": 1}, **more)
    db.session.flush()
    job_id = job.id
    db.session.commit()
    return job_id


def status(job_id):
    db.session.expire_all()
    job = db.session.get(Job, job_id)
    found = (job.status, job.attempts, job.problem)
    db.session.commit()
    return found


def test_a_job_is_done_once(app, done):
    job_id = commit()
    assert jobs.work_once() == 1
    assert jobs.work_once() == 0
    assert done == [{"n": 1}]
    assert status(job_id)[:2] == (JobStatus.DONE, 1)


def test_a_job_of_a_change_that_failed_never_was(app, done):
    jobs.enqueue("note", {})
    db.session.rollback()
    assert jobs.work_once() == 0


def test_a_later_job_waits(app, done):
    commit(after=clock.now() + timedelta(hours=1))
    assert jobs.work_once() == 0
    with clock.travel(clock.now() + timedelta(hours=2)):
        assert jobs.work_once() == 1


def test_a_key_is_queued_once(app, done):
    assert commit(key="k") == commit(key="k")
    jobs.work_once()
    assert len(done) == 1


def test_a_leased_job_is_nobody_elses_until_the_lease_ends(app, done):
    job_id = commit()
    assert jobs.lease().id == job_id
    assert jobs.lease() is None
    with clock.travel(clock.now() + jobs.LEASE + timedelta(seconds=1)):
        assert jobs.lease().id == job_id


def test_a_worker_that_lost_its_lease_changes_nothing(app, monkeypatch):
    def run(payload):
        db.session.add(Heartbeat(name="half", at=clock.now()))
        db.session.execute(update(Job).values(lease_by="another"))

    monkeypatch.setitem(jobs.HANDLERS, "note", jobs.Handler(run))
    commit()
    jobs.work_once()
    assert db.session.scalar(select(Heartbeat)) is None


def test_failing_is_tried_again_later_and_then_given_up(app, monkeypatch):
    office = campus()

    def fail(payload):
        db.session.add(Heartbeat(name="half", at=clock.now()))
        raise ConnectionError("no answer")

    monkeypatch.setitem(jobs.HANDLERS, "note", jobs.Handler(fail))
    job_id = commit(campus_id=office.id)
    began, tries = clock.now(), 0
    for minute in range(0, 60 * 75, 5):
        with clock.travel(began + timedelta(minutes=minute)):
            tries += jobs.work_once(1)
        if status(job_id)[0] is JobStatus.DEAD:
            break
    assert minute * 60 > jobs.GIVE_UP_AFTER.total_seconds()
    assert status(job_id)[1] == 10
    assert "no answer" in status(job_id)[2]
    assert db.session.scalar(select(Heartbeat)) is None
    db.session.commit()
    with clock.travel(began + timedelta(days=4)):
        jobs.work_once()
    assert [letter["To"] for letter in mail.outbox()] == ["careers@north.example"]


def test_what_cannot_succeed_is_given_up_at_once(app):
    job_id = commit("unheard-of")
    jobs.work_once()
    assert status(job_id)[0] is JobStatus.DEAD


def test_a_slow_job_works_outside_the_transaction(app, monkeypatch):
    seen = []

    def run(payload):
        seen.append(db.session().in_transaction())
        return lambda: db.session.add(Heartbeat(name="finished", at=clock.now()))

    monkeypatch.setitem(jobs.HANDLERS, "note", jobs.Handler(run, slow=True))
    job_id = commit()
    jobs.work_once()
    assert seen == [False]
    assert db.session.scalar(select(Heartbeat.name)) == "finished"
    assert status(job_id)[0] is JobStatus.DONE


def test_the_minutes_tasks_fail_alone(app, monkeypatch):
    def well():
        db.session.add(Heartbeat(name="well", at=clock.now()))

    def badly():
        db.session.add(Heartbeat(name="badly", at=clock.now()))
        raise ValueError("no")

    monkeypatch.setattr(jobs, "PERIODIC", [well, badly])
    run_periodic()
    assert list(db.session.scalars(select(Heartbeat.name))) == ["well"]


def test_a_worker_says_that_it_is_alive(app, client):
    assert client.get("/readyz").json["worker"] != "ok"
    with clock.travel(clock.now() - timedelta(minutes=5)):
        beat()
    assert client.get("/readyz").json["worker"] != "ok"
    beat()
    assert client.get("/readyz").json["worker"] == "ok"


def test_the_process_is_healthy_in_any_case(client):
    assert client.get("/healthz").json == {"status": "ok"}
