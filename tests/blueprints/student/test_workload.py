"""S5 in the browser: my weeks, what else I do, and warnings before I take on more."""

import pytest

from portal.database import db
from portal.models.commitments import Commitment
from tests.access.bodies import day
from tests.client import soup
from tests.factories import claims as make

CLASSES = {"kind": "classes", "label": "Lectures", "minutes_a_week": "12"}


@pytest.fixture
def here(app):
    return make.world()


@pytest.fixture
def amara(here, client_for):
    db.session.commit()
    return client_for(here.members["amara"])


def entered(client, **more):
    return client.fill("/student/workload/commitments/new", {**CLASSES, **day("from_on", 0), **more})


def test_what_i_enter_fills_the_weeks(amara):
    assert entered(amara).status_code == 303
    page = soup(amara.get("/student/workload"))
    assert len(page.select("table.data tbody tr")) == 8
    assert "Lectures" in page.text
    assert page.select_one("svg .limit")
    assert "yours alone" in page.text


def test_weeks_above_the_ceiling_are_marked_in_words(amara):
    entered(amara, minutes_a_week="20", **day("from_on", -7))
    page = soup(amara.get("/student/workload"))
    assert "8 weeks are above your ceiling" in page.text
    assert len(page.select("table .tag.bad")) == len(page.select("svg .over")) == 8


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"kind": ""}, "Choose what it is"),
        ({"minutes_a_week": ""}, "Enter the hours"),
        ({"minutes_a_week": "200"}, "168 hours"),
        (day("until_on", -3), "before it begins"),
    ],
)
def test_refused_with_what_was_typed(amara, told, why):
    answer = entered(amara, **told)
    assert answer.status_code == 422
    assert why in answer.text
    assert 'value="Lectures"' in answer.text


def test_changed_and_removed(amara):
    entered(amara)
    address = f"/student/workload/commitments/{db.session.query(Commitment).one().id}"
    assert amara.fill(address, {"minutes_a_week": "6"}, action=address).status_code == 303
    assert "6 hours a week" in amara.get("/student/workload").text
    assert amara.fill(address, {}, action=f"{address}/removal").status_code == 303
    assert "Lectures" not in amara.get("/student/workload").text


def test_warned_before_the_claim_and_before_the_seat_is_accepted(here, amara):
    entered(amara)
    address = f"/student/projects/{here.first.id}"
    assert "Your weeks get full" in amara.get(address).text
    db.session.rollback()
    claim = make.held(here)
    db.session.commit()
    assert "Lectures 12, this 6.7" in amara.get(f"/student/claims/{claim.id}").text
    assert "Your weeks get full" in amara.get(f"/student/projects/{here.choice.id}/apply").text
