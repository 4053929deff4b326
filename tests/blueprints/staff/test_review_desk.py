"""P1: the queue, the checks, the decision, and the next one."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.models.employers import Partnership
from portal.models.projects import Project
from portal.services import review_queue as reviews
from portal.vocabulary import DeclineCode
from portal.vocabulary import PartnershipStatus as P
from portal.vocabulary import ProjectStatus as S
from tests.client import soup
from tests.factories import employers
from tests.factories import projects as made

STATEMENTS = {"project": 15, "partnership": 14}
"""Who asks, the queue, the figures, the paper with its collections, and what is known beside it."""


def waiting_world():
    """An application in review since five days, and a project sent just now."""
    here = employers.world()
    with clock.travel(clock.now() - timedelta(days=5)):
        here.moor = employers.partner(
            here.north, P.APPLIED, here.desk, name="Moor", website="moor.example", email="mo@gmail.com"
        )
    here.project = made.project(here.north, here.brook, here.desk, S.SUBMITTED)
    return here


def decide(client, page, decision, **more):
    return client.fill(page, {"decision": decision, **more}, action=page)


def test_oldest_first_and_late_past_the_target(app):
    here = waiting_world()
    found = reviews.queue(here.desk)
    assert [(line.kind, line.late, line.flag) for line in found] == [
        ("partnership", True, "Free mail"),
        ("project", False, "First posting"),
    ]
    assert reviews.queue(here.far) == []
    assert reviews.counts(here.desk) == (2, 0)
    figures = reviews.figures(here.desk, found, here.north.zone)
    assert (figures.waiting, figures.late, figures.target_days) == (2, 1, 3)


def test_opening_a_review_does_not_make_it_younger(app):
    here = waiting_world()
    employers.begin(here.moor.partnership, None, here.desk)
    assert reviews.queue(here.desk)[0].late


def test_the_whole_queue_is_worked_through(app, client_for):
    here = waiting_world()
    client = client_for(here.officer)
    page = f"/staff/review/partnership/{here.moor.partnership.id}"
    assert "Start review" in client.get("/staff/review").text
    assert client.fill(page, action=f"{page}/start").location == page
    shown = soup(client.get(page))
    assert not shown.select("input[type=radio][checked]")
    assert "free mail" in shown.select_one(".checks").text
    assert decide(client, page, "approve").status_code == 422
    employers.tick(here.moor.partnership, here.desk)
    db.session.commit()
    answer = decide(client, page, "approve")
    assert answer.location == f"/staff/review/project/{here.project.id}"
    assert decide(client, answer.location, "approve").location == "/staff/review"
    assert "Nothing waits for review" in client.get("/staff/review").text
    db.session.expire_all()
    assert db.session.get(Partnership, here.moor.partnership.id).status is P.APPROVED
    assert db.session.get(Project, here.project.id).status is S.OPEN


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "decision-0"),
        ({"decision": "ask_changes"}, "comment"),
        ({"decision": "decline", "comment": "No."}, "code"),
        ({"decision": "decline", "code": "scope"}, "comment"),
        ({"decision": "fill"}, "decision-0"),
    ],
)
def test_reasons_are_asked_only_where_they_are_needed(app, client_for, sent, field):
    here = waiting_world()
    page = f"/staff/review/project/{here.project.id}"
    answer = client_for(here.officer).fill(page, sent, action=page)
    assert answer.status_code == 422
    assert f"#{field}" in [link["href"] for link in soup(answer).select(".summary-errors a")]
    summary = soup(answer).main.select_one(".wrap > *")
    assert summary["class"] == ["summary-errors"] and summary.has_attr("autofocus"), (
        "first, whatever the width"
    )
    assert db.session.get(Project, here.project.id).status is S.SUBMITTED


def test_changes_are_asked_for_and_come_back(app, client_for):
    here = waiting_world()
    desk, own = client_for(here.officer), client_for(here.brook.member)
    page, project = f"/staff/review/project/{here.project.id}", f"/employer/projects/{here.project.id}"
    for words in ("Which routes?", "How many?"):
        assert decide(desk, page, "ask_changes", comment=words).status_code == 303
        assert words in own.get(project).text
        assert own.fill(f"{project}/what", {"why": f"{words} All of them."}).status_code == 303
        assert own.fill(f"{project}/check").status_code == 303
    assert "Which routes?" in desk.get(page).text


def test_declined_with_a_code(app, client_for):
    here = waiting_world()
    page = f"/staff/review/project/{here.project.id}"
    decide(client_for(here.officer), page, "decline", code="scope", comment="Too open.")
    record = db.session.get(Project, here.project.id)
    assert (record.status, record.decline_code) == (S.DECLINED, DeclineCode.SCOPE)
    assert "Not a scoped project" in client_for(here.brook.member).get(f"/employer/projects/{record.id}").text


def test_a_stale_page_decides_nothing(app, client_for):
    here = waiting_world()
    page = f"/staff/review/project/{here.project.id}"
    answer = client_for(here.officer).fill(page, {"decision": "approve", "version": "99"}, action=page)
    assert answer.status_code == 409
    assert db.session.get(Project, here.project.id).status is S.SUBMITTED


def test_sent_twice_decides_once(app, client_for):
    here = waiting_world()
    client, page = client_for(here.officer), f"/staff/review/project/{here.project.id}"
    sent = {"form_key": "same", "decision": "approve"}
    first, second = client.send(page, sent), client.send(page, sent)
    assert (first.status_code, first.location) == (second.status_code, second.location)


def test_another_campus_finds_nothing(app, client_for):
    here = waiting_world()
    client = client_for(here.far_officer)
    for page in (
        f"project/{here.project.id}",
        f"partnership/{here.moor.partnership.id}",
        "project/999",
        "magic/1",
    ):
        assert client.get(f"/staff/review/{page}").status_code == 404
        assert client.send(f"/staff/review/{page}", {"decision": "approve"}).status_code == 404
    assert "Moor" not in client.get("/staff/review").text


def test_a_piece_is_only_the_paper(app, client_for):
    here = waiting_world()
    page = f"/staff/review/project/{here.project.id}"
    piece = client_for(here.officer).get(page, headers={"HX-Request-Type": "partial"})
    assert piece.text.lstrip().startswith("<article")
    assert "HX-Request-Type" in piece.headers["Vary"]


def test_the_number_of_statements_does_not_grow(app, client_for, statements):
    here = waiting_world()
    client = client_for(here.officer)
    client.get("/staff/review")
    with statements() as few:
        client.get("/staff/review")
    for _ in range(5):
        made.project(here.north, here.brook, here.desk, S.SUBMITTED)
    with statements() as many:
        client.get("/staff/review")
    assert len(many) == len(few) <= 29
    assert soup(client.get("/staff/review")).select_one(".nav .count").text.startswith("7")
    assert soup(client.get("/staff/placements")).select_one(".nav .count").text.startswith("7")


def asked(client, page, statements) -> int:
    """How many statements a page takes, once its forms and templates are warm."""
    client.get(page)
    with statements() as sent:
        client.get(page)
    return sum(not statement.startswith("BEGIN") for statement in sent)


def test_suspended_resumed_and_ended(app, client_for):
    here = employers.world()
    client, record = client_for(here.officer), here.brook.partnership
    at = f"/staff/review/partnership/{record.id}"
    for verb, status in (("suspend", P.SUSPENDED), ("resume", P.APPROVED), ("end", P.ENDED)):
        page = f"/staff/partnerships/{record.id}/{verb}"
        assert client.fill(page, {"note": "A complaint."}).status_code == 303
        db.session.expire_all()
        assert db.session.get(Partnership, record.id).status is status
        line = soup(client.get("/staff/employers")).select_one(f'main a[href="{at}"]')
        assert str(status.label) in line.get_text()
    assert client.get(f"/staff/review/partnership/{record.id}").status_code == 200


def test_the_office_reads_and_writes_in_the_thread(app, client_for):
    here = waiting_world()
    page = f"/staff/review/project/{here.project.id}"
    client = client_for(here.officer)
    client.fill(page, {"talk-text": "Thank you, reading now."}, action=f"{page}/comments")
    assert "reading now" in client_for(here.brook.member).get(f"/employer/projects/{here.project.id}").text
