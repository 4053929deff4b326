"""V3: the page that a student switches on, as its student and as strangers meet it."""

import re

import pytest

from portal import limits
from portal.services import certificates, portfolios
from portal.vocabulary import MayShow, RevocationReason
from tests.client import soup
from tests.factories import records as made

PAGE = "/student/record/portfolio"
REFERENCE = re.compile(r"[0-9a-f]{32}")


@pytest.fixture
def here(app):
    """Evaluated, quoted, accepted and certified."""
    return made.certified()


def item(here) -> str:
    return f"{PAGE}/items/{here.placement.id}"


def switched_on(client, here, **shown) -> str:
    """The address of the page once it is on."""
    client.fill(item(here), {"agreed": "y", "words": "I walked.", **shown}, action=item(here))
    client.fill(PAGE, {"agreed": "y"}, action=f"{PAGE}/switch")
    return f"/p/{portfolios.begun(here.student.actor).secret}"


def test_from_off_to_on_to_off(here, client, client_for):
    me = client_for(here.student.membership)
    refused = me.fill(PAGE, action=f"{PAGE}/switch")
    assert refused.status_code == 422
    assert "Tick that you agree" in refused.text
    told = {"headline": "Maps", "intro": "I map.", "website": "https://amara.example"}
    assert me.fill(PAGE, told, action=PAGE).status_code == 303
    address = switched_on(me, here)
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    page = soup(answer).select_one("main").get_text(" ", strip=True)
    for said in ("Amara", "Maps", "I map.", "Map the footpaths", "I walked.", "The map", "22.5 hours"):
        assert said in page
    for kept in ("A fine map.", "Priya", "Communication", "amara@north.example"):
        assert kept not in page
    assert address in me.get(PAGE).text
    me.fill(PAGE, action=f"{PAGE}/end")
    assert client.get(address).status_code == 404
    assert "It is off" in me.get(f"{PAGE}/preview").text
    me.fill(PAGE, {"agreed": "y"}, action=f"{PAGE}/switch")
    assert client.get(address).status_code == 200


def test_more_only_where_it_was_ticked(here, client, client_for):
    me = client_for(here.student.membership)
    address = switched_on(me, here, quote="y", levels="y")
    me.fill(PAGE, {"listed": "y"}, action=PAGE)
    answer = client.get(address)
    assert "X-Robots-Tag" not in answer.headers
    for said in ("A fine map.", "Priya Raman, Lead", "Communication", here.certificate.serial):
        assert said in answer.text


@pytest.mark.parametrize("showing", [MayShow.REDACTED, MayShow.NO])
def test_what_is_confidential_stays_out(here, client, client_for, showing):
    here.project.may_show = showing
    page = soup(client.get(switched_on(client_for(here.student.membership), here))).select_one("main")
    told = page.get_text(" ", strip=True)
    assert "The map" not in told
    assert "stays confidential" in told
    assert ("Map the footpaths" in told) == (showing is MayShow.REDACTED)


def test_revoked_work_disappears_and_its_student_is_told(here, client, client_for):
    me = client_for(here.student.membership)
    address = switched_on(me, here)
    found = certificates.public(here.certificate.serial)
    certificates.revoke(found, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Wrong hours.")
    assert "Map the footpaths" not in client.get(address).text
    assert "Hidden: no valid certificate" in me.get(PAGE).text
    me.fill(item(here), action=f"{item(here)}/removal")
    assert "Not shown" in me.get(PAGE).text


def test_unknown_links_look_like_pages_that_are_off(here, client, client_for):
    me = client_for(here.student.membership)
    address = switched_on(me, here)
    me.fill(PAGE, action=f"{PAGE}/end")
    pages = [client.get(each).text.replace(each, "") for each in (address, "/p/" + "x" * 43)]
    assert soup_text(pages[0]) == soup_text(pages[1])


def soup_text(html: str) -> str:
    return REFERENCE.sub("", html.partition("<main")[2].partition("</main>")[0])


def test_guessing_is_slow(here, client, monkeypatch):
    monkeypatch.setitem(limits.RULES, "portfolio address", limits.parse("1/minute"))
    assert client.get("/p/guess").status_code == 404
    assert client.get("/p/guess").status_code == 429
