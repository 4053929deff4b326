"""The office's cohorts: ticked from a list, followed while made, decided by a second officer; and printing them."""

import pytest
from sqlalchemy import select

from portal.database import db
from portal.models.certificates import Certificate, CertificateOrder
from portal.models.cohorts import CertificateCohort
from portal.models.prints import PrintRun
from portal.services import certificate_orders
from portal.vocabulary import CohortStatus
from tests.client import soup
from tests.factories import cohorts as make
from tests.factories.placements import world

PIECE = {"HX-Request": "true", "HX-Request-Type": "partial"}
NEW = "/staff/certificates/cohorts/new"
PRINTS = "/staff/certificates/prints"


@pytest.fixture
def here(app):
    made = world()
    made.work = make.ready(made, 2)
    return made


@pytest.fixture
def desk(here, client_for):
    return client_for(here.staff.membership)


def found() -> CertificateCohort:
    return db.session.scalars(select(CertificateCohort)).one()


def page(cohort: CertificateCohort) -> str:
    return f"/staff/certificates/cohorts/{cohort.id}"


def test_those_ticked(here, desk):
    answer = desk.fill(
        NEW, {"placements": [str(here.work[0].id)], "which": "ticked", "name": "Spring"}, action=NEW
    )
    assert answer.headers["Location"] == page(found())
    shown = soup(desk.get(page(found())))
    assert (shown.h1.text, len(shown.select("#progress .tasks li"))) == ("Spring", 1)
    assert shown.select_one("#progress")["data-hx-trigger"] == "every 3s"
    assert "Spring" in desk.get("/staff/certificates/cohorts").text


def test_all_that_are_listed(here, desk):
    desk.fill(NEW, {"which": "all"}, action=NEW)
    assert len(soup(desk.get(page(found()))).select("#progress .tasks li")) == 2


def test_nothing_ticked_is_told(here, desk):
    answer = desk.fill(NEW, {"which": "ticked", "name": "Spring"}, action=NEW)
    assert answer.status_code == 422
    shown = soup(answer)
    assert "Choose at least one" in shown.select_one(".summary-errors").text
    assert shown.select_one("#name")["value"] == "Spring"


def test_sent_twice_is_one(here, desk):
    typed = {"placements": [str(here.work[0].id)], "which": "ticked", "form_key": "k" * 20}
    first, second = (desk.send(NEW, typed) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] == page(found())


def test_what_was_ticked_survives_the_password(here, client_for):
    stale = client_for(here.staff.membership, fresh=False)
    answer = stale.send(NEW, {"placements": [str(one.id) for one in here.work], "which": "ticked"})
    ids = "-".join(str(one.id) for one in here.work)
    assert answer.headers["Location"] == f"/confirm?next={NEW}?ticked%3D{ids}"
    ticked = soup(stale.get(f"{NEW}?ticked={ids}-x")).select(".candidates input[checked]")
    assert len(ticked) == 2
    assert not db.session.scalar(select(CertificateCohort.id))


def test_filters(here, desk):
    assert len(soup(desk.get(f"{NEW}?q=footpaths&level=B&employer=x")).select(".candidates li")) == 2
    assert "Nothing to issue" in desk.get(f"{NEW}?level=A").text


def test_the_piece_and_the_end(here, desk):
    cohort = make.asked(here, here.work)
    make.run(cohort)
    piece = soup(desk.get(page(cohort), headers=PIECE)).select_one("#progress")
    assert "data-hx-get" not in piece.attrs
    assert "2 of 2" in piece.text
    serials = db.session.scalars(select(Certificate.serial)).all()
    assert all(piece.select_one(f'a[href="/staff/certificates/{serial}"]') for serial in serials)


def test_a_failure_its_reason_and_again(here, desk):
    cohort = make.asked(here, here.work)
    make.cohorts.go_on({"cohort": cohort.id})
    order = db.session.scalars(select(CertificateOrder).limit(1)).one()
    certificate_orders.refuse(order.id, "The name does not fit.")
    assert soup(desk.get(page(cohort))).select_one("#progress .err").text == "The name does not fit."
    answer = desk.fill(page(cohort), action=f"{page(cohort)}/again")
    assert answer.headers["Location"] == page(cohort)
    assert not soup(desk.get(page(cohort))).select("#progress .err")


