"""Proposing and answering a change in the browser, from each side, without JavaScript."""

import pytest

from portal.actor import CLI
from portal.database import db
from portal.services import amendments, placements, policies
from portal.services.policies import Policy
from portal.vocabulary import AmendmentStatus as A
from portal.vocabulary import PlacementStatus as S
from tests.client import soup
from tests.factories.amendments import accept, found, propose
from tests.factories.placements import move, world

AUDIENCE = {"student": "student", "supervisor": "employer", "staff": "staff"}


@pytest.fixture
def enter(client_for):
    def browser(here, who="student"):
        db.session.commit()
        client = client_for(getattr(here, who).membership)
        return client, f"/{AUDIENCE[who]}/placements/{here.placement.id}"

    return browser


def typed(client, page, **changes) -> dict[str, str]:
    """The form as it is shown, with what somebody typed over it."""
    shown = soup(client.get(f"{page}/changes/new")).select_one("main form")
    fields = {one["name"]: one.get("value", "") for one in shown.select("input") if one.get("name")}
    texts = {one["name"]: one.get_text().strip("\n") for one in shown.select("textarea")}
    chosen = {one["name"]: one.select_one("[selected]")["value"] for one in shown.select("select")}
    fields.pop("csrf_token")
    return {**fields, **texts, **chosen, "reason": "The archive grew.", **changes}


def test_a_change_from_the_page_to_its_end(app, client_for, enter, letters):
    """The student proposes more hours; the supervisor reads before and after, and agrees."""
    here = world()
    student, mine = enter(here)
    assert student.send(f"{mine}/changes/new", typed(student, mine, minutes="25")).status_code == 303
    row = soup(student.get(mine)).select_one('[aria-labelledby="changes"] a')
    assert "Hours" in row.get_text()
    boss, theirs = enter(here, "supervisor")
    rows = soup(boss.get(theirs)).select('[aria-labelledby="todo"] a')
    now = next(row for row in rows if "Answer the proposed change" in row.get_text())
    shown = soup(boss.get(now["href"]))
    assert [one.get_text() for one in shown.select("dl.diff dd")] == ["Before: 20 hours", "After: 25 hours"]
    assert boss.send(now["href"], {"step": "accept"}).status_code == 303
    assert "25 hours" in soup(student.get(mine)).select_one('[aria-labelledby="terms"]').get_text()
    assert "As changed on" in boss.get(theirs).text
    told = [letter for letter in letters() if letter["Subject"].startswith("A change")]
    assert [letter["To"] for letter in told] == [
        "priya@brook.example",
        "amara@north.example",
        "priya@brook.example",
    ]
    assert not any("25" in letter.get_body().get_content() for letter in told)


def test_sent_as_it_is_nothing_changes(app, enter):
    here = world()
    client, page = enter(here)
    answer = client.send(f"{page}/changes/new", typed(client, page))
    assert answer.status_code == 422
    assert "Nothing would change" in answer.text
    assert "The archive grew." in answer.text


def test_a_warning_is_read_first(app, enter):
    """Where the campus only warns of crowded weeks."""
    here = world()
    policies.adopt(here.north.id, Policy(ceiling_refuses=False), by=CLI)
    client, page = enter(here)
    fields = typed(client, page, minutes="100", fee="2000")
    answer = client.send(f"{page}/changes/new", fields)
    assert answer.status_code == 422
    assert "The most at your campus is 40" in answer.text
    assert client.send(f"{page}/changes/new", {**fields, "anyway": "y"}).status_code == 303


def test_a_fee_that_drops_asks_the_office(app, enter):
    here = world()
    made = propose(here, fee=40000)
    boss, theirs = enter(here, "supervisor")
    address = f"{theirs}/changes/{made.id}"
    assert "The career office decides" in boss.get(address).text
    assert boss.send(address, {"step": "accept"}).status_code == 303
    desk, page = enter(here, "staff")
    now = soup(desk.get(page)).select('[aria-labelledby="changes"] a')
    assert desk.send(now[0]["href"], {"step": "allow"}).status_code == 303
    db.session.expire_all()
    assert placements.get(here.staff.actor, here.placement.id).fee.amount == 40000


def test_a_refusal_without_words_comes_back(app, enter):
    here = world()
    made = propose(here, minutes=1500)
    boss, page = enter(here, "supervisor")
    assert boss.send(f"{page}/changes/{made.id}", {"step": "refuse"}).status_code == 422
    said = {"step": "refuse", "note": "We cannot."}
    assert boss.send(f"{page}/changes/{made.id}", said).status_code == 303
    student, mine = enter(here)
    assert "We cannot." in student.get(f"{mine}/changes/{made.id}").text


def test_who_answers_what_has_changed_is_told(app, enter):
    """The supervisor reads, the student takes it back, the supervisor agrees: 409, in words."""
    here = world()
    made = propose(here, minutes=1500)
    boss, page = enter(here, "supervisor")
    seen = soup(boss.get(f"{page}/changes/{made.id}")).select_one('[name="seen"]')["value"]
    amendments.withdraw(made, by=here.student.actor)
    db.session.commit()
    answer = boss.send(f"{page}/changes/{made.id}", {"step": "accept", "seen": seen})
    assert answer.status_code == 409
    assert "changed while you were reading" in answer.text
    assert amendments.get(found(here), made.id).status is A.WITHDRAWN


def test_who_proposes_on_old_terms_is_told(app, enter):
    here = world()
    client, page = enter(here)
    fields = typed(client, page, minutes="24")
    accept(here, propose(here, minutes=1500))
    db.session.commit()
    answer = client.send(f"{page}/changes/new", fields)
    assert answer.status_code == 409
    assert "Agreed: 25 hours." in answer.text


def test_there_is_nothing_to_propose_while_one_waits_or_once_it_is_over(app, enter):
    here = world()
    made = propose(here, minutes=1500)
    client, page = enter(here)
    assert client.get(f"{page}/changes/new").location == f"{page}/changes/{made.id}"
    here.placement = found(here)
    move(here, S.ACCEPTED)
    db.session.commit()
    assert client.get(f"{page}/changes/new").location == page
    assert "Propose a change" not in client.get(page).text


def test_a_step_that_is_none_is_not_found(app, enter):
    here = world()
    made = propose(here, minutes=1500)
    client, page = enter(here)
    assert client.send(f"{page}/changes/{made.id}", {"step": "burn"}).status_code == 404
