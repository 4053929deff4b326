"""Letters: rendered when written, one Message-ID for ever, delivered by SMTP or to a file."""

import email
import email.policy

import pytest
from aiosmtpd.controller import Controller

from portal import jobs, mail
from portal.database import db
from portal.models.jobs import Job
from portal.vocabulary import JobStatus

FACTS = {"name": "Ada", "link": "https://portal.example/x"}


class Post:
    """A mail server that keeps what it gets and refuses one address."""

    def __init__(self):
        self.letters = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the server's own name
        if address.startswith("gone@"):
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the server's own name
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def post(app, monkeypatch):
    """A running mail server that the application uses."""
    keeper = Post()
    controller = Controller(keeper, hostname="127.0.0.1", port=5239)
    controller.start()
    for name, value in {"HOST": "127.0.0.1", "PORT": 5239, "TLS": "none"}.items():
        monkeypatch.setitem(app.config, f"PORTAL_SMTP_{name}", value)
    yield keeper
    controller.stop()


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
