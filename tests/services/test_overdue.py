"""Whose move it is, and from when it is overdue."""

from datetime import timedelta

import pytest

from portal import clock
from portal.errors import NotAllowed, RuleBroken
from portal.models.placements import Placement
from portal.services import (
    evaluation_requests,
    evaluations,
    fees,
    nudges,
    overdue,
    placement_board,
    placement_lists,
    placements,
    reflections,
)
from portal.services.placement_board import Filters
from portal.vocabulary import EndCause, ReflectionStage, Side
from portal.vocabulary import PlacementStatus as S
from tests.factories.placements import TEXTS, begun, move, pay, world

STUDENT, EMPLOYER, OFFICE = Side.STUDENT, Side.EMPLOYER, Side.OFFICE


def moves(placement: Placement) -> list[tuple[Side, str]]:
    return sorted((move.side, move.key) for move in overdue.of(placement).moves)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (S.KICKOFF, [(EMPLOYER, "kick_off"), (STUDENT, "kick_off")]),
        (S.ACTIVE, [(STUDENT, "hand_in")]),
        (S.DELIVERED, [(EMPLOYER, "answer")]),
        (S.REVISION, [(STUDENT, "hand_in")]),
        (S.ACCEPTED, [(EMPLOYER, "evaluate"), (EMPLOYER, "pay"), (STUDENT, "write_after")]),
        (S.CLOSED, []),
        (S.ENDED_EARLY, [(EMPLOYER, "pay")]),
        (S.NO_SHOW, []),
    ],
)
def test_whose_move(app, status, expected):
    assert moves(move(world(), status)) == expected


def test_one_side_being_ready_leaves_the_other(app):
    here = world()
    placements.tick(here.placement, by=here.student.actor)
    assert moves(here.placement) == [(EMPLOYER, "kick_off")]


def test_each_thing_done_leaves_the_list(app):
    here = world()
    placement = move(here, S.ACCEPTED)
    evaluations.waive(placement, "She left.", by=here.staff.actor)
    reflections.submit(placement, ReflectionStage.AFTER, *TEXTS, by=here.student.actor)
    fees.move(placement, "report_paid", by=here.supervisor.actor)
    assert moves(placement) == [(STUDENT, "confirm")]
    fees.move(placement, "dispute", "It did not arrive.", by=here.student.actor)
    assert moves(placement) == [(EMPLOYER, "settle"), (STUDENT, "settle")]


@pytest.mark.parametrize(
    ("status", "days"), [(S.KICKOFF, 2), (S.ACTIVE, 15), (S.DELIVERED, 6), (S.REVISION, 15), (S.ACCEPTED, 8)]
)
def test_overdue_from_the_day_after(app, status, days):
    placement = move(world(), status)
    with clock.travel(clock.now() + timedelta(days=days - 1)):
        assert not overdue.of(placement).late
    with clock.travel(clock.now() + timedelta(days=days)):
        assert overdue.of(placement).late


def test_at_risk_within_two_days(app):
    placement = move(world(), S.ACTIVE)
    assert not overdue.of(placement).at_risk
    with clock.travel(clock.now() + timedelta(days=12)):
        assert overdue.of(placement).at_risk


def test_the_board_is_scoped_filtered_and_sorted(app):
    here = world()
    move(here, S.ACTIVE)
    second = begun(here.project, here.other)
    found = placement_board.board(here.staff.actor, Filters()).shown
    assert [row.id for row, _standing in found] == [second.id, here.placement.id]
    assert not placement_board.board(here.far_staff.actor, Filters()).shown
    named = placement_board.board(here.staff.actor, Filters(search="BELA footpaths")).shown
    assert [row.id for row, _standing in named] == [second.id]
    assert not placement_board.board(here.staff.actor, Filters(search="100%")).shown
    assert not placement_board.board(here.staff.actor, Filters(late=True)).shown
    with clock.travel(clock.now() + timedelta(days=5)):
        late = placement_board.board(here.staff.actor, Filters(late=True)).shown
    assert [row.id for row, _standing in late] == [second.id]
    assert placement_board.board(here.staff.actor, Filters(state=S.KICKOFF)).late == 0


def test_lists_ask_a_fixed_number_of_questions(app, statements):
    here = world()
    begun(here.project, here.other)
    with statements() as sent:
        assert len(placement_lists.live(here.supervisor.actor)) == 2
    assert len([text for text in sent if text.startswith("SELECT")]) <= 2


def test_finished_ones_come_page_by_page(app, monkeypatch):
    here = world()
    monkeypatch.setattr(placement_lists, "PAGE", 1)
    second = begun(here.project, here.other)
    for placement in (here.placement, second):
        placements.end_early(placement, EndCause.OTHER, 0, "Over.", by=here.staff.actor)
    first = placement_lists.past(here.supervisor.actor)
    assert [row.id for row, _standing in first.found] == [second.id]
    following = placement_lists.past(here.supervisor.actor, first.more)
    assert [row.id for row, _standing in following.found] == [here.placement.id]
    assert following.more is None


def test_a_nudge_reaches_whose_move_it_is_once_a_day(app):
    here = world()
    assert nudges.nudge(here.placement, by=here.staff.actor) == [STUDENT, EMPLOYER]
    with pytest.raises(RuleBroken):
        nudges.nudge(here.placement, by=here.staff.actor)
    with clock.travel(clock.now() + timedelta(days=1, minutes=1)):
        nudges.nudge(here.placement, by=here.staff.actor)


@pytest.mark.parametrize("name", ["student", "supervisor", "far_staff"])
def test_only_its_own_office_nudges(app, name):
    here = world()
    with pytest.raises(NotAllowed):
        nudges.nudge(here.placement, by=getattr(here, name).actor)


def test_nobody_is_nudged_about_a_closed_one(app):
    here = world()
    placement = move(here, S.CLOSED)
    with pytest.raises(RuleBroken):
        nudges.nudge(placement, by=here.staff.actor)


def test_paying_late_shows(app):
    here = world()
    placement = move(here, S.ENDED_EARLY)
    with clock.travel(clock.now() + timedelta(days=16)):
        assert overdue.of(placement).late
    pay(placement, here)
    assert not overdue.of(placement).moves


def test_the_office_moves_when_nobody_is_asked_any_more(app):
    here = world()
    move(here, S.ACCEPTED)
    evaluation_requests.revoke(evaluation_requests.newest(here.placement.id), by=here.staff.actor)
    assert (OFFICE, "evaluator") in moves(here.placement)
    evaluation_requests.reissue(evaluation_requests.newest(here.placement.id), by=here.staff.actor)
    assert (EMPLOYER, "evaluate") in moves(here.placement)
