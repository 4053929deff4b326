"""Letters: rendered when written, one Message-ID for ever, delivered by SMTP or to a file."""

import email
import email.policy

import pytest

from portal import jobs, mail
from portal.database import db
from portal.models.jobs import Job
from portal.vocabulary import JobStatus
from tests import mailserver

FACTS = {"name": "Ada", "link": "https://portal.example/x"}


@pytest.fixture
def post(app):
    """A running mail server that the application uses, and where one person is gone."""
    with mailserver.running(app, {"gone@north.example": "550 No such person"}) as keeper:
        yield keeper


def write(to="ada@north.example"):
    job = mail.send("reset", to, **FACTS)
    db.session.flush()
    job_id = job.id
    db.session.commit()
    return job_id


def test_a_letter_arrives(app, post):
    job_id = write()
    jobs.work_once()
    (letter,) = post.letters
    assert letter["To"] == "ada@north.example"
    assert letter["Subject"] == "A new password for the Micro-internship Portal"
    assert FACTS["link"] in letter.get_content()
    db.session.expire_all()
    assert letter["Message-ID"] == db.session.get(Job, job_id).message_id


def test_a_delivered_letter_leaves_no_link_behind(app, post):
    job_id = write()
    jobs.work_once()
    db.session.expire_all()
    assert FACTS["link"] not in str(db.session.get(Job, job_id).payload)


def test_an_address_that_is_gone_is_given_up(app, post):
    job_id = write("gone@north.example")
    jobs.work_once(1)
    db.session.expire_all()
    job = db.session.get(Job, job_id)
    assert (job.status, job.problem) == (JobStatus.DEAD, "550 No such person")


def test_a_server_that_is_away_is_waited_for(app, monkeypatch):
    monkeypatch.setitem(app.config, "PORTAL_SMTP_HOST", "127.0.0.1")
    monkeypatch.setitem(app.config, "PORTAL_SMTP_PORT", 5238)
    job_id = write()
    jobs.work_once()
    db.session.expire_all()
    job = db.session.get(Job, job_id)
    assert (job.status, job.attempts) == (JobStatus.WAITING, 1)
    assert job.problem.startswith("ConnectionRefusedError")


def test_in_the_demo_letters_are_files(app, monkeypatch, tmp_path):
    monkeypatch.setitem(app.config, "PORTAL_ENV", "demo")
    monkeypatch.setitem(app.config, "PORTAL_STATE", str(tmp_path))
    write()
    jobs.work_once()
    (file,) = (tmp_path / "mail").glob("*.eml")
    letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    mail.to_file(letter)
    assert len(list((tmp_path / "mail").iterdir())) == 1


def test_addresses_come_from_the_settings(app):
    app.config["PORTAL_URL"], kept = "https://jobs.example.edu/portal", app.config["PORTAL_URL"]
    try:
        with app.test_request_context(base_url="http://evil.example"):
            assert mail.url("auth.sign_in") == "https://jobs.example.edu/portal/sign-in"
    finally:
        app.config["PORTAL_URL"] = kept


def test_a_letter_begins_with_its_subject():
    assert mail.split("Subject: A  b\n\nText") == ("A b", "Text\n")
    with pytest.raises(ValueError, match="Subject"):
        mail.split("Hello")
