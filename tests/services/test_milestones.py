"""Milestones: copied with the placement, delivered, looked at, reworked, and when they are late."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.history import HistoryEntry
from portal.models.jobs import Job
from portal.models.placements import Placement
from portal.services import milestones, overdue, placements, timelines
from portal.vocabulary import MilestoneStatus as M
from portal.vocabulary import PlacementStatus as S
from portal.vocabulary import Side
from tests.factories import placements as placing
from tests.factories.milestones import DRAFT, FINAL, first, world

ENGINES = ("sqlite",)


def later(days: int):
    return clock.travel(clock.now() + timedelta(days=days))


def told(prefix: str) -> list[tuple[str, str]]:
    """(letter, to) of the letters written so far."""
    written = db.session.scalars(select(Job.payload).where(Job.kind == "mail").order_by(Job.id))
    return [(p["template"], p["to"]) for p in written if p["template"].startswith(prefix)]


def test_they_are_copied_when_the_placement_begins(app):
    here = world()
    found = milestones.of(here.placement)
    assert [(m.name, m.status, m.position) for m in found] == [(DRAFT, M.PLANNED, 1), (FINAL, M.PLANNED, 2)]
    here.project.milestones[0].name = "Something else"
    db.session.flush()
    assert milestones.of(here.placement)[0].name == DRAFT
    assert found[0].due_at == clock.end_of_day(found[0].due_on, "Europe/London")


def test_delivered_sent_back_delivered_again_and_fine(app):
    here = world()
    milestone = first(here)
    milestones.deliver(milestone, "Half of it is there.", by=here.student.actor)
    milestones.rework(milestone, "Add the bridge.", by=here.supervisor.actor)
    assert (milestone.status, milestone.answer) == (M.REWORK, "Add the bridge.")
    milestones.deliver(milestone, "", "https://example.org/draft", by=here.student.actor)
    milestones.accept(milestone, by=here.colleague.actor)
    db.session.flush()
    assert (milestone.status, milestone.answer, milestone.url) == (M.OK, "", "https://example.org/draft")
    letters = ["milestone-delivered", "milestone-rework", "milestone-delivered", "milestone-ok"]
    both = ["priya@brook.example", "amara@north.example"] * 2
    assert told("milestone") == list(zip(letters, both, strict=True))
    shown = [str(timelines.TOLD[row.action]) for row in timelines.story(here.placement)]
    assert shown[-1] == "Milestone done"
    assert not placements.LIFECYCLE.choices(here.placement, here.stranger.actor)


@pytest.mark.parametrize("status", [S.KICKOFF, S.ACCEPTED, S.ENDED_EARLY])
def test_nothing_is_delivered_while_no_work_is_under_way(app, status):
    here = world(status)
    with pytest.raises(RuleBroken, match="not under way"):
        milestones.deliver(first(here), "Here it is.", by=here.student.actor)
    assert milestones.choices(first(here), here.student.actor) == []


@pytest.mark.parametrize(("note", "url"), [(" ", ""), ("", "   "), ("Here", "ftp://example.org"), ("", "x")])
def test_there_is_something_to_look_at(app, note, url):
    here = world()
    with pytest.raises(RuleBroken):
        milestones.deliver(first(here), note, url, by=here.student.actor)
    assert first(here).status is M.PLANNED


def test_each_side_takes_its_own_steps(app):
    here = world()
    milestone = first(here)
    for who in (here.supervisor, here.other, here.far, here.staff):
        with pytest.raises(NotAllowed):
            milestones.deliver(milestone, "Here", by=who.actor)
    with pytest.raises(RuleBroken):
        milestones.accept(milestone, by=here.supervisor.actor)
    milestones.deliver(milestone, "Here", by=here.student.actor)
    for who in (here.student, here.stranger, here.staff):
        with pytest.raises(NotAllowed):
            milestones.accept(milestone, by=who.actor)
    with pytest.raises(RuleBroken, match="should be changed"):
        milestones.rework(milestone, " ", by=here.supervisor.actor)
    assert milestones.choices(milestone, here.supervisor.actor) == ["accept", "rework"]
    assert milestones.choices(milestone, here.student.actor) == []


def test_found_through_its_placement_only(app):
    here = world()
    elsewhere = placing.begun(here.project, here.other)
    with pytest.raises(NotFound):
        milestones.get(elsewhere, first(here).id)


def test_late_from_the_day_after_until_delivered(app):
    here = world(promised=1)
    ids = [here.placement.id]
    with later(10):
        assert not milestones.late(ids)
        assert not overdue.of(here.placement).late
    with later(11):
        [row] = milestones.late(ids)
        assert (row.placement_id, row.name) == (here.placement.id, DRAFT)
        assert db.session.scalars(select(Placement.id).where(milestones.has_late())).all() == ids
        assert overdue.of(here.placement).late
        milestones.deliver(first(here), "Here", by=here.student.actor)
        db.session.flush()
        assert not milestones.late(ids)
        placing.hand_in(here.placement, here)
    with later(30):
        assert not milestones.late(ids)
        assert not db.session.scalars(select(Placement.id).where(milestones.has_late())).all()


def test_near_ones_are_moves(app):
    here = world()

    def keys():
        return {(move.side, move.key) for move in overdue.of(here.placement).moves}

    assert keys() == {(Side.STUDENT, "hand_in")}
    with later(4):
        assert (Side.STUDENT, "milestone") in keys()
        milestones.deliver(first(here), "Here", by=here.student.actor)
        db.session.flush()
        assert keys() == {(Side.STUDENT, "hand_in"), (Side.EMPLOYER, "milestone")}


def test_rework_has_its_time(app):
    here = world()
    milestone = first(here)
    due = milestone.due_on
    milestones.deliver(milestone, "Here", by=here.student.actor)
    with later(9):
        milestones.rework(milestone, "More", by=here.supervisor.actor)
        db.session.flush()
        assert (milestone.due_on - due).days == 2
    with later(12):
        assert not milestones.late([here.placement.id])
    with later(13):
        assert milestones.late([here.placement.id])
        milestones.deliver(milestone, "More", by=here.student.actor)
    with later(27):
        milestones.rework(milestone, "Still more", by=here.supervisor.actor)
        assert milestone.due_on == here.placement.due_on


def test_the_student_is_reminded_once_before_the_day(app):
    here = world()
    with later(7):
        assert milestones.remind_due() == 0
    with later(9):
        assert [milestones.remind_due(), milestones.remind_due()] == [1, 0]
    assert told("milestone-due") == [("milestone-due", "amara@north.example")]
    with later(20):
        milestones.deliver(milestones.of(here.placement)[1], "Here", by=here.student.actor)
        db.session.flush()
        assert milestones.remind_due() == 0


def test_the_history_keeps_each_round(app):
    here = world()
    milestones.deliver(first(here), "Here", by=here.student.actor)
    milestones.rework(first(here), "More", by=here.supervisor.actor)
    kept = select(HistoryEntry.action).where(HistoryEntry.action.startswith("milestone"))
    assert set(db.session.scalars(kept)) == {"milestone_deliver", "milestone_rework"}
