"""The life of a claim: every state against every step and person, and what each verb changes besides."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal import clock
from portal.actor import SYSTEM
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.claims import Claim
from portal.models.history import HistoryEntry
from portal.models.jobs import Job
from portal.models.placements import Placement
from portal.services import board, claims, clocks, offers, policies
from portal.services.asking import Application
from portal.services.policies import Policy
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import ClosedReason, PartnershipStatus, ProjectStatus
from tests.factories import claims as make

OWNER = {"accept": "amara", "withdraw": "amara", "decline_offer": "amara"}
EMPLOYER = {"shortlist": "brook", "offer": "brook", "refuse": "brook"}
FROM_LIST = ("hold_from_list", "offer_from_list", "propose_from_list")
PORTAL = dict.fromkeys(("lapse", "auto_close", "close", *FROM_LIST), "system")
WHO = {**OWNER, **EMPLOYER, **PORTAL}
MAY = {
    S.HELD: {"accept", "withdraw", "lapse", "close"},
    S.SUBMITTED: {"withdraw", "shortlist", "refuse", "auto_close", "close"},
    S.SHORTLISTED: {"withdraw", "offer", "refuse", "auto_close", "close"},
    S.OFFERED: {"accept", "decline_offer", "withdraw", "lapse", "close"},
    S.PROPOSED: {"accept", "decline_offer", "withdraw", "lapse", "close"},
    S.WAITLISTED: {"withdraw", "close", *FROM_LIST},
}


@pytest.fixture
def here(app):
    return make.world()


def people(here):
    return {
        "amara": here.amara,
        "bela": here.bela,
        "cato": here.cato,
        "brook": here.brook.actor,
        "crest": here.crest.actor,
        "desk": here.desk,
        "system": SYSTEM,
    }


def seated(project) -> int:
    rule = Claim.status.in_((S.HELD, S.OFFERED, S.PROPOSED, S.ACCEPTED))
    return db.session.scalar(select(func.count()).where(Claim.project_id == project.id, rule))


@pytest.mark.parametrize("state", make.ROADS, ids=str)
def test_every_step_in_every_state_by_everybody(here, state):
    claim = make.ROADS[state](here)
    assert claim.status is state
    for name, actor in people(here).items():
        may = {step.verb for step in claims.LIFECYCLE.choices(claim, actor)}
        assert may == {verb for verb in MAY.get(state, ()) if WHO[verb] == name}
        for verb in sorted({step.verb for step in claims.LIFECYCLE.steps} - may):
            with pytest.raises((NotAllowed, RuleBroken)):
                claims.LIFECYCLE.take(verb, claim, by=actor, note="because")


@pytest.mark.parametrize("state", make.ROADS, ids=str)
def test_a_seat_is_taken_exactly_while_somebody_sits(here, state):
    claim = make.ROADS[state](here)
    db.session.refresh(claim.project)
    assert claim.project.seats_taken == seated(claim.project)
    told = db.session.scalar(select(func.count()).where(HistoryEntry.subject == "claim"))
    assert told >= 1


def test_accepting_begins_the_placement_in_the_same_transaction(here):
    claim = make.accepted(here)
    placement = db.session.scalars(select(Placement)).one()
    assert placement.claim_id == claim.id
    assert claim.terms_version and claim.accepted_at
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Placement)) == 0


def test_claiming_twice_is_claiming_once(here):
    assert make.hold(here.first, here.amara) is make.hold(here.first, here.amara)
    assert seated(here.first) == 1


def test_applying_twice_is_applying_once(here):
    assert make.apply(here.choice, here.amara) is make.apply(here.choice, here.amara)


def test_the_last_seat_fills_the_project_and_undo_opens_it_again(here):
    first, last = make.hold(here.first, here.amara), make.hold(here.first, here.bela)
    assert here.first.status is ProjectStatus.FILLED
    claims.withdraw(last, by=here.bela)
    assert here.first.status is ProjectStatus.OPEN
    assert first.status is S.HELD


def test_the_late_one_is_told_in_words(here):
    project = make.project(here.north, here.brook, seats=1)
    make.hold(project, here.bela)
    with pytest.raises(RuleBroken, match="All seats are taken"):
        make.hold(project, here.amara)


def test_a_hold_lapses_and_the_seat_is_free(here):
    claim = make.held(here)
    with clock.travel(clock.now() + timedelta(minutes=16)):
        with pytest.raises(RuleBroken, match="over"):
            claims.accept(claim, by=here.amara)
        assert clocks.lapse_due() == 1
    assert claim.status is S.LAPSED
    assert here.first.seats_taken == 0


def test_after_a_lapse_the_student_may_ask_again(here):
    old = make.held(here)
    with clock.travel(clock.now() + timedelta(minutes=16)):
        new = make.held(here)
    assert (old.status, new.status) == (S.LAPSED, S.HELD)
    assert seated(here.first) == 1


def test_silence_is_answered_by_the_portal(here):
    claim = make.submitted(here)
    with clock.travel(claim.answer_by_at + timedelta(seconds=1)):
        assert clocks.auto_close_due() == 1
    assert claim.status is S.AUTO_CLOSED
    letters = db.session.scalars(select(Job).where(Job.kind == "mail")).all()
    assert any("No answer came" in job.payload["subject"] for job in letters)


def test_intake_ends_on_its_day(here):
    taken = make.project(here.north, here.brook)
    make.hold(taken, here.bela)
    claims.accept(claims.get(here.bela, db.session.scalar(select(Claim.id))), by=here.bela)
    waits = make.submitted(here)
    with clock.travel(here.first.apply_by_at + timedelta(seconds=1)):
        waits.answer_by_at = clock.now() + timedelta(days=1)
        clocks.end_intake()
    assert here.first.status is ProjectStatus.EXPIRED
    assert taken.status is ProjectStatus.CLOSED
    assert here.choice.status is ProjectStatus.OPEN, "an applicant still waits for the answer"


def test_once_every_seat_is_accepted_nobody_is_left_waiting(here):
    project = make.project(here.north, here.brook, seats=1, selection=here.choice.selection, questions=[])
    plain = Application("Me too.")
    claim, other = make.apply(project, here.amara, plain), make.apply(project, here.bela, plain)
    offers.shortlist(claim, by=here.brook.actor)
    offers.offer(claim, "", make.soon(), by=here.brook.actor)
    assert other.status is S.SUBMITTED
    claims.accept(claim, by=here.amara)
    assert (other.status, other.closed_reason) == (S.CLOSED, ClosedReason.FILLED)


def test_an_offer_needs_a_seat_and_a_near_day(here):
    claim = make.shortlisted(here)
    far = clock.today("UTC") + timedelta(days=30)
    with pytest.raises(RuleBroken, match="answer day"):
        offers.offer(claim, "", far, by=here.brook.actor)
    here.choice.seats_taken, here.choice.seats = 2, 2
    db.session.flush()
    with pytest.raises(RuleBroken, match="All seats"):
        offers.offer(claim, "", make.soon(), by=here.brook.actor)


@pytest.mark.parametrize(
    ("application", "words"),
    [
        (Application("", ["Often."]), "few sentences"),
        (Application("Yes", [" "]), "each of the questions"),
        (Application("Yes", []), "each of the questions"),
    ],
)
def test_half_an_application_is_refused(here, application, words):
    with pytest.raises(RuleBroken, match=words):
        make.apply(here.choice, here.amara, application)


def test_a_resume_that_is_asked_for_must_come(here):
    here.choice.wants_resume = True
    with pytest.raises(RuleBroken, match="resume"):
        make.apply(here.choice, here.amara)


def test_only_so_many_requests_wait_at_once(here):
    policies.adopt(here.north.id, Policy(live_claims=1), by=here.desk)
    make.submitted(here)
    with pytest.raises(RuleBroken, match="request waiting"):
        make.held(here)


def test_only_so_many_placements_run_at_once(here):
    policies.adopt(here.north.id, Policy(placements_at_once=1), by=here.desk)
    make.accepted(here)
    with pytest.raises(RuleBroken, match="placement running"):
        make.hold(make.project(here.north, here.brook), here.amara)


def test_hours_a_week_stay_under_the_ceiling(here):
    policies.adopt(here.north.id, Policy(weekly_ceiling=700), by=here.desk)
    make.accepted(here)
    with pytest.raises(RuleBroken, match=r"The most at your campus is 11\.7"):
        make.hold(make.project(here.north, here.brook), here.amara)


def test_first_come_and_application_are_not_mixed_up(here):
    with pytest.raises(RuleBroken):
        claims.hold(board.get(here.amara, here.choice.id), by=here.amara)
    with pytest.raises(RuleBroken):
        claims.submit(board.get(here.amara, here.first.id), make.APPLICATION, by=here.amara)


def test_a_claim_is_seen_by_its_own_people_only(here):
    claim = make.submitted(here)
    seen = {name: sees(actor, claim.id) for name, actor in people(here).items()}
    assert {name for name, may in seen.items() if may} == {"amara", "brook", "desk"}


def test_a_suspended_partnership_hides_the_applicants_at_once(here):
    claim = make.submitted(here)
    here.suspend = db.session.scalars(
        select(make.Partnership).where(make.Partnership.employer_id == here.brook.employer.id)
    ).one()
    here.suspend.status = PartnershipStatus.SUSPENDED
    assert not sees(here.brook.actor, claim.id)
    assert sees(here.amara, claim.id)


def sees(actor, claim_id) -> bool:
    try:
        return bool(claims.get(actor, claim_id))
    except NotFound:
        return False
