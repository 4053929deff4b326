"""What the machine found, each as the few steps that show it."""

import pytest

from portal import jobs
from portal.database import db
from portal.models.history import HistoryEntry
from portal.models.jobs import Job
from portal.services import certificate_orders
from portal.services import certificates as issuing
from portal.vocabulary import CertificateStatus, PlacementStatus, RevocationReason
from tests.factories import records
from tests.factories.placements import move, world


@pytest.fixture
def here(app):
    return world()


def test_the_first_answer_of_an_evaluation_is_in_the_history(here):
    move(here, PlacementStatus.DELIVERED)
    records.begin(here)
    mine = HistoryEntry.subject == "evaluation_request", HistoryEntry.action == "begin"
    assert db.session.scalars(db.select(HistoryEntry.actor_kind).where(*mine)).all() == ["link"]


def test_a_certificate_revoked_while_its_correction_is_made_stays_revoked(here, monkeypatch):
    monkeypatch.setattr(certificate_orders, "sealed", lambda facts, paper, credential: records.PDF)
    records.ready(here)
    old = records.issued(here)
    corrected = records.ordered(here).serial
    issuing.revoke(old, RevocationReason.ISSUED_IN_ERROR, by=here.staff.actor, note="A wrong name.")
    old = old.serial
    db.session.commit()
    jobs.work_once()
    assert not db.session.scalars(db.select(Job.problem).where(Job.problem != "")).all()
    assert issuing.public(old).status is CertificateStatus.REVOKED
    assert issuing.public(corrected).status is CertificateStatus.ISSUED
