"""Whether a certificate is genuine: what everybody may see of it, and what nobody may."""

import pytest

from portal import limits
from portal.database import db
from portal.services import certificates
from portal.vocabulary import RevocationReason
from tests.client import soup
from tests.factories import records
from tests.factories.placements import world

HIDDEN = ("Amara", "Map the footpaths", "Brook")


@pytest.fixture
def here(app):
    made = world()
    records.ready(made)
    made.certificate = records.issued(made)
    made.page = f"/verify/{made.certificate.serial}"
    made.document = f"/certificates/{made.certificate.serial}.pdf"
    return made


def publish(here, shown: bool = True) -> None:
    certificates.publish(here.certificate, shown, by=here.student.actor)


@pytest.mark.parametrize("typed", ["", "  ", "MI-AAAA"])
def test_half_a_serial_is_refused_in_words(client, typed):
    page = soup(client.get("/verify", query_string={"serial": typed}))
    assert "not a whole serial" in page.select_one(".summary-errors").get_text()
    assert not soup(client.get("/verify")).select(".summary-errors")


def test_the_status_only_until_the_holder_agrees(client, here):
    page = client.get(here.page)
    assert (page.status_code, "genuine and valid" in page.text) == (200, True)
    assert not any(word in page.text for word in HIDDEN)
    assert "Northmoor University, Careers service" in page.text
    assert client.get(here.document).status_code == 404


def test_the_contents_once_the_holder_agrees(client, here):
    publish(here)
    page = client.get(here.page)
    assert all(word in page.text for word in HIDDEN)
    assert soup(page).select_one(f'a[href="{here.document}"]')
    sent = client.get(here.document)
    assert (sent.status_code, sent.mimetype) == (200, "application/pdf")
    assert sent.data.startswith(records.PDF)
    assert "private" in sent.headers["Cache-Control"]
    publish(here, False)
    assert not any(word in client.get(here.page).text for word in HIDDEN)
    assert client.get(here.document).status_code == 404


@pytest.mark.parametrize(
    ("name", "seen"),
    [("student", 200), ("staff", 200), ("other", 404), ("far_staff", 404), ("supervisor", 404)],
)
def test_the_document_is_its_holders_and_the_offices(client_for, here, name, seen):
    someone = client_for(getattr(here, name).membership)
    assert someone.get(here.document).status_code == seen


def test_revoked_never_verifies_as_valid(client, here):
    publish(here)
    certificates.revoke(
        here.certificate, RevocationReason.ISSUED_IN_ERROR, by=here.staff.actor, note="Not for the public."
    )
    page = client.get(here.page)
    assert "was revoked" in page.text
    assert "Issued in error" in page.text
    assert "genuine" not in page.text
    assert not any(word in page.text for word in (*HIDDEN, "Not for the public"))
    assert client.get(here.document).status_code == 404


def test_replaced_says_by_which(client, here):
    publish(here)
    newer = records.issued(here).serial
    page = client.get(here.page)
    assert "replaced by a newer one" in page.text
    assert soup(page).select_one(f'a[href="/verify/{newer}"]')
    assert not any(word in page.text for word in HIDDEN)
    assert "genuine and valid" in client.get(f"/verify/{newer}").text


def test_withdrawn_says_only_that(client, here):
    publish(here)
    certificates.withdraw(here.certificate)
    page = client.get(here.page)
    assert (page.status_code, "has withdrawn" in page.text) == (200, True)
    assert not any(word in page.text for word in HIDDEN)
    assert client.get(here.document).status_code == 404


def test_unknown_is_not_one_of_ours(client, here):
    for serial in ("MI-0000000000000", "<script>", "MI-" + "Z" * 500):
        page = client.get(f"/verify/{serial}")
        assert page.status_code == 404
        assert "Not one of ours" in page.text
        assert "<script>alert" not in page.text
    assert "mistyped" in client.get("/verify/MI-7K2M9Q4T8WX3").text


def test_serials_are_read_as_people_type_them(client, here):
    serial = here.certificate.serial
    plain = serial.removeprefix("MI-")
    typed = (serial.lower(), plain, f"{plain[:4]} {plain[4:8]}-{plain[8:]}", f" {serial} ", f"mi{plain}")
    for text in typed:
        answer = client.get("/verify", query_string={"serial": text})
        assert answer.headers["Location"] == here.page
    assert client.get(f"/verify/{serial.lower()}").status_code == 200


def test_a_slip_is_told_at_once(client, here):
    serial = here.certificate.serial
    slip = serial[:-1] + ("0" if serial[-1] != "0" else "1")
    page = client.get("/verify", query_string={"serial": slip})
    assert "mistyped" in page.text
    assert soup(page).select_one("#serial")["value"] == slip
    assert "mistyped" not in client.get("/verify").text


def test_search_engines_are_kept_out(client, here):
    publish(here)
    for path in ("/verify", here.page, "/verify/MI-0000000000000", here.document):
        assert "noindex" in client.get(path).headers["X-Robots-Tag"]


def test_guessing_is_slowed_down(client, here):
    most = limits.RULES["verify address"].amount
    answers = [client.get("/verify/MI-0000000000000").status_code for _ in range(most + 1)]
    assert answers == [404] * most + [429]
    assert client.get(here.page).status_code == 429


def test_the_page_wears_the_campus(client, here):
    here.north.brand = "#7a1f5c"
    db.session.flush()
    assert "brand=7a1f5c" in client.get(here.page).text
