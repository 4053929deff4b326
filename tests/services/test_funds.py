"""Funds: what comes in, what is promised for seats and fees, what is spent, and what is refused."""

import pytest
from sqlalchemy import select

from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.funds import Fund, FundEntry
from portal.services import (
    amendment_terms,
    fees,
    fund_invariants,
    fund_ledger,
    fund_promises,
    funds,
    overdue,
    placements,
    projects,
    seat_passing,
)
from portal.vocabulary import EndCause, OfficeAsked, Payer, Side
from portal.vocabulary import EntryKind as K
from portal.vocabulary import PlacementStatus as S
from tests.factories import funds as making
from tests.factories import placements as make

FEE = 48000
SEATS = 3


@pytest.fixture
def here(app):
    """The world's project with three seats, one of them given while the employer paid; a fund pays for the rest."""
    made = make.world()
    made.fund = making.fund(made, 5 * FEE)
    making.pays(made, made.fund)
    return made


def figures(fund: Fund) -> tuple[int, int]:
    """In fees: what is in it, and what of it is promised."""
    stands = fund_ledger.figures(fund.id)
    return stands.balance / FEE, stands.committed / FEE


def begun(here):
    """One more placement, whose fee the fund pays."""
    here.placement = make.begun(here.project, here.other)
    here.student = here.other
    return here.placement


def kinds(fund: Fund) -> list[K]:
    found = select(FundEntry.kind).where(FundEntry.fund_id == fund.id)
    return list(db.session.scalars(found.order_by(FundEntry.number)))


def broken() -> list:
    return [test.__name__ for test in fund_invariants.ALL if test()]


def test_the_free_seats_are_promised_when_it_opens(here):
    assert figures(here.fund) == (5, 2)
    assert here.placement.fee.fund_id is None
    assert not broken()


def test_a_seat_that_is_taken_stays_promised(here):
    placement = begun(here)
    assert placement.fee.fund_id == here.fund.id
    assert figures(here.fund) == (5, 2)
    assert kinds(here.fund) == [K.PAID_IN, K.COMMITTED]


def test_a_confirmed_fee_is_spent(here):
    begun(here)
    make.move(here, S.ACCEPTED)
    make.pay(here.placement, here)
    assert figures(here.fund) == (4, 1)
    assert funds.figures(here.fund).spent == FEE
    assert not broken()


def test_a_resolved_dispute_is_spent_once(here):
    begun(here)
    placement = make.move(here, S.ACCEPTED)
    fees.move(placement, "dispute", "Half is missing.", by=here.student.actor)
    assert figures(here.fund) == (5, 2)
    fees.move(placement, "resolve", "It came.", by=here.student.actor)
    assert figures(here.fund) == (4, 1)


