"""Fixtures for all tests: an application on each engine, empty each time, and somebody to ask it."""

import contextvars
import os
from datetime import timedelta

import pytest

from portal import jobs, mail
from portal.database import db, take_write_lock
from portal.services import signin
from tests import engines, guards, postgres


def pytest_addoption(parser):
    """Let the caller choose the engines."""
    parser.addoption("--engine", default="sqlite", choices=engines.ENGINES, help="databases to test on")


def pytest_configure(config):
    """Start one PostgreSQL for all processes, before they are made."""
    if "postgresql" in engines.ENGINES[config.getoption("--engine")] and engines.CLUSTER not in os.environ:
        cluster = postgres.Cluster().start()
        os.environ[engines.CLUSTER] = str(cluster.folder)
        config.add_cleanup(lambda: (os.environ.pop(engines.CLUSTER, None), cluster.stop()))


def pytest_generate_tests(metafunc):
    """Run what needs a database once on each engine that matters to it."""
    if "engine" in metafunc.fixturenames:
        asked = engines.ENGINES[metafunc.config.getoption("--engine")]
        metafunc.parametrize("engine", chosen(metafunc.module, asked), scope="session")


def chosen(module, asked: list[str]) -> list[str]:
    """The engines for a module's tests; one whose rules no engine changes names its ENGINES.

    Views are tried on the first one: what they ask of services is tried on each, and the access matrix opens
    every page and sends every form on each.
    """
    if module.__name__.startswith("tests.blueprints."):
        return asked[:1]
    return [engine for engine in asked if engine in getattr(module, "ENGINES", asked)]


@pytest.fixture(scope="session")
def house(engine, tmp_path_factory):
    """One application a process and engine, and what empties its database."""
    return engines.house(engine, tmp_path_factory.mktemp(engine))


@pytest.fixture(scope="session")
def estate(engine, tmp_path_factory):
    """What keeps the world of the access table for this process and engine."""
    from tests.access.estate import Estate

    estate = Estate(*engines.house(engine, tmp_path_factory.mktemp(f"{engine}_world"), "world"))
    yield estate
    estate.leave()


@pytest.fixture
def app(house):
    """The application with an empty database; the test's own session may write."""
    app, keeper = house
    app.extensions.pop("outbox", None)
    with app.app_context():
        keeper.reset()
        take_write_lock()
        yield app


@pytest.fixture
def client(app):
    """Somebody who has not signed in."""
    return app.test_client()


@pytest.fixture
def client_for(app):
    """`client_for(membership)` acts in it; `fresh=False`: the password was typed a while ago."""

    def enter(membership, fresh=True):
        left = timedelta(minutes=10 if fresh else -1)
        token = signin.begin(membership.user_id, fresh=left, membership_id=membership.id)
        db.session.commit()
        client = app.test_client()
        with client.session_transaction() as session:
            session.update(_user_id=token, _fresh=fresh)
        return client

    return enter


@pytest.fixture
def letters(app):
    """`letters()` lets the worker do all that is due and returns every letter sent in this test."""

    def work():
        with app.app_context():
            jobs.work_once()
            return list(mail.outbox())

    def deliver():
        db.session.commit()
        return contextvars.Context().run(work)

    return deliver


@pytest.fixture
def statements():
    """`with statements() as sent:` lists the statements sent inside the block."""
    return guards.statements
