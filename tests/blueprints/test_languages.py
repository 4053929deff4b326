"""The forms in a campus's own words: two languages, own questions, and a page that keeps its version."""

import pytest

from portal.database import db
from portal.models.evaluations import Evaluation
from portal.models.placements import Reflection
from portal.services import (
    evaluation_forms,
    evaluation_requests,
    form_words,
    reflection_forms,
    rubric,
    wordings,
)
from portal.vocabulary import PlacementStatus
from tests.client import soup
from tests.factories import placements as make
from tests.factories import records

SPANISH = {"career-label": "Rumbo", "level-applying": "Competente", "own1-text": "¿Algo más?"}


@pytest.fixture
def here(app):
    world = make.world()
    make.move(world, PlacementStatus.DELIVERED)
    return world


@pytest.fixture
def link(here):
    """An opened link whose form has an own question and a second language."""
    at, desk = here.placement.campus_id, here.staff.actor
    own = [form_words.Own("own1", "Anything else?", needed=True, shared=True)]
    content = evaluation_forms.Content(rubric.standard(), {"timeliness": "In time?"}, own)
    evaluation_forms.adopt(at, wordings.EVALUATION, evaluation_forms.changed(at, content), by=desk)
    spanish = evaluation_forms.in_second(at, wordings.EVALUATION, "es", SPANISH)
    version = evaluation_forms.adopt(at, wordings.EVALUATION, spanish, by=desk)
    asked = records.asked(here)
    asked.evaluation.form_version_id = version.id
    asked.hash = evaluation_requests.digest("token")
    return "/e/token"


def test_the_browser_asks_and_the_reader_switches(link, client):
    spanish = {"headers": {"Accept-Language": "es-ES,es;q=0.9"}}
    page = soup(client.get(link, **spanish))
    assert page.select_one(".languages [aria-pressed]").get_text() == "Español"
    client.fill(link, action=link)
    first = "/e/answers/career"
    shown = soup(client.get(first, **spanish))
    assert (shown.h1.get_text(), shown.h1["lang"]) == ("Rumbo", "es")
    assert "Competente" in shown.select_one(".scale").get_text()
    switched = client.send("/language", {"language": "en", "next": first})
    assert (switched.status_code, switched.location) == (303, first)
    assert soup(client.get(first, **spanish)).h1.get_text() == "Career & self-development"
    assert client.send("/language", {"language": "<b>", "next": "//evil.example"}).location == "/"


def test_an_own_question_must_be_answered_and_is_read(link, here, client):
    client.fill(link, action=link)
    page = soup(client.get("/e/answers/own1"))
    assert page.h1.get_text() == "Anything else?"
    assert "The student reads this." in page.select_one("#question-hint").get_text()
    assert soup(client.get("/e/answers/timeliness")).h1.get_text() == "In time?"
    assert client.send("/e/answers/own1", {"answer": ""}).status_code == 422
    assert client.send("/e/answers/own1", {"answer": "Come back."}).status_code == 303
    assert db.session.scalars(db.select(Evaluation)).one().further == {"own1": "Come back."}


def test_a_reflection_keeps_the_questions_it_was_shown(here, client_for):
    at, desk = here.placement.campus_id, here.staff.actor
    path = f"/student/placements/{here.placement.id}/reflections/after"
    student = client_for(here.student.membership)
    own = [form_words.Own("after_own1", "Who helped?", stage="after")]
    asked = {**reflection_forms.standard()["stages"], "after": ["What?", "So what?", "Now what?"]}
    first = evaluation_forms.adopt(at, wordings.REFLECTION, reflection_forms.changed(at, asked, own), by=desk)
    page = soup(student.get(path))
    version = page.select_one("[name=version]")["value"]
    later = reflection_forms.changed(at, reflection_forms.standard()["stages"], [])
    evaluation_forms.adopt(at, wordings.REFLECTION, later, by=desk)
    told = {"did": "A", "learned": "B", "next": "C", "after_own1": "Dana", "version": version}
    assert student.send(path, told).status_code == 303
    sent = db.session.scalars(db.select(Reflection)).one()
    assert (sent.form_version_id, sent.further) == (first.id, {"after_own1": "Dana"})
    shown = student.get(f"/student/placements/{here.placement.id}").text
    assert "Who helped?" in shown and "So what?" in shown
