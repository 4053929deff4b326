"""The office's pages of funds, the choice at approval, and the list of open changes."""

from types import SimpleNamespace

import pytest

from portal.database import db
from portal.models.funds import Fund
from portal.models.projects import Project
from portal.services import fund_ledger
from portal.vocabulary import Payer
from portal.vocabulary import PlacementStatus as P
from portal.vocabulary import ProjectStatus as S
from tests.client import soup
from tests.factories import amendments as amending
from tests.factories import employers, officer
from tests.factories import funds as making
from tests.factories import placements as make
from tests.factories import projects as posting

HELD, FEE = 480000, 48000


@pytest.fixture
def here(app):
    """An office with a fund, and a project that waits for it and says that a fund pays."""
    made = employers.world()
    made.fund = making.fund(SimpleNamespace(staff=SimpleNamespace(actor=made.desk)), HELD)
    paid = {"fee": {"payer": Payer.UNIVERSITY}}
    made.project = posting.project(made.north, made.brook, made.desk, S.SUBMITTED, **paid)
    return made


@pytest.fixture
def desk(here, client_for):
    return client_for(officer(here.north, "Olga Office"))


def there(fund: Fund) -> tuple[int, int]:
    stands = fund_ledger.figures(fund.id)
    return stands.balance, stands.committed


def test_a_fund_from_its_first_day_to_its_last(here, desk):
    page = "/staff/funds/new"
    answer = desk.fill(page, {"name": "Vane fund", "kind": "donor"}, action=page)
    assert answer.status_code == 422
    assert "Say whose money it is." in answer.text
    answer = desk.fill(page, {"name": "Vane fund", "kind": "donor", "donor": "The Vanes"}, action=page)
    assert answer.status_code == 303
    fund = db.session.scalars(db.select(Fund).order_by(Fund.id.desc())).first()
    page = f"/staff/funds/{fund.id}"
    for what, body in {
        "pay-in": {"amount": "120.50", "note": "Voucher 7"},
        "correct": {"amount": "20", "way": "less", "note": "Charges of the bank"},
    }.items():
        assert desk.fill(f"{page}/{what}", body, action=f"{page}/{what}").status_code == 303
    assert there(fund) == (10050, 0)
    text = desk.get(page).text
    for words in ("£100.50", "Voucher 7", "−£20", "+£120.50", "The Vanes"):
        assert words in text
    assert desk.fill(f"{page}/close", {"note": "All is given."}, action=f"{page}/close").status_code == 303
    assert "pay-in" not in desk.get(page).text
    assert "Vane fund" in desk.get("/staff/funds").text


@pytest.mark.parametrize(
    ("what", "body", "words"),
    [
        ("pay-in", {"amount": "0"}, "Enter an amount above zero."),
        ("pay-in", {"amount": "lots"}, "Enter"),
        ("correct", {"amount": "10", "way": "more", "note": " "}, "Say why"),
        ("correct", {"amount": "4801", "way": "less", "note": "Why not"}, "£4,800 free"),
    ],
)
def test_what_is_refused_is_said_and_nothing_is_lost(here, desk, what, body, words):
    page = f"/staff/funds/{here.fund.id}/{what}"
    answer = desk.fill(page, body, action=page)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{body["amount"]}"' in answer.text
    assert there(here.fund) == (HELD, 0)


def test_the_reviewer_picks_the_fund(here, desk):
    page = f"/staff/review/project/{here.project.id}"
    assert "Alumni fund, £4,800 free" in desk.get(page).text
    assert desk.fill(page, {"decision": "approve"}, action=page).status_code == 422
    answer = desk.fill(page, {"decision": "approve", "fund": str(here.fund.id)}, action=page)
    assert answer.status_code == 303
    assert there(here.fund) == (HELD, 2 * FEE)
    project = db.session.get_one(Project, here.project.id, populate_existing=True)
    assert (project.status, project.fund_id) == (S.OPEN, here.fund.id)
    other = making.fund(SimpleNamespace(staff=SimpleNamespace(actor=here.desk)), HELD, "Dean's fund")
    page = f"/staff/projects/{project.id}/fund"
    assert project.title in desk.get(f"/staff/funds/{here.fund.id}").text
    db.session.commit()
    assert desk.fill(page, {"fund": str(other.id)}, action=page).status_code == 303
    assert (there(here.fund), there(other)) == ((HELD, 0), (HELD, 2 * FEE))


def test_a_fund_that_cannot_cover_the_seats_is_refused_in_words(here, desk):
    poor = making.fund(SimpleNamespace(staff=SimpleNamespace(actor=here.desk)), FEE, "Poor fund")
    page = f"/staff/review/project/{here.project.id}"
    answer = desk.fill(page, {"decision": "approve", "fund": str(poor.id)}, action=page)
    assert answer.status_code == 422
    assert "has £480 free, and this takes £960" in soup(answer).text
    assert db.session.get_one(Project, here.project.id, populate_existing=True).status is S.SUBMITTED


def test_who_declines_needs_no_fund(here, desk):
    page = f"/staff/review/project/{here.project.id}"
    body = {"decision": "decline", "code": "other", "comment": "Not now."}
    assert desk.fill(page, body, action=page).status_code == 303


def test_open_changes_stand_with_whose_move_it_is(app, client_for):
    here = make.world()
    make.move(here, P.ACTIVE)
    amendment = amending.propose(here, fee=47000)
    db.session.commit()
    desk = client_for(here.staff.membership)
    row = soup(desk.get("/staff/changes")).select("tbody tr")
    assert [cell.get_text(strip=True) for cell in row[0].select("td")][-1] == "The employer"
    assert "Map the footpaths, Amara" in row[0].text
    amending.accept(here, amendment)
    db.session.commit()
    assert "The career office" in soup(desk.get("/staff/changes")).select_one("tbody").text
    assert "Nothing is open" in client_for(here.far_staff.membership).get("/staff/changes").text
