"""Calendars: whose address it is, and what stands in it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.actor import CLI
from portal.database import db
from portal.errors import NotFound
from portal.models.calendars import CalendarFeed
from portal.models.check_ins import CheckIn
from portal.models.employers import Contact
from portal.models.milestones import PlacementMilestone
from portal.models.people import Membership, User
from portal.services import (
    calendar_events,
    calendar_files,
    calendars,
    evaluations,
    holds,
    messages,
    offers,
    people,
    placements,
)
from portal.vocabulary import PlacementStatus as S
from tests.factories import claims as claiming
from tests.factories.placements import move, world

ENGINES = ("sqlite",)


@pytest.fixture
def here(app):
    made = world()
    db.session.flush()
    return made


def events(here, who="student"):
    return {event.key: event for event in calendar_events.mine(getattr(here, who).actor)}


# Whose address it is


def test_an_address_reads_as_its_person(here):
    for who in ("student", "supervisor", "staff"):
        member = getattr(here, who)
        secret = calendars.make(member.membership.id, by=member.actor)
        assert calendars.subscriber(secret).actor == member.actor
        assert len(secret) == 43
        assert secret not in str(db.session.execute(select(CalendarFeed)).all())


def test_a_new_address_ends_the_old_one(here):
    first, second = (calendars.make(here.student.membership.id, by=here.student.actor) for _ in range(2))
    assert calendars.subscriber(second)
    refused(first)
    assert calendars.revoke(here.student.membership.id, by=here.student.actor)
    assert not calendars.revoke(here.student.membership.id, by=here.student.actor)
    refused(second)
    refused("nobody's")


def refused(secret):
    with pytest.raises(NotFound):
        calendars.subscriber(secret)


def test_it_ends_with_the_account_and_with_the_role(here):
    closed, left = (
        calendars.make(member.membership.id, by=member.actor) for member in (here.student, here.supervisor)
    )
    people.disable(db.session.get_one(User, here.student.actor.user_id), by=CLI)
    people.withdraw(db.session.get_one(Membership, here.supervisor.membership.id), by=CLI)
    db.session.flush()
    refused(closed)
    refused(left)


# What stands in it


@pytest.mark.parametrize("who", ["other", "far", "stranger", "far_staff"])
def test_a_stranger_has_none_of_it(here, who):
    assert not events(here, who)
    with pytest.raises(NotFound):
        calendar_events.of_placement(getattr(here, who).actor, here.placement.id)


def test_a_colleague_downloads_it_and_subscribes_to_their_own(here):
    key = here.placement.id
    assert calendar_events.of_placement(here.colleague.actor, key)
    assert not events(here, "colleague")
    db.session.get_one(Contact, here.supervisor.actor.contact_id).user_id = None
    db.session.flush()
    assert events(here, "colleague")


def test_the_course_of_a_placement(here):
    placement = here.placement
    db.session.add(milestone(placement, "First draft"))
    check_in = CheckIn(placement_id=placement.id, number=77, due_on=placement.due_on, due_at=placement.due_at)
    db.session.add(check_in)
    move(here, S.ACTIVE)
    db.session.flush()
    found = events(here)
    start, due = (found[f"placement-{placement.id}-{what}"] for what in ("start", "due"))
    assert (start.day, due.until) == (placement.starts_on, placement.due_at)
    assert "Check-in 77" in found[f"placement-{placement.id}-check-in-{check_in.id}"].title
    assert any(one.title.startswith("First draft") for one in found.values())
    assert start.note == "With Priya at Brook."
    assert events(here, "supervisor")[start.key].note == "Amara works on this."
    office = events(here, "staff")
    assert {one.note for one in office.values()} == {"At Brook."}
    assert set(office) == {start.key, due.key}


def milestone(placement, name):
    return PlacementMilestone(
        placement_id=placement.id, position=99, name=name, due_on=placement.due_on, due_at=placement.due_at
    )


def test_what_is_left_to_do_is_only_its_own_sides(here):
    move(here, S.DELIVERED)
    key = f"placement-{here.placement.id}-answer"
    assert events(here, "supervisor")[key].title.startswith("Accept the work")
    assert key not in events(here)
    move_on(here)
    assert key not in events(here, "supervisor")


def move_on(here):
    placements.accept(here.placement, by=here.supervisor.actor)
    evaluations.waive(here.placement, "The supervisor left.", by=here.staff.actor)
    db.session.flush()


def test_work_that_was_called_off_cancels_what_lay_ahead(here):
    before = events(here)
    move(here, S.NO_SHOW)
    db.session.flush()
    after = events(here)
    assert set(before) == set(after)
    due = f"placement-{here.placement.id}-due"
    assert (before[due].cancelled, after[due].cancelled) == (False, True)
    assert after[due].sequence > before[due].sequence
    assert after[due].changed >= before[due].changed
    assert b"STATUS:CANCELLED" in calendar_files.render("Dates", [after[due]], "https://portal.example")


def test_days_that_moved_bear_the_same_name_and_a_higher_number(here):
    """Two weeks of rest move the day the work is due; a calendar takes the newer of two."""
    move(here, S.ACTIVE)
    due = f"placement-{here.placement.id}-due"
    before = events(here)[due]
    until = clock.today(here.placement.zone) + timedelta(days=14)
    holds.hold(here.placement, until, True, "Exams.", by=here.staff.actor)
    with clock.travel(clock.now() + timedelta(days=14)):
        holds.resume(here.placement, by=here.staff.actor)
        db.session.flush()
        after = events(here)[due]
    assert after.until - before.until >= timedelta(days=13)
    assert after.sequence > before.sequence
    assert after.changed > before.changed


def test_a_message_changes_no_entry(here):
    before = events(here)
    messages.say(messages.get(here.student.actor, here.placement.id), "Hello", by=here.student.actor)
    assert events(here) == before


def test_answers_that_are_waited_for(app):
    """Both sides see by when; who applied stays unnamed, and an offer is the student's to answer."""
    there = claiming.world()
    claim = claiming.submitted(there)
    db.session.flush()
    key = f"claim-{claim.id}-answer"
    [asked] = calendar_events.mine(there.brook.actor)
    [waits] = calendar_events.mine(there.amara)
    assert asked.key == waits.key == key
    assert asked.until == waits.until == claim.answer_by_at
    assert "Amara" not in asked.title + asked.note
    assert not [*calendar_events.mine(there.bela), *calendar_events.mine(there.crest.actor)]
    offers.shortlist(claim, by=there.brook.actor)
    offers.offer(claim, "Welcome", claiming.soon(), by=there.brook.actor)
    [offer] = calendar_events.mine(there.amara)
    assert (offer.key, offer.until, offer.sequence > waits.sequence) == (key, claim.until_at, True)
    assert not calendar_events.mine(there.brook.actor)
