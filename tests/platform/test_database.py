"""Time, transactions and the queue of writers, on both engines."""

import threading
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, event, select, text, update
from sqlalchemy.exc import StatementError

from portal import create_app
from portal.config import Config
from portal.database import aside, db, take_write_lock
from portal.models.jobs import Heartbeat
from portal.models.people import RateCount
from portal.writers import DatabaseBusy, WriterQueue

MOMENT = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.fixture
def small(tmp_path):
    """A portal on SQLite, whatever engine the other tests run on."""
    app = create_app(Config(env="test", state=str(tmp_path)))
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


def beat(at):
    db.session.add(Heartbeat(name="w", at=at))
    db.session.commit()
    return db.session.scalar(select(Heartbeat.at))


def test_times_come_back_in_utc(app):
    assert beat(MOMENT) == MOMENT
    assert db.session.scalar(select(Heartbeat.at)).tzinfo is UTC


def test_times_of_other_zones_are_the_same_instant(app):
    assert beat(MOMENT.astimezone(timezone(timedelta(hours=5, minutes=45)))) == MOMENT


def test_naive_times_are_refused(app):
    with pytest.raises(StatementError, match="without a zone"):
        beat(MOMENT.replace(tzinfo=None))


def test_times_can_be_compared(app):
    beat(MOMENT)
    assert db.session.scalar(select(Heartbeat.name).where(Heartbeat.at <= MOMENT)) == "w"
    assert db.session.scalar(select(Heartbeat.name).where(Heartbeat.at < MOMENT)) is None


def begins(work):
    """The words transactions begin with while `work` runs."""
    sent = []
    event.listen(db.engine, "before_cursor_execute", lambda c, cur, statement, *_: sent.append(statement))
    work()
    return [statement for statement in sent if statement.startswith("BEGIN")]


def test_readers_and_writers_begin_differently(small):
    db.session.commit()

    def work():
        take_write_lock(False)
        db.session.scalar(text("SELECT 1"))
        db.session.rollback()
        take_write_lock()
        db.session.scalar(text("SELECT 1"))
        db.session.rollback()

    assert begins(work) == ["BEGIN", "BEGIN IMMEDIATE"]


def test_read_then_write_in_parallel_loses_nothing(small):
    """Twenty threads read a number and write it plus one; plain BEGIN would lock or lose."""
    with aside(write=True) as connection:
        connection.execute(RateCount.__table__.insert().values(key="n", count=0, expires_at=MOMENT))

    def add_one():
        for _ in range(10):
            with small.app_context(), aside(write=True) as connection:
                count = connection.scalar(select(RateCount.count).where(RateCount.key == "n"))
                connection.execute(update(RateCount).where(RateCount.key == "n").values(count=count + 1))

    together(add_one, 20)
    with aside() as connection:
        assert connection.scalar(select(RateCount.count)) == 200


def together(work, size):
    threads = [threading.Thread(target=work) for _ in range(size)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]


def test_a_second_write_in_one_thread_is_a_mistake_not_a_wait(small):
    take_write_lock()
    db.session.execute(delete(RateCount))
    with pytest.raises(RuntimeError, match="commit or roll back first"), aside(write=True):
        pass
    db.session.rollback()
    with aside(write=True) as connection:
        assert connection.scalar(text("SELECT 1")) == 1


def test_the_queue_gives_up(tmp_path):
    first, second = WriterQueue(str(tmp_path / "db")), WriterQueue(str(tmp_path / "db"))
    first.enter(1)
    began = time.monotonic()
    with pytest.raises(DatabaseBusy):
        second.enter(0.2)
    assert 0.15 < time.monotonic() - began < 5
    first.leave()
    second.enter(1)
    second.leave()


def test_sqlite_is_new_and_careful(small):
    db.session.rollback()
    asked = {name: db.session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "foreign_keys")}
    assert asked == {"journal_mode": "wal", "foreign_keys": 1}
    assert db.engine.dialect.dbapi.sqlite_version_info >= (3, 51, 3)
