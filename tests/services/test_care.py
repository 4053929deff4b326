"""Students at work while a partnership is suspended or ended: the office decides on each."""

from datetime import timedelta

import pytest

from portal import clock
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.history import HistoryEntry
from portal.services import board, care, claims, partnerships, placements
from portal.vocabulary import CareChoice, EndCause
from tests.factories import claims as claiming
from tests.factories import employers, student

WHY = "Two fees are overdue."


@pytest.fixture
def here(app):
    """Two students at work at an employer that is suspended then."""
    world = employers.world()
    world.record = world.brook.partnership
    world.placements = [work(world, name) for name in ("Amara Okafor", "Bela Nagy")]
    return world


def work(here, name):
    project = claiming.project(here.north, here.brook)
    who = claiming.acting(student(here.north, name))
    return claims.accept(claims.hold(board.get(who, project.id), by=who), by=who)


def suspend(here):
    partnerships.suspend(here.record, by=here.desk, note=WHY)


def decide(here, placement, choice=CareChoice.GO_ON, note="", by=None):
    care.decide(here.record, placement, choice, note, by=by or here.desk)


def test_nobody_is_listed_while_it_is_in_force(here):
    assert care.cases(here.record) == []
    assert care.undecided(here.desk) == []
    with pytest.raises(RuleBroken):
        decide(here, here.placements[0])


@pytest.mark.parametrize("way", ["suspend", "end"])
def test_everybody_at_work_is_listed_until_decided(here, way):
    getattr(partnerships, way)(here.record, by=here.desk, note=WHY)
    assert [case.open for case in care.cases(here.record)] == [True, True]
    assert [(row.id, row.count) for row in care.undecided(here.desk)] == [(here.record.id, 2)]
    assert care.undecided(here.far) == []
    decide(here, here.placements[0])
    assert sorted(case.open for case in care.cases(here.record)) == [False, True]
    assert care.undecided(here.desk)[0].count == 1


def test_the_decision_keeps_who_when_and_why_and_tells_the_student(here, letters):
    suspend(here)
    decide(here, here.placements[0], CareChoice.OFFICE, "Jonah meets them weekly.")
    found = {case.row.id: case.decision for case in care.cases(here.record)}[here.placements[0].id]
    assert (found.choice, found.note, found.author) == (
        CareChoice.OFFICE,
        "Jonah meets them weekly.",
        here.desk.label,
    )
    assert (
        employers.db.session.query(HistoryEntry).filter_by(action="care_office", subject="placement").count()
        == 1
    )
    told = [letter for letter in letters() if "looks after your placement" in letter["Subject"]]
    assert len(told) == 1
    assert "Jonah" not in told[0].get_content()


def test_the_office_says_who_looks_after_them(here):
    suspend(here)
    with pytest.raises(RuleBroken):
        decide(here, here.placements[0], CareChoice.OFFICE, " ")


def test_ending_early_is_a_decision_too(here):
    suspend(here)
    placements.end_early(here.placements[0], EndCause.EMPLOYER_LEFT, 0, WHY, by=here.desk)
    cases = {case.row.id: case for case in care.cases(here.record)}
    assert (cases[here.placements[0].id].open, cases[here.placements[0].id].running) == (False, False)
    assert cases[here.placements[1].id].open


def test_suspended_again_it_is_asked_again(here):
    suspend(here)
    decide(here, here.placements[0])
    with clock.travel(clock.now() + timedelta(days=3)):
        partnerships.resume(here.record, by=here.desk)
        assert care.undecided(here.desk) == []
        suspend(here)
        assert all(case.open for case in care.cases(here.record))


def test_the_office_of_the_campus_alone_decides(here):
    suspend(here)
    for stranger in (here.far, here.brook.actor, here.student):
        with pytest.raises(NotAllowed):
            decide(here, here.placements[0], by=stranger)


def test_a_placement_of_another_employer_is_not_there(here):
    suspend(here)
    with pytest.raises(NotFound):
        care.get(here.crest.partnership, here.placements[0].id)
