"""The roster pages: from a registrar's file to students, by the office's own hands."""

import io

import pytest

from portal.database import db
from portal.models.rosters import Roster
from portal.models.students import Student
from tests import factories
from tests.client import soup

FILE = """Student ID,"Last Name, First Name",E-mail Address,Major 1,Class Standing,Exp. Grad Term
1,"Nguyễn, Thị Mai",mai@north.example.edu,Biology,Senior,Spring 2027
2,"Żółć, Łukasz",lukasz@north.example.edu,Physics,Junior,05/2028
=3,"Doe, Jane",jane@gmail.com,History,Senior,Sprng 27
"""


@pytest.fixture
def north(app):
    return factories.campus()


@pytest.fixture
def office(client_for, north):
    return client_for(factories.officer(north))


def uploaded(client, text=FILE, name="roster.csv", written="utf-8", **more):
    data = {"file": (io.BytesIO(text.encode(written)), name), **more}
    return client.fill("/staff/rosters", data, content_type="multipart/form-data")


def students():
    db.session.rollback()
    return db.session.query(Student).order_by(Student.number).all()


def test_from_file_to_students(office):
    columns = uploaded(office)
    assert columns.status_code == 303
    page = soup(office.get(columns.location))
    chosen = [page.select_one(f"#{field} option[selected]").get_text() for field in ("name", "graduates")]
    assert chosen == ["Last Name, First Name (Nguyễn, Thị Mai)", "Exp. Grad Term (Spring 2027)"]
    preview = office.fill(columns.location)
    assert preview.status_code == 303
    page = soup(office.get(preview.location))
    assert [dd.get_text(strip=True) for dd in page.select(".figures dd")] == ["2", "0", "0", "1"]
    assert "not an address of this campus" in page.get_text()
    assert "without guessing" in page.get_text()
    assert not students()
    done = office.fill(preview.location, action=f"{preview.location}/import")
    assert done.status_code == 303
    assert [student.number for student in students()] == ["1", "2"]
    assert "Imported roster" in office.get(done.location).text
    assert "2 new, 0 changed, 1 refused" in office.get("/staff/rosters").text


def test_the_second_import_changes_nothing(office):
    for _ in range(2):
        preview = office.fill(uploaded(office).location).location
        office.fill(preview, action=f"{preview}/import")
    assert len(students()) == 2
    page = soup(office.get(preview))
    assert [dd.get_text(strip=True) for dd in page.select(".figures dd")] == ["0", "0", "2", "1"]


def test_the_button_pressed_twice_acts_once(office):
    preview = office.fill(uploaded(office).location).location
    key = soup(office.get(preview)).select_one("input[name=form_key]")["value"]
    answers = [office.send(f"{preview}/import", {"form_key": key}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(students()) == 2


def test_columns_are_corrected(office):
    columns = uploaded(office, "Ref,Who,Contact\n1,Ada,ada@north.example.edu").location
    refused = office.fill(columns)
    assert refused.status_code == 422
    assert "Student number, University e-mail, Full name" in refused.text
    preview = office.fill(columns, {"number": "0", "name": "1", "email": "2"})
    assert preview.status_code == 303
    assert "Import 1 student" in office.get(preview.location).text


@pytest.mark.parametrize(
    ("text", "why"), [("", "empty"), ("PK\x03\x04", "workbook"), ("Name\n", "no students")], ids=str
)
def test_a_file_that_is_no_roster(office, text, why):
    answer = uploaded(office, text)
    assert answer.status_code == 422
    assert why in answer.text


def test_no_file(office):
    answer = office.fill("/staff/rosters")
    assert answer.status_code == 422
    assert "Choose a file." in answer.text


def test_letters_are_said(office):
    text = FILE.replace("Thị ", "").replace("ễ", "e")
    columns = uploaded(office, text, written="cp1250")
    assert "start again" in office.get(columns.location).text
    columns = uploaded(office, text, written="cp1250", encoding="cp1250")
    preview = office.fill(columns.location)
    assert "Łukasz Żółć" in office.get(f"{preview.location}?show=new").text


def test_refused_lines_are_downloaded_safely(office):
    preview = office.fill(uploaded(office).location).location
    answer = office.get(f"{preview}/refused.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert ",'=3," in lines[1]


def test_many_lines_are_shown_twenty_at_a_time(office):
    rows = [f"{n},Ada {n},a{n}@north.example.edu" for n in range(45)]
    preview = office.fill(uploaded(office, "\n".join(["Student ID,Name,Email", *rows])).location).location
    seen, address = [], preview
    while address:
        page = soup(office.get(address))
        seen += [row.get_text() for row in page.select("tbody th")]
        more = page.select_one("a[rel=next]")
        address = more and more["href"]
    assert seen == [f"Ada {n}" for n in range(45)]


def test_students_changed_meanwhile_lead_to_a_fresh_check(office):
    first, second = (office.fill(uploaded(office).location).location for _ in range(2))
    office.fill(first, action=f"{first}/import")
    again = office.fill(second, action=f"{second}/import", follow_redirects=True)
    assert "Students were changed since" in again.text
    assert "Finish: nothing new to import" in again.text
    office.fill(second, action=f"{second}/import")
    assert len(students()) == 2


@pytest.mark.parametrize("query", ["show=forged&after=x", f"after={10**30}", "after=-1", "show="])
def test_addresses_that_make_no_sense(office, query):
    preview = office.fill(uploaded(office).location).location
    assert office.get(f"{preview}?{query}").status_code == 200


def test_a_file_is_discarded(office):
    preview = office.fill(uploaded(office).location).location
    office.fill(preview, action=f"{preview}/discard")
    assert not students()
    assert "roster.csv" not in soup(office.get("/staff/rosters")).select_one("main").get_text()


def test_another_office_finds_nothing(office, client_for):
    preview = office.fill(uploaded(office).location).location
    south = client_for(factories.officer(factories.campus("south")))
    for path in (preview, f"{preview}/columns", f"{preview}/refused.csv"):
        assert south.get(path).status_code == 404
    for verb in ("import", "discard", "columns"):
        assert south.send(f"{preview}/{verb}").status_code in {303, 404}
    assert db.session.query(Roster).one().status.value == "staged"


def test_only_the_office(client, client_for, north):
    assert client.get("/staff/rosters").status_code in {302, 303, 401}
    assert client_for(factories.student(north)).get("/staff/rosters").status_code == 403
