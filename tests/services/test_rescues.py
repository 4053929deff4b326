"""Work at risk: its causes, the office's task, the steps, and that a report stays with the office."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.jobs import Job
from portal.models.rescues import Rescue
from portal.services import nudges, overdue, problems, rescue_steps, rescues
from portal.services.rescues import Filters
from portal.vocabulary import EndCause, ProblemKind, RescueStatus, RescueStepKind, RiskCause, Role, Side
from portal.vocabulary import PlacementStatus as S
from tests.factories.placements import hand_in, move, person, world

ENGINES = ("sqlite",)
DAY = timedelta(days=1)
WHY = "Exams came earlier."


@pytest.fixture
def here(app):
    """Work that began and is due in two weeks."""
    made = world()
    move(made, S.ACTIVE)
    return made


def after(days: int):
    return clock.travel(clock.now() + days * DAY)


def causes(placement) -> set[RiskCause]:
    return {risk.cause for risk in overdue.of(placement).risks}


def sent(template: str) -> list[str]:
    mails = db.session.scalars(select(Job.payload).where(Job.kind == "mail").order_by(Job.id))
    return [letter["to"] for letter in mails if letter["template"] == template]


def told(here, by=None, text="Nobody answers me."):
    return problems.report(here.placement, ProblemKind.SILENCE, text, by=by or here.student.actor)


def test_silence_opens_one_task_and_writes_to_both(here):
    with after(6):
        assert not causes(here.placement)
    with after(7):
        assert causes(here.placement) == {RiskCause.SILENCE}
        assert (rescues.open_due(), rescues.open_due()) == (1, 0)
    found = rescues.live_of(here.placement.id)
    assert (found.status, found.causes) == (RescueStatus.OPEN, ["silence"])
    assert sorted(sent("placement-at-risk")) == ["amara@north.example", "priya@brook.example"]


def test_what_nobody_took_settles_itself_once_something_happens(here):
    with after(7):
        rescues.open_due()
        assert rescues.settle_due() == 0
        hand_in(here.placement, here)
        db.session.flush()
        assert rescues.settle_due() == 1
    assert rescues.live_of(here.placement.id) is None


def test_a_closed_task_has_dealt_with_what_came_before(here):
    with after(7):
        rescues.open_due()
        found = rescues.live_of(here.placement.id)
        rescues.take(found, by=here.staff.actor)
        with pytest.raises(RuleBroken):
            rescues.close(found, "  ", by=here.staff.actor)
        rescues.close(found, "Both came by.", by=here.staff.actor)
        assert not causes(here.placement)
    with after(7 + 5):
        assert RiskCause.SILENCE not in causes(here.placement)
    with after(7 + 7):
        assert RiskCause.SILENCE in causes(here.placement)
        assert rescues.open_due() == 1


def test_a_report_stays_between_its_author_and_the_office(here):
    made = told(here)
    db.session.flush()
    assert causes(here.placement) == {RiskCause.REPORT}
    assert sent("problem-reported") == ["careers@north.example"]
    assert not sent("placement-at-risk")
    assert problems.get(here.student.actor, made.id) is made
    for stranger in (here.supervisor, here.colleague, here.other, here.far_staff, here.stranger):
        with pytest.raises(NotFound):
            problems.get(stranger.actor, made.id)
    assert not problems.mine(here.supervisor.actor, here.placement.id)
    with pytest.raises(NotFound):
        rescues.get(here.far_staff.actor, made.rescue_id)


def test_the_offices_first_answer_takes_the_task(here):
    made = told(here, here.supervisor.actor)
    problems.answer(made, "I call you today.", by=here.staff.actor)
    assert made.rescue.owner_id == here.staff.actor.user_id
    assert sent("problem-answered") == ["priya@brook.example"]
    problems.answer(made, "Thank you.", by=here.supervisor.actor)
    assert sent("problem-reported")[-1] == "desk@north.example"
    with pytest.raises(NotAllowed):
        problems.answer(made, "Who wrote?", by=here.student.actor)
    with pytest.raises(RuleBroken):
        problems.answer(made, " ", by=here.staff.actor)
    [row] = problems.mine(here.supervisor.actor, here.placement.id)
    assert row.answered


def test_what_is_written_after_it_was_done_is_a_task_again(here):
    made = told(here)
    first = made.rescue
    rescues.close(first, "Talked on the phone.", by=here.staff.actor)
    problems.answer(made, "It happened again.", by=here.student.actor)
    assert made.rescue is not first
    assert causes(here.placement) == {RiskCause.REPORT}


def test_two_reports_are_one_task(here):
    assert told(here).rescue_id == told(here, here.supervisor.actor).rescue_id


@pytest.mark.parametrize("name", ["other", "stranger", "staff"])
def test_only_the_two_sides_report(here, name):
    with pytest.raises(NotAllowed):
        told(here, getattr(here, name).actor)


def test_a_task_is_taken_handed_over_and_listed(here):
    told(here)
    found = rescues.live_of(here.placement.id)
    mate = person("mate@north.example", Role.STAFF, campus_id=here.north.id)
    assert [row.id for row in rescues.listing(here.staff.actor, Filters("open"))[0]] == [found.id]
    with pytest.raises(RuleBroken):
        rescues.hand_over(found, here.far_staff.actor.user_id, by=here.staff.actor)
    rescues.hand_over(found, mate.actor.user_id, "She knows you.", by=here.staff.actor)
    assert (found.status, found.owner) == (RescueStatus.TAKEN, "Mate")
    assert sent("rescue-handed-over") == ["mate@north.example"]
    assert not rescues.listing(here.staff.actor, Filters("mine"))[0]
    assert [row.id for row in rescues.listing(mate.actor, Filters("mine"))[0]] == [found.id]
    assert db.session.scalar(rescues.waiting(here.staff.actor)) == 0
    assert db.session.scalar(rescues.waiting(mate.actor)) == 1
    assert not rescues.listing(here.far_staff.actor, Filters())[0]


def test_every_step_is_kept_with_the_task(here):
    told(here)
    today, desk = clock.today(here.placement.zone), here.staff.actor
    rescue_steps.meet(here.placement, today + DAY, "Talk it over.", by=desk)
    assert rescues.meeting(here.placement) == today + DAY
    nudges.nudge(here.placement, by=desk)
    rescue_steps.end_early(here.placement, EndCause.SILENCE, 0, "No answer.", by=desk, side=Side.EMPLOYER)
    rescue_steps.reassign(here.placement, by=desk)
    db.session.flush()
    kept = [step.kind for step in rescues.get(desk, rescues.live_of(here.placement.id).id).steps]
    assert kept == [
        RescueStepKind.MEET,
        RescueStepKind.NUDGE,
        RescueStepKind.END_EARLY,
        RescueStepKind.REASSIGN,
    ]
    assert here.placement.ended_by is Side.EMPLOYER


@pytest.mark.parametrize("act", ["meet", "hold", "resume"])
def test_only_the_own_office_steps_in(here, act):
    today = clock.today(here.placement.zone)
    calls = {
        "meet": lambda by: rescue_steps.meet(here.placement, today, WHY, by=by),
        "hold": lambda by: rescue_steps.hold(here.placement, today + DAY, False, WHY, by=by),
        "resume": lambda by: rescue_steps.resume(here.placement, WHY, by=by),
    }
    for name in ("student", "supervisor", "far_staff"):
        with pytest.raises(NotAllowed):
            calls[act](getattr(here, name).actor)


def test_one_live_task_a_placement(here):
    told(here)
    db.session.add(Rescue(placement_id=here.placement.id, campus_id=here.north.id))
    with pytest.raises(IntegrityError):
        db.session.flush()
