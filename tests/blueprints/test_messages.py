"""The pages of a thread, for all three audiences, walked through without JavaScript."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.models.messages import Message, MessageReading
from portal.services import fees, messages
from portal.vocabulary import PlacementStatus as S
from tests.client import soup
from tests.factories.placements import move, world

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def here(app):
    made = world()
    db.session.commit()
    return made


@pytest.fixture
def enter(here, client_for):
    """A browser of this person, and the address of the thread."""
    audience = {"student": "student", "supervisor": "employer", "colleague": "employer", "staff": "staff"}

    def come(who):
        page = f"/{audience[who]}/placements/{here.placement.id}/messages"
        return client_for(getattr(here, who).membership), page

    return come


def count():
    return db.session.scalar(select(func.count(Message.id)))


def lines(page):
    return [line.get_text(" ", strip=True) for line in page.select("#thread li")]


def test_a_question_and_its_answer(enter):
    student, there = enter("student")
    boss, here = enter("supervisor")
    assert "Nobody has written yet." in soup(student.get(there)).get_text()
    assert student.fill(there, {"text": "When?"}, there).status_code == 303
    listed = soup(boss.get("/employer/placements"))
    assert "1 new message" in listed.get_text()
    assert "1" in listed.select_one('nav [href="/employer/placements"] .count').get_text()
    assert "1 new" in soup(boss.get(here.removesuffix("/messages"))).get_text()
    page = soup(boss.get(here))
    assert "When?" in lines(page)[0]
    assert "New" in lines(page)[0]
    assert not page.select("nav .count")
    boss.fill(here, {"text": "Tomorrow at nine."}, here)
    assert ["Tomorrow" in line for line in lines(soup(student.get(there)))] == [True, False]
    assert "new message" not in soup(boss.get("/employer/placements")).get_text()


def test_a_form_sent_twice_has_one_effect(enter):
    student, there = enter("student")
    typed = {"text": "Once.", "form_key": "k" * 22}
    assert [student.send(there, typed).status_code for _ in range(2)] == [303, 303]
    assert count() == 1


def test_nothing_typed_is_lost(enter):
    student, there = enter("student")
    answer = student.send(there, {"text": " "})
    assert answer.status_code == 422
    refused = student.send(
        there,
        {"text": "Look at this.", "files": (BytesIO(b"<html>"), "page.html")},
        content_type="multipart/form-data",
    )
    page = soup(refused)
    assert refused.status_code == 422
    assert page.select_one("textarea").get_text().strip() == "Look at this."
    assert "page.html" in page.select_one("[role=alert]").get_text()
    assert count() == 0


def test_a_file_travels_with_a_message(enter):
    student, there = enter("student")
    boss, here = enter("supervisor")
    typed = {"text": "The map so far.", "files": (BytesIO(b"North is up."), "map.txt")}
    assert student.send(there, typed, content_type="multipart/form-data").status_code == 303
    link = soup(boss.get(here)).select_one('#thread a[href^="/files/"]')
    assert boss.get(link["href"]).data == b"North is up."


def test_news_is_asked_for_and_204_when_there_is_none(enter):
    """What lies open asks by itself: that is no reading, and nobody is there for sure."""
    student, there = enter("student")
    boss, here = enter("supervisor")
    poll = soup(boss.get(here)).select_one("#thread")["data-hx-get"]
    assert boss.get(poll, headers=PARTIAL).status_code == 204
    student.fill(there, {"text": "News."}, there)
    piece = boss.get(poll, headers=PARTIAL)
    assert (piece.status_code, "News." in piece.text, "<html" in piece.text) == (200, True, False)
    again = soup(piece).select_one("#thread")["data-hx-get"]
    assert boss.get(again, headers=PARTIAL).status_code == 204
    read = db.session.scalars(select(MessageReading.user_id))
    assert len(list(read)) == 1
    assert "1 new message" in soup(boss.get("/employer/placements")).get_text()


@pytest.mark.parametrize("page", ["/account", "/calendar", "/employer/people"])
def test_news_stands_in_the_head_of_every_page(enter, page):
    student, there = enter("student")
    boss, _here = enter("supervisor")
    assert not soup(boss.get(page)).select(".nav .count")
    student.fill(there, {"text": "News."}, there)
    assert [count.get_text(strip=True)[:1] for count in soup(boss.get(page)).select(".nav .count")] == ["1"]


def test_the_office_is_asked_to_join(enter, here):
    student, there = enter("student")
    office, desk = enter("staff")
    student.fill(there, {"text": "He does not answer."}, there)
    closed = office.get(desk)
    assert "He does not answer." not in closed.text
    assert office.send(desk, {"text": "Hello?"}).status_code == 422
    assert student.fill(there, action=f"{there}/office").status_code == 303
    assert "1 new message" in soup(office.get("/staff/placements")).get_text()
    assert "He does not answer." in office.get(desk).text
    assert office.fill(desk, {"text": "We call him."}, desk).status_code == 303
    page = soup(student.get(there))
    assert "Careers service, asked by the student" in " ".join(page.get_text().split())
    assert not page.select(f'form[action="{there}/office"]')
    seen = soup(student.get("/student/disclosures")).get_text()
    assert "Your messages" in seen


def test_the_office_opens_a_disputed_one_with_a_reason(enter, here):
    move(here, S.ACCEPTED)
    messages.say(messages.get(here.student.actor, here.placement.id), "No money yet.", by=here.student.actor)
    office, desk = enter("staff")
    assert not soup(office.get(desk)).select("main form")
    fees.move(here.placement, "dispute", "Too late.", by=here.supervisor.actor)
    assert office.fill(desk, {"note": ""}).status_code == 422
    assert office.fill(desk, {"note": "The fee is disputed."}).status_code == 303
    assert "No money yet." in office.get(desk).text


def test_the_page_takes_few_statements_however_long_the_thread(enter, here, statements):
    boss, there = enter("supervisor")
    told = []
    for _turn in range(2):
        for number in range(5):
            placement = messages.get(here.student.actor, here.placement.id)
            messages.say(placement, f"Line {number}", by=here.student.actor)
        db.session.commit()
        boss.get(there)
        with statements() as sent:
            boss.get(there)
        told.append(len(sent))
    assert told[0] == told[1] <= 16
