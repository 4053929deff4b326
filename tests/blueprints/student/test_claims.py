"""S3 in a browser without scripts: hold, undo, accept, apply, answer an offer."""

import io

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.models.claims import Claim
from portal.models.placements import Placement
from portal.services import claims
from portal.vocabulary import ClaimStatus as S
from tests.client import soup
from tests.factories import claims as make


@pytest.fixture
def here(app):
    return make.world()


@pytest.fixture
def amara(here, client_for):
    return client_for(here.members["amara"])


def only():
    db.session.expire_all()
    return db.session.scalars(select(Claim)).one()


def count(model=Claim) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def claim_it(client, project):
    return client.send(f"/student/projects/{project.id}/claims")


def test_hold_read_accept(here, amara):
    page = f"/student/projects/{here.first.id}"
    answer = amara.fill(page, action=f"{page}/claims")
    assert (answer.status_code, only().status) == (303, S.HELD)
    terms = soup(amara.get(answer.location))
    assert terms.h1.get_text() == "Read and accept the terms"
    assert "A seat is held for you until" in terms.select_one(".toast").get_text()
    accept = f"{answer.location}/accept"
    refused = amara.fill(answer.location, action=accept)
    assert (refused.status_code, only().status) == (422, S.HELD)
    assert "Tick the box to accept the terms." in soup(refused).select_one(".summary-errors").get_text()
    taken = amara.fill(answer.location, {"agree": "y"}, action=accept)
    assert (taken.status_code, only().status, count(Placement)) == (303, S.ACCEPTED, 1)
    again = amara.send(accept, {"agree": "y"})
    assert (again.status_code, again.location, count(Placement)) == (303, taken.location, 1)


def test_undo_from_the_toast_and_once_only(here, amara):
    location = claim_it(amara, here.first).location
    toast = soup(amara.get(location)).select_one(".toast form")
    assert toast["action"] == f"{location}/withdraw"
    for _time in range(2):
        assert amara.send(toast["action"]).status_code == 303
    assert only().status is S.WITHDRAWN
    db.session.refresh(here.first)
    assert here.first.seats_taken == 0


def test_sent_twice_is_one_claim_and_one_answer(here, amara):
    first, second = claim_it(amara, here.first), claim_it(amara, here.first)
    assert first.location == second.location
    assert count() == 1


def test_the_late_one_reads_why_on_the_project_page(here, amara, client_for):
    here.first.seats = 1
    claim_it(client_for(here.members["bela"]), here.first)
    answer = claim_it(amara, here.first)
    assert answer.status_code == 422
    page = soup(answer)
    assert page.title.get_text().startswith("Error:")
    assert "All seats are taken." in page.select_one("[role=alert]").get_text()
    assert count() == 1


def test_a_seat_cannot_be_claimed_without_a_token_or_where_it_is_hidden(here, amara, client_for):
    assert amara.post(f"/student/projects/{here.first.id}/claims").status_code in {400, 403}
    assert claim_it(client_for(here.members["cato"]), here.first).status_code == 404
    assert count() == 0


def apply(client, project, **data):
    told = {"statement": "I love maps.", "answer_1": "Often.", **data}
    return client.fill(f"/student/projects/{project.id}/apply", told)


def test_apply_with_answers_and_only_what_was_ticked(here, amara):
    form = soup(amara.get(f"/student/projects/{here.choice.id}/apply"))
    assert not form.select('input[name="shared"][checked]')
    assert not form.select('[name="answer_2"], [name="use_profile_resume"]')
    answer = apply(amara, here.choice, shared=["skills"])
    claim = only()
    assert (answer.status_code, claim.status, claim.shared) == (303, S.SUBMITTED, ["skills"])
    assert claim.answers == [{"question": "How often?", "answer": "Often."}]
    page = " ".join(soup(amara.get(answer.location)).main.get_text(" ", strip=True).split())
    assert "Brook must answer by" in page and "My skills" in page
    assert apply_again(amara, here.choice).status_code == 303
    assert count() == 1


def apply_again(client, project):
    told = {"statement": "Again.", "answer_1": "Yes."}
    return client.send(f"/student/projects/{project.id}/apply", told)


def test_what_was_typed_stays_when_something_is_missing(here, amara):
    answer = apply(amara, here.choice, statement="Only this", answer_1="")
    assert answer.status_code == 422
    assert soup(answer).select_one('[name="statement"]').get_text().strip() == "Only this"
    assert soup(answer).title.get_text().startswith("Error:")


def test_a_resume_is_a_real_file_or_refused_in_words(here, amara):
    here.choice.wants_resume = True
    file = (io.BytesIO(b"not a pdf"), "resume.pdf")
    answer = apply(amara, here.choice, resume=file)
    assert answer.status_code == 422
    assert "not a PDF file" in soup(answer).select_one(".summary-errors").get_text()
    missing = apply(amara, here.choice)
    assert "asks for a resume" in soup(missing).select_one(".summary-errors").get_text()
    assert count() == 0


def test_an_offer_is_accepted_or_declined_once(here, amara):
    claim = make.offered(here)
    page = f"/student/claims/{claim.id}"
    shown = soup(amara.get(page))
    assert "Brook offers you a seat." in shown.select_one(".banner").get_text()
    assert "Welcome" in shown.main.get_text()
    for _time in range(2):
        assert amara.send(f"{page}/decline").status_code == 303
    assert only().status is S.DECLINED_BY_STUDENT
    late = amara.send(f"{page}/accept", {"agree": "y"})
    assert late.status_code == 422
    assert count(Placement) == 0


@pytest.mark.parametrize("state", make.ROADS, ids=str)
def test_every_state_has_a_page(here, amara, state):
    claim = make.ROADS[state](here)
    page, project = f"/student/claims/{claim.id}", f"/student/projects/{claim.project_id}"
    assert amara.get(page).status_code == 200
    assert amara.get(project).status_code == 200
    assert soup(amara.get("/student/projects")).select_one(".board")


@pytest.mark.parametrize("verb", ["accept", "withdraw", "decline"])
def test_somebody_elses_claim_is_not_there(here, client_for, verb):
    claim = make.offered(here)
    bela = client_for(here.members["bela"])
    assert bela.get(f"/student/claims/{claim.id}").status_code == 404
    assert bela.send(f"/student/claims/{claim.id}/{verb}", {"agree": "y"}).status_code == 404
    assert only().status is S.OFFERED


def test_no_form_sets_what_it_does_not_ask(here, amara):
    columns = {column.name: "1" for column in Claim.__table__.columns}
    apply(amara, here.choice, **{**columns, "statement": "Yes", "status": "accepted", "shared": []})
    claim = only()
    assert (claim.status, claim.accepted_at, claim.until_at, claim.resume_id) == (
        S.SUBMITTED,
        None,
        None,
        None,
    )
    assert claims.mine(here.amara)[0].id == claim.id
