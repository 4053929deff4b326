"""The ledger of a fund: what may be written, what the database refuses, and how it is read."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError, IntegrityError

from portal.database import db
from portal.errors import RuleBroken
from portal.models.funds import FundEntry
from portal.services import fund_ledger, funds
from portal.vocabulary import EntryKind as K
from portal.vocabulary import Payer
from portal.vocabulary import PlacementStatus as S
from tests.factories import funds as making
from tests.factories import placements as make

FEE = 48000


@pytest.fixture
def here(app):
    """A fund of five fees that has promised two of them to the world's project."""
    made = make.world()
    made.fund = making.fund(made, 5 * FEE)
    making.pays(made, made.fund)
    return made


def test_corrections_need_a_reason_and_leave_what_is_promised(here):
    with pytest.raises(RuleBroken):
        funds.correct(here.fund, FEE, " ", by=here.staff.actor)
    with pytest.raises(RuleBroken):
        funds.correct(here.fund, -3 * FEE - 1, "The bank says so.", by=here.staff.actor)
    funds.correct(here.fund, -3 * FEE, "The bank says so.", by=here.staff.actor)
    stands = fund_ledger.figures(here.fund.id)
    assert (stands.balance, stands.committed, stands.free) == (2 * FEE, 2 * FEE, 0)


@pytest.mark.parametrize("harm", [update(FundEntry).values(amount=1), delete(FundEntry)])
def test_the_database_keeps_every_line(here, harm):
    db.session.commit()
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(harm)
    db.session.rollback()


def test_the_database_refuses_less_than_nothing_and_a_second_line_of_a_number(here):
    db.session.commit()
    same = {"fund_id": here.fund.id, "kind": K.PAID_IN, "amount": 1, "author": "x"}
    for wrong in ({"number": 9, "balance": 1, "committed": 2}, {"number": 1, "balance": 1, "committed": 0}):
        db.session.add(FundEntry(**same, **wrong))
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_a_name_is_used_once(here):
    with pytest.raises(RuleBroken):
        making.fund(here)
    with pytest.raises(RuleBroken):
        funds.begin(Payer.DONOR, "Vane fund", " ", "", by=here.staff.actor)


def test_the_ledger_is_read_in_pages(here, monkeypatch):
    monkeypatch.setattr(funds, "PAGE", 2)
    here.placement, here.student = make.begun(here.project, here.other), here.other
    make.move(here, S.ACCEPTED)
    make.pay(here.placement, here)
    first = funds.entries(here.fund)
    assert [row.kind for row in first.rows] == [K.SPENT, K.COMMITTED]
    assert first.rows[0].student == "Bela"
    second = funds.entries(here.fund, first.more)
    assert [row.kind for row in second.rows] == [K.PAID_IN]
    assert second.more is None
    assert [row.id for row in funds.listing(here.staff.actor)] == [here.fund.id]
    assert not funds.listing(here.far_staff.actor)
