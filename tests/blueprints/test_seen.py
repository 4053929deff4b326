"""RL4: who edits what somebody else changed meanwhile is told, with both texts, and may insist."""

import pytest

from portal.database import db
from portal.models.campuses import Campus
from tests import factories
from tests.client import filled, soup


@pytest.fixture
def north(app):
    return factories.campus()


def opened(browser, address):
    """What the form of a page would send."""
    return filled(soup(browser.get(address)).select('main form[method="post"]')[-1])


def twice(browser, address, field, theirs, mine):
    """The same page open twice, both changed; what the second is answered, and what its form sends then."""
    first, second = opened(browser, address), opened(browser, address)
    assert browser.post(address, data={**first, field: theirs}).status_code == 303
    answer = browser.post(address, data={**second, field: mine})
    return answer, filled(soup(answer).select('main form[method="post"]')[-1])


def test_a_profile_in_two_windows(north, client_for):
    browser = client_for(factories.student(north))
    answer, again = twice(browser, "/student/profile", "headline", "Likes archives", "Likes maps")
    assert answer.status_code == 409
    assert "meanwhile to: Likes archives" in answer.text
    assert again["headline"] == "Likes maps"
    assert browser.post("/student/profile", data=again).status_code == 303
    assert opened(browser, "/student/profile")["headline"] == "Likes maps"


def test_a_campus_by_two_administrators(north, client_for):
    browser = client_for(factories.administrator())
    address = f"/admin/campuses/{north.id}"
    answer, again = twice(browser, address, "office", "Careers", "Career Centre")
    assert answer.status_code == 409
    assert "meanwhile to: Careers" in answer.text
    db.session.expire_all()
    assert db.session.get_one(Campus, north.id).office == "Careers"
    assert browser.post(address, data=again).status_code == 303


def test_alone_nobody_is_told(north, client_for):
    browser = client_for(factories.student(north))
    for headline in ("One", "Two"):
        sent = {**opened(browser, "/student/profile"), "headline": headline}
        assert browser.post("/student/profile", data=sent).status_code == 303
