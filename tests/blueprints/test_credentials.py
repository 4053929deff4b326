"""What programs read: a credential for those who may read the document, keys and statuses for everybody."""

import json

import pytest

from portal import sealing
from portal.services import certificates, status_lists
from portal.vocabulary import RevocationReason
from tests.client import soup
from tests.factories import records
from tests.factories.placements import world


@pytest.fixture
def here(app):
    made = world()
    records.ready(made)
    made.certificate = records.issued(made)
    made.page = f"/verify/{made.certificate.serial}"
    made.address = f"/certificates/{made.certificate.serial}.json"
    return made


def test_the_credential_is_shown_like_the_document(client, client_for, here):
    assert client.get(here.address).status_code == 404
    certificates.publish(here.certificate, True, by=here.student.actor)
    answer = client.get(here.address)
    assert (answer.status_code, answer.mimetype) == (200, "application/vc")
    assert answer.text == records.CREDENTIAL
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert soup(client.get(here.page)).select_one(f'a[href="{here.address}"]')
    certificates.revoke(
        here.certificate, RevocationReason.ISSUED_IN_ERROR, by=here.staff.actor, note="In error."
    )
    assert client.get(here.address).status_code == 404
    assert client_for(here.student.membership).get(here.address).status_code == 200


def test_a_certificate_without_one_offers_none(client_for, here):
    here.certificate.credential = None
    mine = client_for(here.student.membership)
    assert mine.get(here.address).status_code == 404
    assert not soup(mine.get(f"/student{here.address[:-5]}")).select(f'a[href="{here.address}"]')


def test_statuses_are_for_everybody(client, here):
    number = here.certificate.slot // status_lists.SIZE
    address = f"/credentials/status/{number}"
    assert client.get(address).status_code == 404
    status_lists.sign({"number": number})
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/vc")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(answer.text)["id"] == status_lists.address(number)
    assert client.get("/credentials/status/77").status_code == 404


def test_keys_are_for_everybody(client, here):
    sealing.ring().credential_key()
    told = client.get("/.well-known/did.json")
    assert told.status_code == 200
    assert told.get_json()["id"] == sealing.did()
    assert told.headers["Access-Control-Allow-Origin"] == "*"
    assert [key["publicKeyMultibase"] for key in told.get_json()["verificationMethod"]] == (
        sealing.credential_keys()
    )
