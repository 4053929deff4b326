"""The credential, its keys and its status list, judged by Digital Bazaar's libraries and by openbadgeslib."""

import copy
import json

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from openbadgeslib.ob3.ldp import OB3LdpVerifier, verify_data_integrity_proof
from openbadgeslib.ob3.verifier import OB3VerificationError

from portal import sealing
from portal.certificates import multibase
from portal.certificates.facts import Facts
from portal.certificates.status_list import SIZE
from portal.database import db
from portal.services import certificates, credentials, status_lists
from portal.vocabulary import RevocationReason
from tests.factories import records
from tests.factories.placements import world
from tests.verifiers.tools import digital_bazaar

ENGINES = ("sqlite",)


@pytest.fixture
def issued(app, monkeypatch):
    """A certificate and its credential, at an address that did:web allows."""
    monkeypatch.setitem(app.config, "PORTAL_URL", "https://careers.northfield.example")
    here = world()
    records.ready(here)
    records.evaluated(here)
    order = records.ordered(here)
    facts = Facts.from_json(order.facts)
    credential = json.loads(credentials.signed(facts, order.slot, "amara@north.example"))
    return here, records.finish(here), credential


def served(slot: int) -> dict:
    """What the portal serves for whoever verifies: its keys, and the list of statuses as it is now."""
    status_lists.sign({"number": slot // SIZE})
    listed = status_lists.get(slot // SIZE)
    return {**keys(), status_lists.address(slot // SIZE): json.loads(listed.content)}


def keys() -> dict:
    told = sealing.did_document()
    context = "https://w3id.org/security/multikey/v1"
    each = {key["id"]: {"@context": context, **key} for key in told["verificationMethod"]}
    return {told["id"]: told, **each}


def changed(credential: dict, **words) -> dict:
    return {**copy.deepcopy(credential), **words}


def edited(credential: dict) -> list[dict]:
    """Four ways to make more of it."""
    other = copy.deepcopy(credential)
    other["credentialSubject"]["result"][0]["achievedLevel"] += "0"
    more = copy.deepcopy(credential)
    more["credentialSubject"]["honours"] = "first class"
    later = copy.deepcopy(credential)
    later["proof"][0]["created"] = "2030-01-01T00:00:00Z"
    return [changed(credential, name="Something greater"), other, more, later]


def test_digital_bazaar_verifies_it_and_nothing_edited(issued):
    _here, certificate, credential = issued
    known = served(certificate.slot)
    answers = digital_bazaar(
        [{"credential": each, "served": known} for each in (credential, *edited(credential))]
    )
    assert (answers[0]["verified"], answers[0]["set"], answers[0]["problem"]) == (True, [False], "")
    assert [each["verified"] for each in answers[1:]] == [False] * 4


def test_digital_bazaar_reads_what_is_no_longer_in_force(issued):
    here, certificate, credential = issued
    newer = records.issued(here)
    replaced = served(certificate.slot)
    other = json.loads(credentials.signed(Facts.from_json(newer.facts), newer.slot, "amara@north.example"))
    certificates.revoke(newer, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Wrong hours.")
    db.session.flush()
    cases = [(credential, replaced), (other, replaced), (other, served(newer.slot))]
    answers = digital_bazaar([{"credential": each, "served": known} for each, known in cases])
    assert [each["set"] for each in answers] == [[True], [False], [True]]
    assert [each["verified"] for each in answers] == [True] * 3


def test_digital_bazaar_verifies_it_after_keys_changed_twice(issued):
    _here, certificate, credential = issued
    for _time in range(2):
        sealing.ring().rotate_credential_key()
    [answer] = digital_bazaar([{"credential": credential, "served": served(certificate.slot)}])
    assert (answer["verified"], answer["set"]) == (True, [False])


def test_a_list_that_somebody_else_signed_is_refused(issued):
    _here, certificate, credential = issued
    known = served(certificate.slot)
    address = status_lists.address(certificate.slot // SIZE)
    known[address] = changed(known[address], validFrom="2020-01-01T00:00:00Z")
    [answer] = digital_bazaar([{"credential": credential, "served": known}])
    assert not answer["verified"]


def pem(key: str) -> bytes:
    """The Multikey as openbadgeslib reads keys."""
    return multibase.public_key(key).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def openbadgeslib(credential: dict, known: dict) -> str:
    """What openbadgeslib says, with keys and lists as the portal serves them: empty when all is well.

    Its reader of lists knows those signed as JWT only: the proof of ours is put before it by itself.
    """

    def download(address: str, *_words, **_more) -> bytes:
        name = sealing.did() if address.endswith("/.well-known/did.json") else address
        return json.dumps(known[name]).encode()

    judge = OB3LdpVerifier.for_issuer_did(sealing.did())
    address = credential["credentialStatus"]["statusListCredential"]
    try:
        told = json.dumps(credential)
        judge.verify(told, check_status=True, download=download, verify_status_list=False)
        verify_data_integrity_proof(known[address], pem(sealing.credential_keys()[0]))
    except OB3VerificationError as problem:
        return str(problem) or "refused"
    return ""


def test_openbadgeslib_verifies_it_and_nothing_edited(issued):
    here, certificate, credential = issued
    known = served(certificate.slot)
    assert openbadgeslib(credential, known) == ""
    assert all(openbadgeslib(each, known) for each in edited(credential))
    certificates.revoke(certificate, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Wrong hours.")
    assert "revo" in openbadgeslib(credential, served(certificate.slot)).lower()
