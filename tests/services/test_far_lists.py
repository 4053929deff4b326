"""A place on a waiting list follows the rule of the student's own campus, not of the project's."""

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.models.projects import ProjectAudience
from portal.services import claims, exclusivity_end, policies, projects, waiting_list
from portal.services.policies import Policy
from portal.vocabulary import ClaimStatus as S
from portal.vocabulary import ClosedReason, PartnershipStatus, ProjectStatus
from tests.factories import claims as make


@pytest.fixture
def here(app):
    made = make.world()
    policies.adopt(made.north.id, Policy(first_window_hours=0), by=made.desk)
    made.full = make.project(made.north, made.brook, title="Count the birds", seats=1)
    made.seat = make.hold(made.full, made.bela)
    return made


def from_south(here):
    """Somebody of the other campus, which shows the project too, waits; and their partnership."""
    partnership = make.join(here.south, here.brook.employer, here.brook.contact)
    make.open_to(here.full, here.south)
    return make.wait(here.full, here.cato), partnership


def test_a_seat_follows_the_rule_of_the_students_own_campus(here):
    far, partnership = from_south(here)
    near = make.wait(here.full, here.amara)
    partnership.status = PartnershipStatus.SUSPENDED
    claims.withdraw(here.seat, by=here.bela)
    assert (far.status, near.status) == (S.WAITLISTED, S.HELD), "the far campus's stands still"
    assert far.passed_over == ""
    own = select(make.Partnership).where(make.Partnership.campus_id == here.north.id)
    for found in db.session.scalars(own):
        found.status = PartnershipStatus.SUSPENDED
    partnership.status = PartnershipStatus.APPROVED
    waiting_list.release(here.full.id)
    assert far.status is S.HELD, "the home campus's suspension is not theirs"


def test_where_a_campus_stops_showing_it_nobody_waits(here):
    far, _partnership = from_south(here)
    near = make.wait(here.full, here.amara)
    shown = select(ProjectAudience).where(ProjectAudience.campus_id == here.south.id)
    db.session.scalars(shown).one().until_at = clock.now()
    db.session.flush()
    assert exclusivity_end.end_exclusivity() == 1
    assert (far.status, far.closed_reason) == (S.CLOSED, ClosedReason.INELIGIBLE)
    assert near.status is S.WAITLISTED


def test_the_end_of_a_partnership_leaves_nobody_of_its_campus_waiting(here):
    far, partnership = from_south(here)
    near = make.wait(here.full, here.amara)
    projects.stop_all(here.south.id, partnership.employer_id, by=here.desk)
    assert (far.status, far.closed_reason) == (S.CLOSED, ClosedReason.SUSPENDED)
    assert (near.status, here.full.status) == (S.WAITLISTED, ProjectStatus.FILLED)
