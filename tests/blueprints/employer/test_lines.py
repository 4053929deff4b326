"""E4: in what order applicants stand, and who waits behind a full project."""

import pytest

from portal.database import db
from portal.models.projects import Eligibility
from portal.services import offers
from portal.services.asking import Application
from portal.vocabulary import EligibilityKind
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
    return " ".join(soup(answer).main.get_text(" ", strip=True).split())


def line_of_two(here):
    """Two who wait behind the only seat of a project where the supervisor chooses."""
    full = make.project(here.north, here.brook, seats=1, selection=make.Selection.APPLY)
    dora, ezra = (make.acting(make.student(here.north, name)) for name in ("Dora Dale", "Ezra East"))
    seat = make.apply(full, here.bela, Application("I would."))
    offers.shortlist(seat, by=here.brook.actor)
    offers.offer(seat, "", make.soon(), by=here.brook.actor)
    for who in (ezra, dora):
        make.wait(full, who, Application(f"Me too. {who.user_id}", shared=["skills"]))
    return full


def test_the_employer_sees_who_waits_for_a_seat(here, lead):
    full = line_of_two(here)
    words = listed(lead, full)
    assert "number 1 in line" in words and "number 2 in line" in words
    assert words.index("Ezra East") < words.index("Dora Dale")
    full.blind = True
    db.session.commit()
    words = listed(lead, full)
    assert "number 1 in line" in words
    assert not [name for name in ("Ezra", "Dora") if name in words]


def test_who_waits_without_an_application_has_no_name(here, lead):
    claim = make.waitlisted(here)
    words = listed(lead, claim.project)
    assert "number 1 in line" in words
    assert "Amara" not in words and "Compare" not in words


def test_preferences_order_applicants_by_what_they_shared(here, lead):
    lines = [("year", "Junior"), ("programme", "History"), ("college", "Law")]
    for kind, value in lines:
        line = Eligibility(project_id=here.choice.id, kind=EligibilityKind(kind), value=value, must=False)
        db.session.add(line)
    for who, shared in ((here.bela, []), (here.amara, ["programme", "year"])):
        make.apply(here.choice, who, Application("Yes.", ["Often."], shared=shared))
    db.session.commit()
    words = listed(lead, here.choice)
    assert words.index("Amara Okafor") < words.index("Bela Nagy")
    assert "Matches 2 of 3 preferences." in words and "Matches 0 of 3 preferences." in words
    here.choice.blind = True
    db.session.commit()
    assert "Matches 1 of 3 preferences." in listed(lead, here.choice), "the year is hidden still"
