"""The evaluation by a mailed link: no account, no script, nothing lost."""

import re
from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.models.evaluations import Evaluation, EvaluationRequest
from portal.models.projects import Deliverable
from portal.services import evaluations
from portal.vocabulary import Competency, Level, PlacementStatus, RequestStatus
from tests.client import soup
from tests.factories import placements as make

LINK = re.compile(r"https?://[^/\s]+(/e/\S+)")
CLOSING = ("timeliness", "hours", "engage_again", "host_again", "next_step", "feedback", "sentence", "note")
PRESSED = {
    "timeliness": {"answer": "on_time"},
    "hours": {"hours": "22.5"},
    "engage_again": {"answer": "yes"},
    "host_again": {"answer": "later"},
    "next_step": {"answer": "reference"},
    "feedback": {"strength": "Careful with sources", "growth": "Ask sooner"},
    "sentence": {"sentence": "Her map is on every desk.", "sentence_allowed": "y"},
    "note": {"private_note": "Only for the office"},
}


@pytest.fixture
def here(app):
    world = make.world()
    make.move(world, PlacementStatus.DELIVERED)
    return world


def mailed(letters) -> str:
    """The path of the newest evaluation link."""
    found = [LINK.search(letter.get_content()) for letter in letters()]
    return [match.group(1) for match in found if match][-1]


def asked() -> EvaluationRequest:
    db.session.expire_all()
    return db.session.scalars(db.select(EvaluationRequest).order_by(EvaluationRequest.id.desc())).first()


def entered(client, letters) -> str:
    path = mailed(letters)
    assert client.send(path).status_code == 303
    return path


def answer(client, key: str, data: dict):
    return client.send(f"/e/answers/{key}", data)


def answer_all(client, here) -> None:
    for competency in Competency:
        assert answer(client, competency.value, {"answer": "applying"}).status_code == 303
    deliverable = db.session.scalars(db.select(Deliverable)).one().id
    assert answer(client, "deliverables", {f"deliverable_{deliverable}": "meets"}).status_code == 303
    for key in CLOSING:
        assert answer(client, key, PRESSED[key]).status_code == 303


def test_scanners_consume_nothing(client, here, letters):
    path = mailed(letters)
    assert client.head(path).status_code == 200
    pages = [client.get(path) for _ in range(3)]
    assert all("Amara" not in page.text for page in pages)
    assert asked().status is RequestStatus.SENT
    assert client.send(path).status_code == 303
    assert asked().status is RequestStatus.OPENED
    assert "Amara" in client.get("/e/answers", follow_redirects=True).text


def test_pages_stay_shut_without_the_button(client, here, letters):
    client.get(mailed(letters))
    assert client.get("/e/answers").status_code == 404
    assert client.get("/e/check").status_code == 404


def test_whole_form_reaches_the_receipt(client, here, letters):
    entered(client, letters)
    answer_all(client, here)
    check = soup(client.get("/e/check"))
    assert "Not answered" not in check.text
    sent = client.send("/e/check", {"agreed": "y", "name": "Priya Raman", "title": "Lead"})
    assert sent.status_code == 303
    assert "was sent" in client.get("/e/receipt").text
    kept = db.session.scalars(db.select(Evaluation)).one()
    assert (kept.minutes_taken, kept.attested_name, kept.sentence_allowed) == (1350, "Priya Raman", True)
    assert asked().status is RequestStatus.SUBMITTED
    assert evaluations.is_in(here.placement)


def test_form_is_short_enough_for_a_phone(client, here, letters):
    """At most 20 pages and 25 taps when everything is at Applying: one press answers and goes on."""
    entered(client, letters)
    address, pages, taps = "/e/answers/career", 1, 1
    while address != "/e/check":
        page = soup(client.get(address))
        pages += 1
        rows = page.select(".scale button")
        taps += 1 if rows else 1 + len(page.select("main fieldset"))
        key = address.rpartition("/")[2]
        data = {"answer": "applying"} if page.select("#answer-applying") else PRESSED.get(key, {})
        for group in page.select("main fieldset"):
            data[group.select_one("input")["name"]] = "meets"
        address = answer(client, key, data).headers["Location"]
    assert (pages + 1, taps + 2) <= (20, 25)


