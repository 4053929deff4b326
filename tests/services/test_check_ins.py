"""Check-ins: the promised rhythm, two questions a side, who is blocked and what was missed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.jobs import Job
from portal.models.placements import Placement
from portal.services import check_ins, overdue
from portal.vocabulary import InTheWay, Side, Track
from portal.vocabulary import PlacementStatus as S
from tests.factories import placements as placing
from tests.factories.milestones import check_in, world

ENGINES = ("sqlite",)
FIRST = date(2026, 3, 2)


def tell(here, number=1, way=InTheWay.NOTHING, obstacle=""):
    check_ins.tell(check_in(here, number), "Ten paths, ten to go.", way, obstacle, by=here.student.actor)
    db.session.flush()


def blocked() -> list[int]:
    return list(db.session.scalars(select(Placement.id).where(check_ins.is_blocked())))


def told(letter: str) -> list[str]:
    written = db.session.scalars(select(Job.payload).where(Job.kind == "mail"))
    return [p["to"] for p in written if p["template"] == letter]


@given(some.integers(1, 90), some.lists(some.integers(0, 100), max_size=4), some.integers(0, 6))
@settings(max_examples=40, deadline=None)
def test_the_rhythm_lies_within_the_run(length, fixed, promised):
    ends = FIRST + timedelta(days=length)
    with_milestones = [FIRST + timedelta(days=day) for day in fixed]
    found = check_ins.days(FIRST, ends, with_milestones, promised)
    assert found == sorted(set(found))
    assert all(FIRST <= day <= ends for day in found)
    assert set(found) >= {day for day in with_milestones if day <= ends}
    assert len(found) <= max(promised, len(set(with_milestones)))


def test_days_are_spread_evenly():
    assert check_ins.spread(FIRST, FIRST + timedelta(days=28), 3) == [
        FIRST + timedelta(days=days) for days in (7, 14, 21)
    ]


def test_milestones_with_a_check_in_count_as_promised(app):
    here = world(promised=3)
    starts = here.placement.starts_on
    assert [(c.due_on - starts).days for c in check_ins.of(here.placement)] == [9, 10, 19]


def test_a_late_start_moves_what_was_promised(app):
    here = world(S.KICKOFF, promised=1)
    here.project.milestones[1].check_in = False
    db.session.flush()
    with clock.travel(clock.now() + timedelta(days=14)):
        placing.start(here.placement, here)
        [only] = check_ins.of(here.placement)
        assert (only.due_on - here.placement.starts_on).days == 21


def test_each_side_answers_once_and_the_other_is_told(app):
    here = world()
    tell(here)
    check_ins.judge(check_in(here), Track.ON, by=here.supervisor.actor)
    for again in (
        lambda: tell(here),
        lambda: check_ins.judge(check_in(here), Track.ON, by=here.colleague.actor),
    ):
        with pytest.raises(RuleBroken, match="already"):
            again()
    assert told("check-in-student") == ["priya@brook.example"]
    assert told("check-in-supervisor") == ["amara@north.example"]
    assert not told("check-in-blocked")


def test_who_is_blocked_is_known_at_once(app):
    here = world()
    with pytest.raises(RuleBroken, match="in the way"):
        tell(here, way=InTheWay.BLOCKED)
    tell(here, way=InTheWay.BLOCKED, obstacle="No access to the archive.")
    assert told("check-in-blocked") == [here.north.office_email]
    assert blocked() == [here.placement.id]
    with clock.travel(clock.now() + timedelta(days=1)):
        tell(here, 2)
    assert not blocked()


def test_words_where_something_has_to_change(app):
    here = world()
    with pytest.raises(RuleBroken, match="should change"):
        check_ins.judge(check_in(here), Track.OFF, " ", by=here.supervisor.actor)
    with pytest.raises(RuleBroken, match="sentence"):
        check_ins.tell(check_in(here), " ", InTheWay.NOTHING, by=here.student.actor)


def test_only_the_two_sides_answer(app):
    here = world()
    for who in (here.supervisor, here.other, here.staff):
        with pytest.raises(NotAllowed):
            check_ins.tell(check_in(here), "Done", InTheWay.NOTHING, by=who.actor)
    for who in (here.student, here.stranger, here.staff):
        with pytest.raises(NotAllowed):
            check_ins.judge(check_in(here), Track.ON, by=who.actor)
    elsewhere = placing.begun(here.project, here.other)
    with pytest.raises(NotFound):
        check_ins.get(elsewhere, check_in(here).id)


@pytest.mark.parametrize("status", [S.KICKOFF, S.ACCEPTED, S.NO_SHOW])
def test_nobody_is_asked_while_no_work_is_under_way(app, status):
    here = world(status)
    assert not any(check_ins.is_open(check_in(here), side) for side in Side)
    with pytest.raises(RuleBroken, match="not under way"):
        tell(here)


def test_missed_by_one_side_or_by_both(app):
    here = world()
    ids = [here.placement.id]
    tell(here)
    with clock.travel(clock.now() + timedelta(days=11)):
        assert [row.number for row in check_ins.missed(ids)] == [1, 2]
        assert [row.number for row in check_ins.missed(ids, Side.STUDENT)] == [2]
        both = select(Placement.id).where(check_ins.has_missed(Side.STUDENT), check_ins.has_missed())
        assert db.session.scalars(both).all() == ids
        assert overdue.of(here.placement).late
        placing.hand_in(here.placement, here)
        assert not check_ins.missed(ids)


def test_who_has_not_answered_is_reminded_once_on_the_day(app):
    here = world()
    assert check_ins.remind_due() == 0
    tell(here)
    with clock.travel(check_in(here).due_at - timedelta(hours=9)):
        assert check_ins.remind_due() == 1
        assert check_ins.remind_due() == 0
    assert told("check-in-due") == ["priya@brook.example"]
    with clock.travel(check_in(here, 2).due_at - timedelta(hours=9)):
        assert check_ins.remind_due() == 2
    with clock.travel(check_in(here, 3).due_at - timedelta(hours=9)):
        placing.hand_in(here.placement, here)
        assert check_ins.remind_due() == 0


def test_near_ones_are_moves_of_both(app):
    here = world()
    with clock.travel(clock.now() + timedelta(days=6)):
        asked = [move.side for move in overdue.of(here.placement).moves if move.key == "check_in"]
        assert asked == [Side.STUDENT, Side.EMPLOYER]
        tell(here)
        asked = [move.side for move in overdue.of(here.placement).moves if move.key == "check_in"]
        assert asked == [Side.EMPLOYER]
