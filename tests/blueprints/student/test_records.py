"""S9: my record, an experience in words, and the record as a JSON Résumé."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from portal.services import certificates
from portal.vocabulary import MayShow, RevocationReason
from tests.client import soup
from tests.factories import records as made

ISO = re.compile(r"[12]\d{3}-[01]\d-[0-3]\d")
WORK = {"name", "position", "summary", "startDate", "endDate", "highlights"}
CERTIFICATE = {"name", "date", "issuer", "url"}
"""Names of version 1.0.0 of the schema."""


@pytest.fixture
def here(app):
    """Evaluated, quoted, accepted and certified."""
    return made.certified()


def page(client_for, here):
    return client_for(here.student.membership).get(f"/student/record/{here.placement.id}").text


def test_the_record_and_the_words(here, client_for):
    client = client_for(here.student.membership)
    shown = soup(client.get("/student/record"))
    assert "22.5 hours (attested by the supervisor)" in shown.get_text()
    address = f"/student/record/{here.placement.id}"
    assert shown.select_one(f'a[href="{address}"]')
    told = {"verb": "Drew", "addition": "used by 12 schools", "action": "I walked every path."}
    assert client.fill(address, told, action=address).status_code == 303
    words = soup(client.get(address))
    assert words.select_one("#line").get_text() == (
        "Drew 1 accepted deliverable (The map) in 22.5 hours for Brook, used by 12 schools."
    )
    assert words.select_one("#line .proved").get_text().startswith("1 accepted deliverable")
    assert "In a micro-internship at Brook I drew 1 accepted" in words.select_one("#letter").get_text()
    assert "I walked every path." in words.get_text()
    assert "“A fine map.” (Priya Raman, Lead)" in words.get_text()
    assert "Evaluated by the supervisor as “Applying”" in words.get_text()


def test_too_long_is_said_and_nothing_is_lost(here, client_for):
    address = f"/student/record/{here.placement.id}"
    answer = client_for(here.student.membership).fill(address, {"verb": "v" * 61}, action=address)
    assert answer.status_code == 422
    assert "v" * 61 in answer.text


@pytest.mark.parametrize("showing", [MayShow.REDACTED, MayShow.NO])
def test_what_is_confidential_stays_out(here, client_for, showing):
    here.project.may_show = showing
    lines = soup_of_lines(page(client_for, here))
    assert "The map" not in lines
    assert "1 accepted deliverable in 22.5 hours for Brook" in lines
    assert ("Confidential project (design)" in lines) == (showing is MayShow.NO)
    exported = json.loads(client_for(here.student.membership).get("/student/record/resume.json").text)
    assert "The map" not in json.dumps(exported)


def soup_of_lines(html: str) -> str:
    found = BeautifulSoup(html, "lxml")
    return " ".join(
        section.get_text(" ", strip=True) for section in found.select("main section:not(:last-child)")
    )


def test_nothing_is_proved_without_a_valid_certificate(here, client_for):
    found = certificates.public(here.certificate.serial)
    certificates.revoke(found, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Wrong hours.")
    shown = page(client_for, here)
    assert "nothing here is proved" in shown
    assert "linkedin" not in shown
    exported = client_for(here.student.membership).get("/student/record/resume.json").json
    assert "work" not in exported
    assert "certificates" not in exported


def test_linkedin_gets_the_certificate(here, client_for):
    link = soup(client_for(here.student.membership).get(f"/student/record/{here.placement.id}")).select_one(
        'a[href^="https://www.linkedin.com/"]'
    )
    asked = parse_qs(urlsplit(link["href"]).query)
    issued = here.certificate.issued_at
    assert asked["certId"] == [here.certificate.serial]
    assert asked["certUrl"][0].endswith(f"/verify/{here.certificate.serial}")
    assert (asked["issueYear"], asked["issueMonth"]) == ([str(issued.year)], [str(issued.month)])


def test_a_json_resume(here, client_for):
    answer = client_for(here.student.membership).get("/student/record/resume.json")
    assert answer.headers["Cache-Control"] == "private, no-store"
    told = answer.json
    assert set(told) <= {"$schema", "basics", "work", "education", "certificates", "skills", "meta"}
    (work,), (certificate,) = told["work"], told["certificates"]
    assert (set(work), set(certificate)) == (WORK, CERTIFICATE)
    assert all(ISO.fullmatch(day) for day in (work["startDate"], work["endDate"], certificate["date"]))
    assert len(work["highlights"]) == 2
    assert told["basics"]["name"] == "Amara"
    assert told["certificates"][0]["url"].endswith(here.certificate.serial)
