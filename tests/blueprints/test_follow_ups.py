"""The one question behind a mailed link, and what came of it on the pages of student and office."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.models.outcomes import FollowUp
from portal.services import follow_ups, outcomes
from portal.services.evaluation_requests import digest
from portal.vocabulary import NextStep, Side
from portal.vocabulary import PlacementStatus as S
from tests.client import soup
from tests.factories.placements import move, world

LINK = "/f/secret"


@pytest.fixture
def here(app):
    made = world()
    move(made, S.CLOSED)
    made.asked = db.session.scalars(
        select(FollowUp).where(FollowUp.side == Side.EMPLOYER, FollowUp.days == 30)
    ).one()
    made.asked.name, made.asked.hash, made.asked.sent_at = "Priya", digest("secret"), clock.now()
    made.asked.expires_at = clock.now() + timedelta(days=60)
    db.session.commit()
    return made


def kinds(here) -> list[str]:
    db.session.rollback()
    return [one.kind.value for one in outcomes.of_placement(here.placement.id)]


def test_looking_consumes_nothing(here, client):
    """A mail scanner opens the link with HEAD and GET, from elsewhere, and presses nothing."""
    client.head(LINK)
    for _time in range(3):
        page = client.get(LINK, headers={"Sec-Fetch-Site": "cross-site"})
        assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert "Amara" not in page.text
    assert kinds(here) == []
    assert len(soup(page).select("button[name=answer]")) == 5


def test_one_press_without_an_account(here, client):
    assert client.send(LINK, {"answer": "job"}).status_code == 303
    page = client.get(LINK)
    assert "Thank you" in page.text
    assert kinds(here) == ["job"]
    client.send(LINK, {"answer": "internship"})
    assert kinds(here) == ["internship"]


def test_nothing_but_its_buttons(here, client):
    assert client.send(LINK, {"answer": "wealth"}).status_code == 404
    assert client.get("/f/guessed").status_code == 404
    here.asked.expires_at = clock.now()
    assert client.send(LINK, {"answer": "job"}).status_code == 422
    assert "has expired" in client.get(LINK).text
    assert kinds(here) == []


def test_the_student_adds_and_strikes(here, client_for):
    browser = client_for(here.student.membership)
    address = f"/student/placements/{here.placement.id}/outcomes"
    assert "Add or correct" in browser.get(f"/student/placements/{here.placement.id}").text
    assert browser.fill(address, {"kind": "internship"}).status_code == 303
    assert browser.fill(address, {"kind": ""}).status_code == 422
    assert "An internship" in browser.get("/student/certificates").text
    made = outcomes.of_placement(here.placement.id)[0]
    assert browser.fill(address, action=f"{address}/{made.id}/strike").status_code == 303
    assert kinds(here) == []


def test_the_office_records_by_hand_and_sees_who_was_asked(here, client_for):
    follow_ups.answer(here.asked, NextStep.NONE, by=follow_ups.holder(here.asked))
    db.session.commit()
    browser = client_for(here.staff.membership)
    address = f"/staff/placements/{here.placement.id}/outcomes"
    assert browser.fill(address, {"kind": "job", "note": "They called us."}).status_code == 303
    page = browser.get(address).text
    assert "They called us." in page
    assert "30 days after the close" in page
    assert "Nothing for now" in page
    assert "What came of it" in browser.get(f"/staff/placements/{here.placement.id}").text
    assert "1 of 1 went on together: 1 job" in browser.get(f"/staff/review/project/{here.project.id}").text
