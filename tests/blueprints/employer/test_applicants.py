"""E4: who waits, for how long, what each shared, and answering them."""

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.models.claims import Claim
from portal.services import claims, files
from portal.services.asking import Application
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import PartnershipStatus
from tests.client import soup
from tests.factories import claims as make


@pytest.fixture
def here(app):
    return make.world()


@pytest.fixture
def lead(here, client_for):
    return client_for(here.brook.member)


def listed(client, project) -> str:
    answer = client.get(f"/employer/projects/{project.id}/applicants")
    assert answer.status_code == 200
    return " ".join(soup(answer).main.get_text(" ", strip=True).split())


def only():
    db.session.expire_all()
    return db.session.scalars(select(Claim)).one()


def test_only_what_was_shared_is_shown(here, lead):
    make.submitted(here)
    words = listed(lead, here.choice)
    for told in ("Amara Okafor", "I love maps.", "How often?", "Often.", "Excel, Writing", "amara.okafor@"):
        assert told in words
    for kept in ("History", "Junior", "2028"):
        assert kept not in words
    assert "1 waits for your answer" in words


def test_blind_until_shortlisted(here, lead):
    here.choice.blind = True
    claim = make.submitted(here)
    words = listed(lead, here.choice)
    assert "Applicant 1" in words and "Excel, Writing" in words
    assert "Amara" not in words and "amara" not in words
    assert "Amara" not in lead.get(
        f"/employer/projects/{claim.project_id}/applicants/{claim.id}/decline"
    ).get_data(as_text=True)
    lead.send(f"/employer/projects/{claim.project_id}/applicants/{claim.id}/shortlist")
    assert "Amara Okafor" in listed(lead, here.choice)


def test_shortlist_then_offer(here, lead, letters):
    claim = make.submitted(here)
    for _time in range(2):
        assert (
            lead.send(f"/employer/projects/{claim.project_id}/applicants/{claim.id}/shortlist").status_code
            == 303
        )
    page = f"/employer/projects/{claim.project_id}/applicants/{claim.id}/offer"
    empty = lead.fill(page, {"until-day": "", "until-month": "", "until-year": ""})
    assert (empty.status_code, only().status) == (422, S.SHORTLISTED)
    for _time in range(2):
        assert lead.fill(page, {"message": "Welcome"}).status_code == 303
    claim = only()
    assert (claim.status, claim.message) == (S.OFFERED, "Welcome")
    assert (claim.until_at - clock.now()).days >= 3
    sent = [letter for letter in letters() if "offered a seat" in letter["Subject"]]
    assert len(sent) == 1
    assert "Welcome" not in sent[0].get_content()


def test_decline_with_kind_words_ready(here, lead, letters):
    claim = make.submitted(here)
    page = f"/employer/projects/{claim.project_id}/applicants/{claim.id}/decline"
    assert "Thank you for your interest" in soup(lead.get(page)).textarea.get_text()
    assert lead.fill(page, {"message": "  "}).status_code == 422
    for _time in range(2):
        assert lead.fill(page).status_code == 303
    claim = only()
    assert claim.status is S.NOT_SELECTED
    assert "We wish you well" in claim.message
    assert sum("An answer to your application" in letter["Subject"] for letter in letters()) == 1


def test_nobody_else_gets_in(here, client_for):
    claim = make.submitted(here)
    crest = client_for(here.crest.member)
    assert crest.get(f"/employer/projects/{here.choice.id}/applicants").status_code == 404
    for page in ("offer", "decline"):
        assert (
            crest.get(f"/employer/projects/{claim.project_id}/applicants/{claim.id}/{page}").status_code
            == 404
        )
        assert (
            crest.send(
                f"/employer/projects/{claim.project_id}/applicants/{claim.id}/{page}", {"message": "No"}
            ).status_code
            == 404
        )
    assert (
        crest.send(f"/employer/projects/{claim.project_id}/applicants/{claim.id}/shortlist").status_code
        == 404
    )
    assert only().status is S.SUBMITTED


def test_a_claim_is_not_under_another_project(here, lead):
    claim = make.submitted(here)
    wrong = f"/employer/projects/{here.first.id}/applicants/{claim.id}"
    assert lead.get(f"{wrong}/decline").status_code == 404
    assert lead.send(f"{wrong}/shortlist").status_code == 404
    assert only().status is S.SUBMITTED


