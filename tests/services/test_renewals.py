"""The yearly review: what is due, noting it, and a letter a week while something is."""

from datetime import timedelta

import pytest

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, RuleBroken
from portal.models.jobs import Job
from portal.services import renewals, vetting
from portal.vocabulary import VettingItem
from tests.factories import employers

DAY = timedelta(days=1)


@pytest.fixture
def here(app):
    world = employers.world()
    world.record = world.brook.partnership
    return world


def due(here, days: int):
    """Whose review is due so many days from now."""
    with clock.travel(clock.now() + days * DAY):
        return [row.id for row in renewals.due(here.desk, here.north.zone)]


def test_due_thirty_days_ahead_and_until_it_is_done(here):
    both = [here.brook.partnership.id, here.crest.partnership.id]
    assert due(here, 333) == []
    assert sorted(due(here, 335)) == sorted(due(here, 700)) == sorted(both)
    assert renewals.due(here.far, here.south.zone) == []


def test_reviewed_and_next_on(here):
    with clock.travel(clock.now() + 360 * DAY):
        next_on = clock.today(here.north.zone) + 365 * DAY
        renewals.reviewed(here.record, next_on, "As before.", by=here.desk)
        assert here.record.review_on == next_on
        assert here.record.id not in [row.id for row in renewals.due(here.desk, here.north.zone)]
    marks = [mark for mark in vetting.history(here.record.id) if mark.item is VettingItem.NEXT_REVIEW]
    assert marks[0].note == next_on.isoformat()
    assert len(marks) == 2


@pytest.mark.parametrize("days", [0, -3, 4000])
def test_the_next_one_is_ahead(here, days):
    with pytest.raises(RuleBroken):
        renewals.reviewed(here.record, clock.today(here.north.zone) + days * DAY, "", by=here.desk)


def test_only_what_is_in_force_and_by_its_office(here):
    next_on = clock.today(here.north.zone) + DAY
    for stranger in (here.far, here.brook.actor):
        with pytest.raises(NotAllowed):
            renewals.reviewed(here.record, next_on, "", by=stranger)
    employers.suspend(here.record, None, here.desk)
    with pytest.raises(RuleBroken):
        renewals.reviewed(here.record, next_on, "", by=here.desk)


def test_one_letter_a_week_while_reviews_are_due(here):
    monday = clock.now() + (340 + 7 - (clock.now() + 340 * DAY).weekday()) * DAY
    for days in (-30, 0, 0, 1, 6, 7):
        with clock.travel(monday + days * DAY):
            renewals.remind()
    told = [job.payload for job in db.session.query(Job) if job.payload.get("template") == "reviews-due"]
    assert [letter["to"] for letter in told] == [here.north.office_email] * 2
    assert "Number of them: 2" in told[0]["text"]
