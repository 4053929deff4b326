"""The life of a placement: every state, step and person, and what each step brings with it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, RuleBroken
from portal.models.history import HistoryEntry
from portal.models.jobs import Job
from portal.models.placements import HandIn
from portal.services import closing, evaluations, fees, placements, reflections
from portal.vocabulary import EndCause, FeeStatus, ReflectionStage
from portal.vocabulary import PlacementStatus as S
from tests.factories.placements import TEXTS, accept, begun, hand_in, move, pay, start, world

TAKE = {
    "no_show": lambda placement, by: placements.no_show(placement, "Never came.", by=by),
    "end_early": lambda placement, by: placements.end_early(placement, EndCause.OTHER, 100, "Enough.", by=by),
}


def test_who_and_when_are_told_apart(app):
    here = world()
    with pytest.raises(NotAllowed):
        placements.accept(here.placement, by=here.student.actor)
    with pytest.raises(RuleBroken):
        placements.accept(here.placement, by=here.supervisor.actor)


def test_beginning_copies_what_was_agreed(app):
    here = world()
    placement = here.placement
    assert (placement.minutes, placement.due_on) == (here.project.minutes, here.project.due_on)
    assert placement.due_at == clock.end_of_day(placement.due_on, "Europe/London")
    assert (placement.fee.amount, placement.fee.status) == (48000, FeeStatus.AGREED)
    assert evaluations.of_placement(placement.id)
    assert not evaluations.is_in(placement)


def test_the_work_starts_when_both_sides_ticked(app):
    here = world()
    placements.tick(here.placement, by=here.student.actor)
    placements.tick(here.placement, by=here.student.actor)
    assert here.placement.status is S.KICKOFF
    placements.tick(here.placement, by=here.colleague.actor)
    assert here.placement.status is S.ACTIVE
    with pytest.raises(RuleBroken):
        placements.tick(here.placement, by=here.student.actor)


def test_strangers_tick_nothing(app):
    here = world()
    for by in (here.other, here.stranger, here.staff, here.far_staff):
        with pytest.raises(NotAllowed):
            placements.tick(here.placement, by=by.actor)


def test_staff_start_with_a_note_only(app):
    here = world()
    with pytest.raises(RuleBroken):
        placements.start(here.placement, " ", by=here.staff.actor)
    placements.start(here.placement, "They met in person.", by=here.staff.actor)
    assert here.placement.status is S.ACTIVE


def test_versions_are_numbered_and_never_replaced(app):
    here = world()
    placement = move(here, S.REVISION)
    first_at = placement.first_hand_in_at
    hand_in(placement, here)
    versions = db.session.scalars(select(HandIn).order_by(HandIn.number)).all()
    assert [(v.number, v.changes) for v in versions] == [(1, "Please add the bridge."), (2, "")]
    assert placement.first_hand_in_at == first_at
    assert placement.revisions == 1


def test_the_evaluation_link_goes_out_once_with_the_first_hand_in(app):
    here = world()
    asked = select(func.count()).where(Job.payload["template"].as_string() == "evaluation-link")
    move(here, S.REVISION)
    assert db.session.scalar(asked) == 1
    hand_in(here.placement, here)
    assert db.session.scalar(asked) == 1


@pytest.mark.parametrize(
    "link", ["", "ftp://example.org", "javascript:alert(1)", "https://", "https://a b", "x" * 50]
)
def test_a_link_is_a_web_address(app, link):
    here = world()
    placement = move(here, S.ACTIVE)
    with pytest.raises(RuleBroken):
        placements.hand_in(placement, "", [], [link], by=here.student.actor)
    assert placement.status is S.ACTIVE


def test_changes_are_asked_for_as_often_as_the_policy_allows(app):
    here = world()
    placement = move(here, S.REVISION)
    hand_in(placement, here)
    placements.revise(placement, "And the ford.", by=here.colleague.actor)
    hand_in(placement, here)
    with pytest.raises(RuleBroken, match="2"):
        placements.revise(placement, "And the mill.", by=here.colleague.actor)
    assert placement.status is S.DELIVERED


def test_changes_need_words(app):
    here = world()
    placement = move(here, S.DELIVERED)
    with pytest.raises(RuleBroken):
        placements.revise(placement, "  ", by=here.supervisor.actor)
    assert placement.status is S.DELIVERED


def test_the_office_accepts_only_after_silence_and_with_evidence(app):
    here = world()
    placement = move(here, S.DELIVERED)
    with pytest.raises(RuleBroken):
        placements.accept_for_employer(placement, "The map", "Silent.", by=here.staff.actor)
    with clock.travel(clock.now() + timedelta(days=5, minutes=1)):
        with pytest.raises(RuleBroken):
            placements.accept_for_employer(placement, "", "Silent.", by=here.staff.actor)
        placements.accept_for_employer(placement, "The map", "Silent.", by=here.staff.actor)
    assert placement.accepted_by_office
    assert fees.of(placement).status is FeeStatus.DUE


def test_ending_early_pays_a_part_and_asks_for_nothing_more(app):
    here = world()
    placement = move(here, S.ACTIVE)
    with pytest.raises(RuleBroken):
        placements.end_early(placement, EndCause.SCOPE, 48001, "Too large.", by=here.staff.actor)
    placements.end_early(placement, EndCause.SCOPE, 12000, "Too large.", by=here.staff.actor)
    fee = fees.of(placement)
    assert (fee.amount, fee.status) == (12000, FeeStatus.AMENDED)
    assert evaluations.is_in(placement)
    assert here.project.seats_taken == 1
    pay(placement, here)
    assert fees.of(placement).status is FeeStatus.CONFIRMED


@pytest.mark.parametrize(
    ("verb", "status"), [("no_show", S.KICKOFF), ("no_show", S.ACTIVE), ("end_early", S.KICKOFF)]
)
def test_a_seat_comes_free(app, verb, status):
    here = world()
    placement = move(here, status)
    db.session.flush()
    TAKE[verb](placement, here.staff.actor)
    db.session.flush()
    db.session.refresh(here.project)
    assert here.project.seats_taken == 0


def test_a_no_show_costs_nothing(app):
    here = world()
    placement = move(here, S.NO_SHOW)
    assert fees.of(placement).status is FeeStatus.VOID


@pytest.mark.parametrize("bits", range(8))
def test_it_closes_by_itself_when_all_three_are_in(app, bits):
    """The truth table: evaluation, reflection, fee."""
    here = world()
    placement = move(here, S.ACCEPTED)
    evaluated, reflected, paid = bits & 1, bits & 2, bits & 4
    if evaluated:
        evaluations.waive(placement, "She left.", by=here.staff.actor)
    if reflected:
        reflections.submit(placement, ReflectionStage.AFTER, *TEXTS, by=here.student.actor)
    if paid:
        pay(placement, here)
    assert (placement.status is S.CLOSED) == (bits == 7)
    assert placements.close_if_done(placement) is False


def test_the_last_step_closes_whichever_it_is(app):
    """The reflection may come before the acceptance."""
    here = world()
    placement = move(here, S.DELIVERED)
    reflections.submit(placement, ReflectionStage.AFTER, *TEXTS, by=here.student.actor)
    evaluations.waive(placement, "She left.", by=here.staff.actor)
    accept(placement, here)
    assert placement.status is S.ACCEPTED
    pay(placement, here)
    assert placement.status is S.CLOSED
    assert placement.closed_at


def test_unpaid_work_closes_with_the_acceptance(app):
    here = world()
    here.project.fee = 0
    placement = here.placement = begun(here.project, here.other)
    here.student = here.other
    start(placement, here)
    hand_in(placement, here)
    reflections.submit(placement, ReflectionStage.AFTER, *TEXTS, by=here.other.actor)
    evaluations.waive(placement, "She left.", by=here.staff.actor)
    accept(placement, here)
    assert placement.status is S.CLOSED


def test_the_minute_task_closes_what_is_done(app):
    here = world()
    placement = move(here, S.ACCEPTED)
    assert closing.close_due() == 0
    reflections.submit(placement, ReflectionStage.AFTER, *TEXTS, by=here.student.actor)
    pay(placement, here)
    evaluations.of_placement(placement.id).waived_at = clock.now()
    db.session.flush()
    assert closing.close_due() == 1
    assert placement.status is S.CLOSED


def test_the_office_closes_with_a_reason(app):
    here = world()
    placement = move(here, S.ACCEPTED)
    with pytest.raises(RuleBroken):
        placements.close(placement, "", by=here.staff.actor)
    placements.close(placement, "The employer closed down.", by=here.staff.actor)
    assert placement.status is S.CLOSED


def test_each_change_leaves_one_history_row(app):
    here = world()
    move(here, S.CLOSED)
    db.session.flush()
    told = select(HistoryEntry.action).where(HistoryEntry.subject == "placement").order_by(HistoryEntry.id)
    expected = ["begin", "tick", "tick", "start", "deliver", "accept", "reflect", "close"]
    assert db.session.scalars(told).all() == expected
