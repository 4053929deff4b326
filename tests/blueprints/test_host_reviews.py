"""The pages of a review: the student writes, the office decides, students and employers read the same."""

import pytest

from portal.database import db
from portal.models.employers import Partnership
from portal.services import host_figures
from portal.vocabulary import HostAnswer, HostAspect, PlacementStatus
from tests.client import soup
from tests.factories.placements import move, world
from tests.factories.records import reviewed

ALL = {aspect.value: "yes" for aspect in HostAspect}


@pytest.fixture
def here(app):
    made = world()
    move(made, PlacementStatus.ACCEPTED)
    return made


def address(here) -> str:
    return f"/student/placements/{here.placement.id}"


def test_the_student_writes_and_reads_what_became_of_it(here, client_for):
    student, office = client_for(here.student.membership), client_for(here.staff.membership)
    told = {**ALL, "comment": "Kind people, clear brief.", "note": "Please thank Priya."}
    assert student.fill(f"{address(here)}/host-review", told).status_code == 303
    assert "Waiting for the career office" in student.get(address(here)).text
    assert student.get(f"{address(here)}/host-review").status_code == 303
    queue = soup(office.get("/staff/host-reviews"))
    assert "Please thank Priya." in queue.text
    action = queue.select_one('form[action$="/decline"]')["action"]
    assert office.send(action, {}).status_code == 422
    name = queue.select_one("textarea")["name"]
    assert office.send(action, {name: "It names a person."}).status_code == 303
    assert "It names a person." in student.get(address(here)).text


def test_a_gap_comes_back(here, client_for):
    student = client_for(here.student.membership)
    refused = student.send(f"{address(here)}/host-review", {**ALL, "safe": "unsaid", "comment": "Nice."})
    assert refused.status_code == 422
    assert soup(refused).select_one("textarea").text.strip() == "Nice."


def test_the_desk_names_what_waits(here, client_for):
    reviewed(here, safe=HostAnswer.NO)
    page = client_for(here.staff.membership).get("/staff/review").text
    assert "Somebody did not feel safe" in page


def test_employers_and_students_read_the_same(here, client_for, monkeypatch):
    reviewed(here, prepared=HostAnswer.PARTLY)
    told = {"applied_at": here.placement.created_at, "approved_at": here.placement.created_at}
    where = {"employer_id": here.project.employer_id, "campus_id": here.north.id, "status": "approved"}
    db.session.add(Partnership(applicant_id=here.placement.supervisor_id, **where, **told))
    boss, student = client_for(here.supervisor.membership), client_for(here.student.membership)
    pages = ["/employer/host-reviews", f"/student/employers/{here.project.employer_id}"]
    assert all(
        "Fewer than three" in who.get(page).text for who, page in zip((boss, student), pages, strict=True)
    )
    monkeypatch.setattr(host_figures, "LEAST", 1)
    shown = [
        soup(who.get(page)).select_one("dl.facts-list").text
        for who, page in zip((boss, student), pages, strict=True)
    ]
    assert shown[0] == shown[1]
