"""E7: one question at 30 and 180 days, what came of it, and how it is counted."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.employers import Contact, Employer
from portal.models.jobs import Job
from portal.models.outcomes import FollowUp
from portal.models.people import User
from portal.services import evaluation_requests, follow_ups, outcomes
from portal.vocabulary import NextStep as N
from portal.vocabulary import PlacementStatus as S
from portal.vocabulary import Side
from tests.factories.claims import join
from tests.factories.placements import move, world


@pytest.fixture
def here(app):
    made = world()
    contact = db.session.get_one(Contact, made.supervisor.actor.contact_id)
    join(made.north, db.session.get_one(Employer, contact.employer_id), contact)
    return made


def asked(here, side, days=30) -> FollowUp:
    """The question to one side, sent on its day."""
    if here.placement.status is not S.CLOSED:
        move(here, S.CLOSED)
    with clock.travel(clock.now() + timedelta(days=days)):
        follow_ups.ask_due()
    found = select(FollowUp).where(FollowUp.side == side, FollowUp.days == days)
    return db.session.scalars(found.options(follow_ups.WITH_PLACEMENT)).one()


def told(here) -> set:
    return {(one.kind, one.source) for one in outcomes.of_placement(here.placement.id)}


def letters() -> list[str]:
    found = db.session.scalars(select(Job).where(Job.kind == "mail"))
    return [job.payload["to"] for job in found if job.payload["template"] == "follow-up"]


def answer(one: FollowUp, kind: N) -> None:
    with clock.travel(one.sent_at + timedelta(days=1)):
        follow_ups.answer(one, kind, by=follow_ups.holder(one))


def test_each_side_is_asked_twice_after_the_close(here):
    move(here, S.CLOSED)
    assert follow_ups.ask_due() == 0
    for days, sent in ((29, 0), (31, 2), (32, 0), (181, 2), (400, 0)):
        with clock.travel(clock.now() + timedelta(days=days)):
            assert follow_ups.ask_due() == sent
    assert sorted(letters()) == ["amara@north.example"] * 2 + ["priya@brook.example"] * 2


def test_only_the_hash_of_the_link_is_kept(here):
    one = asked(here, Side.EMPLOYER)
    job = next(
        job
        for job in db.session.scalars(select(Job))
        if job.payload.get("to") == "priya@brook.example" and job.payload["template"] == "follow-up"
    )
    token = job.payload["text"].partition("/f/")[2].split()[0]
    assert one.hash == evaluation_requests.digest(token)
    assert follow_ups.by_token(token) is one
    assert "Amara" not in job.payload["text"]
    with pytest.raises(NotFound):
        follow_ups.by_token("guessed")


def test_an_answer_is_kept_and_may_be_put_right_until_the_link_expires(here):
    one = asked(here, Side.EMPLOYER)
    answer(one, N.INTERNSHIP)
    answer(one, N.INTERNSHIP)
    assert told(here) == {(N.INTERNSHIP, Side.EMPLOYER)}
    answer(one, N.JOB)
    assert told(here) == {(N.JOB, Side.EMPLOYER)}
    answer(one, N.NONE)
    assert told(here) == set()
    with clock.travel(one.expires_at), pytest.raises(RuleBroken):
        follow_ups.answer(one, N.JOB, by=follow_ups.holder(one))


def test_what_both_sides_say_counts_once(here):
    for side in (Side.EMPLOYER, Side.STUDENT):
        answer(asked(here, side), N.PROJECT)
    assert told(here) == {(N.PROJECT, Side.EMPLOYER)}
    answer(asked(here, Side.STUDENT), N.NONE)
    assert told(here) == {(N.PROJECT, Side.EMPLOYER)}


def test_once_a_job_is_known_nobody_is_asked_again(here):
    answer(asked(here, Side.STUDENT), N.JOB)
    with clock.travel(clock.now() + timedelta(days=181)):
        assert follow_ups.ask_due() == 0
    dropped = db.session.scalars(select(FollowUp).where(FollowUp.dropped_at.is_not(None))).all()
    assert {one.days for one in dropped} == {180}


def test_who_has_left_is_not_asked(here):
    move(here, S.CLOSED)
    db.session.get_one(Contact, here.supervisor.actor.contact_id).archived_at = clock.now()
    db.session.get_one(User, here.student.actor.user_id).disabled_at = clock.now()
    with clock.travel(clock.now() + timedelta(days=31)):
        assert follow_ups.ask_due() == 0


def test_what_ended_early_is_not_followed(here):
    move(here, S.ENDED_EARLY)
    assert not db.session.scalars(select(FollowUp)).all()
    with pytest.raises(RuleBroken):
        outcomes.record(here.placement, N.JOB, by=here.student.actor)


def test_student_and_office_add_and_correct(here):
    move(here, S.ACCEPTED)
    made = outcomes.record(here.placement, N.REFERENCE, by=here.student.actor)
    assert outcomes.record(here.placement, N.REFERENCE, "Again", by=here.staff.actor) is made
    outcomes.record(here.placement, N.JOB, "They called.", by=here.staff.actor)
    assert told(here) == {(N.REFERENCE, Side.STUDENT), (N.JOB, Side.OFFICE)}
    outcomes.strike(outcomes.get(here.staff.actor, here.placement.id, made.id), by=here.staff.actor)
    assert told(here) == {(N.JOB, Side.OFFICE)}
    with pytest.raises(NotFound):
        outcomes.get(here.student.actor, here.placement.id, made.id)
    with pytest.raises(RuleBroken):
        outcomes.record(here.placement, N.NONE, by=here.staff.actor)


def test_nobody_else_says_or_sees_it(here):
    move(here, S.ACCEPTED)
    made = outcomes.record(here.placement, N.JOB, by=here.student.actor)
    for other in (here.other, here.far_staff, here.supervisor, here.stranger):
        with pytest.raises(NotAllowed):
            outcomes.record(here.placement, N.PROJECT, by=other.actor)
        with pytest.raises(NotFound):
            outcomes.get(other.actor, here.placement.id, made.id)


def test_tallies(here):
    move(here, S.ACCEPTED)
    for kind in (N.PROJECT, N.JOB, N.REFERENCE):
        outcomes.record(here.placement, kind, by=here.student.actor)
    tally = outcomes.of_employer(here.north.id, here.placement.employer_id)
    assert (tally.completed, tally.led, tally.enough) == (1, 1, False)
    assert tally.line == "1 of 1 went on together: 1 project, 1 job, 1 reference"
    assert outcomes.of_project(here.north.id, here.project.id) == tally
    assert outcomes.of_employer(here.south.id, here.placement.employer_id).line == "0 of 0 went on together"
    assert [row.kind for row in outcomes.of_student(here.student.actor)] == [N.REFERENCE, N.JOB, N.PROJECT]
