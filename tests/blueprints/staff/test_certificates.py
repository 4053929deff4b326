"""The office's certificates: issued from a placement's page, followed while made, taken back with a reason."""

import pytest
from sqlalchemy import func, select

from portal.database import db
from portal.models.certificates import Certificate, CertificateOrder
from portal.services import certificates
from portal.vocabulary import CertificateStatus
from portal.vocabulary import PlacementStatus as P
from tests.client import soup
from tests.factories import records
from tests.factories.placements import end, hand_in, start, world

PIECE = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def here(app):
    made = world()
    made.page = f"/staff/placements/{made.placement.id}"
    return made


@pytest.fixture
def desk(here, client_for):
    return client_for(here.staff.membership)


def orders() -> int:
    return db.session.scalar(select(func.count(CertificateOrder.id)))


def ready(here) -> None:
    records.ready(here)


def test_issuing_from_the_placements_page(here, desk, letters):
    ready(here)
    order = f"{here.page}/certificate"
    answer = desk.fill(here.page, action=order)
    assert answer.headers["Location"] == f"{here.page}#certificate"
    section = soup(desk.get(here.page)).select_one("#certificate")
    assert (section["data-hx-get"], section["data-hx-trigger"]) == (order, "every 3s")
    assert not section.select("form")
    assert desk.get(order, headers=PIECE).status_code == 204
    told = [letter["To"] for letter in letters() if "ertificate" in letter["Subject"]]
    assert told == ["amara@north.example"]
    piece = soup(desk.get(order, headers=PIECE)).select_one("#certificate")
    assert "data-hx-get" not in piece.attrs
    serial = db.session.scalars(select(Certificate.serial)).one()
    assert piece.select_one(f'a[href="/staff/certificates/{serial}"]')
    assert serial in desk.get("/staff/certificates").text


def test_the_progress_alone_leads_back(here, desk):
    ready(here)
    answer = desk.get(f"{here.page}/certificate")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{here.page}#certificate")


def test_the_page_says_why_not_yet(here, desk):
    section = soup(desk.get(here.page)).select_one("#certificate")
    assert "has not been accepted" in section.text
    assert not section.select("form")
    desk.send(f"{here.page}/certificate")
    assert orders() == 0
    assert "has not been accepted" in desk.get(here.page).text


def test_hours_of_work_that_ended_early(here, desk):
    start(here.placement, here)
    hand_in(here.placement, here)
    end(here.placement, here)
    records.reflected(here)
    order = f"{here.page}/certificate"
    for typed in ("", "many", "-3", "0"):
        desk.fill(here.page, {"hours": typed}, action=order)
        assert orders() == 0
    desk.fill(here.page, {"hours": "7.5"}, action=order)
    facts = db.session.scalars(select(CertificateOrder.facts)).one()
    assert '"minutes":450' in facts


def test_a_fresh_sign_in_is_asked_for(here, client_for):
    ready(here)
    stale = client_for(here.staff.membership, fresh=False)
    answer = stale.send(f"{here.page}/certificate")
    assert answer.headers["Location"] == "/confirm"
    assert orders() == 0
    serial = records.issued(here).serial
    stale.send(f"/staff/certificates/{serial}/revocation", {"reason": "misconduct", "note": "x"})
    assert certificates.public(serial).status is CertificateStatus.ISSUED


@pytest.mark.parametrize("name", ["far_staff", "student", "supervisor", "other"])
def test_other_people_find_nothing(here, client_for, name):
    ready(here)
    serial = records.issued(here).serial
    someone = client_for(getattr(here, name).membership)
    gone = 404 if name == "far_staff" else 403
    for path in (f"/staff/certificates/{serial}", f"{here.page}/certificate"):
        assert someone.get(path).status_code == gone
    for path in (f"/staff/certificates/{serial}/revocation", f"{here.page}/certificate"):
        answer = someone.send(path, {"reason": "misconduct", "note": "x"})
        assert answer.status_code == gone
    assert certificates.public(serial).status is CertificateStatus.ISSUED


def test_revoking_asks_for_reason_and_words(here, desk):
    ready(here)
    page = f"/staff/certificates/{records.issued(here).serial}"
    for told in ({}, {"reason": "misconduct"}, {"note": "Why"}, {"reason": "whim", "note": "Why"}):
        assert desk.send(f"{page}/revocation", told).status_code == 422
    assert desk.fill(page, {"reason": "facts_wrong", "note": "Hours."}).status_code == 303
    shown = soup(desk.get(page))
    assert "Revoked" in shown.text
    assert not shown.select('form[action$="revocation"]')
    assert desk.send(f"{page}/revocation", {"reason": "misconduct", "note": "x"}).status_code == 422


def test_what_could_not_be_made_is_told(here, desk, letters, monkeypatch):
    def unfit(facts, paper, pictures, *, credential):
        raise records.certificate_orders.document.Unfit("The title is too long.")

    ready(here)
    monkeypatch.setattr(records.certificate_orders.document, "render", unfit)
    desk.fill(here.page, action=f"{here.page}/certificate")
    letters()
    assert "The title is too long." in soup(desk.get(here.page)).select_one("#certificate").text
    assert "The title is too long." in desk.get("/staff/certificates").text
    assert here.placement.status is P.ACCEPTED


def test_the_pages_ask_little(here, desk, statements):
    ready(here)
    records.issued(here)
    with statements() as sent:
        assert desk.get("/staff/certificates").status_code == 200
    assert len(sent) <= 9
