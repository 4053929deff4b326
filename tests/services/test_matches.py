"""Office match: interest takes no seat, candidates come in a fair order, and proposals are for all or none."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.filling import Interest
from portal.models.jobs import Job
from portal.models.placements import Placement
from portal.models.projects import Eligibility
from portal.services import board, candidates, claims, clocks, fillings, matches, policies
from portal.services.policies import Policy
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import EligibilityKind
from tests.factories import claims as make
from tests.factories import student


@pytest.fixture
def here(app):
    return make.world()


def interested(here, who):
    return matches.register(board.get(who, here.match.id), by=who)


def names(here, **asked) -> list[str]:
    return [one.name for one in candidates.listing(here.match, **asked)[0]]


def taken(here) -> int:
    db.session.refresh(here.match)
    return here.match.seats_taken


def to_office() -> int:
    found = db.session.scalars(select(Job).where(Job.kind == "mail"))
    return sum("A seat is free again" in job.payload["subject"] for job in found)


def test_interest_takes_no_seat_and_can_be_taken_back(here):
    first = interested(here, here.amara)
    assert interested(here, here.amara) is first
    assert (here.match.seats_taken, candidates.interested(here.match.id)) == (0, 1)
    assert matches.mine(here.amara)[0].project_id == here.match.id
    matches.withdraw(here.match.id, by=here.amara)
    matches.withdraw(here.match.id, by=here.amara)
    assert candidates.interested(here.match.id) == 0
    interested(here, here.amara)
    assert len(db.session.scalars(select(Interest)).all()) == 2


def test_interest_is_for_projects_that_the_office_fills(here):
    with pytest.raises(RuleBroken):
        matches.register(board.get(here.amara, here.first.id), by=here.amara)
    with pytest.raises(RuleBroken):
        claims.hold(board.get(here.amara, here.match.id), by=here.amara)


def test_candidates_interested_then_without_experience_then_with_time(here):
    make.acting(student(here.north, "Ann Busy", {"ceiling_minutes": 60}))
    for name in ("Zoe Zest", "Yan York"):
        interested(here, make.acting(student(here.north, name, {"ceiling_minutes": 900})))
    claims.accept(make.held(here), by=here.amara)
    interested(here, here.amara)
    assert names(here) == ["Yan York", "Zoe Zest", "Amara Okafor", "Bela Nagy", "Ann Busy"]
    assert names(here, interested=True) == ["Yan York", "Zoe Zest", "Amara Okafor"]
    assert names(here, search="zest") == ["Zoe Zest"]


def test_who_meets_more_preferences_comes_first(here):
    make.acting(student(here.north, "Wes West", year="Senior"))
    db.session.add(
        Eligibility(project_id=here.match.id, kind=EligibilityKind.YEAR, value="Senior", must=False)
    )
    here.match.graduates_within, here.match.graduates_must = 1, False
    db.session.flush()
    assert names(here)[0] == "Wes West"
    (wes,) = candidates.listing(here.match, search="Wes")[0]
    assert wes.reasons[0] == "Matches 1 of 2 preferences."


def test_reasons_are_recorded_facts(here):
    here.match.must_skills = ["excel"]
    (amara,) = candidates.listing(here.match, search="Amara")[0]
    assert amara.reasons[:2] == ["No placement yet.", "Has excel."]
    assert "Hours a week free while it runs: 15. It takes 6.7." in amara.reasons[2]
    (bela,) = candidates.listing(here.match, search="Bela")[0]
    assert bela.reasons == ["No placement yet."]


def test_only_whom_the_project_is_meant_for(here):
    here.match.graduates_within = 1
    assert names(here) == []
    with pytest.raises(RuleBroken, match="no longer see"):
        matches.propose(here.match, [here.amara.user_id], by=here.desk)
    with pytest.raises(RuleBroken, match="no longer see"):
        matches.propose(here.match, [here.cato.user_id], by=here.desk)


def test_a_proposal_takes_a_seat_and_tells_the_student(here):
    claim = make.proposed(here)
    db.session.refresh(here.match)
    assert (claim.status, here.match.seats_taken, claim.message) == (S.PROPOSED, 1, "It would suit you.")
    last = clock.day_of(claim.until_at - timedelta(seconds=1), here.match.zone)
    assert last == clock.today(here.match.zone) + timedelta(days=Policy().proposal_days)
    claims.accept(claims.get(here.amara, claim.id), by=here.amara)
    assert db.session.scalars(select(Placement)).one().claim_id == claim.id


def test_declined_or_forgotten_the_seat_is_free_and_the_office_knows(here):
    made = matches.propose(here.match, [here.amara.user_id, here.bela.user_id], by=here.desk)
    bela, amara = sorted(made, key=lambda claim: claim.student_id == here.amara.user_id)
    claims.decline_offer(amara, by=here.amara)
    assert (taken(here), to_office()) == (1, 1)
    with clock.travel(bela.until_at):
        assert clocks.lapse_due() == 1
    assert (taken(here), to_office()) == (0, 2)
    assert bela.status is S.LAPSED


def test_all_are_proposed_or_none(here):
    policies.adopt(here.north.id, Policy(live_claims=1), by=here.desk)
    make.held(here)
    with pytest.raises(RuleBroken, match="Amara Okafor: You have 1 request"):
        matches.propose(here.match, [here.bela.user_id, here.amara.user_id], by=here.desk)
    assert here.match.seats_taken == 0
    here.match.seats = 1
    with pytest.raises(RuleBroken, match="2 students for 1 seats"):
        matches.propose(here.match, [here.bela.user_id, here.amara.user_id], by=here.desk)
    with pytest.raises(RuleBroken, match="at least one"):
        matches.propose(here.match, [], by=here.desk)


def test_only_the_projects_own_office_proposes(here):
    for actor in (here.amara, here.brook.actor):
        with pytest.raises(NotAllowed):
            matches.propose(here.match, [here.bela.user_id], by=actor)
        with pytest.raises(NotFound):
            matches.get(actor, here.match.id)
        with pytest.raises(NotFound):
            fillings.listing(actor)
    with pytest.raises(NotFound):
        matches.get(here.desk, here.first.id)


def test_nobody_is_proposed_twice(here):
    make.proposed(here)
    with pytest.raises(RuleBroken, match="has a request here already"):
        matches.propose(here.match, [here.amara.user_id], by=here.desk)
