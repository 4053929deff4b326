"""The administrator's campuses."""

import pytest

from portal.services import campuses
from tests.client import soup
from tests.factories import administrator, campus, officer, student

NEW = {
    "name": "South Campus",
    "university": "Example University",
    "initials": "S",
    "slug": "south",
    "domains": "south.example.edu, Alumni.South.example.edu",
    "office": "Career Center",
    "office_email": "careers@south.example.edu",
    "signatory": "Dr Lee",
    "signatory_title": "Director",
    "zone": "America/New_York",
    "locale": "en_US",
    "currency": "USD",
    "brand": "#7a1f5c",
    "paper": "letter",
}


@pytest.fixture
def here(app):
    return campus("north", ("north.example.edu", "moor.example.edu"))


@pytest.fixture
def admin(here, client_for):
    return client_for(administrator())


def test_adding_one(here, admin, client):
    assert admin.fill("/admin/campuses/new", NEW).status_code == 303
    assert "South Campus" in admin.get("/admin/campuses").text
    south = campuses.by_slug("south")
    assert campuses.of_email("x@alumni.south.example.edu") == south.id
    assert (south.zone, south.currency, south.paper) == ("America/New_York", "USD", "letter")
    assert "South Campus" in client.get("/c/south/").text


@pytest.mark.parametrize(
    "odd",
    [
        {"slug": "North!"},
        {"slug": "north"},
        {"domains": "north.example.edu"},
        {"domains": "not a domain"},
        {"domains": ""},
        {"zone": "Mars/Base"},
        {"locale": "xx_YY_ZZ"},
        {"currency": "pounds"},
        {"brand": "green"},
        {"office_email": "careers"},
        {"name": ""},
    ],
)
def test_odd_answers_are_refused(here, admin, odd):
    refused = admin.fill("/admin/campuses/new", {**NEW, **odd})
    assert refused.status_code == 422
    assert soup(refused).select_one("[role=alert]")
    assert len(campuses.listing()) == 1


def test_the_form_shows_what_is_kept(here, admin):
    page = f"/admin/campuses/{here.id}"
    assert soup(admin.get(page)).select_one("#domains")["value"] == "moor.example.edu, north.example.edu"
    assert admin.fill(page, {"name": "Moor"}).status_code == 303
    assert campuses.by_slug("north").name == "Moor"
    assert campuses.of_email("x@moor.example.edu") == here.id


@pytest.mark.parametrize("who", [officer, student])
def test_other_people_do_not(here, client_for, who):
    someone = client_for(who(here))
    for path in ("/admin/campuses", "/admin/campuses/new", f"/admin/campuses/{here.id}"):
        assert someone.get(path).status_code == 403
        assert someone.send(path, NEW).status_code in (403, 405)
    assert len(campuses.listing()) == 1


def test_the_front_door_leads_to_the_only_campus(here, client):
    assert "Real projects" in client.get("/").text
    campus("south")
    page = soup(client.get("/"))
    assert [link["href"] for link in page.select("main a")] == ["/c/north/", "/c/south/"]
    assert client.get("/c/nowhere/").status_code == 404
