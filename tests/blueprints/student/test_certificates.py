"""A student's certificates: seen, downloaded, shown to others or not."""

import pytest

from portal.services import certificates
from tests.client import soup
from tests.factories import records
from tests.factories.placements import world


@pytest.fixture
def here(app):
    made = world()
    records.ready(made)
    made.certificate = records.issued(made)
    made.page = f"/student/certificates/{made.certificate.serial}"
    return made


@pytest.fixture
def holder(here, client_for):
    return client_for(here.student.membership)


def test_the_holder_finds_it(here, holder):
    assert here.certificate.serial in holder.get("/student/certificates").text
    page = holder.get(here.page)
    assert "Map the footpaths" in page.text
    assert holder.get(soup(page).select_one('a[href$=".pdf"]')["href"]).status_code == 200


def test_showing_and_hiding(here, holder, client):
    verify = f"/verify/{here.certificate.serial}"
    assert holder.fill(here.page).status_code == 303
    assert "Map the footpaths" in client.get(verify).text
    assert holder.fill(here.page).status_code == 303
    assert "Map the footpaths" not in client.get(verify).text


def test_a_withdrawn_one_offers_nothing(here, holder):
    certificates.withdraw(here.certificate)
    page = soup(holder.get(here.page))
    assert not page.select('main a[href$=".pdf"]')
    assert not page.select("main form")
    assert holder.send(f"{here.page}/publication", {"shown": "yes"}).status_code == 422


@pytest.mark.parametrize(("name", "status"), [("other", 404), ("far", 404), ("staff", 403)])
def test_others_do_not(here, client_for, name, status):
    someone = client_for(getattr(here, name).membership)
    assert someone.get(here.page).status_code == status
    assert someone.send(f"{here.page}/publication", {"shown": "yes"}).status_code == status
    assert here.certificate.serial not in someone.get("/student/certificates").text


def test_nothing_yet(here, client_for):
    page = client_for(here.other.membership).get("/student/certificates")
    assert "No certificate yet" in page.text
