"""A database that is held or away: readers read on, writers are told to come back, nobody sees a 500."""

from time import monotonic

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy.exc import OperationalError

from portal import create_app, database
from portal.config import Config
from portal.database import db, take_write_lock
from portal.services import passwords, signin
from portal.writers import DatabaseBusy, WriterQueue
from tests.client import Client
from tests.platform.people import CHEAP, PASSWORD, staff


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A portal on SQLite with somebody to sign in, impatient enough for a test."""
    monkeypatch.setattr(database, "PATIENCE", 0.3)
    monkeypatch.setattr(passwords, "hasher", CHEAP)
    app = create_app(Config(env="test", secret="s" * 40, state=str(tmp_path)))
    app.test_client_class = Client
    with app.app_context():
        take_write_lock()
        db.create_all()
        staff()
        yield app
        db.session.remove()
        db.engine.dispose()


def test_a_held_lock_is_told_not_a_failure(small):
    client = small.test_client()
    db.session.commit()
    holder = WriterQueue(db.engine.url.database)
    holder.enter(1)
    refused = client.send("/reset", {"email": "ada@north.example"})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert "<h1" in refused.text
    assert client.get("/sign-in").status_code == 200
    holder.leave()
    assert client.send("/reset", {"email": "ada@north.example"}).status_code == 303


def test_a_reader_is_not_kept_waiting(small, monkeypatch):
    client = small.test_client()
    client.send("/sign-in", {"email": "ada@north.example", "password": PASSWORD})
    monkeypatch.setattr(signin, "SEEN_EVERY", signin.SEEN_EVERY * 0)
    holder = WriterQueue(db.engine.url.database)
    holder.enter(1)
    assert client.get("/account").status_code == 200
    holder.leave()


def test_a_database_that_is_away(app, client_for, monkeypatch):
    client = client_for(staff())

    def away(*_, **__):
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(signin, "visitor", away)
    answer = client.get("/account")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert client.get("/healthz").status_code == 200
    monkeypatch.undo()
    assert client.get("/account").status_code == 200


@pytest.fixture
def stranger(small):
    """Another program, which holds the database without standing in the queue."""
    db.session.commit()
    connection = sqlite.connect(db.engine.url.database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def test_a_program_that_knows_no_queue_is_waited_for_no_longer(small, stranger):
    client = small.test_client()
    refused = client.send("/reset", {"email": "ada@north.example"})
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    stranger.rollback()
    assert client.send("/reset", {"email": "ada@north.example"}).status_code == 303


def test_a_reader_does_not_wait_for_it_to_be_noted(small, monkeypatch):
    client = small.test_client()
    client.send("/sign-in", {"email": "ada@north.example", "password": PASSWORD})
    monkeypatch.setattr(signin, "SEEN_EVERY", signin.SEEN_EVERY * 0)
    holder = sqlite.connect(db.engine.url.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    began = monotonic()
    assert client.get("/account").status_code == 200
    assert monotonic() - began < 9
    holder.close()


def test_once_one_waited_in_vain_the_others_are_told_soon(tmp_path):
    queue, holder = WriterQueue(str(tmp_path / "x")), WriterQueue(str(tmp_path / "x"))
    holder.enter(1)
    with pytest.raises(DatabaseBusy):
        queue.enter(0.6)
    began = monotonic()
    with pytest.raises(DatabaseBusy):
        queue.enter(60)
    assert monotonic() - began < 30
    holder.leave()
    assert queue.enter(1) > 0
    queue.leave()
