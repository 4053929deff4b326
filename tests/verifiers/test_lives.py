"""One certificate in each state of its life: what the portal says by command, page and JSON, and what poppler says."""

import pytest

from portal import sealing
from portal.database import db
from portal.services import certificates, files
from portal.vocabulary import RevocationReason, VerifyOutcome
from tests.factories import records
from tests.factories.placements import world
from tests.verifiers.tools import flipped, pdfsig

ENGINES = ("sqlite",)
V = VerifyOutcome


def revoke(here, certificate, letters):
    certificates.revoke(certificate, RevocationReason.FACTS_WRONG, by=here.staff.actor, note="Wrong hours.")


def replace(here, certificate, letters):
    certificates.order(here.placement, by=here.staff.actor)
    letters()


def withdraw(here, certificate, letters):
    certificates.withdraw(certificate)


def stand(here, certificate, letters):
    pass


LIVES = {
    "issued": (stand, V.VALID),
    "revoked": (revoke, V.REVOKED),
    "superseded": (replace, V.SUPERSEDED),
    "withdrawn_by_holder": (withdraw, V.WITHDRAWN),
}


@pytest.fixture
def here(app, letters):
    """The world of the placements, with a real certificate and its bytes."""
    made = world()
    records.ready(made)
    made.serial = certificates.order(made.placement, by=made.staff.actor).serial
    letters()
    made.certificate = certificates.public(made.serial)
    with files.open(made.certificate.file) as stored:
        made.content = stored.read()
    return made


def judged(app, folder, content: bytes) -> tuple[int, str]:
    """How the command ends, and the first line it prints."""
    file = folder / "held.pdf"
    file.write_bytes(content)
    ended = app.test_cli_runner().invoke(args=["verify", str(file)])
    return ended.exit_code, ended.output.splitlines()[0]


@pytest.mark.parametrize("status", LIVES)
def test_a_life(app, client, here, letters, tmp_path, status):
    live, outcome = LIVES[status]
    live(here, here.certificate, letters)
    db.session.commit()
    assert judged(app, tmp_path, here.content) == (outcome is not V.VALID, str(outcome.label))
    assert judged(app, tmp_path, flipped(here.content)) == (1, str(V.ALTERED.label))
    assert client.get(f"/verify/{here.serial}.json").json["status"] == status
    assert client.get(f"/verify/{here.serial}").status_code == 200
    assert "Signature is Valid." in pdfsig(tmp_path, here.content, sealing.roots()[0])
