"""The self-rating's page, and the two views side by side."""

import pytest

from portal.services import evaluations
from portal.vocabulary import Competency, Level, PlacementStatus
from tests.client import soup
from tests.factories import records
from tests.factories.placements import move, world


@pytest.fixture
def here(app):
    made = world()
    move(made, PlacementStatus.ACCEPTED)
    return made


@pytest.fixture
def student(here, client_for):
    return client_for(here.student.membership)


def page(here) -> str:
    return f"/student/placements/{here.placement.id}"


def rows(**others) -> dict[str, str]:
    return {one.value: others.get(one.value, "applying") for one in Competency}


def test_the_evaluation_waits_for_the_students_own_view(student, here):
    records.evaluated(here, strength="Careful with sources")
    before = student.get(page(here)).text
    assert "Place yourself first" in before
    assert "Careful with sources" not in before
    sent = student.fill(
        f"{page(here)}/self-ratings/close", rows(communication="developing", equity="not_sure")
    )
    assert sent.status_code == 303
    after = student.get(page(here)).text
    assert "Careful with sources" in after
    assert "You placed yourself one level below your supervisor on Communication." in after
    assert student.get(f"{page(here)}/self-ratings/close").status_code == 303


def test_a_gap_comes_back_with_the_rest(student, here):
    some = {name: value for name, value in rows(career="advanced").items() if name != "teamwork"}
    answer = student.send(f"{page(here)}/self-ratings/close", some)
    assert answer.status_code == 422
    chosen = soup(answer).select("input[checked]")
    assert (len(chosen), chosen[0]["value"]) == (7, "advanced")


def test_what_is_no_level_is_refused(student, here):
    assert student.send(f"{page(here)}/self-ratings/close", rows(teamwork="not_observed")).status_code == 422
    assert student.get(f"{page(here)}/self-ratings/never").status_code == 404


def test_the_office_sees_both_when_both_are_in_and_the_supervisor_neither(here, client_for):
    records.placed(here, level=Level.ADVANCED)
    office = client_for(here.staff.membership)
    address = f"/staff/placements/{here.placement.id}/evaluation"
    assert "Side by side" not in office.get(address).text
    records.send(here, evaluations.of_placement(records.answered(here).placement_id))
    assert "Side by side" in office.get(address).text
    boss = client_for(here.supervisor.membership)
    assert "Side by side" not in boss.get(f"/employer/placements/{here.placement.id}").text
