"""Two officers: what one asks for a colleague confirms, where the campus asks for it."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import clock
from portal.database import db
from portal.errors import NotAllowed, RuleBroken
from portal.models.certificates import Certificate
from portal.models.cohorts import CertificateCohort
from portal.models.jobs import Job
from portal.services import certificates, cohort_lists, cohorts
from portal.vocabulary import CohortProgress, CohortStatus, RevocationReason
from tests.factories import cohorts as make
from tests.factories import records
from tests.factories.placements import world


@pytest.fixture
def here(app):
    return world()


def issued() -> list[str]:
    return list(db.session.scalars(select(Certificate.serial)))


def letters_queued(template: str) -> list[str]:
    """To whom the letter goes."""
    queued = db.session.scalars(select(Job.payload).where(Job.kind == "mail"))
    return [one["to"] for one in queued if one["template"] == template]


def test_two_officers(here):
    second = make.two_officers(here)
    work = make.ready(here, 2)
    cohort = make.asked(here, work)
    assert cohort.status is CohortStatus.PROPOSED
    assert letters_queued("certificate-proposed") == ["second@north.example"]
    make.run(cohort)
    assert not issued()
    with pytest.raises(NotAllowed):
        cohorts.decide(cohort, "confirm", by=here.staff.actor)
    with pytest.raises(NotAllowed):
        cohorts.decide(cohort, "confirm", by=here.far_staff.actor)
    cohorts.decide(cohort, "confirm", by=second.actor)
    make.run(cohort)
    assert len(issued()) == 2
    assert letters_queued("certificate-decided") == ["desk@north.example"]
    names = cohort_lists.issuers(certificates.public(issued()[0]))
    assert tuple(names) == ("Desk", "Second")


def test_a_refusal_has_a_reason_and_issues_nothing(here):
    second = make.two_officers(here)
    cohort = make.asked(here, make.ready(here, 1))
    with pytest.raises(RuleBroken):
        cohorts.decide(cohort, "refuse", by=second.actor, note=" ")
    cohorts.decide(cohort, "refuse", by=second.actor, note="The hours are wrong.")
    make.run(cohort)
    assert (cohort.reason, issued()) == ("The hours are wrong.", [])
    with pytest.raises(RuleBroken):
        cohorts.decide(cohort, "confirm", by=second.actor)
    with pytest.raises(RuleBroken):
        cohorts.again(cohort, by=here.staff.actor)
    assert len(cohort_lists.ready(here.staff.actor)) == 1


def test_who_proposed_withdraws(here):
    second = make.two_officers(here)
    cohort = make.asked(here, make.ready(here, 1))
    with pytest.raises(NotAllowed):
        cohorts.decide(cohort, "withdraw", by=second.actor)
    cohorts.decide(cohort, "withdraw", by=here.staff.actor)
    assert (cohort.status, cohort.decided_by_id) == (CohortStatus.WITHDRAWN, None)


def test_one_certificate_waits_for_the_second_officer_too(here):
    second = make.two_officers(here)
    records.ready(here)
    with pytest.raises(RuleBroken, match="second officer"):
        certificates.order(here.placement, by=here.staff.actor)
    with pytest.raises(RuleBroken, match="second officer"):
        certificates.order(here.placement, by=here.staff.actor, confirmed_by=here.staff.actor.user_id)
    cohort = cohorts.ask(here.placement, by=here.staff.actor)
    assert certificates.office_view(here.placement, None)["proposed"] == cohort.id
    with pytest.raises(RuleBroken, match="waits"):
        cohorts.ask(here.placement, by=here.staff.actor)
    cohorts.decide(cohort, "confirm", by=second.actor)
    make.run(cohort)
    assert len(issued()) == 1


def test_a_correction_needs_two_officers_and_taking_back_one(here):
    second = make.two_officers(here)
    records.ready(here)
    first = cohorts.ask(here.placement, by=here.staff.actor)
    cohorts.decide(first, "confirm", by=second.actor)
    make.run(first)
    [old] = issued()
    correction = cohorts.ask(here.placement, by=second.actor)
    assert cohort_lists.items(correction)[0]["row"].replaces == old
    certificates.revoke(
        certificates.public(old), RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Hours."
    )
    cohorts.decide(correction, "confirm", by=here.staff.actor)
    make.run(correction)
    assert cohort_lists.items(correction)[0]["progress"] is CohortProgress.FAILED
    assert issued() == [old]


def test_the_database_refuses_one_person_twice(here):
    mine = {"campus_id": here.north.id, "ordered_by_id": here.staff.actor.user_id}
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.add(
            CertificateCohort(**mine, decided_by_id=here.staff.actor.user_id, decided_at=clock.now())
        )
        db.session.flush()


def test_without_the_policy_it_goes_at_once(here):
    records.ready(here)
    assert cohorts.ask(here.placement, by=here.staff.actor) is None
    assert certificates.pending(here.placement.id)