def test_emerging_needs_a_comment(client, here, letters):
    entered(client, letters)
    refused = answer(client, "teamwork", {"answer": "emerging"})
    assert refused.status_code == 422
    assert "Say in a sentence what you saw" in refused.text
    assert answer(client, "teamwork", {"answer": "emerging", "comment": "Worked alone."}).status_code == 303


def test_unknown_answers_are_refused(client, here, letters):
    entered(client, letters)
    assert answer(client, "teamwork", {"answer": "brilliant"}).status_code == 422
    assert answer(client, "timeliness", {"answer": "approved"}).status_code == 422
    assert answer(client, "hours", {"hours": "many"}).status_code == 422
    assert client.get("/e/answers/salary").status_code == 404


def test_nothing_is_sent_with_gaps(client, here, letters):
    entered(client, letters)
    answer(client, "teamwork", {"answer": "advanced"})
    sent = client.send("/e/check", {"agreed": "y", "name": "Priya Raman"})
    assert sent.status_code == 422
    assert not evaluations.is_in(here.placement)


def test_texts_are_kept_while_typed(client, here, letters):
    entered(client, letters)
    assert client.send("/e/drafts/feedback", {"strength": "Half a sent"}).status_code == 204
    assert client.send("/e/drafts/teamwork", {"comment": "She asked"}).status_code == 204
    assert "Half a sent" in client.get("/e/answers/feedback").text
    assert "She asked" in client.get("/e/answers/teamwork").text


def test_link_opens_on_another_device_where_it_stopped(app, client, here, letters):
    path = entered(client, letters)
    answer(client, "career", {"answer": "advanced"})
    other = app.test_client()
    other.send(path)
    assert other.get("/e/answers").headers["Location"] == "/e/answers/communication"


def test_used_link_shows_that_it_was_sent(client, here, letters):
    path = entered(client, letters)
    answer_all(client, here)
    client.send("/e/check", {"agreed": "y", "name": "Priya Raman"})
    assert "was sent" in client.get(path).text
    assert client.send(path).status_code == 422
    assert answer(client, "career", {"answer": "emerging", "comment": "x"}).status_code == 422


def test_expired_link_renews_to_the_stored_address_only(client, here, letters):
    path = mailed(letters)
    asked().expires_at = clock.now() - timedelta(seconds=1)
    assert "has expired" in client.get(path).text
    assert client.send(path).status_code == 422
    assert client.send(f"{path}/renew", {"email": "evil@example.com"}).status_code == 303
    newest = letters()[-1]
    assert newest["To"] == "priya@brook.example"
    assert LINK.search(newest.get_content()).group(1) != path


def test_not_me_ends_the_link_and_tells_the_office(client, here, letters):
    path = mailed(letters)
    assert client.send(f"{path}/disown").status_code == 303
    assert "no longer in use" in client.get(path).text
    assert "mailto:" in client.get(path).text, "whom to write to"
    assert client.send(path).status_code == 422
    assert letters()[-1]["To"] == here.north.office_email


def test_letter_says_nothing_of_the_student(here, letters):
    text = next(letter for letter in letters() if LINK.search(letter.get_content()))
    assert "Amara" not in text.get_content() + text["Subject"]


def test_unknown_link_is_a_404(client, here):
    assert client.get("/e/" + "x" * 43).status_code == 404


def test_not_observed_is_kept_apart(client, here, letters):
    entered(client, letters)
    answer(client, "equity", {"answer": "not_observed"})
    kept = db.session.scalars(db.select(Evaluation)).one()
    loaded = evaluations.load(kept.id)
    assert [row.level for row in loaded.answers] == [Level.NOT_OBSERVED]
