"""E1: a stranger applies from the public page, without script, and comes in to see where it stands."""

import re

import pytest

from portal.database import db
from portal.models.employers import ApplicationDraft, Employer, Partnership
from portal.services import partnerships
from portal.vocabulary import PartnershipStatus as S
from tests.client import soup
from tests.factories import campus, employers

TYPED = {
    "organisation": {"name": "Riverbank", "legal_name": "Riverbank CIO", "registration": ""},
    "website": {"website": "riverbank.example"},
    "address": {"address": "4 Quay Street", "phone": "+44 20 7946 0018"},
    "you": {"contact_name": "Dana", "contact_title": "Lead", "email": "dana@riverbank.example"},
    "reason": {"reason": "Thank-you letters."},
    "terms": {"accepted": "y", "terms_name": "Dana"},
}


def walk(client, campus_id=None):
    """Fill every page in order, following each answer to the next."""
    page = client.fill("/partner").location
    if campus_id:
        assert page == "/partner/campus"
        page = client.fill(page, {"campus_id": str(campus_id)}).location
    for step, typed in TYPED.items():
        assert page == f"/partner/{step}"
        page = client.fill(page, typed).location
    return page


@pytest.mark.parametrize("several", [True, False])
def test_from_the_first_page_to_the_receipt(app, client, several):
    north = campus("north")
    if several:
        campus("south")
    assert walk(client, north.id if several else None) == "/partner/check"
    check = client.get("/partner/check")
    assert "Riverbank CIO" in check.text
    assert "Not answered" not in check.text
    sent = client.fill("/partner/check")
    assert (sent.status_code, sent.location) == (303, "/partner/sent")
    made = db.session.query(Partnership).one()
    assert (made.status, made.campus_id) == (S.APPLIED, north.id)
    assert partnerships.reference(made.id) in client.get("/partner/sent").text
    assert client.send("/partner/check").status_code == 303
    assert db.session.query(Partnership).count() == 1


def test_a_mistake_is_told_and_what_was_typed_stays(app, client):
    campus("north")
    client.fill("/partner")
    answer = client.fill("/partner/website", {"website": "not a site"})
    page = soup(answer)
    assert answer.status_code == 422
    assert page.title.text.startswith("Error:")
    assert page.select_one("#website")["value"] == "not a site"
    assert page.select_one(".summary-errors a")["href"] == "#website"


def test_unanswered_questions_are_said_before_sending(app, client):
    campus("north")
    client.fill("/partner")
    client.fill("/partner/website", TYPED["website"])
    page = soup(client.get("/partner/check"))
    assert len(page.select(".tag.todo")) == 9
    assert client.fill("/partner/check").status_code == 422
    assert db.session.query(Employer).count() == 0


def test_from_the_check_one_answer_is_changed(app, client):
    campus("north")
    walk(client)
    answer = client.fill("/partner/reason?from=check", {"reason": "Other letters."})
    assert answer.location == "/partner/check"
    assert "Other letters." in client.get("/partner/check").text


def test_a_campus_page_chooses_the_campus(app, client):
    campus("north")
    south = campus("south")
    client.fill("/partner?campus=south")
    assert db.session.query(ApplicationDraft).one().campus_id == south.id


def test_another_browser_has_its_own_draft(app, client):
    campus("north")
    walk(client)
    other = app.test_client()
    for page in ("/partner/check", "/partner/you", "/partner/sent"):
        assert other.get(page).status_code == 404


def test_no_form_reaches_a_column_of_the_record(app, client):
    campus("north")
    client.fill("/partner")
    forged = {c.name: "1" for table in (Partnership, Employer) for c in table.__table__.columns}
    for step, typed in TYPED.items():
        client.fill(
            f"/partner/{step}", {**forged, **typed, "status": "approved", "approved_at": "2026-01-01"}
        )
    client.fill("/partner/check", {**forged, "status": "approved", "domain": "evil.example"})
    made = db.session.query(Partnership).one()
    assert (made.status, made.approved_at, made.review_on) == (S.APPLIED, None, None)
    assert db.session.query(Employer).one().domain == "riverbank.example"


def test_the_letter_lets_the_applicant_in(app, client, letters):
    campus("north")
    walk(client)
    client.fill("/partner/check")
    letter = next(letter for letter in letters() if letter["To"] == "dana@riverbank.example")
    link = re.search(r"/invitation/\S+", letter.get_content()).group()
    chosen = {"password": "quay street heron 41", "again": "quay street heron 41"}
    assert client.fill(link, chosen).status_code == 303
    page = client.get("/employer/")
    assert "North Campus has your application" in page.text


def test_too_many_from_one_address(app, client):
    campus("north")
    answers = [client.send("/partner").status_code for _ in range(31)]
    assert (answers[0], answers[-1]) == (303, 429)


def test_answering_and_withdrawing(app, client_for):
    here = employers.world()
    other = employers.partner(
        here.south, S.CHANGES_REQUESTED, here.far, website="a.example", email="a@a.example"
    )
    client, page = client_for(other.member), f"/employer/partnerships/{other.partnership.id}"
    assert "Which register are you in?" in client.get(page).text
    assert client.fill(page, {"text": ""}).status_code == 422
    assert client.fill(page, {"text": "The charity one."}).status_code == 303
    assert db.session.get(Partnership, other.partnership.id).status is S.IN_REVIEW
    assert client.fill(f"{page}/withdraw").status_code == 303
    db.session.expire_all()
    assert db.session.get(Partnership, other.partnership.id).status is S.WITHDRAWN
    assert client_for(here.brook.member).get(page).status_code == 404
