"""Holds stop the clock; nobody is reminded twice."""

import pytest

from portal import clock
from portal.actor import SYSTEM
from portal.errors import NotFound, RuleBroken
from portal.services import holds, nudges, overdue, rescue_steps, rescues
from portal.vocabulary import PlacementStatus as S
from portal.vocabulary import Role
from tests.factories.placements import begun, move, person, world
from tests.services.test_rescues import DAY, WHY, after, sent

ENGINES = ("sqlite",)


@pytest.fixture
def here(app):
    """Work that began and is due in two weeks."""
    made = world()
    move(made, S.ACTIVE)
    return made


def test_on_hold_nothing_is_late_and_nobody_is_reminded(here):
    today = clock.today(here.placement.zone)
    rescue_steps.hold(here.placement, today + 20 * DAY, False, WHY, by=here.staff.actor)
    assert sorted(sent("placement-held")) == ["amara@north.example", "priya@brook.example"]
    with after(18):
        standing = overdue.of(here.placement)
        assert (standing.late, standing.at_risk) == (False, False)
        with pytest.raises(RuleBroken):
            nudges.nudge(here.placement, by=here.staff.actor)
        assert holds.resume_due() == 0
    with after(21):
        assert overdue.of(here.placement).late
        assert holds.resume_due() == 1
    assert here.placement.due_on == today + 14 * DAY
    task = rescues.live_of(here.placement.id)
    assert task.owner_id == here.staff.actor.user_id


@pytest.mark.parametrize("moves", [True, False])
def test_what_is_due_moves_on_by_the_days_of_the_hold_if_both_agreed(here, moves):
    due, today = here.placement.due_on, clock.today(here.placement.zone)
    rescue_steps.hold(here.placement, today + 10 * DAY, moves, WHY, by=here.staff.actor)
    with pytest.raises(RuleBroken):
        rescue_steps.hold(here.placement, today + 11 * DAY, moves, WHY, by=here.staff.actor)
    with after(4):
        rescue_steps.resume(here.placement, "Exams are over.", by=here.staff.actor)
    assert here.placement.due_on == due + (4 * DAY if moves else 0 * DAY)
    assert here.placement.due_at == clock.end_of_day(here.placement.due_on, here.placement.zone)
    with pytest.raises(RuleBroken):
        holds.resume(here.placement, by=SYSTEM)


@pytest.mark.parametrize("days", [0, -1, 121])
def test_a_hold_ends_on_a_day_that_is_meant(here, days):
    today = clock.today(here.placement.zone)
    with pytest.raises(RuleBroken):
        holds.hold(here.placement, today + days * DAY, False, WHY, by=here.staff.actor)


def test_nobody_gets_two_letters_when_several_are_reminded(here):
    second = begun(here.project, here.other)
    third = begun(here.project, person("cleo@north.example", Role.STUDENT, campus_id=here.north.id))
    nudges.nudge(third, by=here.staff.actor)
    ids = [here.placement.id, second.id, third.id]
    made = nudges.nudge_all(ids, by=here.staff.actor)
    lines = {(number, side): outcome for number, side, outcome in made.lines}
    assert lines == {
        (second.id, "student"): "sent",
        (second.id, "employer"): "lately",
        (third.id, "student"): "lately",
        (third.id, "employer"): "lately",
        (here.placement.id, "student"): "sent",
    }
    with after(2):
        again = nudges.nudge_all(ids, by=here.staff.actor)
        assert [side for _n, side, outcome in again.lines if outcome == "once"] == ["employer"]
    assert nudges.receipt(here.staff.actor, made.id) is made
    assert set(nudges.people(here.staff.actor, made)) == set(ids)
    with pytest.raises(NotFound):
        nudges.receipt(here.far_staff.actor, made.id)
    with pytest.raises(RuleBroken):
        nudges.nudge_all(ids, by=here.far_staff.actor)
