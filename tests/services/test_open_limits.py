"""Approved with a limit: so many open projects until the first placement is completed."""

import pytest

from portal import clock
from portal.errors import RuleBroken
from portal.services import checks, open_limits, partnerships, projects
from portal.services.vetting import Approval
from portal.vocabulary import PartnershipStatus, PlacementStatus
from portal.vocabulary import ProjectStatus as S
from tests.factories import claims as claiming
from tests.factories import employers, student
from tests.factories import projects as made


@pytest.fixture
def here(app):
    world = employers.world()
    world.moor = employers.partner(
        world.north,
        PartnershipStatus.IN_REVIEW,
        world.desk,
        name="Moor",
        website="moor.example",
        email="mo@moor.example",
    )
    employers.tick(world.moor.partnership, world.desk)
    partnerships.approve(world.moor.partnership, Approval(open_limit=1), by=world.desk)
    return world


def test_up_to_the_limit_and_not_beyond(here):
    made.project(here.north, here.moor, here.desk)
    second = made.draft(here.north, here.moor)
    with pytest.raises(RuleBroken) as refusal:
        projects.submit(second, by=here.moor.actor)
    assert "at most 1 project" in refusal.value.message
    assert second.status is S.DRAFT


def test_one_that_waits_for_review_counts_when_sending(here):
    made.project(here.north, here.moor, here.desk, S.SUBMITTED)
    with pytest.raises(RuleBroken):
        projects.submit(made.draft(here.north, here.moor), by=here.moor.actor)


def test_the_reviewer_is_told_before_and_refused_after(here):
    waiting = made.project(here.north, here.moor, here.desk, S.SUBMITTED)
    claiming.project(here.north, here.moor)
    told = [check for check in checks.of_project(waiting) if check.state == "stop"]
    assert any("at most 1 project" in check.text for check in told)
    with pytest.raises(RuleBroken):
        projects.approve(waiting, by=here.desk)


def test_a_limit_is_at_least_one(here):
    again = employers.partner(
        here.south,
        PartnershipStatus.IN_REVIEW,
        here.far,
        name="Heath",
        website="heath.example",
        email="h@heath.example",
    )
    employers.tick(again.partnership, here.far)
    with pytest.raises(RuleBroken):
        partnerships.approve(again.partnership, Approval(open_limit=0), by=here.far)


def test_others_have_no_limit(here):
    assert open_limits.of(here.north.id, here.brook.employer.id) is None
    made.project(here.north, here.brook, here.desk)
    made.project(here.north, here.brook, here.desk)


def test_the_first_completed_placement_lifts_it_once(here, letters):
    assert open_limits.lift_due() == 0
    completed(here)
    assert open_limits.lift_due() == 1
    assert open_limits.lift_due() == 0
    assert here.moor.partnership.limit_lifted_at
    assert open_limits.of(here.north.id, here.moor.employer.id) is None
    assert [letter for letter in letters() if "any number of projects" in letter["Subject"]]


def completed(here) -> None:
    """A placement with this employer, brought to its end without its history."""
    from portal.services import board, claims

    project = claiming.project(here.north, here.moor)
    who = claiming.acting(student(here.north, "Amara Okafor"))
    claim = claims.hold(board.get(who, project.id), by=who)
    placement = claims.accept(claim, by=who)
    placement.status, placement.accepted_at, placement.closed_at = (
        PlacementStatus.CLOSED,
        clock.now(),
        clock.now(),
    )
    employers.db.session.flush()
