"""S9: a transcript is asked for, made by the worker, fetched, and verified by anybody."""

from io import BytesIO

import pikepdf
import pytest

from portal import jobs, sealing
from portal.certificates.checking import Verdict, check
from portal.database import db
from portal.models.students import Student
from portal.services import transcripts
from tests.client import soup
from tests.factories import records as made
from tests.factories.placements import world

PAGE = "/student/record/transcripts"


@pytest.fixture
def here(app):
    found = world()
    db.session.add(Student(user_id=found.student.actor.user_id, campus_id=found.north.id, number="S1"))
    made.ready(found)
    made.issued(found)
    return found


def test_from_asking_to_verifying(here, app, client_for):
    client = client_for(here.student.membership)
    assert client.fill(PAGE).status_code == 303
    assert "being made" in client.get(PAGE).text
    assert client.get(PAGE, headers={"HX-Request-Type": "partial"}).status_code == 204
    db.session.commit()
    with app.app_context():
        jobs.work_once()
    (told,) = transcripts.mine(here.student.actor)
    answer = client.get(f"{PAGE}/{told.serial}.pdf")
    assert answer.headers["Cache-Control"] == "private, no-store"
    found = check(answer.data, sealing.roots())
    assert (found.verdict, found.serial) == (Verdict.INTACT, told.serial)
    with pikepdf.open(BytesIO(answer.data)) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")
        assert metadata["dc:title"] == "Transcript of Experience: Amara"
    verified(client_for(here.other.membership), told, answer.data)


def verified(stranger, told, content: bytes) -> None:
    """A stranger learns that it is genuine, and nothing it says."""
    assert stranger.get(f"{PAGE}/{told.serial}.pdf").status_code == 404
    page = stranger.get(f"/verify/{told.serial}")
    assert "This transcript is genuine and valid" in page.text
    assert "Amara" not in page.text
    said = stranger.get(f"/verify/{told.serial}.json").json
    assert (said["document"], said["status"], said["states"]) == ("transcript", "issued", None)
    assert said["sha256"] == told.sha256


def test_withdrawing(here, client_for):
    client = client_for(here.student.membership)
    told = transcripts.order(here.student.actor)
    transcripts.finish(told.id, b"%PDF-1.7")
    serial = told.serial
    client.fill(PAGE, action=f"{PAGE}/{serial}/withdrawal")
    assert client.get(f"{PAGE}/{serial}.pdf").status_code == 404
    assert "withdrawn this transcript" in client.get(f"/verify/{serial}").text


def test_nothing_to_tell(here, client_for):
    client = client_for(here.other.membership)
    assert "Nothing to tell yet" in soup(client.get(PAGE)).get_text()
