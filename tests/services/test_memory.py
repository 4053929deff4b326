"""P9: outcomes, notes with an owner, and when to ask for another project."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.employers import Partnership
from portal.models.jobs import Job
from portal.services import (
    claims,
    memory,
    partnerships,
    projects,
    rescue_steps,
    student_memory,
    tallies,
)
from portal.vocabulary import EndCause, NextStep, PlacementStatus, Side
from tests.factories import claims as make
from tests.factories import placements as working
from tests.factories import records

DAY = timedelta(days=1)


@pytest.fixture
def here(app):
    return make.world()


def partnership(here) -> Partnership:
    found = db.session.scalars(select(Partnership.id).filter_by(employer_id=here.brook.employer.id)).one()
    return partnerships.get(here.desk, found)


def test_outcomes_count_one_campus(here):
    claims.accept(make.hold(here.first, here.amara), by=here.amara)
    found = memory.outcomes(here.north.id, here.brook.employer.id)
    assert (found.projects, found.tally.completed, found.rating) == (
        len(projects.listing(here.brook.actor)),
        0,
        None,
    )
    assert memory.outcomes(here.south.id, here.brook.employer.id).projects == 0


def test_outcomes_of_evaluated_work(app):
    here = working.world()
    working.move(here, PlacementStatus.DELIVERED)
    records.evaluated(here, next_step=NextStep.JOB)
    found = memory.outcomes(here.placement.campus_id, here.placement.employer_id)
    assert (found.evaluated, found.host_again, found.conversions, found.rating) == (1, 1, 1, 3.0)


def test_a_note_has_an_owner_and_may_be_ticked_off(here):
    record = partnership(here)
    made = memory.note(record, " Call in May ", clock.today(here.north.zone) + DAY, by=here.desk)
    assert (made.text, made.author, made.author_id) == ("Call in May", here.desk.label, here.desk.user_id)
    memory.settle(record, made.id, by=here.desk)
    first = made.done_at
    memory.settle(record, made.id, by=here.desk)
    assert made.done_at == first and memory.notes(record) == [made]


def test_notes_are_the_offices_own(here):
    record = partnership(here)
    with pytest.raises(NotAllowed):
        memory.note(record, "Hello", None, by=here.brook.actor)
    with pytest.raises(RuleBroken):
        memory.note(record, "  ", None, by=here.desk)
    with pytest.raises(RuleBroken):
        memory.note(record, "Late", clock.today(here.north.zone) - DAY, by=here.desk)
    with pytest.raises(NotFound):
        memory.settle(record, 4242, by=here.desk)


def test_asked_once_a_month(here):
    record = partnership(here)
    memory.ask_again(record, by=here.desk)
    with pytest.raises(RuleBroken, match="within the last month"):
        memory.ask_again(record, by=here.desk)
    with clock.travel(clock.now() + 31 * DAY):
        memory.ask_again(record, by=here.desk)
    sent = db.session.scalars(select(Job.payload).where(Job.kind == "mail")).all()
    assert [letter["to"] for letter in sent if letter["template"] == "ask-again"] == [
        here.brook.contact.email
    ] * 2


@pytest.mark.parametrize(
    ("cause", "side", "counted"),
    [
        (EndCause.STUDENT_LEFT, Side.EMPLOYER, "ended_by_student"),
        (EndCause.EMPLOYER_LEFT, None, "ended_by_employer"),
        (EndCause.SILENCE, Side.EMPLOYER, "ended_by_employer"),
        (EndCause.SCOPE, None, "ended_by_neither"),
    ],
)
def test_an_end_is_remembered_of_both_sides_alike(app, cause, side, counted):
    here = working.world()
    rescue_steps.end_early(here.placement, cause, 0, "Over.", by=here.staff.actor, side=side)
    of_student = tallies.of_student(here.north.id, here.placement.student_id)
    of_employer = tallies.of_employer(here.north.id, here.placement.employer_id)
    assert of_student == of_employer
    assert (getattr(of_student, counted), of_student.ended_early) == (1, 1)
    [row] = student_memory.placements(here.north.id, here.placement.student_id)
    assert row.ended_by is here.placement.ended_by


def test_late_work_is_remembered(app):
    here = working.world()
    working.move(here, PlacementStatus.ACTIVE)
    with clock.travel(clock.now() + 20 * DAY):
        working.hand_in(here.placement, here)
    db.session.flush()
    assert tallies.of_student(here.north.id, here.placement.student_id).handed_in_late == 1
