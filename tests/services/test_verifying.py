"""What a certificate in somebody's hands is worth, in every state of its record."""

import pytest

from portal import sealing
from portal.actor import SYSTEM
from portal.certificates import render, sha256
from portal.certificates.facts import Facts
from portal.database import db
from portal.models.certificates import Certificate
from portal.services import certificate_orders, certificates, verifying
from portal.vocabulary import RevocationReason
from portal.vocabulary import VerifyOutcome as V
from tests.certificates.samples import facts
from tests.factories import records
from tests.factories.placements import world

ENGINES = ("sqlite",)


@pytest.fixture
def issued(app):
    """A certificate and the bytes of its document, both real."""
    here = world()
    records.ready(here)
    order = certificates.order(here.placement, by=here.staff.actor)
    kept = Facts.from_json(order.facts)
    content = certificate_orders.sealed(kept, "a4")
    certificate_orders.finish(order.id, kept, content)
    db.session.flush()
    return here, certificates.public(order.serial), content


def spoiled(content: bytes) -> bytes:
    return content[:5000] + bytes([content[5000] ^ 1]) + content[5001:]


def test_a_life(issued):
    here, certificate, content = issued
    valid = verifying.judge(content)
    assert (valid.outcome, valid.serial, valid.certificate) == (V.VALID, certificate.serial, certificate)
    altered = verifying.judge(spoiled(content))
    assert (altered.outcome, altered.serial) == (V.ALTERED, certificate.serial)
    certificates.revoke(certificate, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Wrong hours.")
    assert verifying.judge(content).outcome is V.REVOKED
    assert verifying.judge(spoiled(content)).outcome is V.ALTERED


def test_superseded_and_withdrawn(issued):
    here, certificate, content = issued
    certificate_orders.supersede(certificates.order(here.placement, by=here.staff.actor))
    assert verifying.judge(content).outcome is V.SUPERSEDED
    certificates.withdraw(certificate, by=SYSTEM)
    assert verifying.judge(content).outcome is V.WITHDRAWN


def test_what_we_never_issued(app):
    unlisted = sealing.sign(render(facts()), "Northfield State University")
    assert verifying.judge(unlisted).outcome is V.NOT_LISTED
    assert verifying.judge(render(facts())).outcome is V.NOT_OURS
    assert verifying.judge(b"a letter").outcome is V.UNREADABLE


def test_what_was_issued_before_there_were_seals(issued):
    """Exactly the bytes that we keep the fingerprint of are ours, sealed or not."""
    _here, certificate, _content = issued
    plain = render(Facts.from_json(certificate.facts))
    assert verifying.judge(plain).outcome is V.NOT_OURS
    db.session.get_one(Certificate, certificate.id).sha256 = sha256(plain)
    db.session.flush()
    assert verifying.judge(plain).outcome is V.VALID
