"""What is finished is forgotten in time, and a letter's text as soon as nobody can send it any more."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock, forgetting, jobs, mail
from portal.database import db
from portal.models.jobs import Job
from portal.vocabulary import JobStatus
from portal.worker import run_periodic
from tests.platform.people import campus

SECRET = "https://portal.example/invitation/a-secret"


@pytest.fixture
def refused(monkeypatch):
    """A mail server that refuses the recipient, but not the office."""

    def deliver(payload):
        if payload["to"] == "gone@x.example":
            raise jobs.GiveUp("550 no such mailbox")

    monkeypatch.setitem(jobs.HANDLERS, "mail", jobs.Handler(deliver, slow=True))


def job(status, days, key=None):
    """A job that was finished so many days ago."""
    at = clock.now() - timedelta(days=days)
    made = jobs.enqueue("note", {"to": "ada@x.example"}, key=key)
    made.created_at = made.due_at = made.finished_at = at
    made.status, made.message_id = status, "<1@x>"
    db.session.flush()
    return made.id


def left():
    db.session.expire_all()
    return set(db.session.scalars(select(Job.id)))


def test_a_dead_letter_loses_its_text_once_the_office_was_told(app, refused):
    office = campus()
    letter = mail.send("invitation", "gone@x.example", name="Gone Girl", campus_id=office.id, link=SECRET)
    assert SECRET in letter.payload["text"]
    db.session.flush()
    letter_id = letter.id
    db.session.commit()
    jobs.work_once()
    db.session.expire_all()
    dead = db.session.get_one(Job, letter_id)
    assert dead.status is JobStatus.DEAD
    assert SECRET not in str(dead.payload)
    assert dead.payload["to"] == "gone@x.example"
    assert db.session.scalar(select(Job.id).where(Job.key.like(f"job-dead:{letter_id}:%")))


def test_finished_work_is_forgotten_in_time(app):
    kept = {job(JobStatus.DONE, 29), job(JobStatus.DEAD, 89)}
    gone = {job(JobStatus.DONE, 31), job(JobStatus.DEAD, 91)}
    waiting = jobs.enqueue("note", {}, after=clock.now() - timedelta(days=400))
    db.session.flush()
    kept |= {waiting.id}
    assert left() == kept | gone
    assert forgetting.forget_finished() == 2
    assert left() == kept


def test_how_long_is_a_setting(app, monkeypatch):
    monkeypatch.setitem(app.config, "PORTAL_DONE_DAYS", 3)
    job(JobStatus.DONE, 4)
    forgetting.forget_finished()
    assert not left()


def test_a_key_is_known_for_ever_but_says_nothing(app):
    job_id = job(JobStatus.DONE, 31, key="reminder:7")
    assert forgetting.forget_finished() == 1
    assert forgetting.forget_finished() == 0
    db.session.expire_all()
    assert jobs.enqueue("note", {"again": 1}, key="reminder:7").id == job_id
    assert (db.session.get_one(Job, job_id).payload, db.session.get_one(Job, job_id).message_id) == ({}, "")


def test_the_worker_does_it_each_minute(app):
    job(JobStatus.DONE, 31)
    db.session.commit()
    run_periodic()
    assert not left()