def test_the_second_officer(here, client_for, desk):
    second = make.two_officers(here)
    cohort = make.asked(here, here.work)
    step = f"{page(cohort)}/steps"
    mine = soup(desk.get(page(cohort)))
    assert [one["value"] for one in mine.select('button[name="step"]')] == ["withdraw"]
    assert desk.send(step, {"step": "confirm"}).status_code == 403
    theirs = client_for(second.membership)
    assert "1 request waits for you" in theirs.get("/staff/certificates").text
    assert "waits for you" not in desk.get("/staff/certificates").text
    assert theirs.send(step, {"step": "refuse", "note": ""}).status_code == 422
    assert theirs.send(step, {"step": "release"}).status_code == 422
    assert theirs.fill(page(cohort), {"step": "confirm"}, action=step).status_code == 303
    db.session.expire_all()
    assert found().status is CohortStatus.RELEASED
    assert "Confirmed by Second" in soup(desk.get(page(cohort))).text


def test_a_refusal_is_read_by_who_asked(here, client_for, desk):
    second = make.two_officers(here)
    cohort = make.asked(here, here.work)
    client_for(second.membership).send(f"{page(cohort)}/steps", {"step": "refuse", "note": "Wrong hours."})
    assert "Wrong hours." in desk.get(page(cohort)).text


def test_one_from_its_own_page(here, client_for, desk):
    make.two_officers(here)
    address = f"/staff/placements/{here.work[0].id}"
    desk.fill(address, action=f"{address}/certificate")
    section = soup(desk.get(address)).select_one("#certificate")
    assert section.select_one(f'a[href="{page(found())}"]')
    assert not section.select("form")


@pytest.mark.parametrize("step", ["steps", "again"])
def test_a_fresh_sign_in_is_asked_for(here, client_for, step):
    make.two_officers(here)
    cohort = make.asked(here, here.work)
    stale = client_for(here.second.membership, fresh=False)
    answer = stale.send(f"{page(cohort)}/{step}", {"step": "confirm"})
    assert answer.headers["Location"].startswith("/confirm")
    db.session.expire_all()
    assert found().status is CohortStatus.PROPOSED


def test_printing_a_cohort(here, desk, letters):
    cohort = make.asked(here, here.work)
    make.run(cohort, make.paper)
    answer = desk.fill(page(cohort), {"sort": "serial"}, action=f"{page(cohort)}/print")
    run = db.session.scalars(select(PrintRun)).one()
    address = f"{PRINTS}/{run.id}"
    assert answer.headers["Location"] == address
    assert desk.get(address, headers=PIECE).status_code == 204
    assert desk.get(f"{address}/certificates.pdf").status_code == 404
    letters()
    assert soup(desk.get(address, headers=PIECE)).select_one(f'a[href="{address}/certificates.pdf"]')
    file = desk.get(f"{address}/certificates.pdf")
    assert (file.status_code, file.mimetype, file.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert "2 certificates" in desk.get(PRINTS).text


def test_printing_those_ticked(here, desk):
    make.run(make.asked(here, here.work))
    ids = db.session.scalars(select(Certificate.id)).all()
    assert desk.fill(PRINTS, {"sort": "name"}, action=PRINTS).status_code == 422
    answer = desk.fill(PRINTS, {"certificates": [str(ids[0])], "sort": "name"}, action=PRINTS)
    assert answer.status_code == 303
    assert desk.send(PRINTS, {"certificates": ["99"], "sort": "name"}).status_code == 404


def test_the_pages_ask_little(here, desk, statements):
    cohort = make.asked(here, here.work)
    make.run(cohort)
    for address, most in ((NEW, 12), (page(cohort), 10), ("/staff/certificates/cohorts", 8), (PRINTS, 8)):
        with statements() as sent:
            assert desk.get(address).status_code == 200
        assert len(sent) <= most, (address, len(sent))
