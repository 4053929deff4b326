"""Newcomers: a mailbox at a known domain opens nothing until a colleague or an office says so."""

import pytest

from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.employers import Contact
from portal.models.people import Membership
from portal.services import contacts, hand_overs, newcomers, partnerships, vetting
from portal.services.vetting import Approval
from portal.vocabulary import PartnershipStatus
from tests.client import soup
from tests.factories import employers as make

ENGINES = ("sqlite",)
INSIDE = ("projects", "placements", "people", "profile", "examples")


@pytest.fixture
def here(app):
    made = make.world()
    made.asked = make.application(made.south, email="eve@riverbank.example", contact_name="Eve Early")
    made.eve = made.asked.applicant
    made.member = make.member(made.eve)
    db.session.commit()
    return made


def opened(client) -> set[str]:
    return {page for page in INSIDE if client.get(f"/employer/{page}").status_code == 200}


def sent(letters, to: str) -> list[str]:
    return [letter["Subject"] for letter in letters() if letter["To"].startswith(to)]


def test_a_newcomer_sees_their_application_and_nothing_else(here, client_for):
    eve = client_for(here.member)
    home = eve.get("/employer/")
    assert "has confirmed that you belong" in home.text
    assert [link["href"] for link in soup(home).nav.find_all("a")] == ["/employer/"]
    page = f"/employer/partnerships/{here.asked.id}"
    assert eve.get(page).status_code == 200
    assert eve.send(f"{page}/comments", {"text": "I lead the new team."}).status_code == 303
    assert not opened(eve)
    assert eve.get(f"/employer/partnerships/{here.brook.partnership.id}").status_code == 404


def test_a_colleague_lets_them_in(here, client_for, letters):
    asked = "Is this a colleague of yours? They applied to South Campus"
    assert asked in sent(letters, "dana@riverbank") and asked not in sent(letters, "cy@crest")
    dana = client_for(here.brook.member)
    assert "Eve Early work with you?" in dana.get("/employer/").text
    assert "Eve Early" not in [row.name for row in hand_overs.people(here.brook.actor)]
    address = f"/employer/people/{here.eve.id}/confirm"
    assert client_for(here.crest.member).send(address).status_code == 404
    assert client_for(here.member).send(address).status_code == 403
    for _time in range(2):
        assert dana.send(address).status_code == 303
    assert opened(client_for(here.member)) == set(INSIDE)
    assert len([subject for subject in sent(letters, "eve") if "You now act" in subject]) == 1


def test_a_colleague_who_does_not_know_them_ends_it(here, client_for, letters):
    assert client_for(here.brook.member).send(f"/employer/people/{here.eve.id}/turn_away").status_code == 303
    assert client_for(here.member).get("/employer/").status_code == 403
    db.session.expire_all()
    assert db.session.get(Membership, here.member.id).until_at
    assert db.session.get(Contact, here.eve.id).archived_at
    assert any("not confirmed" in subject for subject in sent(letters, "eve"))
    assert any("not known" in subject for subject in sent(letters, "careers"))
    assert here.asked.status is PartnershipStatus.APPLIED, "the office decides on it"


@pytest.mark.parametrize("verb", ["confirm", "turn_away"])
def test_the_office_may_answer_instead(here, client_for, verb):
    address = f"/staff/partnerships/{here.asked.id}/applicant/{verb}"
    assert client_for(here.officer).send(address).status_code == 404
    office = client_for(here.far_officer)
    assert "Nobody has confirmed yet" in office.get(f"/staff/review/partnership/{here.asked.id}").text
    for _time in range(2):
        assert office.send(address).status_code == 303
    assert (client_for(here.member).get("/employer/projects").status_code == 200) is (verb == "confirm")


def test_who_approves_has_looked_at_who_asked(here):
    partnerships.begin_review(here.asked, by=here.far)
    waived = Approval(dict.fromkeys(vetting.REQUIRED, "We know them well."))
    partnerships.approve(here.asked, waived, by=here.far)
    assert here.eve.joining_since is None
    with pytest.raises(RuleBroken):
        newcomers.confirm_applicant(here.asked, by=here.far)


def test_nobody_else_answers(here):
    for by in (here.crest.actor, here.student, here.desk):
        with pytest.raises(NotAllowed):
            newcomers.confirm(here.eve, by=by)
    with pytest.raises(NotAllowed):
        newcomers.turn_applicant_away(here.asked, by=here.desk)
    with pytest.raises(NotFound):
        contacts.get(here.brook.actor, here.eve.id)
