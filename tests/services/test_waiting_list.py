"""The waiting list: who may join, whose turn it is, what a seat that comes free does."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.actor import SYSTEM
from portal.database import db
from portal.errors import NotAllowed, RuleBroken
from portal.models.history import HistoryEntry
from portal.models.jobs import Job
from portal.models.placements import Placement
from portal.models.students import Enrollment
from portal.services import (
    asking,
    board,
    claims,
    clocks,
    invariants,
    matches,
    offers,
    people,
    placements,
    policies,
    projects,
    seat_passing,
    waiting_list,
)
from portal.services.policies import Policy
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import ClosedReason, EndCause, PartnershipStatus, ProjectStatus, Selection
from tests.factories import claims as make
from tests.factories import student


@pytest.fixture
def here(app):
    made = make.world()
    policies.adopt(made.north.id, Policy(first_window_hours=0), by=made.desk)
    names = ("Dara Day", "Enno East", "Fay Ford")
    made.dara, made.enno, made.fay = (make.acting(student(made.north, name)) for name in names)
    made.full = make.project(made.north, made.brook, title="Count the birds", seats=1)
    made.seat = make.hold(made.full, made.bela)
    return made


def in_line(here, *who):
    return [make.wait(here.full, one) for one in who]


def subjects() -> list[str]:
    return [job.payload["subject"] for job in db.session.scalars(select(Job).where(Job.kind == "mail"))]


def told(words: str) -> int:
    return sum(words in subject for subject in subjects())


def test_who_joins_first_stands_first(here):
    first, second = in_line(here, here.amara, here.dara)
    assert [waiting_list.place(claim) for claim in (first, second)] == [1, 2]
    assert make.wait(here.full, here.amara) is first, "asked twice, it is one place"
    claims.withdraw(first, by=here.amara)
    assert waiting_list.place(second) == 1
    assert make.wait(here.full, here.amara).rank == 3, "who left stands at the end"


def test_nobody_waits_while_a_seat_is_free(here):
    with pytest.raises(RuleBroken, match="A seat is free"):
        make.wait(here.first, here.amara)


def test_a_seat_that_comes_free_goes_to_the_next_one_for_days(here):
    first, second = in_line(here, here.amara, here.dara)
    claims.withdraw(here.seat, by=here.bela)
    assert (first.status, second.status) == (S.HELD, S.WAITLISTED)
    days = (
        clock.day_of(first.until_at - timedelta(seconds=1), here.full.zone) - clock.today("Europe/London")
    ).days
    assert days == Policy().offer_days
    assert here.full.status is ProjectStatus.FILLED
    assert told("A seat came free") == 1
    claims.accept(claims.get(here.amara, first.id), by=here.amara)
    assert second.status is S.WAITLISTED, "a seat may come free yet"


def test_who_does_not_answer_lets_the_next_one_in(here):
    first, second = in_line(here, here.amara, here.dara)
    claims.withdraw(here.seat, by=here.bela)
    with clock.travel(first.until_at):
        assert clocks.lapse_due() == 1
    assert (first.status, second.status) == (S.LAPSED, S.HELD)
    assert told("The time to answer is over") == 1


@pytest.mark.parametrize(
    ("selection", "status"), [(Selection.APPLY, S.OFFERED), (Selection.MATCH, S.PROPOSED)]
)
def test_each_project_offers_by_its_own_way(here, selection, status):
    project = make.project(here.north, here.brook, seats=1, selection=selection)
    if selection is Selection.APPLY:
        seat = make.apply(project, here.bela, asking.Application("I would."))
        offers.shortlist(seat, by=here.brook.actor)
        offers.offer(seat, "", make.soon(), by=here.brook.actor)
    else:
        seat = matches.propose(project, [here.bela.user_id], by=here.desk)[0]
    waits = make.wait(project, here.amara, asking.Application("Me too."))
    claims.decline_offer(seat, by=here.bela)
    assert waits.status is status
    assert waits.statement == ("Me too." if selection is Selection.APPLY else "")


def test_who_has_no_room_is_passed_over_and_keeps_the_place(here):
    first, second = in_line(here, here.amara, here.dara)
    policies.adopt(here.north.id, Policy(placements_at_once=1, first_window_hours=0), by=here.desk)
    claims.accept(make.held(here), by=here.amara)
    claims.withdraw(here.seat, by=here.bela)
    assert (first.status, second.status) == (S.WAITLISTED, S.HELD)
    assert "placement running" in first.passed_over
    noted = select(HistoryEntry).where(
        HistoryEntry.action == "pass_over", HistoryEntry.subject_id == first.id
    )
    assert len(db.session.scalars(noted).all()) == 1
    claims.withdraw(second, by=here.dara)
    clocks.move_up_due()
    assert told("About your place") == 1, "told once, not each minute"
    policies.adopt(here.north.id, Policy(first_window_hours=0), by=here.desk)
    assert clocks.move_up_due() == 1
    assert (first.status, first.passed_over) == (S.HELD, "")


def test_who_is_not_eligible_any_more_leaves_the_list(here):
    first, second = in_line(here, here.amara, here.dara)
    here.full.graduates_within = 1
    db.session.execute(
        db.update(Enrollment)
        .where(Enrollment.user_id == here.dara.user_id)
        .values(graduates_on=clock.now().date())
    )
    claims.withdraw(here.seat, by=here.bela)
    assert (first.status, first.closed_reason) == (S.CLOSED, ClosedReason.INELIGIBLE)
    assert second.status is S.HELD


def test_a_shut_account_is_not_asked(here):
    first, second = in_line(here, here.amara, here.dara)
    db.session.get(people.User, here.amara.user_id).disabled_at = clock.now()
    claims.withdraw(here.seat, by=here.bela)
    assert (first.status, second.status) == (S.CLOSED, S.HELD)


def test_a_list_counts_against_the_students_requests(here):
    policies.adopt(here.north.id, Policy(live_claims=1, first_window_hours=0), by=here.desk)
    (waits,) = in_line(here, here.amara)
    with pytest.raises(RuleBroken, match="request waiting"):
        make.held(here)
    claims.withdraw(here.seat, by=here.bela)
    assert waits.status is S.HELD, "its own request does not stand in its way"


def test_while_a_partnership_is_suspended_nobody_moves(here):
    (waits,) = in_line(here, here.amara)
    found = select(make.Partnership).where(make.Partnership.employer_id == here.brook.employer.id)
    partnership = db.session.scalars(found).one()
    partnership.status = PartnershipStatus.SUSPENDED
    claims.withdraw(here.seat, by=here.bela)
    assert clocks.move_up_due() == 0
    assert waits.status is S.WAITLISTED
    partnership.status = PartnershipStatus.APPROVED
    assert clocks.move_up_due() == 1


def test_when_the_project_ends_nobody_is_left_on_its_list(here):
    (waits,) = in_line(here, here.amara)
    projects.close(here.full, by=here.brook.actor)
    assert waits.status is S.CLOSED
    assert here.full.seats_taken == 0


def test_a_list_lives_a_week_into_the_work(here):
    (waits,) = in_line(here, here.amara)
    claims.accept(claims.get(here.bela, here.seat.id), by=here.bela)
    with clock.travel(here.full.apply_by_at + timedelta(minutes=1)):
        clocks.end_intake()
    assert here.full.status is ProjectStatus.FILLED
    placement = db.session.scalars(select(Placement)).one()
    with clock.travel(here.full.apply_by_at + timedelta(days=8)):
        placements.no_show(placement, "No answer for a week.", by=here.desk)
        assert waits.status is S.HELD
        claims.withdraw(waits, by=here.amara)
    with clock.travel(here.full.apply_by_at + timedelta(days=16)):
        clocks.end_intake()
    assert here.full.status is ProjectStatus.EXPIRED


def test_the_office_passes_the_seat_of_ended_work_on(here):
    (waits,) = in_line(here, here.amara)
    placement = claims.accept(claims.get(here.bela, here.seat.id), by=here.bela)
    placements.start(placement, "They talked.", by=here.desk)
    placements.end_early(placement, EndCause.SCOPE, 0, "It grew too large.", by=here.desk)
    assert waits.status is S.WAITLISTED, "work was done: the seat is still counted"
    with pytest.raises(NotAllowed):
        seat_passing.reassign(placement, by=here.bela)
    seat_passing.reassign(placement, by=here.desk)
    assert waits.status is S.HELD
    with pytest.raises(RuleBroken, match="cannot be passed on"):
        seat_passing.reassign(placement, by=here.desk)
    assert not any(invariants.violations().values())


def test_a_waiting_claim_cannot_be_accepted(here):
    (waits,) = in_line(here, here.amara)
    with pytest.raises(RuleBroken):
        claims.accept(claims.get(here.amara, waits.id), by=here.amara)
    with pytest.raises(NotAllowed):
        claims.take("hold_from_list", waits, here.amara)
    assert board.get(here.amara, here.full.id), "who waits still sees the project"
    assert claims.mine(here.amara)[0].place == 1
    assert SYSTEM.label
