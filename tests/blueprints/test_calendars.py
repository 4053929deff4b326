"""The page of the secret address, the feed behind it, and the file of one placement."""

import icalendar
import pytest

from portal import limits
from portal.actor import CLI
from portal.database import db
from portal.logs import masked
from portal.models.people import User
from portal.services import people
from portal.vocabulary import Role
from tests.client import soup
from tests.factories.placements import begun, person, world


@pytest.fixture
def here(app):
    made = world()
    db.session.commit()
    return made


def made(client):
    """Make an address; its path."""
    assert client.fill("/calendar", action="/calendar").status_code == 303
    shown = soup(client.get("/calendar")).select_one("#address").get_text().strip()
    return "/feed/" + shown.rpartition("/")[2]


def test_an_address_is_made_shown_once_renewed_and_ended(here, client_for, client):
    amara = client_for(here.student.membership)
    assert "no address yet" in soup(amara.get("/calendar")).get_text()
    first = made(amara)
    again = soup(amara.get("/calendar"))
    assert not again.select("#address")
    assert first.removeprefix("/feed/")[:20] not in again.decode()
    assert client.get(first).status_code == 200
    second = made(amara)
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    amara.fill("/calendar", action="/calendar/end")
    dead, unknown = client.get(second), client.get(f"/feed/{'x' * 43}.ics")
    assert dead.status_code == unknown.status_code == 404
    assert soup(dead).h1 == soup(unknown).h1


def test_the_feed_needs_no_sign_in_and_is_kept_by_nobody(here, client_for, client):
    address = made(client_for(here.student.membership))
    answer = client.get(address)
    entries = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert len(entries) >= 2
    assert answer.mimetype == "text/calendar"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert not answer.headers.get("Set-Cookie")
    unchanged = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert str(entries[0]["url"]).startswith("http://localhost")


def test_it_speaks_the_campus_and_ends_with_the_account(here, client_for, client):
    address = made(client_for(here.student.membership))
    assert b"Begins: Map the footpaths" in client.get(address).data
    people.disable(db.session.get_one(User, here.student.actor.user_id), by=CLI)
    assert client.get(address).status_code == 404


def test_logs_never_hold_the_secret():
    assert masked("/feed/abc.ics") == "/feed/***"


def test_it_is_read_at_most_sixty_times_an_hour(here, client_for, client):
    address = made(client_for(here.student.membership))
    for _turn in range(60):
        limits.count("feed", address.removeprefix("/feed/").removesuffix(".ics"))
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "600")


def test_guessing_ends_soon(here, client):
    for _turn in range(60):
        limits.count("feed address", "127.0.0.1")
    assert client.get("/feed/guessed.ics").status_code == 429


@pytest.mark.parametrize(
    ("who", "audience"), [("student", "student"), ("colleague", "employer"), ("staff", "staff")]
)
def test_one_placement_as_a_file(here, client_for, who, audience):
    client = client_for(getattr(here, who).membership)
    page = soup(client.get(f"/{audience}/placements/{here.placement.id}"))
    link = page.select_one('a[href$="calendar.ics"]')["href"]
    answer = client.get(link)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert icalendar.Calendar.from_ical(answer.data).walk("VEVENT")


def test_statements_do_not_grow_with_the_placements(here, client_for, client, statements):
    address = made(client_for(here.staff.membership))
    client.get(address)
    with statements() as few:
        client.get(address)
    for name in ("ada", "bo"):
        begun(here.project, person(f"{name}@north.example", Role.STUDENT, campus_id=here.north.id))
    db.session.commit()
    with statements() as many:
        client.get(address)
    assert len(few) == len(many)
