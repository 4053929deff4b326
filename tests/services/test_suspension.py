"""While a partnership is suspended its claims' clocks stand still; afterwards they have as much time as before."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.models.employers import Partnership
from portal.services import clocks, partnerships
from portal.vocabulary import ClaimStatus
from tests.factories import claims as make

WAIT = timedelta(days=20)


@pytest.fixture
def here(app):
    return make.world()


def partnership(here) -> Partnership:
    key = select(Partnership.id).where(Partnership.employer_id == here.brook.employer.id)
    return partnerships.get(here.desk, make.db.session.scalars(key).one())


@pytest.mark.parametrize("begin", [make.held, make.submitted, make.offered])
def test_nothing_lapses_while_suspended(here, begin):
    claim = begin(here)
    before, deadlines = claim.status, (claim.until_at, claim.answer_by_at)
    partnerships.suspend(partnership(here), by=here.desk, note="Two students were paid late.")
    with clock.travel(clock.now() + WAIT):
        assert clocks.lapse_due() + clocks.auto_close_due() == 0
        partnerships.resume(partnership(here), by=here.desk)
        assert clocks.lapse_due() + clocks.auto_close_due() == 0
    assert claim.status is before
    moved = [
        after - was for after, was in zip((claim.until_at, claim.answer_by_at), deadlines, strict=True) if was
    ]
    assert moved
    assert all(WAIT <= gain < WAIT + timedelta(minutes=1) for gain in moved)


def test_the_clock_goes_on_after_it_resumed(here):
    claim = make.submitted(here)
    partnerships.suspend(partnership(here), by=here.desk, note="Two students were paid late.")
    partnerships.resume(partnership(here), by=here.desk)
    with clock.travel(clock.now() + WAIT):
        assert clocks.auto_close_due() == 1
    assert claim.status is ClaimStatus.AUTO_CLOSED
