"""Certificates: when one may be issued, and what it says."""

import pytest
from sqlalchemy import func, select

from portal.actor import SYSTEM
from portal.certificates.facts import Facts
from portal.database import db
from portal.errors import NotAllowed, RuleBroken
from portal.models.certificates import CertificateOrder
from portal.services import certificate_facts, certificates, evaluations, placements, policies
from portal.vocabulary import Attestation, Quality, Role
from portal.vocabulary import PlacementStatus as P
from tests.factories import records
from tests.factories.placements import end, hand_in, move, person, start, world


def obstacles(here) -> list[str]:
    db.session.flush()
    return certificates.obstacles(here.placement, evaluations.of_placement(here.placement.id))


@pytest.mark.parametrize("status", P)
@pytest.mark.parametrize("reflected", [False, True])
@pytest.mark.parametrize("required", [False, True])
def test_the_guard(app, status, reflected, required):
    """Completed work, and the reflection where the campus asks for one."""
    here = world()
    policies.adopt(here.north.id, policies.Policy(reflection_required=required), by=SYSTEM)
    move(here, status)
    reflected = reflected or status is P.CLOSED
    if reflected and status in (P.DELIVERED, P.REVISION, P.ACCEPTED, P.ENDED_EARLY):
        records.reflected(here)
    completed = status in (P.ACCEPTED, P.CLOSED, P.ENDED_EARLY)
    assert bool(obstacles(here)) == (not completed or (required and not reflected))


@pytest.mark.parametrize("status", [P.DELIVERED, P.NO_SHOW])
def test_no_order_against_the_guard(app, status):
    here = world()
    move(here, status)
    with pytest.raises(RuleBroken):
        certificates.order(here.placement, by=here.staff.actor)
    assert db.session.scalar(select(func.count(CertificateOrder.id))) == 0


@pytest.mark.parametrize("name", ["student", "supervisor", "far_staff", "other", "stranger"])
def test_only_the_office_orders(app, name):
    here = world()
    records.ready(here)
    with pytest.raises(NotAllowed):
        certificates.order(here.placement, by=getattr(here, name).actor)


def by_employer(here):
    records.ready(here)


def by_office(here):
    start(here.placement, here)
    hand_in(here.placement, here)
    here.placement.accepted_by_office, here.placement.accepted_at = True, placements.clock.now()
    here.placement.status = P.ACCEPTED
    records.reflected(here)


def early(here):
    start(here.placement, here)
    hand_in(here.placement, here)
    end(here.placement, here)
    records.reflected(here)


def early_though_evaluated(here):
    start(here.placement, here)
    hand_in(here.placement, here)
    records.evaluated(here)
    end(here.placement, here)
    records.reflected(here)


@pytest.mark.parametrize(
    ("road", "evaluated", "level"),
    [
        (by_employer, True, Attestation.A),
        (by_office, True, Attestation.A),
        (by_employer, False, Attestation.B),
        (by_office, False, Attestation.C),
        (early, False, Attestation.C),
        (early_though_evaluated, False, Attestation.C),
    ],
)
def test_attestation_is_derived(app, road, evaluated, level):
    here = world()
    road(here)
    if evaluated:
        records.evaluated(here)
    certificate = records.issued(here, attested=300)
    facts = Facts.from_json(certificate.facts)
    assert (certificate.attestation, facts.attestation) == (level, level.value)
    assert bool(facts.competencies) == (level is Attestation.A)
    stated = 300 if facts.ended_early else 1350 if evaluated else 1200
    assert facts.minutes == stated
    assert facts.basis == ("planned" if stated == 1200 else "attested")


def test_work_that_ended_early_counts_only_attested_hours(app):
    here = world()
    early(here)
    with pytest.raises(RuleBroken, match="hours"):
        certificates.order(here.placement, by=here.staff.actor)
    facts = Facts.from_json(records.ordered(here, attested=450).facts)
    assert (facts.minutes, facts.ended_early, facts.deliverables) == (450, True, ())


def test_the_sentence_needs_consent(app):
    for allowed, printed in ((False, None), (True, "On every desk.")):
        db.session.rollback()
        here = world()
        records.ready(here)
        evaluation = records.evaluated(here, sentence="On every desk.", sentence_allowed=allowed)
        assert certificate_facts.gather(here.placement, evaluation, "MI-1", 60).sentence == printed


def test_deliverables_found_wanting_are_left_out(app):
    here = world()
    records.ready(here)
    evaluation = records.evaluated(here)
    assert certificate_facts.gather(here.placement, evaluation, "MI-1", 60).deliverables == ("The map",)
    evaluation.qualities[0].quality = Quality.UNUSABLE
    assert certificate_facts.gather(here.placement, evaluation, "MI-1", 60).deliverables == ()


def test_facts_are_frozen_by_the_order(app):
    here = world()
    records.ready(here)
    frozen = records.ordered(here).facts
    here.placement.student.name = "Somebody Else"
    here.project.title, here.north.university = "Another title", "Another University"
    db.session.flush()
    certificate = records.finish(here)
    assert certificate.facts == frozen
    facts = Facts.from_json(frozen)
    assert (facts.holder, facts.project) == ("Amara", "Map the footpaths")
    assert "Another" not in certificate.issuer


def test_whoever_typed_the_evaluation_cannot_issue(app):
    here = world()
    records.ready(here)
    records.typed(here, here.staff)
    with pytest.raises(RuleBroken, match="colleague"):
        certificates.order(here.placement, by=here.staff.actor)
    policies.adopt(here.north.id, policies.Policy(single_officer=True), by=SYSTEM)
    assert certificates.order(here.placement, by=here.staff.actor)


def test_a_colleague_may_issue_what_another_typed(app):
    here = world()
    records.ready(here)
    records.typed(here, person("second@north.example", Role.STAFF, campus_id=here.north.id))
    assert records.issued(here)
