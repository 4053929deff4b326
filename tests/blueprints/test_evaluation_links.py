"""A link's ends: renewed once, left by the wrong person, taken back while somebody answers."""

import re

import pytest

from portal import clock
from portal.database import db
from portal.services import evaluation_requests
from portal.vocabulary import PlacementStatus
from portal.vocabulary import RequestStatus as S
from tests.client import soup
from tests.factories import placements as make
from tests.factories import records

LINK = re.compile(r"https?://[^/\s]+(/e/\S+)")


@pytest.fixture
def here(app):
    world = make.world()
    make.move(world, PlacementStatus.DELIVERED)
    return world


def mailed(letters) -> list[str]:
    """The paths of all evaluation links, in the order of their letters."""
    found = [LINK.search(letter.get_content()) for letter in letters()]
    return [match.group(1) for match in found if match]


def asked(here):
    db.session.expire_all()
    return records.asked(here)


def test_the_pages_wear_the_campus(client, here, letters):
    here.north.brand, here.north.name = "#7a1f5c", "Moor Campus"
    path = mailed(letters)[0]
    assert "Moor Campus" in client.get(path).text
    client.send(path)
    page = client.get("/e/answers", follow_redirects=True)
    assert "Moor Campus" in page.text
    assert "brand=7a1f5c" in page.text


def test_an_old_letter_sends_one_new_link(client, here, letters):
    path = mailed(letters)[0]
    asked(here).expires_at = clock.now()
    assert client.send(f"{path}/renew").status_code == 303
    assert "newer" in client.get(path).text
    assert client.send(f"{path}/renew").status_code == 422
    assert len(mailed(letters)) == 2
    assert client.send(mailed(letters)[1]).status_code == 303


def test_a_live_link_is_not_renewed(client, here, letters):
    path = mailed(letters)[0]
    assert client.send(f"{path}/renew").status_code == 422
    assert len(mailed(letters)) == 1


def test_the_wrong_person_leaves(client, here, letters):
    path = mailed(letters)[0]
    client.send(path)
    page = soup(client.get("/e/answers", follow_redirects=True))
    assert page.select_one('form[action="/e/leave"] button')
    left = client.send("/e/leave")
    assert left.status_code == 303
    assert any(cookie.startswith("visit=;") for cookie in left.headers.getlist("Set-Cookie"))
    assert "the link no longer works" in client.get(left.headers["Location"]).text
    assert client.get("/e/answers").status_code == 404
    assert "no longer in use" in client.get(path).text
    assert asked(here).status is S.REVOKED
    assert letters()[-1]["To"] == here.north.office_email


def test_nobody_leaves_without_a_visit(client, here):
    assert client.send("/e/leave").status_code == 404


@pytest.mark.parametrize("end", [records.revoke, records.waive, records.bounce])
def test_a_visit_ends_with_its_link(client, here, letters, end):
    client.send(mailed(letters)[0])
    end(here)
    assert client.get("/e/answers/career").status_code == 422
    assert client.send("/e/answers/career", {"answer": "applying"}).status_code == 422
    assert client.send("/e/drafts/career", {"comment": "Late"}).status_code == 422
    assert client.send("/e/check", {"agreed": "y", "name": "Priya"}).status_code == 422
    assert client.send("/e/leave").status_code == 422
    assert not db.session.scalars(db.select(records.Evaluation.submitted_at)).one()


def test_a_visit_opens_its_own_evaluation_only(client, here, letters, app):
    client.send(mailed(letters)[0])
    other = make.begun(here.project, here.other)
    evaluation_requests.send(evaluation_requests.newest(other.id), by=evaluation_requests.SYSTEM)
    assert "Amara" in client.get("/e/answers", follow_redirects=True).text
    client.send(mailed(letters)[-1])
    assert "Bela" in client.get("/e/answers", follow_redirects=True).text


def test_the_cookie_is_short_and_shut(client, here, letters):
    cookie = client.send(mailed(letters)[0]).headers["Set-Cookie"]
    assert all(flag in cookie for flag in ("HttpOnly", "SameSite=Lax", "Max-Age=28800", "Path=/"))


@pytest.mark.parametrize(("typed", "kept"), [("22.5", 1350), ("1", 60), ("400", 24000)])
def test_hours_are_kept_in_minutes(client, here, letters, typed, kept):
    client.send(mailed(letters)[0])
    assert client.send("/e/answers/hours", {"hours": typed}).status_code == 303
    assert db.session.scalars(db.select(records.Evaluation.minutes_taken)).one() == kept
    assert soup(client.get("/e/answers/hours")).select_one("#hours")["value"] == typed


@pytest.mark.parametrize("typed", ["", "0", "401", "many", "-2", "1e9"])
def test_odd_hours_are_refused(client, here, letters, typed):
    client.send(mailed(letters)[0])
    page = client.send("/e/answers/hours", {"hours": typed})
    assert (page.status_code, bool(soup(page).select_one("[role=alert]"))) == (422, True)
