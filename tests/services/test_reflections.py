"""Reflections: by the student alone, each in its time, once."""

import pytest

from portal.errors import NotAllowed, RuleBroken
from portal.services import reflections
from portal.vocabulary import PlacementStatus as S
from portal.vocabulary import ReflectionStage as R
from tests.factories.placements import TEXTS, move, world

OPEN = {
    S.KICKOFF: [R.BEFORE],
    S.ACTIVE: [R.BEFORE, R.HALFWAY],
    S.DELIVERED: [R.HALFWAY, R.AFTER],
    S.REVISION: [R.HALFWAY, R.AFTER],
    S.ACCEPTED: [R.AFTER],
    S.CLOSED: [],
    S.ENDED_EARLY: [R.AFTER],
    S.NO_SHOW: [],
}


@pytest.mark.parametrize("status", OPEN)
def test_each_in_its_time(app, status):
    here = world()
    placement = move(here, status)
    assert reflections.open_stages(placement) == OPEN[status]
    for stage in R:
        if stage not in OPEN[status]:
            with pytest.raises(RuleBroken):
                reflections.submit(placement, stage, *TEXTS, by=here.student.actor)


def test_once(app):
    here = world()
    reflections.submit(here.placement, R.BEFORE, *TEXTS, by=here.student.actor)
    with pytest.raises(RuleBroken):
        reflections.submit(here.placement, R.BEFORE, *TEXTS, by=here.student.actor)
    assert not reflections.is_in(here.placement)


def test_the_one_after_counts(app):
    here = world()
    placement = move(here, S.DELIVERED)
    reflections.submit(placement, R.AFTER, *TEXTS, by=here.student.actor)
    assert reflections.is_in(placement)


def test_all_three_parts_are_needed(app):
    here = world()
    with pytest.raises(RuleBroken):
        reflections.submit(here.placement, R.BEFORE, "Draw.", " ", "Then what?", by=here.student.actor)


@pytest.mark.parametrize("name", ["other", "far", "supervisor", "colleague", "staff"])
def test_by_the_student_alone(app, name):
    here = world()
    with pytest.raises(NotAllowed):
        reflections.submit(here.placement, R.BEFORE, *TEXTS, by=getattr(here, name).actor)
