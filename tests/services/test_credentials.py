"""A certificate's credential: frozen with it, in the document and beside it, and its bit in the list of statuses."""

import base64
import gzip
import json
from io import BytesIO

import pikepdf
import pytest

from portal import jobs, sealing
from portal.actor import SYSTEM
from portal.certificates import multibase, proof
from portal.certificates.facts import Facts
from portal.certificates.keyring import Exposed
from portal.certificates.status_list import SIZE
from portal.database import db
from portal.errors import NotFound
from portal.models.certificates import StatusList
from portal.models.jobs import Job
from portal.services import certificate_orders, certificates, credentials, status_lists
from portal.vocabulary import RevocationReason
from tests.factories import records
from tests.factories.placements import world


@pytest.fixture
def here(app):
    made = world()
    records.ready(made)
    return made


def bit(slot: int) -> bool:
    """What the served list says about this place."""
    listed = json.loads(status_lists.get(slot // SIZE).content)["credentialSubject"]["encodedList"]
    found = gzip.decompress(base64.urlsafe_b64decode(listed[1:] + "=" * (-len(listed[1:]) % 4)))
    return bool(found[slot % SIZE // 8] >> 7 - slot % 8 & 1)


def sign_lists() -> int:
    """Do what the worker would: each list that waits, once for each change."""
    waiting = db.session.scalars(db.select(Job).where(Job.kind == "status_list")).all()
    for job in waiting:
        jobs.HANDLERS["status_list"].run(job.payload)
        db.session.delete(job)
    db.session.flush()
    return len(waiting)


def test_the_credential_is_in_the_document_and_beside_it(here):
    records.evaluated(here)
    order = records.ordered(here)
    facts = Facts.from_json(order.facts)
    credential = credentials.signed(facts, order.slot, certificate_orders.recipient(order))
    content = certificate_orders.sealed(facts, "a4", credential)
    certificate_orders.finish(order.id, facts, content, credential)
    found = certificates.public(order.serial)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert list(pdf.attachments) == ["credential.json"]
        assert pdf.attachments["credential.json"].get_file().read_bytes() == found.credential.encode()
        assert [str(each.AFRelationship) for each in pdf.Root.AF] == ["/Data"]
    document = json.loads(found.credential)
    assert document["id"] == credentials.address(found.serial)
    assert certificate_orders.recipient(order) not in found.credential
    key = sealing.credential_keys()[0]
    proof.verify(document, f"{sealing.did()}#{key}", key)


def test_places_are_random_and_nobody_shares_one(here, monkeypatch):
    drawn = iter([5, 5, 5, 6])
    monkeypatch.setattr(status_lists.secrets, "randbelow", lambda _size: next(drawn))
    first = records.issued(here)
    assert first.slot == 5
    assert status_lists.allot() == 6


def test_a_list_is_signed_when_it_begins_and_whenever_it_changes(here):
    certificate = records.issued(here)
    slot = certificate.slot
    with pytest.raises(NotFound):
        status_lists.get(slot // SIZE)
    status_lists.begun(certificate)
    assert sign_lists() == 1
    assert not bit(slot)
    newer = records.issued(here)
    assert sign_lists() == 1
    assert (bit(slot), bit(newer.slot)) == (True, False)
    certificates.revoke(newer, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Wrong hours.")
    assert sign_lists() == 1
    assert (bit(slot), bit(newer.slot)) == (True, True)
    listed = json.loads(db.session.scalars(db.select(StatusList.content)).one())
    key = sealing.credential_keys()[0]
    proof.verify(listed, f"{sealing.did()}#{key}", key)


def test_what_its_holder_withdrew_keeps_no_credential(here):
    certificate = records.issued(here)
    certificates.withdraw(certificate, by=SYSTEM)
    assert (certificate.credential, certificate.slot is None) == (None, False)
    sign_lists()
    assert bit(certificate.slot)


def test_an_order_from_before_there_were_credentials(here):
    order = records.ordered(here)
    order.slot = None
    assert credentials.signed(Facts.from_json(order.facts), None, "x@example.org") == ""
    certificate_orders.finish(order.id, Facts.from_json(order.facts), records.PDF)
    found = certificates.public(order.serial)
    assert (found.has_credential, found.credential) == (False, None)
    certificates.revoke(found, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Wrong hours.")
    assert sign_lists() == 0


def test_old_keys_stay_and_nobody_else_reads_them(app):
    first = sealing.prove({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:x:1"})
    path = sealing.ring().rotate_credential_key()
    second = sealing.prove({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:x:1"})
    told = sealing.did_document()
    methods = [each["proof"][0]["verificationMethod"] for each in (second, first)]
    assert told["assertionMethod"][:2] == methods
    for method, key in zip(methods, told["verificationMethod"], strict=False):
        multibase.public_key(key["publicKeyMultibase"])
        assert method == key["id"]
    path.chmod(0o644)
    with pytest.raises(Exposed):
        sealing.prove({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:x:1"})
    path.chmod(0o600)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://careers.example.edu", "did:web:careers.example.edu"),
        ("http://127.0.0.1:5000", "did:web:127.0.0.1%3A5000"),
        ("https://example.edu/careers", "did:web:example.edu:careers"),
    ],
)
def test_the_institutions_name_follows_its_address(app, monkeypatch, url, name):
    monkeypatch.setitem(app.config, "PORTAL_URL", url)
    assert sealing.did() == name
