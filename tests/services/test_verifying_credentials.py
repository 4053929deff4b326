"""What a credential in somebody's hands is worth: proof first, then the record, word by word."""

import json

import pytest

from portal import sealing
from portal.actor import SYSTEM
from portal.certificates import apart, reading
from portal.certificates import serial as serials
from portal.certificates.checking import check
from portal.certificates.facts import Facts
from portal.certificates.finding import Finding, Verdict
from portal.database import db
from portal.services import certificate_orders, certificates, credentials, verifying
from portal.vocabulary import RevocationReason
from portal.vocabulary import VerifyOutcome as V
from tests.certificates import awards
from tests.factories import records
from tests.factories.placements import world

ENGINES = ("sqlite",)


@pytest.fixture
def issued(app):
    """A certificate with a real credential; its document is none."""
    here = world()
    records.ready(here)
    order = records.ordered(here)
    kept = Facts.from_json(order.facts)
    credential = credentials.signed(kept, order.slot, "amara@north.example")
    certificate_orders.finish(order.id, kept, records.PDF, credential)
    db.session.flush()
    return here, certificates.public(order.serial), credential


def outcome(content: str) -> V:
    return verifying.judge(content.encode()).outcome


def test_a_life(issued):
    here, certificate, credential = issued
    valid = verifying.judge(credential.encode())
    assert (valid.outcome, valid.serial, valid.certificate) == (V.VALID, certificate.serial, certificate)
    assert valid.signed_at
    assert outcome(credential.replace("Map the", "Run the")) is V.ALTERED
    certificates.revoke(certificate, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Wrong hours.")
    assert outcome(credential) is V.REVOKED


def test_replaced_and_withdrawn(issued):
    here, certificate, credential = issued
    records.issued(here)
    assert outcome(credential) is V.SUPERSEDED
    certificates.withdraw(certificate, by=SYSTEM)
    assert outcome(credential) is V.WITHDRAWN


def test_set_in_other_lines_it_is_the_same(issued):
    _here, _certificate, credential = issued
    told = json.loads(credential)
    turned = dict(reversed(told.items()))
    assert outcome(json.dumps(turned, indent=4)) is V.VALID
    assert outcome("\ufeff " + json.dumps(told, ensure_ascii=True)) is V.VALID


def test_signed_by_us_but_not_what_we_keep(issued):
    """Whoever had our key, or an older copy of the record, could not pass another credential off as the kept one."""
    _here, _certificate, credential = issued
    told = json.loads(credential)
    told.pop("proof")
    assert outcome(json.dumps(sealing.prove({**told, "name": "Another"}))) is V.ALTERED
    elsewhere = {**told, "id": told["id"].replace(reading.serial(told), serials.new())}
    assert outcome(json.dumps(sealing.prove(elsewhere))) is V.NOT_LISTED


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "{}}",
        '{"id": 1, "id": 2}',
        "[" * 60_000,
        '{"a":' * 9_000,
        "{" + " " * reading.LARGEST + "}",
        "{\ud800",
    ],
    ids=["half", "more", "twice", "list", "deep", "large", "surrogate"],
)
def test_what_cannot_be_read(app, content):
    assert verifying.judge(content.encode("utf-8", "surrogatepass")).outcome is V.UNREADABLE


def test_a_credential_of_somebody_else(issued):
    assert outcome(json.dumps(awards.signed())) is V.NOT_OURS
    assert outcome("{}") is V.NOT_OURS
    assert outcome('{"id": ["https://x/certificates/"], "proof": [[]]}') is V.NOT_OURS


def test_nothing_foreign_is_read_as_linked_data(issued, monkeypatch):
    """Its address and its key must be ours before a word of it is looked up."""
    monkeypatch.setattr(reading.proof, "verify", lambda *_: pytest.fail("read"))
    assert outcome(json.dumps(awards.signed())) is V.NOT_OURS


def test_apart_as_here(issued):
    _here, certificate, credential = issued
    found = apart.check(credential.encode(), [], sealing.credential_keys())
    assert found == check(credential.encode(), [], sealing.credential_keys())
    assert (found.verdict, found.serial) == (Verdict.INTACT, certificate.serial)
    assert apart.check(credential.encode(), [], []) == Finding(Verdict.FOREIGN, certificate.serial)


def test_it_stays_verifiable_when_keys_change(issued):
    _here, _certificate, credential = issued
    sealing.ring().rotate_credential_key()
    assert outcome(credential) is V.VALID


def test_the_command(issued, app, tmp_path):
    _here, certificate, credential = issued
    file = tmp_path / "credential.json"
    file.write_text(credential)
    db.session.commit()
    said = app.test_cli_runner().invoke(args=["verify", str(file)])
    assert said.exit_code == 0
    assert "Genuine and valid" in said.output
    assert certificate.serial in said.output