def test_a_resume_opens_only_while_the_application_is_the_employers_to_read(here, lead):
    here.choice.blind = True
    claim = make.submitted(here)
    claim.resume_id = resume(here)
    page = f"/files/{claim.resume_id}"
    assert lead.get(page).status_code == 404, "blind still"
    lead.send(f"/employer/projects/{claim.project_id}/applicants/{claim.id}/shortlist")
    assert lead.get(page).status_code == 200
    claims.withdraw(only(), by=here.amara)
    assert lead.get(page).status_code == 404, "taken back"


def resume(here) -> int:
    told = {"campus_id": here.north.id, "owner_id": here.amara.user_id}
    return files.put(b"%PDF-1.7", "resume.pdf", "application/pdf", **told).id


def test_suspension_closes_the_page_at_once(here, lead):
    make.submitted(here)
    rule = make.Partnership.employer_id == here.brook.employer.id
    db.session.scalars(select(make.Partnership).where(rule)).one().status = PartnershipStatus.SUSPENDED
    assert lead.get(f"/employer/projects/{here.choice.id}/applicants").status_code == 404


def test_the_page_takes_few_statements(here, lead, statements):
    make.submitted(here)
    make.apply(here.choice, here.bela)
    page = f"/employer/projects/{here.choice.id}/applicants"
    lead.get(page)
    with statements() as sent:
        lead.get(page)
    assert len([statement for statement in sent if not statement.startswith("BEGIN")]) <= 7, sent


def second(here, **shared):
    """Another applicant to the same project."""
    application = Application(statement="I draw maps.", answers=["Daily."], **shared)
    return make.apply(here.choice, here.bela, application)


def test_side_by_side(here, lead):
    one, other = make.submitted(here), second(here)
    page = f"/employer/projects/{here.choice.id}/applicants/compare?claim={one.id}&claim={other.id}"
    table = soup(lead.get(page)).find("table")
    assert [head.get_text(strip=True) for head in table.thead.find_all("th")][1:] == [
        "Amara Okafor",
        "Bela Nagy",
    ]
    told = {
        row.th.get_text(strip=True): [td.get_text(" ", strip=True) for td in row("td")]
        for row in table.tbody("tr")
    }
    assert told["Statement"] == ["I love maps.", "I draw maps."]
    assert told["How often?"] == ["Often.", "Daily."]
    assert told["E-mail"][1] == "Not shared"


@pytest.mark.parametrize("chosen", [0, 1])
def test_one_alone_cannot_be_compared(here, lead, chosen):
    claims_ = [make.submitted(here), second(here)][:chosen]
    asked = "&".join(f"claim={claim.id}" for claim in claims_)
    answer = lead.get(f"/employer/projects/{here.choice.id}/applicants/compare?{asked}")
    assert answer.status_code == 422
    assert "Tick two, three or four" in answer.get_data(as_text=True)


def test_blind_words_carry_no_name_anywhere(here, lead):
    here.choice.blind = True
    telling = Application(
        statement="I am AMARA, see https://amara.example/me or write to me@amara.example. Will maps grow on us?",
        answers=["Ask okafor at @amarao; Okafor signs."],
        shared=["headline", "about", "programme", "year", "email", "skills"],
    )
    one, other = make.apply(here.choice, here.amara, telling), second(here)
    for page in ("", f"/compare?claim={one.id}&claim={other.id}"):
        words = lead.get(f"/employer/projects/{here.choice.id}/applicants{page}").get_data(as_text=True)
        for telltale in (
            "Amara",
            "AMARA",
            "amara.",
            "Okafor",
            "okafor",
            "amarao",
            "Bela",
            "2028",
            "Junior",
            "Arts",
        ):
            assert telltale not in words, telltale
        assert "Will maps grow" in words and "Applicant 1" in words and "Applicant 2" in words


def test_a_blind_applicant_keeps_the_number(here, lead):
    here.choice.blind = True
    one, _other = make.submitted(here), second(here)
    claims.withdraw(one, by=here.amara)
    words = listed(lead, here.choice)
    assert "Applicant 2" in words and "Applicant 1" not in words
