"""Changing what was agreed: who may, what is refused, when the office is asked, and what follows from it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.actor import CLI
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken, StaleEdit
from portal.models.history import HistoryEntry
from portal.services import amendment_terms, amendments, policies, workload
from portal.services.policies import Policy
from portal.vocabulary import AmendmentStatus as A
from portal.vocabulary import FeeStatus, OfficeAsked, Side
from portal.vocabulary import PlacementStatus as S
from tests.factories.amendments import REASON, accept, allow, found, propose
from tests.factories.placements import begun, move, project, world

ENGINES = ("sqlite",)


def waiting(here):
    return amendments.waiting(here.placement.id)


def letters_to(letters, address):
    return [letter["Subject"] for letter in letters() if letter["To"] == address]


def test_both_sides_propose_and_the_other_answers(app):
    here = world()
    later = here.placement.due_on + timedelta(days=7)
    made = propose(here, due_on=later)
    assert (made.side, made.status) == (Side.STUDENT, A.PROPOSED)
    assert made.before == {"due_on": here.placement.due_on.isoformat()}
    for by in (here.student, here.stranger, here.other, here.staff):
        with pytest.raises(NotAllowed):
            amendments.accept(made, here.placement, by=by.actor)
    placement = accept(here, made, here.colleague)
    assert made.status is A.IN_FORCE
    assert (placement.due_on, placement.due_at) == (later, clock.end_of_day(later, placement.zone))
    mine = propose(here, here.supervisor, minutes=1500, fee=60000)
    placement = accept(here, mine, here.student)
    assert (placement.minutes, placement.fee.amount) == (1500, 60000)


def test_nothing_changes_until_it_is_accepted(app):
    here = world()
    made = propose(here, minutes=1500, fee=60000)
    assert (here.placement.minutes, here.placement.fee.amount) == (1200, 48000)
    amendments.refuse(made, "We cannot pay more.", by=here.supervisor.actor)
    assert (made.status, made.answer) == (A.REFUSED, "We cannot pay more.")
    assert (here.placement.minutes, here.placement.fee.amount) == (1200, 48000)


def test_a_refusal_needs_words(app):
    here = world()
    made = propose(here, minutes=1500)
    with pytest.raises(RuleBroken):
        amendments.refuse(made, " ", by=here.supervisor.actor)


def test_one_at_a_time_and_the_proposer_takes_back(app):
    here = world()
    made = propose(here, minutes=1260)
    with pytest.raises(RuleBroken):
        propose(here, here.supervisor, minutes=1320)
    with pytest.raises(NotAllowed):
        amendments.withdraw(made, by=here.supervisor.actor)
    amendments.withdraw(made, by=here.student.actor)
    assert propose(here, here.supervisor, minutes=1320).status is A.PROPOSED


REFUSED = {
    "no change": {},
    "no hours": {"minutes": 0},
    "a fee below zero": {"fee": -1},
    "due before start": {"due_on": timedelta(days=-20)},
    "nothing handed over": {"deliverables": []},
    "no criterion": {"deliverables": [{"name": "A map", "format": "", "criterion": " "}]},
    "a stranger as supervisor": {"supervisor_id": "stranger"},
}


@pytest.mark.parametrize("changes", REFUSED.values(), ids=REFUSED)
def test_impossible_terms_are_refused(app, changes):
    here = world()
    if isinstance(changes.get("due_on"), timedelta):
        changes = {"due_on": here.placement.due_on + changes["due_on"]}
    if changes.get("supervisor_id"):
        changes = {"supervisor_id": here.stranger.actor.contact_id}
    with pytest.raises(RuleBroken):
        propose(here, here.supervisor, **changes)
    assert waiting(here) is None


def test_the_first_day_stays_once_the_work_has_started(app):
    here = world()
    move(here, S.ACTIVE)
    with pytest.raises(RuleBroken):
        propose(here, starts_on=here.placement.starts_on + timedelta(days=1))


@pytest.mark.parametrize("state", [S.ACCEPTED, S.CLOSED, S.ENDED_EARLY, S.NO_SHOW])
def test_nothing_is_changed_once_it_is_over(app, state):
    here = world()
    made = propose(here, minutes=1260)
    move(here, state)
    assert made.status is A.LAPSED
    with pytest.raises(RuleBroken):
        propose(here, minutes=1320)


OFFICE = {
    OfficeAsked.FEE_DROPS: {"fee": 47000},
    OfficeAsked.BELOW_FLOOR: {"minutes": 2000},
    OfficeAsked.HOURS_OUTSIDE: {"minutes": 3000, "fee": 90000},
}


@pytest.mark.parametrize("why", OFFICE)
def test_the_office_is_asked_after_the_other_side(app, why):
    here = world()
    made = propose(here, **OFFICE[why])
    assert why.value in made.asks_office
    with pytest.raises(RuleBroken):
        amendments.allow(made, here.placement, by=here.staff.actor)
    placement = accept(here, made)
    assert (made.status, placement.fee.amount, placement.minutes) == (A.AGREED, 48000, 1200)
    with pytest.raises(NotAllowed):
        amendments.allow(made, placement, by=here.far_staff.actor)
    placement = allow(here, made)
    assert made.status is A.IN_FORCE
    assert {"fee": placement.fee.amount, "minutes": placement.minutes}.items() >= OFFICE[why].items()


def test_the_office_says_no_with_a_reason(app, letters):
    here = world()
    made = propose(here, fee=100)
    accept(here, made)
    with pytest.raises(RuleBroken):
        amendments.disallow(made, "", by=here.staff.actor)
    amendments.disallow(made, "That is below what we allow.", by=here.staff.actor)
    assert found(here).fee.amount == 48000
    title = here.project.title
    assert letters_to(letters, "careers@north.example") == [f"A change waits for you: {title}"]
    assert f"A change was refused: {title}" in letters_to(letters, "amara@north.example")


def test_no_fee_is_void_until_there_is_one(app):
    here = world()
    made = propose(here, fee=0)
    accept(here, made)
    assert allow(here, made).fee.status is FeeStatus.VOID
    placement = accept(here, propose(here, fee=48000))
    assert (placement.fee.status, placement.fee.amount) == (FeeStatus.AGREED, 48000)


def test_students_choose_only_whom_they_know_of(app):
    here = world()
    with pytest.raises(RuleBroken):
        propose(here, supervisor_id=here.colleague.actor.contact_id)
    here.project.alternate_id = here.colleague.actor.contact_id
    assert propose(here, supervisor_id=here.colleague.actor.contact_id).status is A.PROPOSED


def test_two_people_at_once_are_told(app):
    here = world()
    placement = found(here)
    seen = placement.version
    accept(here, propose(here, minutes=1260))
    placement = found(here)
    wanted = replace(amendment_terms.in_force(placement), minutes=1320)
    with pytest.raises(StaleEdit):
        amendments.propose(placement, wanted, REASON, by=here.student.actor, seen=seen)


def test_warnings_tell_of_crowded_weeks(app):
    """The student reads what fills the weeks; the employer only what this work takes."""
    here = world()
    policies.adopt(here.north.id, Policy(ceiling_refuses=False), by=CLI)
    placement = found(here)
    now = amendment_terms.in_force(placement)
    assert amendments.warnings(placement, now, here.student.actor) == []
    crowded = replace(now, minutes=6000)
    assert "40" in amendments.warnings(placement, crowded, here.student.actor)[0]
    assert "50 hours a week" in amendments.warnings(placement, crowded, here.supervisor.actor)[0]


def test_a_campus_may_refuse_crowded_weeks(app, monkeypatch):
    here = world()
    full = workload.Verdict(refused=["Too full."])
    monkeypatch.setattr(workload, "of_change", lambda *change: full)
    with pytest.raises(RuleBroken):
        propose(here, minutes=1260)
    made = propose(here, here.supervisor, minutes=1260)
    with pytest.raises(RuleBroken):
        accept(here, made, here.student)


def test_anothers_change_is_not_found(app):
    here = world()
    made = propose(here, minutes=1260)
    beside = begun(project(here.north, here.project.employer, here.supervisor), here.other)
    with pytest.raises(NotFound):
        amendments.get(beside, made.id)


def test_each_step_is_remembered(app):
    here = world()
    made = propose(here, fee=47000)
    accept(here, made)
    allow(here, made)
    about = select(HistoryEntry.action).where(HistoryEntry.subject == "amendment")
    assert db.session.scalars(about.order_by(HistoryEntry.id)).all() == ["propose_change", "agree", "allow"]
