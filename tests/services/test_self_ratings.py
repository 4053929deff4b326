"""Self-ratings: by the student alone, each in its time, once; beside the supervisor's only when both are in."""

from dataclasses import replace

import pytest

from portal.actor import SYSTEM
from portal.database import db
from portal.errors import NotAllowed, RuleBroken
from portal.services import overdue, pairs, parts, placements, policies, reflections, self_ratings
from portal.vocabulary import Competency, Level, RatingMoment, ReflectionStage
from portal.vocabulary import PlacementStatus as S
from tests.factories import records
from tests.factories.placements import TEXTS, move, pay, world

ENGINES = ("sqlite",)
START, CLOSE = RatingMoment
OPEN = {
    S.KICKOFF: [START],
    S.ACTIVE: [START],
    S.DELIVERED: [CLOSE],
    S.REVISION: [CLOSE],
    S.ACCEPTED: [CLOSE],
    S.CLOSED: [CLOSE],
    S.ENDED_EARLY: [CLOSE],
    S.NO_SHOW: [],
}


@pytest.mark.parametrize("status", OPEN)
def test_each_in_its_time(app, status):
    here = world()
    placement = move(here, status)
    assert self_ratings.open_moments(placement) == OPEN[status]
    for moment in set(RatingMoment) - set(OPEN[status]):
        with pytest.raises(RuleBroken):
            records.placed(here, moment)


@pytest.mark.parametrize("name", ["other", "far", "supervisor", "colleague", "staff"])
def test_by_the_student_alone(app, name):
    here = world()
    with pytest.raises(NotAllowed):
        records.placed(here, START, by=getattr(here, name))


def test_once_and_whole(app):
    here = world()
    with pytest.raises(RuleBroken):
        self_ratings.submit(here.placement, START, {Competency.CAREER: None}, by=here.student.actor)
    records.placed(here, START, Level.DEVELOPING, teamwork=None)
    assert self_ratings.levels(here.placement, START)[Competency.TEAMWORK] is None
    with pytest.raises(RuleBroken):
        records.placed(here, START)


@pytest.fixture
def here(app):
    made = world()
    move(made, S.DELIVERED)
    return made


def test_neither_sees_the_other_before_both_are_in(here):
    whole = records.answered(here)
    records.placed(here, CLOSE)
    assert pairs.of(here.placement, whole) == []
    records.send(here, whole)
    assert len(pairs.of(here.placement, whole)) == 8


def test_nothing_is_beside_the_other_before_the_student_placed_themselves(here):
    whole = records.evaluated(here)
    assert pairs.of(here.placement, whole) == []


def test_gaps_in_words(here):
    whole = records.evaluated(here)
    records.placed(
        here,
        CLOSE,
        Level.APPLYING,
        communication=Level.DEVELOPING,
        teamwork=Level.ADVANCED,
        career=Level.EMERGING,
        equity=None,
    )
    found = pairs.of(here.placement, whole)
    assert pairs.told(found, to_student=True) == [
        "You placed yourself 2 levels below your supervisor on Career & self-development.",
        "You placed yourself one level below your supervisor on Communication.",
        "You placed yourself one level above your supervisor on Teamwork.",
        "Both agree on 4 competencies.",
    ]
    assert "The student is one level below the supervisor on Communication." in pairs.told(
        found, to_student=False
    )
    assert [(pair.own_word, pair.steps) for pair in found if pair.label.startswith("Equity")] == [
        ("Not sure", (0, 3))
    ]


def require(here, **asked) -> None:
    policies.adopt(here.north.id, replace(policies.current(here.north.id), **asked), by=SYSTEM)


def test_a_placement_waits_for_what_its_campus_requires(app):
    here = world()
    require(here, before_required=True, rating_close_required=True, reflection_required=False)
    placement = move(here, S.ACCEPTED)
    records.waive(here)
    pay(placement, here)
    assert parts.missing(placement, policies.current(here.north.id)) == [ReflectionStage.BEFORE, CLOSE]
    keys = {move.key for move in overdue.of(placement).moves}
    assert {"write_before", "write_close"} <= keys
    reflections.submit(placement, ReflectionStage.BEFORE, *TEXTS, by=here.student.actor)
    assert placement.status is S.ACCEPTED
    records.placed(here, CLOSE)
    assert placement.status is S.CLOSED


def test_what_is_not_required_holds_nothing_up(app):
    here = world()
    placement = move(here, S.CLOSED)
    assert placements.is_done(placement)
    assert self_ratings.of(placement) == []


def test_a_required_part_is_asked_for_before_the_work(app):
    here = world()
    require(here, rating_start_required=True)
    assert "write_start" in {move.key for move in overdue.of(here.placement).moves}
    records.placed(here, START)
    db.session.flush()
    assert "write_start" not in {move.key for move in overdue.of(here.placement).moves}
