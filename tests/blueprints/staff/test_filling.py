"""The office's pages of how projects fill: the list, proposing, waiting lists and draws."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.models.claims import Claim
from portal.services import board, claims, clocks, draws, matches, policies
from portal.services.policies import Policy
from portal.vocabulary import ClaimStatus as S
from tests.client import soup
from tests.factories import claims as make
from tests.factories import officer


@pytest.fixture
def here(app):
    return make.world()


@pytest.fixture
def desk(here, client_for):
    return client_for(officer(here.north, "Olga Office"))


def ticks(page) -> dict[str, str]:
    """Whom the page lets be ticked: {name: value}."""
    found = soup(page).select(".candidates input[name=students]")
    return {tick.find_parent("label").b.text: tick["value"] for tick in found}


def test_the_list_names_every_way(here, desk):
    matches.register(board.get(here.amara, here.match.id), by=here.amara)
    make.waitlisted(here)
    text = desk.get("/staff/filling").text
    for words in ("1 is interested", "1 on the waiting list", "The career office proposes"):
        assert words in text


def test_proposing_two_of_those_shown(here, desk, letters):
    here.match.must_skills = ["Excel"]
    page = desk.get(f"/staff/projects/{here.match.id}/match")
    shown = ticks(page)
    assert list(shown) == ["Bela Nagy", "Amara Okafor"]
    assert "Has Excel." in page.text
    answer = desk.send(page.request.path, {"students": list(shown.values()), "message": "It would suit you."})
    assert answer.status_code == 303
    assert {claim.status for claim in db.session.scalars(db.select(Claim))} == {S.PROPOSED}
    assert sum("We propose you" in letter["Subject"] for letter in letters()) == 2
    again = desk.get(page.request.path)
    assert not ticks(again)
    assert "All seats are taken" in again.text


def test_a_refused_proposal_says_who_and_keeps_the_ticks(here, desk):
    policies.adopt(here.north.id, Policy(live_claims=1), by=here.desk)
    path = f"/staff/projects/{here.match.id}/match"
    before = ticks(desk.get(path))
    make.held(here)
    answer = desk.send(path, {"students": list(before.values()), "message": "For you"})
    assert answer.status_code == 422
    assert "Amara Okafor: You have 1 request waiting" in answer.text
    assert "For you" in answer.text
    assert soup(answer).select_one(f'input[value="{here.bela.user_id}"]').has_attr("checked")
    assert list(ticks(answer)) == ["Bela Nagy"]
    nothing = desk.send(path, {"message": ""})
    assert (nothing.status_code, "Choose at least one student" in nothing.text) == (422, True)
    for nobody in ("x", "0", str(10**30), "987654321"):
        assert desk.send(path, {"students": [nobody], "message": ""}).status_code == 422


def test_search_and_interested_only(here, desk):
    matches.register(board.get(here.bela, here.match.id), by=here.bela)
    path = f"/staff/projects/{here.match.id}/match"
    assert list(ticks(desk.get(f"{path}?only=interested"))) == ["Bela Nagy"]
    assert list(ticks(desk.get(f"{path}?q=okafor"))) == ["Amara Okafor"]
    assert "Nobody to propose" in desk.get(f"{path}?q=nobody").text


def test_the_page_takes_few_statements(here, desk, statements):
    path = f"/staff/projects/{here.match.id}/match"
    desk.get(path)
    with statements() as sent:
        desk.get(path)
    assert len([one for one in sent if one.startswith("SELECT")]) <= 11, sent


def test_students_read_who_looked_at_their_profile(here, desk, client_for):
    for _time in range(2):
        desk.get(f"/staff/projects/{here.match.id}/match?q=okafor")
    told = client_for(here.members["amara"]).get("/student/disclosures").text
    assert told.count("Your profile") == 1 and "the career office" in told
    assert "Nobody has looked" in client_for(here.members["bela"]).get("/student/disclosures").text


def test_who_waits_in_which_order_and_why_not(here, desk):
    claim = make.waitlisted(here)
    claim.passed_at, claim.passed_over = clock.now(), "You have 2 placements running."
    text = desk.get(f"/staff/projects/{claim.project_id}/waiting").text
    assert "Amara Okafor" in text
    assert "2 placements running" in text


def test_a_draw_before_and_after(here, desk):
    lots = make.project(here.north, here.brook, by_draw=True, seats=1)
    draws.open_for(lots, by=here.desk)
    for who in (here.amara, here.bela):
        claims.hold(board.get(who, lots.id), by=who)
    draw = draws.get(here.desk, lots.id)
    before = desk.get(f"/staff/projects/{lots.id}/draw").text
    assert draw.commitment in before
    assert draw.seed not in before
    with clock.travel(clock.now() + timedelta(hours=73)):
        clocks.draw_due()
    after = desk.get(f"/staff/projects/{lots.id}/draw").text
    assert draw.seed in after
    assert after.index(str(draws.outcome(draw)[0].mark)) < after.index(draws.outcome(draw)[1].mark)
    assert "Amara Okafor" in after
