"""RL4: who edits what somebody else changed meanwhile is told, with both texts, and may insist."""

import pytest

from portal.database import db
from portal.models.campuses import Campus
from portal.models.commitments import Commitment
from tests import factories
from tests.client import filled, soup


@pytest.fixture
def north(app):
    return factories.campus()


def opened(browser, address):
    """What the form of a page would send."""
    return marked(browser.get(address))


def twice(browser, address, field, theirs, mine):
    """The same page open twice, both changed; what the second is answered, and what its form sends then."""
    first, second = opened(browser, address), opened(browser, address)
    assert browser.post(address, data={**first, field: theirs}).status_code == 303
    answer = browser.post(address, data={**second, field: mine})
    return answer, marked(answer)


def marked(answer):
    """The form that carries a mark of what it showed."""
    return filled(soup(answer).select_one('main form[method="post"]:has([name=seen])'))


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


def test_a_commitment_in_two_tabs(north, client_for):
    browser = client_for(factories.student(north))
    typed = {"kind": "job", "label": "Bar", "minutes_a_week": "6"}
    days = {f"from_on-{part}": str(number) for part, number in (("day", 1), ("month", 9), ("year", 2030))}
    browser.fill("/student/workload/commitments/new", typed | days)
    address = f"/student/workload/commitments/{db.session.scalar(db.select(Commitment.id))}"
    answer, again = twice(browser, address, "minutes_a_week", "9", "12")
    assert answer.status_code == 409
    assert "meanwhile to: 9" in answer.text
    assert again["minutes_a_week"] == "12"
    assert browser.post(address, data=again).status_code == 303
    assert opened(browser, address)["minutes_a_week"] == "12"


def test_alone_nobody_is_told(north, client_for):
    browser = client_for(factories.student(north))
    for headline in ("One", "Two"):
        sent = {**opened(browser, "/student/profile"), "headline": headline}
        assert browser.post("/student/profile", data=sent).status_code == 303
