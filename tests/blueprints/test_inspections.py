"""A certificate's file, handed in by anybody: judged by the worker, told in words, and forgotten."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine

from portal import clock, jobs, sealing
from portal.certificates import apart, reading, render
from portal.certificates.checking import Finding, Verdict
from portal.certificates.facts import Facts
from portal.database import db
from portal.models.inspections import Inspection
from portal.services import certificate_orders, certificates, credentials, inspections
from tests.certificates.samples import facts
from tests.client import soup
from tests.factories import records
from tests.factories.placements import world


def hand_in(client, content: bytes):
    return client.send("/verify/files", data={"file": (BytesIO(content), "certificate.pdf")})


def judged(client, letters, content: bytes):
    """The page of a file once the worker has read it."""
    sent = hand_in(client, content)
    assert sent.status_code == 303
    waiting = client.get(sent.location)
    assert "Checking the file" in waiting.text
    assert waiting.headers["Refresh"] == "2"
    letters()
    return client.get(sent.location)


@pytest.fixture
def here(app):
    made = world()
    records.ready(made)
    return made


@pytest.fixture
def issued(here):
    return records.issued(here)


def kept(certificate) -> bytes:
    return records.PDF + certificate.serial.encode()


def test_the_bytes_we_issued(client, letters, issued):
    page = judged(client, letters, kept(issued))
    assert "Genuine and valid" in soup(page).h1.get_text()
    assert soup(page).select_one(f'a[href="/verify/{issued.serial}"]')
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_what_is_not_a_certificate(client, letters):
    page = judged(client, letters, b"%PDF-1.7 a letter")
    assert "Not a file that can be read" in soup(page).h1.get_text()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a", "not a PDF"),
        (b"%PDF-" + b"x" * inspections.LARGEST, "larger than 5 MB"),
        (b"", "not a PDF"),
        (b"{" + b" " * reading.LARGEST, "larger than 64 KB"),
    ],
    ids=["picture", "large", "empty", "large credential"],
)
def test_refused_in_words(client, app, content, said):
    page = hand_in(client, content)
    assert page.status_code == 422
    assert said in soup(page).select_one(".summary-errors").get_text()
    assert db.session.query(Inspection).count() == 0


def test_a_guessed_address_is_not_there(client, app):
    assert client.get(f"/verify/files/{'x' * 43}").status_code == 404


def test_the_page_asks_again_only_until_it_is_judged(client, letters):
    assert "Refresh" not in judged(client, letters, b"%PDF-1.7 a letter").headers


def test_nothing_of_the_file_is_kept_and_soon_nothing_at_all(client, letters):
    sent = hand_in(client, b"%PDF-1.7 a letter")
    letters()
    assert db.session.scalars(db.select(Inspection.content)).all() == [None]
    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
        inspections.forget()
        db.session.commit()
    assert client.get(sent.location).status_code == 404


def test_a_job_that_runs_twice_judges_once(app):
    inspections.begin(b"%PDF-1.7 a letter")
    number = db.session.scalars(db.select(Inspection.id)).one()
    db.session.commit()
    inspections.inspect({"inspection": number})()
    assert inspections.inspect({"inspection": number}) is None
    assert "inspection" in jobs.HANDLERS


def test_a_credential_is_read_too(client, letters, here):
    order = records.ordered(here)
    told = Facts.from_json(order.facts)
    credential = credentials.signed(told, order.slot, "amara@north.example")
    certificate_orders.finish(order.id, told, records.PDF, credential)
    page = judged(client, letters, credential.encode())
    assert "Genuine and valid" in soup(page).h1.get_text()
    assert soup(page).select_one(f'a[href="/verify/{order.serial}"]')
    page = judged(client, letters, credential.replace("Map the", "Run the").encode())
    assert "Changed after it was issued" in soup(page).h1.get_text()


def test_apart_as_here(app):
    sealed = sealing.sign(render(facts()), "Northfield State University")
    found = apart.check(sealed, sealing.roots())
    assert (found.verdict, found.serial) == (Verdict.INTACT, facts().serial)
    assert found.signed_at


def test_a_trap_is_a_file_that_cannot_be_read(app, monkeypatch):
    """Whatever takes too long or too much memory."""
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    assert apart.check(b"%PDF-1.7", []) == Finding(Verdict.UNREADABLE)


def test_the_record_as_json(client, here, issued):
    told = client.get(f"/verify/{issued.serial}.json")
    assert told.json["status"] == "issued"
    assert told.json["serial"] == issued.serial
    assert told.json["states"] is None
    certificates.publish(issued, True, by=here.student.actor)
    db.session.commit()
    assert client.get(f"/verify/{issued.serial}.json").json["states"]["project"] == "Map the footpaths"
    nothing = client.get("/verify/MI-0000000000000.json")
    assert (nothing.status_code, nothing.json["status"]) == (404, "unknown")


def test_the_description_agrees_with_the_answer(client, issued):
    described = client.get("/verify/openapi.json").json
    answer = described["components"]["schemas"]["Certificate"]["properties"]
    assert set(client.get(f"/verify/{issued.serial}.json").json) == set(answer)
    assert described["openapi"].startswith("3.1")
