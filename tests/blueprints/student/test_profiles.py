"""My profile, and the files behind a permission check."""

import io

import pytest

from portal.database import db
from portal.models.students import Student
from tests import factories
from tests.client import soup
from tests.uploads.samples import GOOD


@pytest.fixture
def north(app):
    return factories.campus()


@pytest.fixture
def sam(client_for, north):
    return client_for(factories.student(north, "Sam Student"))


def saved(client, name="", **told):
    if name:
        told["resume"] = (io.BytesIO(GOOD.get(name, b"<svg/>")), name)
    return client.fill("/student/profile", told, content_type="multipart/form-data")


def profile():
    db.session.rollback()
    return db.session.query(Student).one()


def test_what_i_tell_is_kept_and_shown(sam):
    answer = saved(sam, name="", skills="Excel,  French, excel", ceiling_minutes="7.5", headline="Historian")
    assert answer.status_code == 303
    assert (profile().skills, profile().ceiling_minutes) == (["Excel", "French"], 450)
    page = soup(sam.get("/student/profile"))
    assert page.select_one("#skills")["value"] == "Excel, French"
    assert page.select_one("#ceiling_minutes")["value"] == "7.5"
    assert "May 2028" in page.get_text()


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"name": " "}, "Enter your name"),
        ({"ceiling_minutes": "41"}, "at most 40 hours"),
        ({"ceiling_minutes": "lots"}, "in numbers"),
        ({"skills": "x" * 50}, "commas"),
        ({"headline": "x" * 161}, "160"),
    ],
)
def test_refused_at_the_field_and_nothing_is_kept(sam, told, why):
    answer = sam.fill("/student/profile", {"headline": "Historian", **told})
    assert answer.status_code == 422
    assert why in answer.text
    assert profile().headline == ""


def test_a_resume_is_kept_replaced_and_taken_off(sam):
    assert saved(sam, "cv.pdf").status_code == 303
    assert saved(sam, "cv.docx").status_code == 303
    link = soup(sam.get("/student/profile")).select_one("form a[href^='/files/']")
    assert link.get_text() == "cv.docx"
    assert sam.get(link["href"]).data == GOOD["cv.docx"]
    assert sam.fill("/student/profile", {"drop_resume": "y"}).status_code == 303
    assert profile().resume_id is None


@pytest.mark.parametrize("name", ["drawing.svg", "shot.png"])
def test_a_resume_that_is_none(sam, name):
    answer = saved(sam, name, headline="Historian")
    assert answer.status_code == 422
    assert "PDF, Word" in answer.text
    assert (profile().resume_id, profile().headline) == (None, "")


def test_all_that_is_wrong_is_said_at_once(sam):
    answer = saved(sam, "shot.png", skills="x" * 50, ceiling_minutes="200", headline="x" * 161)
    assert answer.status_code == 422
    summary = soup(answer).select_one(".summary-errors")
    named = {link["href"] for link in summary.select("a")}
    assert named == {"#skills", "#ceiling_minutes", "#headline", "#resume"}
    assert (profile().resume_id, profile().headline) == (None, "")


def test_a_bad_name_and_a_bad_resume_are_said_together(sam):
    told = {"name": " ", "resume": (io.BytesIO(b"<svg/>"), "drawing.svg")}
    answer = sam.fill("/student/profile", told, content_type="multipart/form-data")
    named = {link["href"] for link in soup(answer).select(".summary-errors a")}
    assert named == {"#name", "#resume"}


def test_nothing_else_can_be_set(sam, north):
    sam.fill("/student/profile", {"number": "X", "campus_id": "9", "user_id": "9", "resume_id": "1"})
    assert profile().number.startswith("S")
    assert (profile().campus_id, profile().resume_id) == (north.id, None)


def test_a_file_is_saved_not_shown_and_only_to_its_people(sam, north, client, client_for):
    saved(sam, "cv.pdf")
    path = f"/files/{profile().resume_id}"
    answer = sam.get(path)
    assert answer.data == GOOD["cv.pdf"]
    assert answer.headers["Content-Disposition"] == "attachment; filename=cv.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client_for(factories.officer(north)).get(path).status_code == 200
    south = factories.campus("south")
    for stranger in (factories.student(north, "Other Student"), factories.officer(south)):
        found = client_for(stranger).get(path)
        missing = client_for(stranger).get("/files/999999")
        assert (found.status_code, missing.status_code) == (404, 404)
    assert client.get(path).status_code in {302, 303, 401}
