"""Draws: everybody who asks in time is equal, and whoever doubts can compute the order."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.errors import NotFound, RuleBroken
from portal.models.claims import Claim
from portal.models.filling import Draw
from portal.models.history import HistoryDetail, HistoryEntry
from portal.services import claims, clocks, draws, invariants, obstacles, policies, waiting_list
from portal.services.policies import Policy
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import PartnershipStatus, ProjectStatus
from tests.factories import claims as make
from tests.factories import student

SEED = "ab" * 32


@pytest.fixture
def here(app):
    made = make.world()
    made.crowd = [make.acting(student(made.north, f"Student {place}")) for place in range(6)]
    made.lots = make.project(made.north, made.brook, title="Count the birds", by_draw=True)
    draws.open_for(made.lots, by=made.desk)
    made.draw = db.session.scalars(select(Draw)).one()
    return made


def held(here):
    """The draw, after its time has come."""
    with clock.travel(here.draw.closes_at):
        assert clocks.draw_due() == 1


def test_the_order_is_that_of_the_marks():
    told = [lot.claim_id for lot in draws.lots(SEED, [1, 2, 3, 40])]
    marks = {number: hashlib.sha256(f"{SEED}:{number}".encode()).hexdigest() for number in (1, 2, 3, 40)}
    assert told == sorted(marks, key=marks.get)
    assert told == [lot.claim_id for lot in draws.lots(SEED, [40, 3, 2, 1])], "whoever asked first"


def test_the_commitment_is_there_from_the_first_moment_and_the_seed_is_not(here):
    assert here.draw.commitment == hashlib.sha256(here.draw.seed.encode()).hexdigest()
    told = db.session.scalar(
        select(HistoryDetail.after).join(HistoryEntry).where(HistoryEntry.subject == "draw")
    )
    assert here.draw.seed not in str(told)
    assert told["commitment"] == here.draw.commitment
    assert here.draw.closes_at - clock.now() > timedelta(hours=71)
    assert not draws.outcome(here.draw)


def test_before_it_nobody_has_a_seat_and_afterwards_the_first_lots_do(here):
    asked = [make.hold(here.lots, who) for who in here.crowd]
    assert {claim.status for claim in asked} == {S.WAITLISTED}
    assert here.lots.seats_taken == 0
    held(here)
    order = [lot.claim_id for lot in draws.outcome(here.draw)]
    by_lot = sorted(asked, key=lambda claim: order.index(claim.id))
    assert [claim.status for claim in by_lot] == [S.HELD] * 2 + [S.WAITLISTED] * 4
    assert [waiting_list.place(claim) for claim in by_lot[2:]] == [1, 2, 3, 4]
    assert here.lots.status is ProjectStatus.FILLED
    assert not any(invariants.violations().values())


def test_seats_left_over_go_to_whoever_comes_first_afterwards(here):
    make.hold(here.lots, here.crowd[0])
    held(here)
    late = make.hold(here.lots, here.crowd[1])
    assert (late.status, late.rank) == (S.HELD, None)


def test_who_asks_in_the_minute_between_is_late(here):
    early = make.hold(here.lots, here.crowd[0])
    with clock.travel(here.draw.closes_at + timedelta(seconds=1)):
        late = make.hold(here.lots, here.crowd[1])
    assert here.draw.entries == [early.id]
    assert (early.status, late.status) == (S.HELD, S.HELD)


def test_who_took_it_back_has_no_lot(here):
    stays, leaves = make.hold(here.lots, here.crowd[0]), make.hold(here.lots, here.crowd[1])
    claims.withdraw(leaves, by=here.crowd[1])
    held(here)
    assert here.draw.entries == [stays.id]


def test_a_changed_seed_or_order_is_found(here):
    for who in here.crowd:
        make.hold(here.lots, who)
    held(here)
    assert draws.is_true(here.draw)
    by_turn = [db.session.get(Claim, lot.claim_id) for lot in draws.outcome(here.draw)]
    by_turn[0].rank, by_turn[1].rank = by_turn[1].rank, by_turn[0].rank
    db.session.flush()
    assert not draws.is_true(here.draw)
    by_turn[0].rank, by_turn[1].rank = by_turn[1].rank, by_turn[0].rank
    here.draw.seed = SEED
    db.session.flush()
    assert invariants.draws_follow_from_their_seeds() == [here.draw.id]


def test_it_waits_while_the_partnership_does(here):
    make.hold(here.lots, here.crowd[0])
    found = select(make.Partnership).where(make.Partnership.employer_id == here.brook.employer.id)
    partnership = db.session.scalars(found).one()
    partnership.status, before = PartnershipStatus.SUSPENDED, here.draw.closes_at
    with clock.travel(before + timedelta(hours=1)):
        assert clocks.draw_due() == 0
    clocks.move_on(here.north.id, here.brook.employer.id, timedelta(days=2))
    assert here.draw.closes_at == before + timedelta(days=2)


def test_the_page_is_for_those_who_took_part_or_may(here):
    make.hold(here.lots, here.crowd[0])
    assert draws.get(here.desk, here.lots.id) is draws.get(here.crowd[0], here.lots.id) is here.draw
    for stranger in (here.cato, here.brook.actor):
        with pytest.raises(NotFound):
            draws.get(stranger, here.lots.id)


def experienced(here):
    """Amara, with a placement that runs."""
    claims.accept(make.held(here), by=here.amara)
    return make.project(here.north, here.brook, title="Paint a fence")


def test_the_first_hours_are_for_those_without_a_placement(here):
    new = experienced(here)
    with pytest.raises(RuleBroken, match="have not had a placement"):
        make.hold(new, here.amara)
    assert make.hold(new, here.bela).status is S.HELD
    with clock.travel(clock.now() + timedelta(hours=48)):
        assert make.hold(new, here.amara).status is S.HELD


@pytest.mark.parametrize(
    "opened", [datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)]
)
def test_the_first_hours_are_real_hours_when_the_clocks_change(here, opened):
    with clock.travel(opened):
        new = make.project(here.north, here.brook)
    ends = obstacles.first_window_ends(new.id, here.north.id, Policy())
    assert ends == opened + timedelta(hours=48)


def test_a_campus_may_do_without_the_first_hours(here):
    new = experienced(here)
    policies.adopt(here.north.id, Policy(first_window_hours=0), by=here.desk)
    assert make.hold(new, here.amara).status is S.HELD
