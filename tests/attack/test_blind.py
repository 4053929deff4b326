"""What an employer learns of a student who shared nothing, or whose name is hidden still."""

import pytest

from portal.database import db
from portal.models.employers import Partnership
from portal.services import claims
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import PartnershipStatus
from tests.factories import claims as board

SECRETS = ("Amara", "Okafor", "amara.okafor@north.example.edu")
FIRST_COME = {S.HELD, S.LAPSED, S.WITHDRAWN, S.CLOSED, S.ACCEPTED}
ROADS = {**board.ROADS, "taken back": board.ended("withdraw", board.submitted)}


@pytest.fixture
def here(app):
    made = board.world()
    made.choice.blind = True
    db.session.flush()
    return made


def pages(here, claim):
    """Every address that could speak of the claim."""
    on = f"/employer/projects/{claim.project_id}"
    mine = [f"{on}/applicants/{claim.id}/{verb}" for verb in ("offer", "decline")]
    return ["/employer/", "/employer/projects", on, f"{on}/applicants", *mine]


@pytest.mark.parametrize(
    "road", [road for road in ROADS if road not in {S.SHORTLISTED, S.OFFERED, S.ACCEPTED}]
)
def test_no_page_names_a_student_before_the_shortlist_or_after_the_end(here, client_for, road):
    claim = ROADS[road](here)
    named = road == S.DECLINED_BY_STUDENT
    browser = client_for(here.brook.member)
    for address in pages(here, claim):
        page = browser.get(address)
        assert page.status_code in {200, 303, 404}
        assert named or not [secret for secret in SECRETS if secret in page.text], address


def test_a_refusal_on_a_blind_page_keeps_the_name_hidden(here, client_for):
    claim = board.submitted(here)
    base = f"/employer/projects/{claim.project_id}/applicants/{claim.id}"
    for verb in ("offer", "decline"):
        page = client_for(here.brook.member).send(f"{base}/{verb}", {"message": ""})
        assert page.status_code == 422
        assert not [secret for secret in SECRETS if secret in page.text]


def test_letters_to_employers_name_no_applicant(here, letters):
    board.submitted(here)
    told = [letter for letter in letters() if "brook" in letter["To"]]
    assert told
    assert not [secret for letter in told for secret in SECRETS if secret in letter.as_string()]


def suspend(here):
    for found in db.session.scalars(db.select(Partnership)):
        found.status = PartnershipStatus.SUSPENDED
    db.session.commit()


@pytest.mark.parametrize("road", [board.submitted, board.shortlisted, board.offered])
def test_a_suspended_partnership_closes_every_way_to_an_applicant(here, client_for, road):
    claim = road(here)
    before = claim.status
    suspend(here)
    browser, base = client_for(here.brook.member), f"/employer/projects/{claim.project_id}/applicants"
    assert browser.get(base).status_code == 404
    for verb in ("offer", "decline"):
        assert browser.get(f"{base}/{claim.id}/{verb}").status_code == 404
    for verb in ("shortlist", "offer", "decline"):
        assert browser.send(f"{base}/{claim.id}/{verb}", {"message": "No"}).status_code == 404
    db.session.refresh(claim)
    assert claim.status is before


def test_a_suspended_partnership_closes_board_and_claims(here, client_for):
    held = board.held(here)
    suspend(here)
    browser = client_for(here.members["bela"])
    assert here.first.title not in browser.get("/student/projects").text
    for project in (here.first, here.choice):
        assert browser.get(f"/student/projects/{project.id}").status_code == 404
        assert browser.send(f"/student/projects/{project.id}/claims").status_code == 404
        assert browser.send(f"/student/projects/{project.id}/apply", {"statement": "x"}).status_code == 404
    answer = client_for(here.members["amara"]).send(f"/student/claims/{held.id}/accept", {"agree": "y"})
    db.session.refresh(held)
    assert (answer.status_code, held.status) == (422, S.HELD)


def test_a_suspended_employer_posts_nothing(here, client_for):
    suspend(here)
    browser = client_for(here.brook.member)
    answer = browser.send("/employer/projects", {"campus_id": str(here.north.id)})
    assert answer.status_code in {403, 409, 422}


def test_claims_of_the_office_stay_on_its_campus(here):
    claim = board.submitted(here)
    from portal.errors import NotFound

    for actor in (here.cato, here.crest.actor):
        with pytest.raises(NotFound):
            claims.get(actor, claim.id)
