"""The evaluation in other hands: a code first, an account, a colleague, the office on the phone, paper."""

import re
from dataclasses import replace

import pytest

from portal.actor import SYSTEM
from portal.database import db
from portal.models.evaluations import Evaluation
from portal.services import policies
from portal.vocabulary import Channel, PlacementStatus
from portal.vocabulary import RequestStatus as S
from tests.client import soup
from tests.factories import placements as make
from tests.factories import records

LINK = re.compile(r"https?://[^/\s]+(/e/\S+)")
SIX = re.compile(r"\b\d{6}\b")
COLLEAGUE = {"name": "Quinn Quay", "email": "quinn.quay@brook.example"}


@pytest.fixture
def here(app):
    world = make.world()
    make.move(world, PlacementStatus.DELIVERED)
    return world


def mailed(letters) -> list[str]:
    found = [LINK.search(letter.get_content()) for letter in letters()]
    return [match.group(1) for match in found if match]


def asks_for(here, assurance: str) -> None:
    wanted = replace(policies.current(here.north.id), link_assurance=assurance)
    policies.adopt(here.north.id, wanted, by=SYSTEM)


def asked(here):
    db.session.expire_all()
    return records.asked(here)


def test_a_code_stands_before_the_questions(client, here, letters):
    asks_for(here, "code")
    path = mailed(letters)[0]
    assert "six digits" in client.get(path).text
    assert client.send(path).headers["Location"] == f"{path}/code"
    digits = SIX.search(letters()[-1].get_content()).group()
    assert letters()[-1]["To"] == "priya@brook.example"
    assert client.get("/e/answers").status_code == 404
    wrong = client.send(f"{path}/code", {"code": f"{(int(digits) + 1) % 10**6:06}"})
    assert (wrong.status_code, "not the code" in wrong.text) == (422, True)
    assert client.send(f"{path}/code", {"code": digits}).status_code == 303
    assert "Amara" in client.get("/e/answers", follow_redirects=True).text
    assert asked(here).status is S.OPENED


def test_five_wrong_codes_end_it_for_good(client, here, letters):
    asks_for(here, "code")
    path = mailed(letters)[0]
    client.send(path)
    digits = SIX.search(letters()[-1].get_content()).group()
    for _try in range(5):
        client.send(f"{path}/code", {"code": f"{(int(digits) + 7) % 10**6:06}"})
    assert "is over" in client.send(f"{path}/code", {"code": digits}).text
    client.send(path)
    assert (
        client.send(f"{path}/code", {"code": SIX.search(letters()[-1].get_content()).group()}).status_code
        == 303
    )


def test_with_a_code_nobody_passes_it_on_by_the_link_alone(client, here, letters):
    asks_for(here, "code")
    path = mailed(letters)[0]
    assert "colleague" not in soup(client.get(path)).select_one(".aside").text.lower()
    assert client.send(f"{path}/colleague", COLLEAGUE).status_code == 422
    assert asked(here).status is S.SENT


def test_an_account_is_asked_for(client, here, letters):
    asks_for(here, "account")
    path = mailed(letters)[0]
    assert "sign in first" in client.get(path).text
    answer = client.send(path)
    assert answer.headers["Location"] == f"/employer/placements/{here.placement.id}"
    assert asked(here).status is S.SENT


def test_a_colleague_answers_by_their_own_link(app, client, here, letters):
    path = mailed(letters)[0]
    client.fill(f"{path}/colleague", COLLEAGUE)
    assert "was passed on" in client.get(path).text
    assert "Quinn" not in client.get(path).text
    assert client.send(path).status_code == 422
    assert letters()[-1]["To"] == COLLEAGUE["email"]
    other = app.test_client()
    assert other.send(mailed(letters)[-1]).status_code == 303
    assert "Amara" in other.get("/e/answers", follow_redirects=True).text


def test_it_is_passed_on_after_some_answers(client, here, letters):
    path = mailed(letters)[0]
    client.send(path)
    client.send("/e/answers/career", {"answer": "advanced"})
    left = client.send("/e/colleague", COLLEAGUE)
    assert left.status_code == 303
    assert client.get("/e/answers").status_code == 404
    client.send(mailed(letters)[-1])
    assert client.get("/e/answers").headers["Location"] == "/e/answers/communication"


def test_a_bad_address_comes_back_with_the_form(client, here, letters):
    path = mailed(letters)[0]
    page = client.send(f"{path}/colleague", {"name": "Amara", "email": "amara@north.example"})
    assert (page.status_code, "Name somebody else" in page.text) == (422, True)
    assert soup(page).select_one("#name")["value"] == "Amara"


@pytest.fixture
def officer(here, client_for):
    return client_for(here.staff.membership)


def test_the_office_types_on_the_phone(officer, here, letters):
    page = f"/staff/placements/{here.placement.id}/evaluation"
    officer.fill(page, action=f"{page}-typing")
    first = officer.get("/e/answers", follow_redirects=True)
    assert "You type for" in first.text
    assert "This isn't me" not in first.text
    finish(here)
    sent = officer.send(
        "/e/check", {"agreed": "y", "name": "Priya Raman", "title": "", "typed_from": "phone"}
    )
    assert sent.status_code == 303
    kept = db.session.scalars(db.select(Evaluation)).one()
    assert (kept.typed_by_id, kept.typed_from) == (here.staff.actor.user_id, Channel.PHONE)
    shown = officer.get(page).text
    assert "Only for the office" in shown
    assert here.staff.actor.label in shown
    assert any("typed in" in letter["Subject"] for letter in letters())


def finish(here) -> None:
    """All answers as they were told."""
    request, whole = asked(here), records.evaluations.of_placement(here.placement.id)
    by = records.link_visits.holder(request)
    for competency in records.Competency:
        records.evaluations.rate(whole, competency, records.Level.APPLYING, "", by=by)
    each = {one.id: records.Quality.MEETS for one in whole.placement.deliverables}
    records.evaluations.judge(whole, each, by=by)
    records.evaluations.tell(whole, {**records.ANSWERS, "private_note": "Only for the office"}, by=by)


def test_how_the_answers_came_must_be_said(officer, here):
    officer.send(f"/staff/placements/{here.placement.id}/evaluation-typing")
    finish(here)
    sent = officer.send("/e/check", {"agreed": "y", "name": "Priya Raman"})
    assert (sent.status_code, "Choose one of the answers" in sent.text) == (422, True)


def test_typing_ends_with_the_officers_own_session(officer, here):
    officer.send(f"/staff/placements/{here.placement.id}/evaluation-typing")
    assert officer.get("/e/answers/career").status_code == 200
    officer.send("/sign-out")
    assert officer.get("/e/answers/career").status_code == 404


def test_the_form_prints_with_its_anchors(officer, here):
    page = soup(officer.get(f"/staff/placements/{here.placement.id}/evaluation-paper"))
    assert len(page.select(".sheet-form section")) == 17
    assert "Anticipated questions; ready for its audience." in page.text


def test_the_office_hears_of_a_letter_that_came_back(officer, here):
    page = f"/staff/placements/{here.placement.id}/evaluation"
    assert officer.send(f"{page}-bounce").status_code == 422
    assert officer.send(f"{page}-bounce", {"bounce-note": "No such mailbox."}).status_code == 303
    assert "No such mailbox." in officer.get(page).text
