"""The mailed evaluation link: guessed, kept, passed on, or used after its time."""

import hashlib
import secrets

import pytest
from structlog.testing import capture_logs

from portal import clock
from portal.database import db
from portal.models.evaluation_links import LinkVisit
from portal.models.evaluations import EvaluationRequest
from portal.services import evaluation_requests, evaluations, link_visits, placements
from portal.vocabulary import EndCause, PlacementStatus, RequestStatus
from tests.access.site import VISIT
from tests.factories import records
from tests.factories.placements import move, world

TOKEN = "live"
QUESTION = "/e/answers/timeliness"


@pytest.fixture
def here(app):
    """A placement handed in, its link mailed under a token we know."""
    made = world()
    move(made, PlacementStatus.DELIVERED)
    asked = records.asked(made)
    asked.hash = evaluation_requests.digest(TOKEN)
    db.session.commit()
    made.asked = asked
    return made


@pytest.fixture
def visitor(here, client):
    """Somebody who pressed Continue."""
    assert client.send(f"/e/{TOKEN}").status_code == 303
    assert client.get(QUESTION).status_code == 200
    return client


def answers(visitor):
    """What the visitor may still do: read a question, answer it, save a draft, send."""
    asked = [
        visitor.get(QUESTION),
        visitor.send(QUESTION, {"answer": "on_time"}),
        visitor.send("/e/drafts/note", {"private_note": "Late words"}),
        visitor.get("/e/check"),
        visitor.send("/e/check", {"agreed": "y", "name": "Dana", "title": ""}),
    ]
    return [answer.status_code for answer in asked]


def revoke(here):
    evaluation_requests.revoke(here.asked, by=here.staff.actor)


def reissue(here):
    evaluation_requests.reissue(here.asked, by=here.staff.actor)


def waive(here):
    evaluations.waive(here.placement, "The supervisor left.", by=here.staff.actor)


def end(here):
    placements.end_early(here.placement, EndCause.SCOPE, 0, "It ended.", by=here.staff.actor)


def expire(here):
    here.asked.expires_at = clock.now()


def age(here):
    for visit in db.session.scalars(db.select(LinkVisit)):
        visit.expires_at = clock.now()


@pytest.mark.parametrize("change", [revoke, reissue, waive, end, expire, age])
def test_a_visit_ends_with_its_request(here, visitor, change):
    change(here)
    db.session.commit()
    assert set(answers(visitor)) <= {404, 409, 422}
    evaluation = evaluations.of_placement(here.placement.id)
    assert (evaluation.timeliness, evaluation.submitted_at, evaluation.private_note or "") == (None, None, "")


@pytest.mark.parametrize("change", [revoke, reissue, waive, end, expire])
def test_a_link_ends_too_and_names_nobody(here, client, change):
    change(here)
    db.session.commit()
    page = client.get(f"/e/{TOKEN}")
    assert page.status_code in {200, 404, 410, 422}
    assert "Amara" not in page.text
    assert client.send(f"/e/{TOKEN}").status_code in {404, 409, 422}
    assert VISIT not in {cookie.key for cookie in client._cookies.values()}


def test_looking_at_a_link_names_nobody_and_uses_nothing_up(here, app):
    for method in ("HEAD", "GET", "GET", "GET", "OPTIONS"):
        scanner = app.test_client()
        page = scanner.open(f"/e/{TOKEN}", method=method)
        assert page.status_code == 200
        assert "Amara" not in page.text
        assert "no-store" in page.headers["Cache-Control"]
    db.session.refresh(here.asked)
    assert here.asked.status is RequestStatus.SENT
    assert app.test_client().send(f"/e/{TOKEN}").status_code == 303


def test_another_visit_sees_only_its_own_request(here, visitor, app):
    """Two visits side by side: neither an id nor an address leads from one to the other."""
    assert answers(visitor)[1] == 303
    other = app.test_client()
    for value in ("", "x", secrets.token_urlsafe(32), hashlib.sha256(b"x").hexdigest(), stored(here)):
        other.set_cookie(VISIT, value)
        assert {
            other.get(path).status_code for path in ("/e/answers", QUESTION, "/e/check", "/e/receipt")
        } == {404}


def stored(here):
    """What a thief of the database would have: a hash is no key."""
    return db.session.scalars(db.select(LinkVisit.hash)).first()


def test_the_hash_of_a_token_is_no_token(here, client):
    kept = db.session.scalars(
        db.select(EvaluationRequest.hash).where(EvaluationRequest.id == here.asked.id)
    ).one()
    for guess in (kept, "", "a" * 43, "%00", "../live", "LIVE", "live "):
        assert client.get(f"/e/{guess}").status_code in {308, 400, 404}


def test_sending_twice_or_later_changes_nothing(here, app):
    evaluation = records.answered(here)
    value = link_visits.begin(here.asked)
    db.session.commit()
    browser = app.test_client()
    browser.set_cookie(VISIT, value)
    for _ in range(2):
        sent = browser.send("/e/check", {"agreed": "y", "name": "Dana", "title": "Lead"})
        assert (sent.status_code, sent.location) == (303, "/e/receipt")
    before = evaluations.of_placement(here.placement.id).submitted_at
    assert set(answers(browser)) <= {303, 404, 409, 422}
    assert browser.send(QUESTION, {"answer": "late"}).status_code in {409, 422}
    db.session.refresh(evaluation)
    assert evaluation.submitted_at == before
    assert evaluation.timeliness.value == "on_time"


def test_disowning_ends_the_visits_of_everybody(here, visitor, app):
    assert app.test_client().send(f"/e/{TOKEN}/disown").status_code == 303
    assert set(answers(visitor)) <= {404, 409, 422}


def test_a_link_does_not_open_the_rest_of_the_portal(here, visitor):
    for path in ("/employer/", "/employer/placements", "/student/projects", "/staff/review", "/account"):
        assert visitor.get(path).status_code == 303
    for path in (f"/employer/placements/{here.placement.id}/steps/accept", "/employer/projects"):
        assert visitor.send(path).status_code in {303, 400}
    db.session.refresh(here.placement)
    assert here.placement.status is PlacementStatus.DELIVERED


def test_an_expired_link_renews_to_the_stored_address_and_once(here, client, letters):
    expire(here)
    letters().clear()
    before = len(letters())
    answer = client.send(f"/e/{TOKEN}/renew", {"email": "mallory@evil.example", "to": "mallory@evil.example"})
    assert answer.status_code == 303
    assert client.send(f"/e/{TOKEN}/renew").status_code in {409, 422}
    sent = letters()[before:]
    assert [letter["To"] for letter in sent] == [here.asked.email]
    assert TOKEN not in [line for letter in sent for line in letter.as_string().split("/")]


def test_no_log_line_holds_a_token(here, client):
    with capture_logs() as lines:
        for path in (f"/e/{TOKEN}x", f"/e/{TOKEN}x/renew", f"/reset/{TOKEN}x", f"/invitation/{TOKEN}x"):
            client.get(path)
            client.send(path)
            client.get(f"{path}?q=1")
    told = str(lines)
    assert "/e/***" in told
    assert f"{TOKEN}x" not in told
