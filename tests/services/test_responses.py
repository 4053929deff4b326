"""S4: nobody is left without an answer, everybody sees how employers answer, and the office who is late."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.models.claims import Claim
from portal.models.jobs import Job
from portal.services import claims, clocks, offers, partnerships, reminders, responses
from portal.services.asking import Application
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import PartnershipStatus
from tests.factories import claims as make
from tests.factories import student

DAY = timedelta(days=1)


@pytest.fixture
def here(app):
    return make.world()


def applicants(here, count: int) -> list[Claim]:
    """So many applications to the project where the supervisor chooses."""
    application = Application(statement="I would like to.", answers=["Often."])
    return [
        make.apply(here.choice, make.acting(student(here.north, f"Student {number}")), application)
        for number in range(count)
    ]


def answered_after(claim: Claim, by, **later) -> None:
    with clock.travel(clock.now() + timedelta(**later)):
        offers.refuse(claim, "Sorry", by=by)


@pytest.mark.parametrize(
    ("hours", "median"),
    [((1,), 60), ((1, 3), 120), ((1, 2, 30), 120), ((40, 1, 2, 5), 210), ((9, 1, 2, 5, 7), 300)],
)
def test_the_median_is_the_middle_one(here, hours, median):
    for claim, after in zip(applicants(here, len(hours)), hours, strict=True):
        answered_after(claim, here.brook.actor, hours=after)
    record = responses.of_employer(here.north.id, here.brook.employer.id)
    assert (record.answered, record.silent, record.median) == (len(hours), 0, median)


def test_silence_counts_against_the_employer_and_withdrawing_does_not(here):
    answered, left, taken_back = applicants(here, 3)
    answered_after(answered, here.brook.actor, hours=30)
    claims.auto_close(left)
    taken_back.status = S.WITHDRAWN
    db.session.flush()
    record = responses.of_employer(here.north.id, here.brook.employer.id)
    assert (record.answered, record.silent) == (1, 1)
    assert record.line == "Answered 1 of 2, usually within 2 days."
    assert responses.of_employer(here.south.id, here.brook.employer.id) == responses.NOTHING


def test_an_offer_is_an_answer_and_the_first_one_counts(here):
    (claim,) = applicants(here, 1)
    offers.shortlist(claim, by=here.brook.actor)
    assert claim.answered_in is None
    with clock.travel(clock.now() + timedelta(minutes=90)):
        offers.offer(claim, "", make.soon(), by=here.brook.actor)
    assert claim.answered_in == 90
    responses.answered(claim)
    assert claim.answered_in == 90


def test_reminded_some_days_before_and_on_the_last_day(here):
    deadline = applicants(here, 3)[0].answer_by_at
    told = []
    for before in (7 * DAY, 3 * DAY + timedelta(minutes=1), 3 * DAY, 2 * DAY, DAY, timedelta(hours=1)):
        with clock.travel(deadline - before):
            told.append(reminders.remind_due())
    assert told == [0, 0, 1, 0, 1, 0]
    payloads = db.session.scalars(select(Job.payload).where(Job.kind == "mail").order_by(Job.id)).all()
    waiting = [letter for letter in payloads if letter["template"] == "claim-waiting"]
    assert [letter["to"] for letter in waiting] == [here.brook.contact.email] * 2
    last_day = clock.day_of(deadline - timedelta(seconds=1), here.choice.zone)
    assert (
        f"{last_day.day} {last_day:%B}" in waiting[0]["text"]
        or f"{last_day:%B} {last_day.day}" in waiting[0]["text"]
    )


def test_no_reminder_while_suspended(here):
    applicants(here, 1)
    partnership = db.session.scalars(
        select(partnerships.Partnership).filter_by(employer_id=here.brook.employer.id)
    ).one()
    partnership.status = PartnershipStatus.SUSPENDED
    db.session.flush()
    with clock.travel(clock.now() + 6 * DAY):
        assert reminders.remind_due() == 0


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("Europe/London", datetime(2027, 3, 24, 23, 30, tzinfo=UTC)),
        ("Europe/London", datetime(2027, 10, 27, 3, tzinfo=UTC)),
        ("America/New_York", datetime(2027, 3, 10, 4, 30, tzinfo=UTC)),
        ("America/New_York", datetime(2027, 11, 3, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2027, 9, 28, tzinfo=UTC)),
        ("America/Santiago", datetime(2027, 8, 28, 12, tzinfo=UTC)),
        ("America/Santiago", datetime(2027, 3, 27, 12, tzinfo=UTC)),
    ],
)
def test_the_clock_ends_with_the_local_day_across_the_change_of_time(here, zone, start):
    with clock.travel(start):
        here.choice.zone = zone
        here.choice.apply_by_at = start + 60 * DAY
        (claim,) = applicants(here, 1)
        last = clock.today(zone) + 7 * DAY
        assert clock.day_of(claim.answer_by_at - timedelta(seconds=1), zone) == last
        assert clock.day_of(claim.answer_by_at, zone) == last + DAY
    with clock.travel(claim.answer_by_at - timedelta(seconds=1)):
        assert clocks.auto_close_due() == 0
    with clock.travel(claim.answer_by_at):
        assert clocks.auto_close_due() == 1


@pytest.mark.parametrize("seed", range(4))
def test_every_application_ends_answered_or_closed(here, seed):
    """Employers who answer, shortlist or forget at random: in the end nobody is left waiting."""
    dice = Random(seed)
    here.choice.seats = 40
    found = applicants(here, 25)
    for day in range(40):
        with clock.travel(clock.now() + day * DAY):
            for claim in found:
                act(claim, here, dice)
            for run in (clocks.lapse_due, clocks.auto_close_due, clocks.end_intake, reminders.remind_due):
                run()
            db.session.flush()
    waiting = {claim.status for claim in found} & {S.SUBMITTED, S.SHORTLISTED, S.OFFERED}
    assert not waiting


def act(claim: Claim, here, dice: Random) -> None:
    """What an employer may do with an application today, mostly nothing."""
    if claim.status is S.SUBMITTED and dice.random() < 0.05:
        offers.shortlist(claim, by=here.brook.actor)
    elif claim.status is S.SHORTLISTED and dice.random() < 0.1:
        offers.offer(claim, "", clock.today(here.north.zone) + DAY, by=here.brook.actor)
    elif claim.status in (S.SUBMITTED, S.SHORTLISTED) and dice.random() < 0.05:
        offers.refuse(claim, "Sorry", by=here.brook.actor)
