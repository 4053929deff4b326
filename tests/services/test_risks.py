"""Why a placement is at risk: the plan on the way, a student who is blocked, an employer out of force."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.models.check_ins import CheckIn
from portal.models.milestones import PlacementMilestone
from portal.services import check_ins, milestones, overdue, rescue_steps, rescues
from portal.vocabulary import InTheWay, RiskCause
from portal.vocabulary import PlacementStatus as S
from tests.factories.placements import move, world
from tests.services.test_rescues import DAY, WHY, after, causes, sent

ENGINES = ("sqlite",)


@pytest.fixture
def here(app):
    """Work that began, with a milestone and a check-in in two days."""
    made = world()
    placement, day = move(made, S.ACTIVE), clock.today("Europe/London") + 2 * DAY
    end = clock.end_of_day(day, placement.zone)
    on = {"placement_id": placement.id, "due_on": day, "due_at": end}
    made.milestone = PlacementMilestone(position=1, name="A sketch", **on)
    made.check_in = CheckIn(number=1, **on)
    db.session.add_all([made.milestone, made.check_in])
    db.session.flush()
    return made


def test_what_was_planned_and_missed(here):
    with after(2):
        assert not causes(here.placement)
    with after(3):
        assert causes(here.placement) == {RiskCause.MILESTONE, RiskCause.CHECK_IN}
        assert rescues.open_due() == 1
        rescues.close(rescues.live_of(here.placement.id), "They agreed on Friday.", by=here.staff.actor)
        assert not causes(here.placement)


def test_each_act_of_a_side_breaks_the_silence(here):
    with after(2):
        milestones.deliver(milestones.get(here.placement, here.milestone.id), "Here", by=here.student.actor)
    with after(7):
        assert RiskCause.SILENCE not in causes(here.placement)
        assert RiskCause.MILESTONE not in causes(here.placement)


def test_a_student_who_is_blocked(here):
    one = check_ins.get(here.placement, here.check_in.id)
    check_ins.tell(one, "Half of it", InTheWay.BLOCKED, "No login", by=here.student.actor)
    assert causes(here.placement) == {RiskCause.BLOCKED}


def test_a_hold_moves_what_is_still_ahead(here):
    until = clock.today("Europe/London") + 9 * DAY
    rescue_steps.hold(here.placement, until, True, WHY, by=here.staff.actor)
    with after(9):
        assert not causes(here.placement)
    before = here.milestone.due_on
    with after(5):
        rescue_steps.resume(here.placement, WHY, by=here.staff.actor)
    db.session.flush()
    assert here.milestone.due_on == here.check_in.due_on == before + 5 * DAY
    assert here.milestone.due_at == clock.end_of_day(here.milestone.due_on, "Europe/London")
    assert len(sent("placement-resumed")) == 2


def test_a_near_day_is_shown_and_opens_nothing(here):
    start = clock.today("Europe/London")
    with clock.travel(clock.end_of_day(start + 12 * DAY, "Europe/London") - timedelta(hours=1)):
        here.placement.status_at = clock.now()
        here.milestone.due_at = here.check_in.due_at = clock.now() + DAY
        db.session.flush()
        assert causes(here.placement) == {RiskCause.NEAR}
        assert overdue.of(here.placement).at_risk
        assert rescues.open_due() == 0
