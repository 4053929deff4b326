"""Cohorts: many certificates at once, and what fails says why."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from portal import clock, jobs
from portal.actor import SYSTEM
from portal.database import db
from portal.errors import NotAllowed, NotFound, RuleBroken
from portal.models.certificates import Certificate, CertificateOrder
from portal.models.cohorts import CohortItem
from portal.models.jobs import Job
from portal.services import certificate_orders, certificates, cohort_lists, cohorts, policies
from portal.services.cohort_lists import Wanted
from portal.vocabulary import Attestation, CohortStatus, JobStatus
from tests.factories import cohorts as make
from tests.factories import records
from tests.factories.placements import world


@pytest.fixture
def here(app):
    return world()


def progress(cohort) -> list[tuple[str, str]]:
    return [(item["progress"].value, item["reason"]) for item in cohort_lists.items(cohort)]


def issued() -> list[str]:
    return list(db.session.scalars(select(Certificate.serial)))


def test_many_at_once(here):
    cohort = make.asked(here, make.ready(here, 5))
    assert cohort.status is CohortStatus.RELEASED
    assert progress(cohort) == [("waiting", "")] * 5
    make.run(cohort)
    assert progress(cohort) == [("made", "")] * 5
    assert len(set(issued())) == 5
    assert cohorts.counts([cohort.id])[cohort.id][1:] == (5, 5, 0)


def test_running_again_issues_nothing_twice(here):
    cohort = make.asked(here, make.ready(here, 3))
    cohorts.go_on({"cohort": cohort.id})
    cohorts.go_on({"cohort": cohort.id})
    make.run(cohort)
    cohorts.again(cohort, by=here.staff.actor)
    make.run(cohort)
    assert db.session.scalar(select(func.count(CertificateOrder.id))) == 3
    assert len(issued()) == 3


def test_a_long_cohort_goes_on_in_steps(here, monkeypatch):
    monkeypatch.setattr(cohorts, "AT_ONCE", 2)
    cohort = make.asked(here, make.ready(here, 3))
    cohorts.go_on({"cohort": cohort.id})
    assert [state for state, _reason in progress(cohort)].count("waiting") == 1
    queued = select(func.count(Job.id)).where(Job.kind == "cohort")
    assert db.session.scalar(queued) == 2


def test_one_failure_stops_nobody_and_says_why(here):
    work = make.ready(here, 3)
    cohort = make.asked(here, work)
    certificates.order(work[0], by=here.staff.actor)
    make.run(cohort)
    assert sorted(state for state, _reason in progress(cohort)) == ["failed", "made", "made"]
    assert [reason for state, reason in progress(cohort) if state == "failed"] == [
        "This certificate is being made."
    ]


def test_what_failed_is_tried_again(here, monkeypatch):
    """What stood in the way is mended; only that one is made anew."""
    work = make.ready(here, 2)
    cohort = make.asked(here, work)
    cohorts.go_on({"cohort": cohort.id})
    first = certificates.pending(work[0].id)
    certificate_orders.refuse(first.id, "The title is too long.")
    make.run(cohort)
    assert sorted(progress(cohort)) == [("failed", "The title is too long."), ("made", "")]
    assert cohorts.again(cohort, by=here.staff.actor) == 1
    make.run(cohort)
    assert progress(cohort) == [("made", "")] * 2
    assert first.serial not in issued()


def test_only_one_of_those_that_failed(here):
    cohort = make.asked(here, make.ready(here, 2))
    cohorts.go_on({"cohort": cohort.id})
    for order in db.session.scalars(select(CertificateOrder)).all():
        certificate_orders.refuse(order.id, "Too long.")
    item = db.session.scalar(select(CohortItem.id).order_by(CohortItem.id).limit(1))
    assert cohorts.again(cohort, by=here.staff.actor, item_id=item) == 1
    db.session.expire_all()
    assert sorted(state for state, _reason in progress(cohort)) == ["failed", "waiting"]


def test_a_document_that_is_given_up_has_failed(here):
    work = make.ready(here, 1)
    cohort = make.asked(here, work)
    cohorts.go_on({"cohort": cohort.id})
    db.session.commit()
    queued = db.session.scalars(select(Job).where(Job.kind == "certificate")).one()
    queued.lease_by, queued.lease_until = jobs.me(), clock.now() + timedelta(minutes=5)
    db.session.commit()
    jobs.bury(queued.id, "It went wrong.", jobs.ON_DEATH)
    assert progress(cohort)[0][0] == "failed"
    assert certificates.pending(work[0].id) is None


def test_trying_again_hastens_what_waits(here):
    cohort = make.asked(here, make.ready(here, 1))
    cohorts.go_on({"cohort": cohort.id})
    db.session.execute(
        update(Job).where(Job.kind == "certificate").values(due_at=clock.now() + timedelta(hours=4))
    )
    cohorts.again(cohort, by=here.staff.actor)
    due = db.session.scalar(select(Job.due_at).where(Job.kind == "certificate"))
    assert due <= clock.now()
    assert db.session.scalar(select(Job.status).where(Job.kind == "certificate")) is JobStatus.WAITING


def test_nobody_else_s_work(here):
    [one] = make.ready(here, 1)
    with pytest.raises(NotFound):
        cohorts.begin([one.id], "", by=here.far_staff.actor)
    with pytest.raises((NotAllowed, NotFound)):
        cohorts.begin([one.id], "", by=here.student.actor)
    with pytest.raises(RuleBroken, match="at least one"):
        cohorts.begin([], "", by=here.staff.actor)
    with pytest.raises(RuleBroken, match="at most"):
        cohorts.begin(range(1, cohorts.MOST + 2), "", by=here.staff.actor)


def test_the_list_holds_what_can_be_issued(here):
    records.ready(here)
    [other] = make.ready(here, 1)
    listed = cohort_lists.ready(here.staff.actor)
    assert [row.id for row in listed] == [here.placement.id, other.id]
    assert not cohort_lists.ready(here.far_staff.actor)
    assert not cohort_lists.ready(here.supervisor.actor)
    assert [row.name for row in cohort_lists.employers(here.staff.actor)] == ["Brook"]
    for wanted, many in (
        (Wanted(search="amara"), 1),
        (Wanted(search="footpaths"), 2),
        (Wanted(search="100%"), 0),
        (Wanted(employer_id=here.placement.employer_id), 2),
        (Wanted(employer_id=9), 0),
        (Wanted(attestation=Attestation.B), 2),
        (Wanted(attestation=Attestation.A), 0),
    ):
        assert len(cohort_lists.ready(here.staff.actor, wanted)) == many
    make.asked(here, [other])
    assert [row.id for row in cohort_lists.ready(here.staff.actor)] == [here.placement.id]


def test_the_list_knows_the_guard(here):
    """Without the reflection that the campus asks for, and after typing the evaluation oneself."""
    records.move(here, records.PlacementStatus.ACCEPTED)
    assert not cohort_lists.ready(here.staff.actor)
    records.reflected(here)
    db.session.flush()
    assert not cohort_lists.ready(here.staff.actor)[0].mine
    records.typed(here, here.staff)
    assert cohort_lists.ready(here.staff.actor)[0].mine
    policies.adopt(here.north.id, policies.Policy(single_officer=True), by=SYSTEM)
    assert not cohort_lists.ready(here.staff.actor)[0].mine
