"""The audit trail's page: what happened, narrowed by the address."""

import pytest

from portal.blueprints import audit_words
from portal.database import db
from portal.history import remember
from portal.models.people import User
from portal.models.rosters import Roster
from tests import factories
from tests.client import soup
from tests.factories import placements
from tests.factories.campuses import acting


@pytest.fixture
def north(app):
    return factories.campus()


@pytest.fixture
def officer(north):
    return factories.officer(north)


@pytest.fixture
def office(client_for, officer):
    return client_for(officer)


def note(officer, count=1, action="approve", **told):
    record = Roster(campus_id=officer.campus_id, file_name="x", encoding="utf-8", headers=[], mapping={})
    db.session.add(record)
    for _ in range(count):
        remember(record, action, acting(officer, "Olive Officer"), **told)
    return record.id


def titles(page):
    return [heading.get_text(" ", strip=True) for heading in page.select(".trail h2")]


def test_an_entry_says_who_what_before_after_and_why(office, officer):
    number = note(
        officer, note="Looks <b>good</b>", before={"status": "draft"}, after={"status": "open", "fits": True}
    )
    entry = soup(office.get("/staff/audit?action=approve")).select_one(".trail li")
    text = entry.get_text(" ", strip=True)
    for told in (
        "Approved",
        f"Roster {number}",
        "Olive Officer",
        "Looks <b>good</b>",
        "draft",
        "open",
        "yes",
    ):
        assert told in text


def test_records_go_by_their_names_and_numbers_by_their_units(office, officer, north):
    """Hours, money, days, people and pages, where a database has minutes, pence and ids."""
    told = {
        "minutes": 90,
        "minutes_a_week": "300",
        "due_on": "2026-11-05",
        "campus_id": north.id,
        "seen": None,
    }
    number = note(officer, before={"minutes": 60, "at": "2026-11-05T10:00:00+00:00"}, after=told)
    entry = soup(office.get("/staff/audit?action=approve")).select_one(".trail li")
    assert entry.select_one("h2 a")["href"] == f"/staff/rosters/{number}"
    text = entry.select_one("dl").get_text(" ", strip=True)
    for shown in ("1 hour", "1.5 hours", "hours a week", "5 hours", "Nov 5, 2026", north.name, "campus"):
        assert shown in text
    for raw in ("90", "300", "2026-11-05", "campus_id", "minutes", "None"):
        assert raw not in text


def test_a_fee_is_told_in_money(app, client_for):
    here = placements.world()
    student = db.session.get_one(User, here.placement.student_id).name
    remember(here.placement.fee, "amend", here.staff.actor, before={"amount": 48000}, after={"amount": 24000})
    entry = soup(client_for(here.staff.membership).get("/staff/audit?action=amend")).select_one(".trail li")
    assert "£480" in entry.dl.get_text()
    assert entry.select_one("h2 a")["href"] == f"/staff/placements/{here.placement.id}"
    assert "Map the footpaths" in entry.h2.get_text()
    admin = soup(client_for(factories.administrator()).get("/admin/audit?action=amend")).select_one(".trail")
    assert "£480" in admin.dl.get_text()
    assert student in admin.h2.get_text()
    assert "Map the footpaths" not in admin.get_text(), "a project is not the administrator's to read"


def test_what_makes_no_sense_is_refused_in_our_words(office):
    page = soup(office.get("/staff/audit?number=abc&since=2026-13-01"))
    told = page.select_one(".summary-errors").get_text()
    assert "Enter the number alone" in told
    assert "Enter a real date." in told


@pytest.mark.parametrize(
    ("subject", "name", "stored", "told"),
    [
        ("claim", "status", "not_selected", "Not selected"),
        ("placement", "status", "no_show", "Did not start"),
        ("roster", "status", "not_selected", "not_selected"),
        ("claim", "status", "of_old", "of_old"),
        ("claim", "status", None, None),
        ("fee", "amount", 2, 2),
    ],
)
def test_a_stored_word_is_told_by_its_label(office, subject, name, stored, told):
    assert audit_words.value(subject, name, stored) == told


def test_twenty_at_a_time_by_the_next_address(office, officer):
    note(officer, 45, action="approve")
    address, seen = "/staff/audit?action=approve", 0
    while address:
        page = soup(office.get(address))
        seen += len(titles(page))
        more = page.select_one("a[rel=next]")
        address = more and more["href"]
    assert seen == 45


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 1),
        ("?who=olive", 1),
        ("?who=nobody", 0),
        ("?action=approve&subject=roster&number={number}", 1),
        ("?number=999999", 0),
        ("?until=2020-01-01", 0),
        ("?since=2020-01-01", 1),
        ("?since=nonsense&number=x&action=forged&before=x", 1),
        ("?before=99999999999999999999&number=99999999999999999999", 1),
    ],
)
def test_it_is_narrowed(office, officer, query, found):
    number = note(officer)
    answer = office.get(f"/staff/audit{query.format(number=number)}")
    assert answer.status_code == 200
    assert ("Approved: x" in titles(soup(answer))) == bool(found)


def test_each_office_its_own_and_the_administrator_all(office, officer, client_for):
    number = note(officer)
    south = client_for(factories.officer(factories.campus("south")))
    admin = client_for(factories.administrator())
    assert f"Roster {number}<" not in south.get("/staff/audit").text
    assert f"Roster {number}<" in admin.get("/admin/audit").text
    assert admin.get("/staff/audit").status_code == 403
    assert office.get("/admin/audit").status_code == 403
