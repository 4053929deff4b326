"""The hour log: the student's own until the work is accepted, and what the certificate makes of it."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.services import certificate_facts, evaluations, hours
from portal.vocabulary import HoursBasis
from portal.vocabulary import PlacementStatus as S
from tests.factories import placements as placing
from tests.factories.placements import move, world

ENGINES = ("sqlite",)


def today():
    return clock.today("Europe/London")


def log(here, minutes=90, day=None, what="Walked ten paths"):
    entry = hours.log(here.placement, day or today(), minutes, what, by=here.student.actor)
    db.session.flush()
    return entry


@pytest.fixture
def here(app):
    here = world()
    move(here, S.ACTIVE)
    return here


def test_kept_corrected_removed(here):
    entry = log(here)
    log(here, 30)
    assert hours.total(here.placement) == 120
    hours.correct(entry, today(), 60, "Walked six paths", by=here.student.actor)
    assert hours.total(here.placement) == 90
    hours.remove(hours.get(here.placement, entry.id), by=here.student.actor)
    assert [e.minutes for e in hours.of(here.placement)] == [30]


@pytest.mark.parametrize("who", ["supervisor", "other", "far", "staff"])
def test_nobody_else_writes_in_it(here, who):
    with pytest.raises(NotAllowed):
        hours.log(here.placement, today(), 60, "Walked", by=getattr(here, who).actor)


@pytest.mark.parametrize(
    ("days", "minutes", "what"), [(1, 60, "Walked"), (-1, 60, "Walked"), (0, 0, "Walked"), (0, 60, "  ")]
)
def test_what_cannot_be_is_refused(here, days, minutes, what):
    with pytest.raises(RuleBroken):
        log(here, minutes, today() + timedelta(days=days), what)


def test_a_day_has_24_hours(here):
    entry = log(here, 23 * 60)
    with pytest.raises(RuleBroken, match="24"):
        log(here, 61)
    hours.correct(entry, today(), 24 * 60, "All day", by=here.student.actor)


@pytest.mark.parametrize("status", [S.KICKOFF, S.ACCEPTED, S.CLOSED])
def test_it_is_open_while_the_work_is_under_way(app, status):
    here = world()
    if status is not S.KICKOFF:
        move(here, S.ACTIVE)
        entry = log(here)
        placing.hand_in(here.placement, here)
        placing.accept(here.placement, here)
        with pytest.raises(RuleBroken, match="closed"):
            hours.remove(entry, by=here.student.actor)
    with pytest.raises(RuleBroken, match="closed"):
        log(here)


def test_found_through_its_placement_only(here):
    entry = log(here)
    with pytest.raises(NotFound):
        hours.get(placing.begun(here.project, here.other), entry.id)


def test_the_certificate_says_logged_unless_a_supervisor_attests(here):
    def facts():
        told = (here.placement, None)
        return certificate_facts.minutes(*told), certificate_facts.basis(*told)

    assert facts() == (1200, HoursBasis.PLANNED)
    log(here, 90)
    assert facts() == (90, HoursBasis.LOGGED)
    placing.end(here.placement, here)
    evaluation = evaluations.of_placement(here.placement.id)
    assert certificate_facts.basis(here.placement, evaluation) is HoursBasis.ATTESTED
    assert certificate_facts.minutes(here.placement, evaluation) == 0
