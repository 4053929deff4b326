"""Counting in the database: every process sees every try."""

import multiprocessing
from datetime import timedelta

import pytest

from portal import clock, create_app, limits
from portal.config import Config
from portal.database import db


def test_the_tenth_passes_and_the_eleventh_does_not(app):
    db.session.commit()
    assert [limits.count("sign-in account", "a") for _ in range(11)] == [True] * 10 + [False]
    assert limits.reached("sign-in account", "a")
    assert not limits.reached("sign-in account", "b")


def test_success_begins_again(app):
    db.session.commit()
    for _ in range(11):
        limits.count("sign-in account", "a")
    limits.forget("sign-in account", "a")
    assert limits.count("sign-in account", "a")


def test_a_window_ends(app):
    db.session.commit()
    for _ in range(11):
        limits.count("sign-in account", "a")
    with clock.travel(clock.now() + timedelta(minutes=6)):
        assert limits.count("sign-in account", "a")
        assert limits.sweep() == 0
    with clock.travel(clock.now() + timedelta(minutes=20)):
        assert limits.sweep() == 1


def tries(settings, size):
    """What one process gets through."""
    app = create_app(settings)
    with app.app_context():
        return sum(limits.count("sign-in account", "a") for _ in range(size))


@pytest.mark.parametrize("each", [25])
def test_four_processes_count_together(app, each):
    db.session.commit()
    settings = Config(
        env="test",
        secret="s" * 40,
        state=app.config["PORTAL_STATE"],
        database=db.engine.url.render_as_string(hide_password=False),
    )
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        passed = pool.starmap(tries, [(settings, each)] * 4)
    assert sum(passed) == 10
