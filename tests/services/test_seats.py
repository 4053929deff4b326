"""Whatever students, employers and time do, the seats taken are the claims that sit."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, inspect, select

from portal import clock
from portal.database import db
from portal.errors import RuleBroken
from portal.models.claims import Claim
from portal.models.projects import Project
from portal.services import claims, clocks, seats
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import ProjectStatus
from tests.factories import claims as make

SEATED = (S.HELD, S.OFFERED, S.PROPOSED, S.ACCEPTED)
MOVES = st.tuples(st.sampled_from(["hold", "withdraw", "accept", "wait"]), st.sampled_from(["amara", "bela"]))


@pytest.fixture
def here(app):
    return make.world()


def hold(project, actor):
    make.hold(project, actor)


def mine(project, actor, verb):
    claim = claims.asking.live_on(project.id, actor)
    if claim:
        verb(claim, by=actor)


DO = {
    "hold": hold,
    "withdraw": lambda project, actor: mine(project, actor, claims.withdraw),
    "accept": lambda project, actor: mine(project, actor, claims.accept),
    "wait": lambda project, actor: clocks.lapse_due(),
}


def play(project, moves, here) -> None:
    now = clock.now()
    for verb, name in moves:
        now += timedelta(minutes=20) if verb == "wait" else timedelta(seconds=5)
        with clock.travel(now):
            try:
                DO[verb](project, getattr(here, name))
            except RuleBroken:
                continue
            finally:
                check(project)


def check(project) -> None:
    db.session.flush()
    row = db.session.execute(
        select(Project.seats, Project.seats_taken, Project.status).where(Project.id == project.id)
    ).one()
    sitting = select(func.count()).where(Claim.project_id == project.id, Claim.status.in_(SEATED))
    assert db.session.scalar(sitting) == row.seats_taken <= row.seats
    assert (row.status is ProjectStatus.FILLED) == (row.seats_taken == row.seats)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(MOVES, max_size=14), st.integers(1, 2))
def test_seats_taken_are_the_claims_that_sit(here, moves, count):
    north, crest = plain(here)
    with db.session.begin_nested() as inner:
        project = make.project(north, crest, seats=count)
        play(project, moves, here)
        inner.rollback()
    db.session.expunge_all()


def plain(here):
    """The campus and the employer as values, which outlive what an example adds and takes back."""
    crest = SimpleNamespace(**{name: id_of(getattr(here.crest, name)) for name in ("employer", "contact")})
    return SimpleNamespace(id=inspect(here.north).identity[0], zone="Europe/London"), crest


def id_of(record):
    return SimpleNamespace(id=inspect(record).identity[0])


def test_a_seat_that_is_not_there_is_not_taken(here):
    assert [seats.take(here.first.id) for _time in range(3)] == [True, True, False]
    db.session.refresh(here.first)
    assert (here.first.seats_taken, here.first.status) == (2, ProjectStatus.FILLED)


def test_nothing_is_given_back_below_zero(here):
    seats.give_back(here.first.id)
    db.session.refresh(here.first)
    assert here.first.seats_taken == 0


@pytest.mark.parametrize("status", [ProjectStatus.CLOSED, ProjectStatus.EXPIRED, ProjectStatus.CANCELLED])
def test_a_project_that_takes_nobody_gives_no_seat_and_never_reopens(here, status):
    seats.take(here.first.id)
    db.session.refresh(here.first)
    here.first.status = status
    db.session.flush()
    assert not seats.take(here.first.id)
    seats.give_back(here.first.id)
    db.session.refresh(here.first)
    assert (here.first.seats_taken, here.first.status) == (0, status)
