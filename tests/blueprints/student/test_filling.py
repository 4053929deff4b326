"""A student's pages where it is not simply first come: waiting, interest, proposals, draws."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.services import asking, board, claims, clocks, draws, matches
from portal.vocabulary import ClaimStatus as S
from tests.client import soup
from tests.factories import claims as make


@pytest.fixture
def here(app):
    return make.world()


@pytest.fixture
def amara(here, client_for):
    return client_for(here.members["amara"])


def full(here):
    project = make.project(here.north, here.brook, title="Count the birds", seats=1)
    here.seat = make.hold(project, here.bela)
    db.session.flush()
    db.session.expire(project)
    return project


def live(here, project):
    db.session.expire_all()
    return asking.live_on(project.id, here.amara)


def test_join_see_the_place_and_leave(here, amara):
    project = full(here)
    page = f"/student/projects/{project.id}"
    assert "Nobody is on the waiting list yet" in amara.get(page).text
    assert "Join the waiting list" in amara.get("/student/projects").text
    answer = amara.send(f"{page}/waiting", {})
    assert answer.status_code == 303
    assert "You are next on the waiting list" in amara.get(answer.location).text
    assert "Number 1 in line" in amara.get("/student/placements").text
    assert amara.send(f"{page}/waiting", {}).location == answer.location, "asked twice, it is one place"
    assert amara.send(f"{answer.location}/withdraw", {}).status_code == 303
    assert live(here, project) is None


def test_a_seat_that_comes_free_is_accepted_like_any_other(here, amara):
    project = full(here)
    there = amara.send(f"/student/projects/{project.id}/waiting", {}).location
    claims.withdraw(claims.get(here.bela, here.seat.id), by=here.bela)
    page = amara.get(there)
    assert "you were next on the list" in page.text
    assert amara.fill(there, {"agree": "y"}, action=f"{there}/accept").status_code == 303
    assert live(here, project).status is S.ACCEPTED


def test_with_a_free_seat_there_is_nothing_to_wait_for(here, amara):
    answer = amara.send(f"/student/projects/{here.first.id}/waiting", {})
    assert answer.status_code == 422
    assert "A seat is free" in answer.text


def test_where_the_supervisor_chooses_joining_is_applying(here, amara):
    here.choice.seats, here.choice.questions = 1, []
    claim = make.apply(here.choice, here.bela, asking.Application("I would."))
    claim.status, claim.until_at = S.OFFERED, clock.now() + timedelta(days=1)
    claims.seats.take(here.choice.id)
    page = f"/student/projects/{here.choice.id}"
    assert "Apply for the waiting list" in amara.get(page).text
    assert amara.send(f"{page}/waiting", {}).location.endswith("/apply")
    answer = amara.fill(f"{page}/apply", {"statement": "Me too."})
    assert answer.status_code == 303
    assert live(here, here.choice).status is S.WAITLISTED


def test_interest_and_taking_it_back(here, amara):
    page = f"/student/projects/{here.match.id}"
    assert "I am interested" in amara.get("/student/projects").text
    assert amara.send(f"{page}/interest", {}).status_code == 303
    assert "You are interested" in amara.get(page).text
    assert "You are interested" in amara.get("/student/projects").text
    assert amara.send(f"{page}/interest/withdraw", {}).status_code == 303
    assert matches.standing(here.match.id, here.amara) is None


def test_a_proposal_says_who_proposes_and_until_when(here, amara):
    claim = make.proposed(here)
    page = amara.get(f"/student/claims/{claim.id}")
    assert "The career office proposes you" in page.text
    assert "It would suit you." in page.text
    assert amara.send(f"/student/claims/{claim.id}/decline", {}).status_code == 303
    assert live(here, here.match) is None


def test_a_draw_is_entered_watched_and_checked(here, amara):
    lots = make.project(here.north, here.brook, title="Paint a fence", by_draw=True, seats=1)
    draws.open_for(lots, by=here.desk)
    page = f"/student/projects/{lots.id}"
    assert "Lots decide" in amara.get(page).text
    assert "Take part in the draw" in amara.get("/student/projects").text
    there = amara.send(f"{page}/claims", {}).location
    assert "You take part in the draw" in amara.get(there).text
    claims.hold(board.get(here.bela, lots.id), by=here.bela)
    with clock.travel(clock.now() + timedelta(hours=73)):
        clocks.draw_due()
    text = soup(amara.get(f"{page}/draw")).main.text
    assert ", yours" in text
    assert "Bela" not in text
    assert f"of {len(draws.get(here.amara, lots.id).entries)}" in text
