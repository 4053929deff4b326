"""The employer's own profile: at once, after review, and what became of it."""

import pytest

from portal.database import db
from portal.models.employers import Employer
from portal.services import employer_changes
from tests.client import filled, soup
from tests.factories import employers

PAGE = "/employer/profile"


@pytest.fixture
def here(app):
    made = employers.world()
    db.session.commit()
    return made


def live(here) -> Employer:
    return db.session.get(Employer, here.brook.employer.id, populate_existing=True)


def test_what_waits_is_shown_beside_what_is_live(here, client_for):
    client = client_for(here.brook.member)
    answer = client.fill(PAGE, {"about": "We feed people.", "legal_name": "Riverbank Ltd"}, action=PAGE)
    assert answer.location == PAGE
    shown = soup(client.get(PAGE))
    assert "Waiting for review" in shown.text
    assert shown.select_one(".diff del").text.strip().endswith(employers.TYPED["legal_name"])
    assert shown.select_one("[name=legal_name]")["value"] == "Riverbank Ltd"
    assert (live(here).about, live(here).legal_name) == ("We feed people.", employers.TYPED["legal_name"])


def test_saving_without_a_change_changes_nothing(here, client_for):
    client = client_for(here.brook.member)
    assert client.fill(PAGE, {}, action=PAGE).status_code == 303
    assert employer_changes.pending(here.brook.employer.id) is None


def test_taken_back_twice_is_once(here, client_for):
    client = client_for(here.brook.member)
    client.fill(PAGE, {"name": "Riverbank"}, action=PAGE)
    button = f"{PAGE}/withdraw"
    first = client.fill(PAGE, {}, action=button)
    assert first.status_code == 303
    assert "Waiting for review" not in client.get(PAGE).text


@pytest.mark.parametrize(
    ("field", "typed"), [("website", "not a website"), ("phone", "call me"), ("name", ""), ("address", " ")]
)
def test_bad_input_is_told_and_kept(here, client_for, field, typed):
    answer = client_for(here.brook.member).fill(PAGE, {"about": "Kept", field: typed}, action=PAGE)
    assert answer.status_code == 422
    assert f"#{field}" in [link["href"] for link in soup(answer).select(".summary-errors a")]
    assert "Kept" in answer.text


def test_why_not_is_read_behind_the_link(here, client_for):
    client = client_for(here.brook.member)
    client.fill(PAGE, {"name": "Riverbank"}, action=PAGE)
    change = employer_changes.pending(here.brook.employer.id)
    employer_changes.decline(employer_changes.get(here.desk, change.id), by=here.desk, note="That is a town.")
    db.session.commit()
    assert "That is a town." in client.get(PAGE).text


def test_a_colleagues_words_are_not_lost(here, client_for):
    client = client_for(here.brook.member)
    mine = filled(soup(client.get(PAGE)).select('main form[method="post"]')[-1])
    assert client.fill(PAGE, {"about": "Theirs."}, action=PAGE).status_code == 303
    told = client.post(PAGE, data={**mine, "about": "Mine."})
    assert told.status_code == 409
    assert "Theirs." in told.text and "Mine." in told.text
    assert live(here).about == "Theirs."
    again = filled(soup(told).select('main form[method="post"]')[-1])
    assert client.post(PAGE, data=again).status_code == 303
    assert live(here).about == "Mine."