def test_a_part_is_kept_and_the_rest_is_free(here):
    begun(here)
    make.move(here, S.ACTIVE)
    placements.end_early(here.placement, EndCause.SCOPE, FEE // 2, "It grew.", by=here.staff.actor)
    assert figures(here.fund) == (5, 1.5)
    assert not broken()


def test_whoever_did_not_start_leaves_a_seat_that_is_still_paid_for(here):
    make.miss(begun(here), here)
    assert figures(here.fund) == (5, 2)
    assert not broken()


@pytest.mark.parametrize("end", ["close", "cancel"])
def test_a_project_that_takes_nobody_more_gives_its_free_seats_back(here, end):
    begun(here)
    getattr(projects, end)(here.project, by=here.staff.actor, note="The budget is gone.")
    assert figures(here.fund) == (5, 1)
    make.miss(here.placement, here)
    assert figures(here.fund) == (5, 0)
    assert not broken()


def test_a_higher_fee_is_promised_and_a_lower_one_released(here):
    fee = begun(here).fee
    fees.change(fee, 2 * FEE)
    assert figures(here.fund) == (5, 3)
    fees.change(fee, FEE // 2)
    assert figures(here.fund) == (5, 1.5)
    fees.change(fee, 0)
    assert figures(here.fund) == (5, 1)
    with pytest.raises(RuleBroken):
        fees.change(fee, 5 * FEE)


def test_the_office_is_asked_before_a_fund_pays_more(here):
    begun(here)
    db.session.flush()
    db.session.expire(here.placement)
    placement = placements.get(here.student.actor, here.placement.id)
    now = amendment_terms.in_force(placement)
    more = amendment_terms.Terms(**{**vars(now), "fee": FEE + 100})
    assert amendment_terms.office_asked(placement, more) == [OfficeAsked.FUND_PAYS_MORE]


def test_a_seat_that_is_passed_on_needs_its_fee_again(here):
    begun(here)
    make.move(here, S.ACTIVE)
    placements.end_early(here.placement, EndCause.SCOPE, FEE, "It grew.", by=here.staff.actor)
    funds.correct(here.fund, -3 * FEE, "The bank says so.", by=here.staff.actor)
    with pytest.raises(RuleBroken, match="Alumni fund"):
        seat_passing.reassign(here.placement, by=here.staff.actor)


def test_what_is_not_there_cannot_be_promised(app):
    here = make.world()
    poor = making.fund(here, 2 * FEE - 1)
    with pytest.raises(RuleBroken, match=r"£959\.99 free"):
        making.pays(here, poor)
    db.session.rollback()


@pytest.mark.parametrize("wrong", ["none", "kind", "closed", "far", "currency"])
def test_only_a_fund_that_fits_pays(app, wrong):
    here = make.world()
    fund = making.fund(here, 5 * FEE, kind=Payer.DONOR if wrong == "kind" else Payer.UNIVERSITY)
    here.project.payer = Payer.UNIVERSITY
    if wrong == "closed":
        funds.close(fund, "Done.", by=here.staff.actor)
    if wrong == "far":
        fund.campus_id = here.south.id
    if wrong == "currency":
        fund.currency = "USD"
    with pytest.raises(RuleBroken, match="Choose the fund"):
        fund_promises.name(here.project, None if wrong == "none" else fund.id, by=here.staff.actor)


def test_another_fund_takes_over_what_is_not_paid(here):
    begun(here)
    other = making.fund(here, 2 * FEE, "Dean's fund")
    fund_promises.choose(here.project, other.id, by=here.staff.actor)
    assert (figures(here.fund), figures(other)) == ((5, 0), (2, 2))
    assert here.placement.fee.fund_id == other.id
    assert not broken()
    funds.close(here.fund, "The year is over.", by=here.staff.actor)
    with pytest.raises(RuleBroken):
        funds.pay_in(here.fund, FEE, by=here.staff.actor)


def test_an_employer_who_pays_now_frees_the_seats_and_no_fee(here):
    begun(here)
    here.project.payer = Payer.EMPLOYER
    fund_promises.name(here.project, None, by=here.staff.actor)
    assert figures(here.fund) == (5, 1)
    assert here.project.fund_id is None


def test_a_fund_with_promises_is_not_closed(here):
    with pytest.raises(RuleBroken):
        funds.close(here.fund, "Done.", by=here.staff.actor)


@pytest.mark.parametrize("verb", ["pay_in", "correct", "close", "open"])
def test_funds_are_the_offices(here, verb):
    acts = {
        "pay_in": lambda by: funds.pay_in(here.fund, 1, by=by),
        "correct": lambda by: funds.correct(here.fund, 1, "Because.", by=by),
        "close": lambda by: funds.close(here.fund, "Done.", by=by),
        "open": lambda by: fund_promises.choose(here.project, here.fund.id, by=by),
    }
    for who in (here.far_staff, here.supervisor, here.student):
        with pytest.raises(NotAllowed):
            acts[verb](who.actor)
        with pytest.raises(NotFound):
            funds.get(who.actor, here.fund.id)
    assert funds.get(here.staff.actor, here.fund.id)


def test_what_does_not_agree_is_found(here):
    fee = begun(here).fee
    fee.amount += 1
    db.session.flush()
    assert broken() == ["promises_are_what_is_owed"]
    wrong = {"number": 3, "kind": K.SPENT, "amount": FEE, "balance": 5 * FEE, "committed": FEE}
    about = {"fund_id": here.fund.id, "project_id": here.project.id, "fee_id": fee.id}
    db.session.add(FundEntry(**about, **wrong, author="x"))
    db.session.flush()
    assert set(broken()) == {test.__name__ for test in fund_invariants.ALL}


def test_the_office_reports_what_a_fund_pays(here, letters):
    begun(here)
    placement = make.move(here, S.ACCEPTED)
    assert overdue.of(placement).moves[-1].side is Side.OFFICE
    with pytest.raises(NotAllowed):
        fees.report_paid(placement, None, "", by=here.supervisor.actor)
    with pytest.raises(NotAllowed):
        fees.report_paid(placement, None, "", by=here.far_staff.actor)
    fees.report_paid(placement, None, "Voucher 9", by=here.staff.actor)
    fees.move(placement, "dispute", "Nothing came.", by=here.student.actor)
    fees.move(placement, "resolve", "It came today.", by=here.staff.actor)
    assert figures(here.fund) == (4, 1)
    due = [letter for letter in letters() if "fee is due" in letter["Subject"]]
    assert [letter["To"] for letter in due] == ["careers@north.example"]
